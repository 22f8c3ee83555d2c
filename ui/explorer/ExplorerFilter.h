// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QTimer>

namespace campaign {

/// What the explorer shows instead of its tree while it is filtered by words, by type, by tag or to favourites: a flat
/// list, best first, and how much it leaves out. GUI thread.
class ExplorerFilter : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY filterChanged)
    /// Name of a type of entities, "" for all.
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY filterChanged)
    Q_PROPERTY(QString tag READ tag WRITE setTag NOTIFY filterChanged)
    Q_PROPERTY(bool favouritesOnly READ favouritesOnly WRITE setFavouritesOnly NOTIFY filterChanged)
    Q_PROPERTY(bool isActive READ isActive NOTIFY filterChanged)
    Q_PROPERTY(int count READ count NOTIFY foundChanged)
    /// Entities of the campaign that the filter leaves out.
    Q_PROPERTY(int hidden READ hidden NOTIFY foundChanged)
    /// The types to choose from, a list of {type, label, icon}; the first one stands for all.
    Q_PROPERTY(QVariantList types READ types NOTIFY sessionChanged)

public:
    /// name, iconName, detail (the type), entityId, isSelected.
    enum Role { NameRole = Qt::UserRole, IconRole, DetailRole, EntityIdRole, IsSelectedRole };

    explicit ExplorerFilter(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    QString text() const { return m_text; }
    void setText(const QString& text);
    QString type() const { return m_type; }
    void setType(const QString& type);
    QString tag() const { return m_tag; }
    void setTag(const QString& tag);
    bool favouritesOnly() const { return m_favouritesOnly; }
    void setFavouritesOnly(bool only);
    bool isActive() const;
    int count() const { return static_cast<int>(m_found.size()); }
    int hidden() const;
    QVariantList types() const;

    /// Shows the tree again.
    Q_INVOKABLE void reset();
    /// Selects the row's entity, `adds` to what is selected.
    Q_INVOKABLE void choose(int row, bool adds);
    /// What a row carries when it is dragged: "Type id".
    Q_INVOKABLE QString dragText(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void sessionChanged();
    void filterChanged();
    void foundChanged();

private:
    struct Found
    {
        Selection::Entity entity;
        QString name;
    };
    void changed();
    void ask();
    void askSearch(int number);
    void askLists(int number);
    void askFavourites(int number);
    void take(int number, QList<Found> found);
    void count(const Value& data);
    std::vector<const catalogue::Type*> shownTypes() const;
    bool matches(const Found& found) const;

    Session* m_session = nullptr;
    QString m_text;
    QString m_type;
    QString m_tag;
    bool m_favouritesOnly = false;
    QList<Found> m_found;
    int m_total = 0;    // entities of the campaign
    int m_question = 0; // answers to earlier ones are not for today's filter
    QTimer m_rest;
};

} // namespace campaign
