// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/MentionText.h"
#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// An edit that was not taken: why, and what was typed.
struct RefusedEdit
{
    QString problem;
    QString typed;
};

/// The inspector's form: one row for each field of the selected entity's type that a person may see, with the control
/// the catalogue implies. GUI thread.
class FieldForm : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The inspector has it.")

public:
    /// name: the field's. label, hint: for people. control: text, longText, number, switch, choice, reference, tags,
    /// colour or fact (read only). problem: why the last edit was refused. value: what the control edits. shown: the
    /// value in words. from, to, decimals: of a number. choices: a list of {value, label}. targetType: of a reference.
    /// takesAnyType: the reference may point to whatever there is. refused: what was typed in that edit.
    enum Role {
        NameRole = Qt::UserRole,
        LabelRole,
        HintRole,
        ControlRole,
        ValueRole,
        ShownRole,
        FromRole,
        ToRole,
        DecimalsRole,
        ChoicesRole,
        TargetTypeRole,
        TakesAnyTypeRole,
        ExampleRole,
        ProblemRole,
        RefusedRole
    };

    explicit FieldForm(QObject* parent = nullptr);

    /// Null shows nothing. The session outlives the form's use of it.
    void show(Session* session, const Id& id);
    /// The entity's fields of these names read differently now.
    void refresh(const std::vector<std::string>& fields);
    /// A name that a reference shows became known.
    void refreshReferences();
    /// Dates are written otherwise now.
    void refreshTimes();
    /// What an edit of the field's control is stored as; see presentation::edited. Mentions in a text get their ids
    /// back, a formula becomes a rule.
    Result<Value> edited(const catalogue::Field& field, const QVariant& value) const;
    /// Shows at the field why an edit was refused, "" takes it away. Both that and what was typed stay while the entity
    /// is shown, also when another tab is looked at.
    void setProblem(const std::string& field, const QString& sentence, const QString& typed = {});

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    const client::Record* record() const;
    Value valueOf(const catalogue::Field& field) const;
    QString shown(const catalogue::Field& field) const;
    /// Of a rule, when formulas can say it; "" for none yet.
    std::optional<QString> formula(const catalogue::Field& field) const;
    /// The type whose fields a rule of this entity reads: the one the entity names, else its own.
    const catalogue::Type* ruleSubject() const;

    Session* m_session = nullptr;
    Id m_id;
    std::vector<const catalogue::Field*> m_fields;
    std::map<std::string, RefusedEdit> m_problems;
    mutable MentionText m_mentions; ///< learns the names that shown() writes
};

} // namespace campaign
