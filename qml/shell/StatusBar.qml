// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Effects
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// Saved or not, the branch, what is selected, what is being done; at the end where the pointer is and the scale.
Rectangle {
    id: bar

    required property Workspace workspace
    required property Session session
    readonly property var view: workspace.centre.activeItem
    readonly property var focused: Window.activeFocusItem
    /// Somebody is typing into a field that is saved when it is left.
    readonly property bool isUnsaved: focused?.isUnsaved ?? false

    implicitHeight: Theme.chipHeight
    color: Theme.surface

    Separator { width: parent.width }

    WorldClock {
        id: clock
        session: bar.session
    }

    component Fact: Label {
        anchors.verticalCenter: parent.verticalCenter
        kind: "caption"
    }

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap + Theme.gapTiny
        height: parent.height
        spacing: Theme.gapWide
        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gapTiny
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: bar.isUnsaved ? "edit" : bar.session.isSaving ? "time" : "check"
                size: Theme.iconTiny
                color: bar.isUnsaved || bar.session.isSaving ? Theme.muted : Theme.positive
            }
            Fact {
                objectName: "savedState"
                text: bar.isUnsaved ? qsTr("Not saved yet") : bar.session.isSaving ? qsTr("Working…") : qsTr("All changes saved")
            }
        }
        Fact {
            visible: bar.session.hasBranches
            text: qsTr("Branch %1").arg(bar.session.branchName)
        }
        Fact {
            objectName: "selectionCount"
            text: bar.session.selection.count > 1 ? qsTr("%1 selected").arg(bar.session.selection.count) : (bar.session.selection.isEmpty ? qsTr("Nothing selected") : qsTr("%1 %2").arg(bar.session.selectedLabel).arg(bar.session.selectedName))
        }
        StatusFact {
            objectName: "problemCount"
            visible: bar.workspace.problems.count > 0
            iconName: "warning"
            text: qsTr("%n problem(s)", "", bar.workspace.problems.count)
            onClicked: bar.workspace.panels.openDock("problems")
        }
        Fact {
            visible: bar.workspace.busyWith.length > 0
            text: bar.workspace.busyWith
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap + Theme.gapTiny
        height: parent.height
        spacing: Theme.gapWide
        Fact {
            objectName: "coordinates"
            text: bar.view?.cursorText ?? ""
        }
        Fact { text: bar.view?.scaleText ?? "" }
        StatusFact {
            objectName: "worldDate"
            visible: clock.present.length > 0
            iconName: "time"
            ink: Theme.muted
            text: clock.present
            Accessible.name: qsTr("It is %1 in the world. Set the world clock").arg(text)
            onClicked: bar.workspace.actions.action("world.clock").trigger()
        }
    }
}
