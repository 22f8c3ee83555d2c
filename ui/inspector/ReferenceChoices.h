// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// What a reference may point to: entities of a type whose names contain what is typed; of no type in particular, what
/// a search finds, and before anything is typed what was selected lately. Asked for only while it is wanted. GUI
/// thread.
class ReferenceChoices : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session MEMBER m_session NOTIFY wanted)
    /// "" for any.
    Q_PROPERTY(QString typeName MEMBER m_typeName NOTIFY wanted)
    /// Several types at once, in place of the one.
    Q_PROPERTY(QStringList typeNames MEMBER m_typeNames NOTIFY wanted)
    Q_PROPERTY(QString search MEMBER m_search NOTIFY wanted)
    Q_PROPERTY(bool isWanted MEMBER m_isWanted NOTIFY wanted)
    /// A list of {type, id, name, icon, detail}, by name, the first hundred; of any type the best twenty.
    Q_PROPERTY(QVariantList choices READ choices NOTIFY choicesChanged)
    /// Whether all of several types have answered.
    Q_PROPERTY(bool isAnswered READ isAnswered NOTIFY choicesChanged)

public:
    explicit ReferenceChoices(QObject* parent = nullptr);
    QVariantList choices() const { return m_choices; }
    bool isAnswered() const { return m_waiting == 0; }

signals:
    void wanted();
    void choicesChanged();

private:
    void ask();
    void askOneType(const catalogue::Type& target);
    void askTypes();
    void askOneOfTypes(const catalogue::Type& target);
    void searchAll();
    void offerRecent();
    QVariantMap choice(const QString& typeName, const QString& id, const QString& name) const;
    void take(const QString& asked, const QString& of, QVariantList found);

    Session* m_session = nullptr;
    QString m_typeName;
    QStringList m_typeNames;
    QString m_search;
    bool m_isWanted = false;
    QVariantList m_choices;
    QVariantList m_coming; // of the several types asked last
    int m_asked = 0;       // answers of types to earlier questions are dropped
    int m_waiting = 0;     // how many types have not answered
    QTimer m_ask;
};

} // namespace campaign
