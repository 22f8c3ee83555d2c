// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/RestoreForm.h"

#include "ui/client/Moments.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>

#include <algorithm>

namespace campaign {

namespace {

QString whyKept(const QString& reason)
{
    if (reason == "open")
        return RestoreForm::tr("when it was opened");
    if (reason == "hourly")
        return RestoreForm::tr("while it was open");
    if (reason == "close")
        return RestoreForm::tr("when it was closed");
    if (reason == "migration")
        return RestoreForm::tr("before a newer release changed its format");
    if (reason == "restore")
        return RestoreForm::tr("before another copy took its place");
    return RestoreForm::tr("when it was asked for");
}

} // namespace

QStringList RestoreForm::campaigns() const
{
    QStringList names;
    for (const Campaign& one : m_campaigns)
        names.append(one.name);
    return names;
}

QString RestoreForm::path() const
{
    return QDir::toNativeSeparators(m_campaigns.value(m_index).path);
}

QVariantList RestoreForm::copies() const
{
    QVariantList rows;
    for (const client::CampaignCopy& copy : m_copies) {
        QString when = momentText(copy.time);
        when.replace(0, 1, when.at(0).toUpper());
        rows.append(
            QVariantMap{{"when", when},
                        {"why", whyKept(copy.reason)},
                        {"size", QLocale().formattedDataSize(copy.bytes, 1, QLocale::DataSizeTraditionalFormat)}});
    }
    return rows;
}

void RestoreForm::open()
{
    m_campaigns.clear();
    const RecentCampaigns& recent = *m_workspace->recent();
    for (int row = 0; row < recent.count(); ++row)
        m_campaigns.append({recent.index(row).data(RecentCampaigns::NameRole).toString(), recent.pathAt(row)});
    m_index = m_campaigns.isEmpty() ? -1 : 0;
    readCopies();
}

void RestoreForm::choose(const QUrl& file)
{
    const QString path = QFileInfo(file.toLocalFile()).absoluteFilePath();
    const auto known =
        std::find_if(m_campaigns.begin(), m_campaigns.end(), [&](const Campaign& one) { return one.path == path; });
    m_index = static_cast<int>(known - m_campaigns.begin());
    if (known == m_campaigns.end())
        m_campaigns.append({QFileInfo(path).completeBaseName(), path});
    readCopies();
}

void RestoreForm::setCampaignIndex(int index)
{
    if (index == m_index || index < 0 || index >= m_campaigns.size())
        return;
    m_index = index;
    readCopies();
}

void RestoreForm::readCopies()
{
    m_copies.clear();
    const QString path = m_campaigns.value(m_index).path;
    m_isReading = !path.isEmpty();
    emit changed();
    if (path.isEmpty())
        return;
    m_workspace->files().listCopies(path, [self = QPointer(this), path](const QList<client::CampaignCopy>& copies) {
        if (!self || self->m_campaigns.value(self->m_index).path != path)
            return;
        self->m_isReading = false;
        self->m_copies = copies;
        emit self->changed();
    });
}

void RestoreForm::restore(int row)
{
    if (row >= 0 && row < m_copies.size())
        m_workspace->restore(m_copies.at(row), m_campaigns.at(m_index).path);
}

} // namespace campaign
