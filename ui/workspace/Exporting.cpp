// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The open campaign as files for other programs.
#include "ui/workspace/Workspace.h"

#include "ui/client/Conversion.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace campaign {

namespace {

/// Whole or not at all; what went wrong, "" for nothing.
QString written(const std::string& text, const QString& path)
{
    QSaveFile file(path);
    const auto size = static_cast<qint64>(text.size());
    if (file.open(QIODevice::WriteOnly) && file.write(text.data(), size) == size && file.commit())
        return {};
    return file.errorString();
}

} // namespace

void Workspace::exportTo(const QUrl& file, const QString& format, const QString& type)
{
    if (!m_session)
        return;
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    static const std::string query = "query Export($format: String!, $type: String, $branch: ID) { "
                                     "text: exportContent(format: $format, type: $type, branchId: $branch) }";
    Value::Object variables{{"format", client::fromQString(format)}, {"branch", m_session->place().branch()}};
    if (!type.isEmpty())
        variables.set("type", client::fromQString(type));
    m_session->client().execute(query, variables, m_session.get(), [this, path](const client::Reply& reply) {
        const Value* text = reply.data.find("text");
        if (!text || !text->isString()) {
            m_notifications.refuse(client::toQString(reply.sentence()));
            return;
        }
        QtConcurrent::run(written, text->asString(), path).then(this, [this, path](const QString& problem) {
            if (problem.isEmpty())
                m_notifications.tell(tr("Exported to %1").arg(QFileInfo(path).fileName()));
            else
                m_notifications.refuse(tr("%1 could not be written: %2.").arg(path, problem));
        });
    });
}

} // namespace campaign
