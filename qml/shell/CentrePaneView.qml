// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// One pane of the centre: its tabs, and below them the view of the current one. A view is loaded when it is first
/// shown.
FocusScope {
    id: paneView

    required property Session session
    required property Centre centre
    required property CentrePane model
    required property int paneIndex
    readonly property bool isActive: centre.activePane === paneIndex

    signal menuRequested(string place)
    signal createRequested(string type)

    onActiveFocusChanged: if (activeFocus) centre.activatePane(paneIndex)

    Rectangle {
        id: tabs
        width: parent.width
        height: Theme.rowHeight + Theme.gapTiny
        color: Theme.sunken
        Row {
            height: parent.height
            Repeater {
                model: paneView.model
                delegate: CentreTab {
                    required property int index
                    height: tabs.height
                    isCurrent: index === paneView.model.currentIndex
                    isActive: isCurrent && paneView.isActive
                    canClose: paneView.model.count > 1 || paneView.centre.paneCount > 1
                    onClicked: paneView.centre.activate(paneView.paneIndex, index)
                    onCloseRequested: paneView.centre.close(paneView.paneIndex, index)
                }
            }
        }
        IconButton {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            objectName: "splitButton"
            iconName: "split"
            text: qsTr("Split the view")
            onClicked: {
                paneView.centre.activatePane(paneView.paneIndex);
                paneView.centre.splitActive();
            }
        }
        Separator {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    Repeater {
        model: paneView.model
        delegate: Loader {
            id: place
            required property int index
            required property url viewSource
            required property string entityId
            readonly property bool isCurrent: index === paneView.model.currentIndex
            property bool wasShown: false

            function show() {
                if (wasShown || !isCurrent) return;
                wasShown = true;
                setSource(viewSource, entityId.length > 0 ? { "session": paneView.session, "entityId": entityId } : { "session": paneView.session });
            }

            anchors.top: tabs.bottom
            anchors.bottom: parent.bottom
            width: parent.width
            visible: isCurrent
            focus: isCurrent
            onIsCurrentChanged: show()
            Component.onCompleted: show()
            onLoaded: paneView.centre.setItem(paneView.paneIndex, index, item)

            Connections {
                target: place.item
                ignoreUnknownSignals: true
                function onMenuRequested(where: string) { paneView.menuRequested(where); }
                function onCreateRequested(type: string) { paneView.createRequested(type); }
            }
        }
    }
}
