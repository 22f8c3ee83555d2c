// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/Workspace.h"

namespace campaign {

/// The dialog that goes back to one of the copies kept of a campaign: which campaign, which copy. GUI thread.
class RestoreForm : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Workspace* workspace MEMBER m_workspace NOTIFY changed)
    /// Names of the campaigns opened lately and of the file chosen beside them.
    Q_PROPERTY(QStringList campaigns READ campaigns NOTIFY changed)
    Q_PROPERTY(int campaignIndex READ campaignIndex WRITE setCampaignIndex NOTIFY changed)
    /// The campaign's file, in native form; "" when there is none to choose.
    Q_PROPERTY(QString path READ path NOTIFY changed)
    /// A list of {when, why, size}, newest first.
    Q_PROPERTY(QVariantList copies READ copies NOTIFY changed)
    Q_PROPERTY(bool isReading READ isReading NOTIFY changed)

public:
    using QObject::QObject;

    QStringList campaigns() const;
    int campaignIndex() const { return m_index; }
    void setCampaignIndex(int index);
    QString path() const;
    QVariantList copies() const;
    bool isReading() const { return m_isReading; }

    /// Lists the campaigns anew, the one opened last first.
    Q_INVOKABLE void open();
    /// A campaign file that is not among those opened lately.
    Q_INVOKABLE void choose(const QUrl& file);
    /// Goes back to that copy.
    Q_INVOKABLE void restore(int row);

signals:
    void changed();

private:
    struct Campaign
    {
        QString name;
        QString path;
    };
    void readCopies();

    Workspace* m_workspace = nullptr;
    QList<Campaign> m_campaigns;
    int m_index = -1;
    QList<client::CampaignCopy> m_copies;
    bool m_isReading = false;
};

} // namespace campaign
