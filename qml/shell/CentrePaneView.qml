// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Shell
import Campaign.Workspace

/// One pane of the centre: its tabs, and below them the view of the current one.
FocusScope {
    id: paneView

    required property int index
    required property CentrePane pane
    readonly property Centre centre: pane.centre as Centre

    T.SplitView.fillWidth: index === centre.paneCount - 1
    T.SplitView.preferredWidth: T.SplitView.view ? T.SplitView.view.width / Math.max(1, centre.paneCount) : 300
    T.SplitView.minimumWidth: 240
    onActiveFocusChanged: if (activeFocus) centre.activatePane(index)

    Rectangle {
        id: tabs
        width: parent.width
        height: Theme.rowHeight + Theme.gapTiny
        color: Theme.sunken
        TabRow {
            id: row
            height: parent.height
            available: tabs.width - splitter.width - Theme.gap
            Repeater {
                model: paneView.pane
                delegate: CentreTab {}
            }
        }
        IconButton {
            id: splitter
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            objectName: "splitButton"
            iconName: "split"
            text: qsTr("Split the view")
            onClicked: {
                paneView.centre.activatePane(paneView.index);
                paneView.centre.splitActive();
            }
        }
        Separator {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    Item {
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        Repeater {
            model: paneView.pane
            delegate: CentrePlace {}
        }
    }
}
