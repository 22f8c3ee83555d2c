// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Result.h"
#include "server/rules/OperatorRegistry.h"
#include "ui/rules/RuleTree.h"

#include <QAbstractListModel>
#include <QStringList>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <map>

namespace campaign {

/// A rule as blocks, one row each in the order they are read, indented by their depth. A comparison is one row with its
/// short arguments in it; groups, lists and long arguments are rows of their own below. Edits change the rule where
/// they are made and nowhere else; every one can be taken back. GUI thread.
class RuleBlocks : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A rule's draft has it.")
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY rowsChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY rowsChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY rowsChanged)
    /// Names of the variables that rules of this type may read, besides its fields.
    Q_PROPERTY(QStringList variableKeys MEMBER m_variableKeys)

public:
    /// kind: group (its arguments are rows below), line (its short arguments stand in it), value (a lone argument) or
    /// opaque (nothing this editor knows; kept as it is). title: the operator in words. slot: what the argument is for.
    /// parts: the short arguments in order, a list of {shown, text, isBelow}; text is what an editor of it begins with.
    /// isBetween: the operator reads between them, not in front. canAdd: takes more arguments. result, truth: what it
    /// gives, in words, and "true", "false" or "".
    enum Role {
        DepthRole = Qt::UserRole,
        KindRole,
        OperatorRole,
        TitleRole,
        SlotRole,
        PartsRole,
        BetweenRole,
        CanAddRole,
        ResultRole,
        TruthRole
    };

    explicit RuleBlocks(QObject* parent = nullptr);

    /// The type whose fields rules read; null is allowed and offers nothing. Outlives the model.
    void setType(const catalogue::Catalogue* types, const catalogue::Type* type);
    const Value& rule() const { return m_rule; }
    /// From elsewhere (a text, a file); one step of undo.
    void setRule(const Value& rule);
    /// What a comparison with a variable begins with, by its key: "" for one that holds text, true for yes or no.
    void setVariableStarts(std::map<std::string, Value> starts) { m_variableStarts = std::move(starts); }
    /// Another rule altogether; nothing to undo.
    void begin(const Value& rule);

    /// A row's part of the rule, null when there is no such row.
    const Value* node(int row) const;
    /// What a path that stands in the row names, in words.
    QString wordsOf(int row, const std::string& path) const;
    /// JSON pointers to the nodes of the rows, in their order.
    std::vector<std::string> pointers() const;
    /// The values of the rows, as many as there are; nothing for one that has no value of its own.
    void setResults(std::vector<std::optional<Value>> results);

    bool isEmpty() const { return m_rows.empty(); }
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Puts what the text says in the place of a part: a number, a "text", yes, no, nothing, a name of a field or a
    /// whole formula. A word that names nothing is a text where something may equal it, beside a field of text, and
    /// where an operator wants one. Of a comparison that nobody has touched yet operator and value go with the field.
    /// The sentence says why it cannot, "" when it did.
    Q_INVOKABLE QString setPart(int row, int part, const QString& text);
    Q_INVOKABLE void setOperator(int row, const QString& name);
    /// {name, title} of the operators that may stand there.
    Q_INVOKABLE QVariantList alternatives(int row) const;
    /// Names of fields and variables that contain the text, as they are at that row (−1: at the root): {text, label,
    /// detail}, best first.
    Q_INVOKABLE QVariantList offers(const QString& text, int row = -1) const;
    /// What Enter takes: the only name that is offered for what was typed, else what was typed.
    Q_INVOKABLE QString meant(const QString& text, int row = -1) const;
    /// The operators that answer what was typed by their titles, synonyms, meanings or names: {name, title, meaning},
    /// best first; all for "".
    Q_INVOKABLE QVariantList palette(const QString& text) const;

    /// Adds a block made with that operator: to the group at the row, else behind the row; −1 for the root. Arguments
    /// are filled with what makes sense. The row it became, −1 when there is no place.
    Q_INVOKABLE int add(int row, const QString& name);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void duplicate(int row);
    /// Around the block, or away around its only child.
    Q_INVOKABLE void wrap(int row, const QString& name);
    Q_INVOKABLE void unwrap(int row);
    /// Takes the block to before or behind another, or as the last into it. False when that is no place for it.
    Q_INVOKABLE bool move(int row, int target, const QString& where);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

signals:
    /// By one of the edits above.
    void edited();
    void rowsChanged();

private:
    /// What names mean at a place.
    struct Scope
    {
        const catalogue::Type* type = nullptr; ///< null where they are those of a list's items of no known type
        bool isOfItem = false;
    };
    struct Row
    {
        ruletree::Path path;
        QString slot;
        QString kind;
        Scope scope;
    };

    void rebuild();
    void append(const Value& node, const ruletree::Path& path, const QString& slot, const Scope& scope);
    void appendArguments(const Value& node, const ruletree::Path& path, const Scope& scope, bool onlyLong);
    bool isKnown(const Value& node) const;
    bool isGroup(const Value& node) const;
    const Row* parentRow(int row) const;
    bool takesMore(const Value& node) const;
    int rowOf(const ruletree::Path& path) const;
    void change(Value rule);
    QVariantList partsOf(const Value& node, const Scope& scope) const;
    QVariantMap partOf(const Value& node, const Scope& scope) const;
    QString textOf(const Value& node, const Scope& scope) const;
    Result<Value> read(const QString& text, const Scope& scope) const;
    /// Whether a name that stands as that part of the block is no name but a text.
    bool isText(const Value& value, const Value& block, int part, const Scope& scope) const;
    bool wantsText(const Value& block, int part) const;
    /// The comparison with another thing compared; the rest goes with it as far as it is as it began.
    Value comparingFirst(const Value& block, const Value& first, const Scope& scope) const;
    /// What a comparison with that path begins with.
    Value startFor(const std::string& path, const Scope& scope) const;
    Value comparison(const std::string& path, const Scope& scope) const;
    Scope scopeOf(int row) const;
    /// Of the items of the list that the node names; null when it is no list of entities.
    const catalogue::Type* itemType(const Value& list, const Scope& scope) const;
    /// A block of that operator, filled with what makes sense to begin with.
    Value blank(const std::string& name, const Scope& scope) const;
    Value usualCondition(const Scope& scope) const;
    /// What a comparison would be about.
    std::string usualPath(const Scope& scope) const;
    void addOffers(QVariantList& list, const QString& wanted, const std::string& prefix, const QString& detail,
                   const catalogue::Type& type) const;

    const catalogue::Catalogue* m_types = nullptr;
    const catalogue::Type* m_type = nullptr;
    rules::OperatorRegistry m_operators = rules::OperatorRegistry::ofCampaign();
    QStringList m_variableKeys;
    std::map<std::string, Value> m_variableStarts;
    Value m_rule;
    std::vector<Row> m_rows;
    std::vector<std::optional<Value>> m_results;
    std::vector<Value> m_undo;
    std::vector<Value> m_redo;
};

} // namespace campaign
