// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

namespace campaign {

/// The form for something new: its type, its name and what it hangs on. Offers the owner where the selection stands,
/// and the others of its type. GUI thread.
class CreateForm : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// What can be made: a list of {type, label, icon}.
    Q_PROPERTY(QVariantList types READ types NOTIFY sessionChanged)
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY typeChanged)
    /// Of the type among `types`, −1 before one is chosen.
    Q_PROPERTY(int typeIndex READ typeIndex NOTIFY typeChanged)
    /// "settlement"
    Q_PROPERTY(QString label READ label NOTIFY typeChanged)
    /// "Kingdom", empty when it needs none.
    Q_PROPERTY(QString ownerLabel READ ownerLabel NOTIFY typeChanged)
    Q_PROPERTY(QStringList ownerNames READ ownerNames NOTIFY ownersChanged)
    Q_PROPERTY(int ownerIndex READ ownerIndex WRITE setOwnerIndex NOTIFY ownersChanged)
    /// The name of what it will be about, with its icon: the selected, of things that tell about others; "" for none.
    Q_PROPERTY(QString aboutName READ aboutName NOTIFY aboutChanged)
    Q_PROPERTY(QString aboutIcon READ aboutIcon NOTIFY aboutChanged)
    /// Why it cannot be made yet, "" when it can.
    Q_PROPERTY(QString obstacle READ obstacle NOTIFY ownersChanged)

public:
    using QObject::QObject;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    QVariantList types() const;
    QString type() const { return m_type ? QString::fromStdString(m_type->name) : QString(); }
    /// Also reads who could own one; "" takes the first type.
    void setType(const QString& type);
    int typeIndex() const;
    QString label() const;
    QString ownerLabel() const;
    QStringList ownerNames() const;
    int ownerIndex() const { return m_owner; }
    void setOwnerIndex(int index);
    QString obstacle() const;
    QString aboutName() const;
    QString aboutIcon() const;
    /// It will be about nothing in particular.
    Q_INVOKABLE void forgetAbout();

    Q_INVOKABLE void create(const QString& name);

signals:
    void sessionChanged();
    void typeChanged();
    void ownersChanged();
    void aboutChanged();

private:
    struct Owner
    {
        QString id;
        QString name;
    };
    QString usualType() const;
    Selection::Entity aboutHere() const;
    void readOwners(const catalogue::Field& field);
    void takeOwners(const Value& page, const Id& here);
    QStringList lacking() const;

    Session* m_session = nullptr;
    const catalogue::Type* m_type = nullptr;
    QList<Owner> m_owners;
    int m_owner = -1;
    Selection::Entity m_about;
    bool m_isReading = false;
};

} // namespace campaign
