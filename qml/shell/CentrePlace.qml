// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Workspace

/// Where the view of a tab stands. It is loaded when it is first shown.
Loader {
    id: place

    required property int index
    required property CentrePane pane
    required property url viewSource
    required property string entityId
    readonly property Centre centre: pane.centre as Centre
    readonly property bool isCurrent: index === pane.currentIndex
    property bool wasShown: false

    function show() {
        if (wasShown || !isCurrent) return;
        wasShown = true;
        setSource(viewSource, entityId.length > 0 ? { "session": centre.session, "entityId": entityId } : { "session": centre.session });
    }

    anchors.fill: parent
    visible: isCurrent
    focus: isCurrent
    onIsCurrentChanged: show()
    Component.onCompleted: show()
    onLoaded: centre.setItem(centre.indexOf(pane), index, item)

    Connections {
        target: place.item
        ignoreUnknownSignals: true
        function onMenuRequested(where: string) { place.centre.menuWanted(where); }
        function onCreateRequested(type: string) { place.centre.createWanted(type); }
    }
}
