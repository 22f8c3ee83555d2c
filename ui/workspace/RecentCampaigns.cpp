// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/RecentCampaigns.h"

#include "ui/client/Moments.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>

namespace campaign {

namespace {

constexpr qsizetype longestList = 12;

QString whenOpened(const QDateTime& opened)
{
    const qint64 days = opened.date().daysTo(QDate::currentDate());
    if (days <= 0)
        return momentText(opened);
    if (days == 1)
        return RecentCampaigns::tr("yesterday");
    if (days < 14)
        return RecentCampaigns::tr("%n day(s) ago", nullptr, static_cast<int>(days));
    return QLocale().toString(opened.date(), QLocale::ShortFormat);
}

} // namespace

RecentCampaigns::RecentCampaigns(QObject* parent)
    : QAbstractListModel(parent)
{
    load();
}

int RecentCampaigns::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> RecentCampaigns::roleNames() const
{
    return {{NameRole, "name"},     {WorldNameRole, "worldName"}, {PathRole, "path"},
            {OpenedRole, "opened"}, {ThumbnailRole, "thumbnail"}, {IsMissingRole, "isMissing"}};
}

QVariant RecentCampaigns::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Entry& entry = m_entries.at(index.row());
    switch (role) {
    case NameRole:
        return entry.name;
    case WorldNameRole:
        return entry.worldName;
    case PathRole:
        return QDir::toNativeSeparators(entry.path);
    case OpenedRole:
        return whenOpened(entry.opened);
    case ThumbnailRole: {
        const QString picture = thumbnailPath(entry.path);
        if (!QFileInfo::exists(picture))
            return QUrl();
        QUrl address = QUrl::fromLocalFile(picture);
        address.setFragment(QString::number(entry.pictureRevision));
        return address;
    }
    case IsMissingRole:
        return entry.isMissing;
    default:
        return {};
    }
}

QString RecentCampaigns::thumbnailPath(const QString& path)
{
    const QByteArray key = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex();
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/thumbnails/" +
           QString::fromLatin1(key) + ".png";
}

void RecentCampaigns::thumbnailChanged(const QString& path)
{
    for (int row = 0; row < count(); ++row) {
        if (m_entries.at(row).path != path)
            continue;
        ++m_entries[row].pictureRevision;
        emit dataChanged(index(row), index(row), {ThumbnailRole});
    }
}

void RecentCampaigns::touch(const QString& path, const QString& name, const QString& worldName)
{
    beginResetModel();
    m_entries.removeIf([&](const Entry& entry) { return entry.path == path; });
    m_entries.prepend({path, name, worldName, QDateTime::currentDateTime(), false, 0});
    while (m_entries.size() > longestList)
        m_entries.removeLast();
    endResetModel();
    save();
    emit countChanged();
}

void RecentCampaigns::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_entries.removeAt(row);
    endRemoveRows();
    save();
    emit countChanged();
}

QString RecentCampaigns::pathAt(int row) const
{
    return row >= 0 && row < count() ? m_entries.at(row).path : QString();
}

void RecentCampaigns::refresh()
{
    beginResetModel();
    for (Entry& entry : m_entries)
        entry.isMissing = !QFileInfo::exists(entry.path);
    endResetModel();
}

void RecentCampaigns::load()
{
    QSettings settings;
    const int size = settings.beginReadArray("recent");
    for (int at = 0; at < size; ++at) {
        settings.setArrayIndex(at);
        const QString path = settings.value("path").toString();
        m_entries.append({path, settings.value("name").toString(), settings.value("world").toString(),
                          settings.value("opened").toDateTime(), !QFileInfo::exists(path), 0});
    }
    settings.endArray();
}

void RecentCampaigns::save() const
{
    QSettings settings;
    settings.beginWriteArray("recent", count());
    for (int at = 0; at < count(); ++at) {
        settings.setArrayIndex(at);
        const Entry& entry = m_entries.at(at);
        settings.setValue("path", entry.path);
        settings.setValue("name", entry.name);
        settings.setValue("world", entry.worldName);
        settings.setValue("opened", entry.opened);
    }
    settings.endArray();
}

} // namespace campaign
