// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQml
import QtQuick
import Campaign.Controls
import Campaign.Flow
import Campaign.Session

/// What leads to what: the story's events and encounters, and the rules, variables and effects behind them.
FocusScope {
    id: view

    required property Session session
    readonly property bool isPainted: !flow.isBusy
    readonly property string scaleText: qsTr("%1 %").arg(diagram.zoomPercent)
    readonly property var inks: ({
        "surface": Theme.surface, "raised": Theme.raised, "selected": Theme.selected, "hover": Theme.hover, "outline": Theme.outline,
        "strongOutline": Theme.strongOutline, "text": Theme.text, "muted": Theme.muted, "accent": Theme.accent,
        "positive": Theme.positive, "warning": Theme.warning, "critical": Theme.critical
    })

    signal menuRequested(string place)
    signal createRequested(string type)

    /// A link is being drawn: Esc leaves it before it clears the selection.
    readonly property bool toolActive: diagram.linkFrom >= 0

    function cancelTool() { diagram.cancelLink(); }
    function fit() { diagram.fit(); }
    function zoomIn() { diagram.zoomBy(1.25); }
    function zoomOut() { diagram.zoomBy(0.8); }
    function showSelected() { flow.showSelected(); }
    function find() { bar.focusSearch(); }

    onVisibleChanged: flow.setWatched(visible)

    FlowModel {
        id: flow
        objectName: "flowModel"
        session: view.session
        onRevealWanted: (node) => node >= 0 ? diagram.reveal(node) : toast.show(qsTr("%1 has no part in the flow yet.").arg(view.session.selectedName), "", "warning")
        onExported: (path, problem) => problem.length > 0 ? toast.show(problem, "", "warning") : toast.show(qsTr("The flow was saved as %1.").arg(path), "", "positive")
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    FlowItem {
        id: diagram
        objectName: "flowDiagram"
        anchors.top: bar.bottom
        anchors.bottom: key.top
        width: parent.width
        focus: true
        visible: flow.count > 0 && !flow.isTooMuch
        model: flow
        selectedIds: view.session.selection.ids
        colors: view.inks
        family: Theme.family
        fontScale: Theme.fontScale
        Accessible.role: Accessible.Graphic
        Accessible.focusable: true
        Accessible.name: flow.mode === "story" ? qsTr("Flow of the story") : flow.mode === "logic" ? qsTr("Flow of the logic") : qsTr("Flow of story and logic")
        Accessible.description: focusedText
        onSelectionRequested: (node, toggle) => flow.select(node, toggle)
        onContextMenuRequested: (node) => {
            if (node < 0) return;
            flow.select(node, false);
            view.menuRequested("context/entity");
        }
        onLinkRequested: (from, to) => links.openFor(from, to)
        FocusRing { shown: diagram.activeFocus && diagram.focusedNode < 0 }
        ToolTip {
            x: Math.max(0, diagram.hoveredRect.x)
            y: diagram.hoveredRect.bottom + Theme.gap
            visible: diagram.hoveredText.length > 0
            text: diagram.hoveredText
        }
    }
    FlowToolbar {
        id: bar
        width: parent.width
        flow: flow
        diagram: diagram
    }
    Menu {
        id: links
        objectName: "flowLinks"
        property int from
        property int to

        function openFor(from: int, to: int) {
            links.from = from;
            links.to = to;
            choices.model = flow.linksBetween(from, to);
            const at = diagram.rectOf(to);
            popup(diagram, at.x, at.y + at.height);
        }
        Instantiator {
            id: choices
            onObjectAdded: (index, object) => links.insertItem(index, object as MenuItem)
            onObjectRemoved: (index, object) => links.removeItem(object as MenuItem)
            delegate: MenuItem {
                required property var modelData
                objectName: "flowLink-" + modelData.kind
                text: modelData.words
                onTriggered: flow.link(links.from, links.to, modelData.kind) // qmllint disable unqualified
            }
        }
    }
    FlowNotice {
        isLinking: diagram.linkFrom >= 0
        anchors.top: bar.bottom
        width: parent.width
        flow: flow
    }
    FlowKey {
        id: key
        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? implicitHeight : 0
        // Large letters in a small window: the diagram comes first.
        visible: diagram.visible && view.height - bar.height > 4 * implicitHeight
        flow: flow
        colors: view.inks
    }
    Panel {
        anchors.right: diagram.right
        anchors.bottom: diagram.bottom
        anchors.margins: Theme.gap
        padding: 2
        visible: diagram.visible
        contentItem: Column {
            IconButton {
                objectName: "flowZoomIn"
                iconName: "zoom-in"
                text: qsTr("Zoom in")
                shortcutText: "+"
                onClicked: diagram.zoomBy(1.25)
            }
            IconButton {
                objectName: "flowZoomOut"
                iconName: "zoom-out"
                text: qsTr("Zoom out")
                shortcutText: "-"
                onClicked: diagram.zoomBy(0.8)
            }
            IconButton {
                objectName: "flowFit"
                iconName: "fit"
                text: qsTr("Show the whole")
                shortcutText: "0"
                onClicked: diagram.fit()
            }
            IconButton {
                objectName: "flowExport"
                iconName: "image"
                text: qsTr("Save as a picture…")
                onClicked: files.active = true
            }
        }
    }
    // Showing the flow does not wait for the system's dialogs.
    Loader {
        id: files
        active: false
        source: "qrc:/qt/qml/Campaign/Flow/FlowFileDialog.qml"
        onLoaded: (item as FlowFileDialog).pick(view.session.path, view.session.campaignName)
    }
    Connections {
        target: files.item
        ignoreUnknownSignals: true
        function onChosen(file: url) { flow.exportImage(file, view.inks, Theme.family); }
        function onClosed() { files.active = false; }
    }
    Toast {
        id: toast
        objectName: "flowToast"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapPage
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(380, parent.width - 2 * Theme.gapPage)
        visible: !flow.isBusy && !diagram.visible
        iconName: "branch"
        title: flow.problem.length > 0 ? qsTr("The flow could not be read") : flow.isTooMuch ? qsTr("Too much to draw at once") : flow.hidden > 0 ? qsTr("Everything is hidden") : flow.mode === "logic" ? qsTr("No rules yet") : qsTr("Nothing happens yet")
        explanation: flow.problem.length > 0 ? flow.problem : flow.isTooMuch ? qsTr("%L1 things would be drawn. Select one and show only what is near it.").arg(flow.count) : flow.hidden > 0 ? qsTr("%L1 are hidden by the filters.").arg(flow.hidden) : flow.mode === "logic" ? qsTr("Rules, conditions, effects and variables are drawn here with what they read and change. Give a town a rule, or an encounter an effect, in the inspector.") : qsTr("Events and encounters are drawn here, and what needs, triggers or blocks what. Create the first one, then link it in the inspector.")
        actionText: flow.problem.length > 0 || flow.isTooMuch ? "" : flow.hidden > 0 ? qsTr("Show everything") : flow.mode === "logic" ? "" : qsTr("Create an event")
        onActionTriggered: flow.hidden > 0 ? flow.reset() : view.createRequested("Event")
    }
}
