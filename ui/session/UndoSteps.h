// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/GraphQLClient.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// What Undo and Redo would do next, by name. The steps are the store's; this asks for them after every change. GUI
/// thread.
class UndoSteps : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A session has it.")
    /// "Rename Harrowford", empty when there is nothing to undo.
    Q_PROPERTY(QString undoName READ undoName NOTIFY changed)
    Q_PROPERTY(QString redoName READ redoName NOTIFY changed)

public:
    explicit UndoSteps(client::GraphQLClient& client, QObject* parent = nullptr);

    /// An empty campaign is the world alone.
    void setPlace(const Id& campaign, const Id& branch);
    QString undoName() const { return m_undoName; }
    QString redoName() const { return m_redoName; }

    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    /// So many steps one after another; stops when one is refused.
    Q_INVOKABLE void undoTimes(int steps);
    Q_INVOKABLE void redoTimes(int steps);
    /// Takes back one change, whoever made it.
    void undoChange(std::int64_t change, const QString& name);
    /// Asks again for the names, once per turn of the event loop.
    void refresh();

signals:
    void changed();
    /// Something was undone or redone, named as in the menu.
    void stepped(const QString& name, bool isUndo);
    /// A step was refused, in the server's sentence. `later` is the change that stands in its way and may be taken back
    /// first, named `laterName`; 0 when no single one does.
    void refused(const QString& sentence, qlonglong later, const QString& laterName);

private:
    void ask();
    void tellRefusal(const client::Reply& reply);
    void step(const std::string& mutation, int wanted, int done, bool isUndo);
    Value::Object place() const;

    client::GraphQLClient& m_client;
    Id m_campaign;
    Id m_branch;
    QString m_undoName;
    QString m_redoName;
    QTimer m_refresh;
};

} // namespace campaign
