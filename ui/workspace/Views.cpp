// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Views.h"

#include <QCoreApplication>

namespace campaign {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::Views)
};

QUrl qml(const char* module, const char* file)
{
    return QUrl(QString("qrc:/qt/qml/Campaign/%1/%2.qml").arg(module, file));
}

} // namespace

std::vector<View> standardViews()
{
    return {
        {"map", Words::tr("&Map"), "map", "Ctrl+1", qml("Shell", "MapPane")},
        {"flow", Words::tr("F&low"), "branch", "Ctrl+2", qml("Flow", "FlowView")},
        {"tables", Words::tr("&Tables"), "grid", "Ctrl+4", qml("Tables", "TablesView")},
        {"notes", Words::tr("&Notes"), "note", "Ctrl+5", qml("Notes", "NotesView")},
    };
}

} // namespace campaign
