// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/Workspace.h"

namespace campaign {

/// The dialog that says what an import would bring before it brings it. GUI thread.
class ImportForm : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Workspace* workspace MEMBER m_workspace NOTIFY changed)
    /// The file is being read.
    Q_PROPERTY(bool isReading READ isReading NOTIFY changed)
    /// The world can be imported.
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed)
    Q_PROPERTY(QString fileName READ fileName NOTIFY changed)
    Q_PROPERTY(QString format READ format NOTIFY changed)
    Q_PROPERTY(QString worldName READ worldName NOTIFY changed)
    /// What the campaign might be called.
    Q_PROPERTY(QString suggestedName READ suggestedName NOTIFY changed)
    /// A list of {label, count}.
    Q_PROPERTY(QVariantList counts READ counts NOTIFY changed)
    /// A list of {what, why}.
    Q_PROPERTY(QVariantList leftOut READ leftOut NOTIFY changed)
    Q_PROPERTY(QStringList warnings READ warnings NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString advice READ advice NOTIFY changed)

public:
    using QObject::QObject;

    bool isReading() const { return m_isReading; }
    bool isReady() const { return !m_isReading && m_problem.isEmpty() && !m_plan.counts.isEmpty(); }
    QString fileName() const { return m_source.fileName(); }
    QString format() const { return m_plan.format; }
    QString worldName() const { return m_plan.worldName; }
    QString suggestedName() const;
    QVariantList counts() const;
    QVariantList leftOut() const;
    QStringList warnings() const { return m_plan.warnings; }
    QString problem() const { return m_problem; }
    QString advice() const { return m_advice; }

    /// Reads the file without writing anything.
    Q_INVOKABLE void read(const QUrl& source);
    Q_INVOKABLE void cancel();
    /// Makes a campaign of that name from what was read.
    Q_INVOKABLE void accept(const QString& name);

signals:
    void changed();

private:
    QString labelOf(const QString& list) const;

    Workspace* m_workspace = nullptr;
    QUrl m_source;
    client::ImportPlan m_plan;
    QString m_problem;
    QString m_advice;
    bool m_isReading = false;
};

} // namespace campaign
