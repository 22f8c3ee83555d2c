// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// What this is, and under which terms.
Dialog {
    objectName: "aboutDialog"
    title: qsTr("Campaign Manager")
    acceptText: qsTr("Close")
    rejectText: ""

    contentItem: Column {
        spacing: Theme.gap
        Label { text: qsTr("Version %1").arg(Qt.application.version) }
        Label {
            width: 380
            wrapMode: Text.Wrap
            kind: "muted"
            text: qsTr("Worlds, kingdoms and what becomes of them. Everything stays in the campaign's file on this computer.")
        }
        Label {
            width: 380
            wrapMode: Text.Wrap
            kind: "muted"
            text: qsTr("Free software under the GNU General Public License, version 3 or later. © The Campaign Manager authors.")
        }
    }
}
