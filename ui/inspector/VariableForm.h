// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

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

public:
    /// key; label: the key in words. control: text, number, switch, choice or fact. value, shown. choices: texts.
    /// isSet: false while the declared default stands.
    enum Role {
        KeyRole = Qt::UserRole,
        LabelRole,
        ControlRole,
        ValueRole,
        ShownRole,
        ChoicesRole,
        IsSetRole,
        DecimalsRole
    };

    explicit VariableForm(QObject* parent = nullptr);

    void show(Session* session, const Id& id);
    /// Declarations of the entity's type as the server lists them.
    void declare(const Value::Array& schemas);
    void refresh();

    int count() const { return static_cast<int>(m_rows.size()); }
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
        bool isSet = false;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rowsNow() const;

    Session* m_session = nullptr;
    Id m_id;
    std::vector<Row> m_declared;
    std::vector<Row> m_rows;
};

} // namespace campaign
