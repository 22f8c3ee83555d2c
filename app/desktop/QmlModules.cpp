// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DesktopApplication.h"

#include <QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(Campaign_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_MapPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_MapViewPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_ActionsPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_SessionPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_WorkspacePlugin)
Q_IMPORT_QML_PLUGIN(Campaign_StartPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_ExplorerPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_RulesPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_InspectorPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_EffectsPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_TablesPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_NotesPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_FlowPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_ShellPlugin)

namespace campaign::desktop {

// Called so that a static library's linker keeps this file, and with it the plugins.
void keepQmlModules() {}

} // namespace campaign::desktop
