// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "ui/inspector/FieldForm.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// The variables of the selected entity: those its type declares (VariableSchema), with the declared type's control,
/// then those it merely has. GUI thread.
class VariableForm : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The inspector has it.")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QStringList keys READ keys NOTIFY countChanged)

public:
    /// key; label: the key in words. control: text, number, switch, choice or fact. value, shown: empty while the
    /// entity has none of its own. usual: the declared default in words. choices: texts. isSet. schemaId: the
    /// declaration, "" for a variable without one. hint: what the declaration says of it. problem: why the last edit
    /// was refused. refused: what was typed in that edit.
    enum Role {
        KeyRole = Qt::UserRole,
        LabelRole,
        ControlRole,
        ValueRole,
        ShownRole,
        ChoicesRole,
        IsSetRole,
        UsualRole,
        SchemaIdRole,
        HintRole,
        ProblemRole,
        RefusedRole
    };

    explicit VariableForm(QObject* parent = nullptr);

    void show(Session* session, const Id& id);
    /// Declarations of the entity's type as the server lists them.
    void declare(const Value::Array& schemas);
    void refresh();
    /// What a person typed or chose, as a value of the variable's type; null when it is emptied. An error in a
    /// sentence.
    Result<Value> edited(const std::string& key, const QVariant& value) const;
    /// Whether a schema names it, set or not.
    bool declares(const std::string& key) const;
    /// Shows at the variable why an edit was refused, "" takes it away. As FieldForm keeps it.
    void setProblem(const std::string& key, const QString& sentence, const QString& typed = {});
    /// The declaration of a variable for editing: {id, name, type, choices, usual, description}; empty for none.
    Q_INVOKABLE QVariantMap declaration(const QString& schemaId) const;

    int count() const { return static_cast<int>(m_rows.size()); }
    QStringList keys() const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    struct Row
    {
        std::string key;
        QString control;
        QStringList choices;
        Value value;
        Value usual;
        std::string schemaId;
        QString hint;
        bool isSet = false;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rowsNow() const;

    Session* m_session = nullptr;
    Id m_id;
    std::vector<Row> m_declared;
    std::vector<Row> m_rows;
    std::map<std::string, RefusedEdit> m_problems;
};

} // namespace campaign
