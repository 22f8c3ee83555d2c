// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// One side of one entity that a panel shows: what it is linked with, its rules, its history, who mentions it. Asked
/// for when the entity is set and again when something changed. GUI thread.
class EntityAspect : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY subjectChanged)
    Q_PROPERTY(QString typeName READ typeName WRITE setTypeName NOTIFY subjectChanged)
    Q_PROPERTY(QString entityId READ entityId WRITE setEntityId NOTIFY subjectChanged)
    /// Whether the answer has come.
    Q_PROPERTY(bool isKnown READ isKnown NOTIFY changed)

public:
    explicit EntityAspect(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    QString typeName() const { return m_typeName; }
    void setTypeName(const QString& name);
    QString entityId() const { return m_entityId; }
    void setEntityId(const QString& id);
    bool isKnown() const { return m_isKnown; }

signals:
    void subjectChanged();
    void changed();

protected:
    virtual void clear() = 0;
    virtual void ask() = 0;
    /// Whether these changes can matter here.
    virtual bool concerns(const std::vector<client::EntityDelta>&) const { return true; }

    /// Null while there is nothing to show.
    const catalogue::Type* type() const;
    Id id() const;
    /// Sends a query; the answer is dropped when another entity is shown by then.
    void query(const std::string& text, const Value::Object& variables,
               std::function<void(const Value& data)> received);
    /// Asks for the name of something else this is about, unless the store knows it; changed() follows.
    void askName(const std::string& typeName, const Id& id);
    void refresh();

private:
    void begin();

    Session* m_session = nullptr;
    QString m_typeName;
    QString m_entityId;
    bool m_isKnown = false;
    QTimer m_ask;
};

} // namespace campaign
