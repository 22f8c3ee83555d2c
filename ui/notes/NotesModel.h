// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// The notes of the world by name, narrowed by a search through names and texts and by a tag. GUI thread.
class NotesModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    /// "" for all.
    Q_PROPERTY(QString tag READ tag WRITE setTag NOTIFY searchChanged)
    /// Tags of all notes, the most used first.
    Q_PROPERTY(QStringList tags READ tags NOTIFY countsChanged)
    Q_PROPERTY(int count READ count NOTIFY countsChanged)
    /// Notes that search and tag leave out.
    Q_PROPERTY(int hidden READ hidden NOTIFY countsChanged)
    Q_PROPERTY(bool isKnown READ isKnown NOTIFY countsChanged)

public:
    /// name; excerpt: the beginning of the text, plain; about: the name of what it is about; isShared: players see it.
    enum Role { IdRole = Qt::UserRole, NameRole, ExcerptRole, AboutRole, IsSharedRole, TagsRole };

    explicit NotesModel(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    QString search() const { return m_search; }
    void setSearch(const QString& text);
    QString tag() const { return m_tag; }
    void setTag(const QString& tag);
    QStringList tags() const;
    int count() const { return static_cast<int>(m_shown.size()); }
    int hidden() const { return static_cast<int>(m_all.size() - m_shown.size()); }
    bool isKnown() const { return m_isKnown; }

    Q_INVOKABLE QString idAt(int row) const;
    Q_INVOKABLE int rowOf(const QString& noteId) const;
    /// Makes a note that is about nothing in particular; created() names it.
    Q_INVOKABLE void create(const QString& title);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void sessionChanged();
    void searchChanged();
    void countsChanged();
    void created(const QString& noteId);

private:
    const catalogue::Type* type() const;
    void ask();
    void take(const Value& data);
    void askNames();
    void arrange();
    bool isWanted(const client::Record& note) const;

    Session* m_session = nullptr;
    QString m_search;
    QString m_tag;
    bool m_isKnown = false;
    std::vector<Id> m_all;
    std::vector<Id> m_shown;
    QTimer m_ask;
};

} // namespace campaign
