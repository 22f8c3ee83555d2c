// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityEdits.h"

#include <QtQml/qqmlregistration.h>

namespace campaign {

/// All that is selected, edited as one: the fields that the selected have in common, and what can be done to all of
/// them. Each edit is one step of undo. GUI thread.
class MultiEdit : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// "3 settlements", "5 things"
    Q_PROPERTY(QString title READ title NOTIFY changed)
    /// "" when several types are selected.
    Q_PROPERTY(QString typeName READ typeName NOTIFY changed)
    /// A list of {key, label, control, value, shown, isMixed, choices, from, to, decimals, targetType}: value and shown
    /// are empty where the selected differ. Variables have keys that begin with "variables.".
    Q_PROPERTY(QVariantList fields READ fields NOTIFY changed)
    /// Tags that at least one of them has.
    Q_PROPERTY(QStringList tags READ tags NOTIFY changed)
    /// Why the last edit was refused, "" when it was not.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)

public:
    explicit MultiEdit(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    int count() const;
    QString title() const;
    QString typeName() const;
    QVariantList fields() const;
    QStringList tags() const;
    QString problem() const { return m_problem; }

    /// To all; an undefined or empty value clears.
    Q_INVOKABLE void setField(const QString& key, const QVariant& value);
    Q_INVOKABLE void setVariable(const QString& name, const QVariant& value);
    Q_INVOKABLE void addTags(const QString& text);
    Q_INVOKABLE void removeTag(const QString& tag);
    Q_INVOKABLE void archive();
    Q_INVOKABLE void remove();

signals:
    void sessionChanged();
    void changed();
    void problemChanged();

private:
    std::vector<const client::Record*> records() const;
    const catalogue::Type* commonType() const;
    QVariantMap row(const catalogue::Field& field) const;
    QVariantMap variableRow(const std::string& name) const;
    std::string controlOfVariable(const std::string& name) const;
    QVariantList variableRows() const;
    void readMissing();
    void send(const EntityEdits& edits, bool forgets = false);
    void setProblem(const QString& sentence);

    Session* m_session = nullptr;
    QString m_problem;
    QTimer m_changed;
};

} // namespace campaign
