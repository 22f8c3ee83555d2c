// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Actions
import Campaign.Controls
import Campaign.Shell

/// Every command with its keys, those that have any first; pressing other keys on a line gives it those.
Dialog {
    id: dialog

    required property ActionRegistry registry
    property string problem

    objectName: "shortcutsDialog"
    title: qsTr("Keyboard shortcuts")
    acceptText: qsTr("Close")
    rejectText: ""

    onAboutToShow: commands.arrange()

    ShortcutList {
        id: commands
        registry: dialog.registry
    }
    // The ids inside make it immediate; the dialog itself is made on demand.
    contentItem: Item { // qmllint disable deferred-property-id
        implicitWidth: Math.min(620, dialog.parent ? dialog.parent.width - 4 * Theme.gapPage : 620)
        implicitHeight: Math.min(520, dialog.parent ? dialog.parent.height - 5 * Theme.comfortableRow : 520)

        ListView {
            id: list
            objectName: "shortcutsList"
            anchors.top: parent.top
            anchors.bottom: foot.top
            anchors.bottomMargin: Theme.gap
            width: parent.width
            clip: true
            focus: true
            activeFocusOnTab: true
            model: commands
            boundsBehavior: Flickable.StopAtBounds
            section.property: "section"
            section.delegate: Label {
                required property string section
                kind: "section"
                topPadding: Theme.gap
                bottomPadding: Theme.gapTiny
                text: section
            }
            Accessible.role: Accessible.List
            Accessible.name: dialog.title
            T.ScrollBar.vertical: ScrollBar {}
            delegate: ShortcutRow {
                onKeysWanted: (keys) => dialog.problem = dialog.registry.assign(command.actionId, keys)
            }
        }
        ListFade {
            list: list
            ground: Theme.surface
        }
        Item {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.controlHeight
            Label {
                anchors.left: parent.left
                anchors.right: restore.left
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                kind: dialog.problem.length > 0 ? "body" : "muted"
                color: dialog.problem.length > 0 ? Theme.critical : Theme.muted
                text: dialog.problem.length > 0 ? dialog.problem : qsTr("Choose a line, then press its new keys; Backspace takes them away.")
            }
            Button {
                id: restore
                anchors.right: parent.right
                text: qsTr("Restore all")
                onClicked: {
                    dialog.registry.restoreShortcuts();
                    dialog.problem = "";
                }
            }
        }
    }
}
