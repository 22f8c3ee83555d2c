// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Workspace

/// How the window looks; every choice shows at once and is kept.
Dialog {
    id: dialog

    required property Preferences preferences

    objectName: "preferencesDialog"
    title: qsTr("Preferences")
    acceptText: qsTr("Close")
    rejectText: ""

    component Line: Row {
        property alias title: label.text
        spacing: Theme.gapWide
        Label {
            id: label
            width: Math.round(120 * Math.max(1, Theme.fontScale))
            anchors.verticalCenter: parent.verticalCenter
            kind: "muted"
        }
    }

    // The ids inside make it immediate; the dialog itself is made on demand.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gapWide
        Line {
            title: qsTr("Theme")
            Row {
                spacing: Theme.gap
                ThemeButton { preferences: dialog.preferences; mode: "system"; text: qsTr("System") }
                ThemeButton { preferences: dialog.preferences; mode: "light"; text: qsTr("Light") }
                ThemeButton { preferences: dialog.preferences; mode: "dark"; text: qsTr("Dark") }
            }
        }
        Line {
            title: qsTr("Accent")
            Row {
                spacing: Theme.gap
                AccentButton { preferences: dialog.preferences; accent: "copper"; text: qsTr("Copper") }
                AccentButton { preferences: dialog.preferences; accent: "moss"; text: qsTr("Moss") }
                AccentButton { preferences: dialog.preferences; accent: "lake"; text: qsTr("Lake") }
                AccentButton { preferences: dialog.preferences; accent: "plum"; text: qsTr("Plum") }
            }
        }
        Line {
            title: qsTr("Text size")
            Row {
                spacing: Theme.gap
                Button {
                    objectName: "smallerLetters"
                    text: qsTr("A−", "smaller text")
                    Accessible.name: qsTr("Smaller text")
                    onClicked: dialog.preferences.fontScale -= 0.1
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("%1 %").arg(Math.round(dialog.preferences.fontScale * 100))
                }
                Button {
                    objectName: "largerLetters"
                    text: qsTr("A+", "larger text")
                    Accessible.name: qsTr("Larger text")
                    onClicked: dialog.preferences.fontScale += 0.1
                }
            }
        }
        Line {
            title: qsTr("Motion")
            Switch {
                objectName: "reducedMotion"
                text: qsTr("Keep still: no transitions")
                checked: dialog.preferences.reducedMotion
                onToggled: dialog.preferences.reducedMotion = checked
            }
        }
    }
}
