// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// Campaign files opened lately, newest first, kept in the settings; thumbnails lie beside the application's own files.
/// Missing files stay in the list, marked, until removed. GUI thread.
class RecentCampaigns : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has it.")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    /// name: the campaign's. worldName: of its world. path: native form. opened: "today", "3 days ago". thumbnail: an
    /// image's address or empty. isMissing: the file is not there.
    enum Role { NameRole = Qt::UserRole, WorldNameRole, PathRole, OpenedRole, ThumbnailRole, IsMissingRole };

    explicit RecentCampaigns(QObject* parent = nullptr);

    int count() const { return static_cast<int>(m_entries.size()); }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// The file was just opened.
    void touch(const QString& path, const QString& name, const QString& worldName);
    /// Where the picture of a campaign's map is kept.
    static QString thumbnailPath(const QString& path);
    /// The picture was written.
    void thumbnailChanged(const QString& path);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE QString pathAt(int row) const;
    /// Looks again which files are there.
    Q_INVOKABLE void refresh();

signals:
    void countChanged();

private:
    struct Entry
    {
        QString path;
        QString name;
        QString worldName;
        QDateTime opened;
        bool isMissing = false;
        int pictureRevision = 0;
    };
    void load();
    void save() const;

    QList<Entry> m_entries;
};

} // namespace campaign
