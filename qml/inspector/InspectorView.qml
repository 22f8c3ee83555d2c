// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQml
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Inspector

/// The docked inspector: everything about the selected entity, edited where it stands; of several selected, what they
/// have in common.
Rectangle {
    id: view

    required property Session session
    readonly property bool isMany: session.selection.count > 1 && !subject.isPinned
    readonly property var allTabs: [
        { "id": "summary", "title": qsTr("Summary"), "file": "SummaryTab.qml" },
        { "id": "variables", "title": qsTr("Variables"), "file": "VariablesTab.qml" },
        { "id": "links", "title": qsTr("Links"), "file": "LinksTab.qml" },
        { "id": "rules", "title": qsTr("Rules"), "file": "RulesTab.qml" },
        { "id": "effects", "title": qsTr("Effects"), "file": "qrc:/qt/qml/Campaign/Effects/EffectsTab.qml" },
        { "id": "notes", "title": qsTr("Notes"), "file": "NotesTab.qml" },
        { "id": "history", "title": qsTr("History"), "file": "HistoryTab.qml" }
    ]
    readonly property var tabs: allTabs.filter((tab) => (subject.hasVariables || (tab.id !== "variables" && tab.id !== "rules")) && (subject.hasEffects || tab.id !== "effects"))
    property string tabId: session.recall("inspectorTab", "summary")
    /// Not everything has the tab that was chosen last.
    readonly property var shownTab: tabs.find((tab) => tab.id === tabId) ?? tabs[0]

    /// Something is being written that Esc must not lose.
    readonly property bool formOpen: page.visible && ((body.item as RulesTab)?.formOpen ?? false)

    color: Theme.surface

    function leaveForm() { (body.item as RulesTab)?.leaveForm(); }
    /// The form of a new rule or condition.
    function writeRule(isCondition: bool) {
        showTab("rules");
        (body.item as RulesTab)?.make(isCondition);
    }
    function focusName() { head.focusName(); }
    function showTab(id: string) {
        tabId = id;
        session.remember("inspectorTab", id);
        page.contentY = 0;
    }

    Inspector {
        id: subject
        session: view.session
    }
    // Something new begins with its name, whatever was looked at of the last.
    Connections {
        target: view.session
        function onMade(entityId: string) {
            if (subject.entityId !== entityId) return;
            view.showTab(view.allTabs[0].id);
            if (view.visible) view.focusName();
        }
    }

    PanelHeader {
        id: header
        width: parent.width
        title: qsTr("Inspector")
        IconButton {
            iconName: "chevron-left"
            text: qsTr("Back")
            shortcutText: "Alt+Left"
            enabled: view.session.selection.canGoBack
            onClicked: view.session.selection.goBack()
        }
        IconButton {
            iconName: "chevron-right"
            text: qsTr("Forward")
            shortcutText: "Alt+Right"
            enabled: view.session.selection.canGoForward
            onClicked: view.session.selection.goForward()
        }
        IconButton {
            iconName: "copy"
            text: qsTr("Duplicate")
            enabled: !subject.isEmpty && !view.isMany && !subject.isPinned
            onClicked: view.session.duplicateSelected()
        }
        IconButton {
            objectName: "pinInspector"
            iconName: "pin"
            text: qsTr("Keep showing this one")
            checkable: true
            checked: subject.isPinned
            enabled: !subject.isEmpty && !view.isMany
            onToggled: subject.isPinned = checked
        }
    }

    InspectorHead {
        id: head
        anchors.top: header.bottom
        anchors.topMargin: Theme.gap
        x: Theme.gap + Theme.gapTiny
        width: parent.width - 2 * x
        visible: !subject.isEmpty && !view.isMany
        inspector: subject
    }
    // One row: what has no room in it, but never the one that is shown, is in the menu at its end.
    Row {
        id: bar
        readonly property real words: {
            let sum = 0;
            for (let i = 0; i < labels.count; ++i) sum += (labels.itemAt(i) as InspectorTab)?.implicitWidth ?? 0;
            return sum;
        }
        readonly property var away: {
            let over = words > width ? words + more.implicitWidth - width : 0;
            const ids = [];
            for (let i = labels.count - 1; i > 0 && over > 0; --i) {
                const tab = labels.itemAt(i) as InspectorTab;
                if (!tab || tab.checked) continue;
                over -= tab.implicitWidth;
                ids.unshift(tab.modelData.id);
            }
            return ids;
        }

        anchors.top: head.bottom
        x: Theme.gapTiny
        width: parent.width - 2 * x
        visible: head.visible
        Accessible.role: Accessible.PageTabList
        Accessible.name: qsTr("What of it")
        Repeater {
            id: labels
            model: view.tabs
            delegate: InspectorTab {
                visible: !bar.away.includes(modelData.id) // qmllint disable unqualified
                shownId: view.shownTab.id // qmllint disable unqualified
                onChosen: (id) => view.showTab(id) // qmllint disable unqualified
            }
        }
        IconButton {
            id: more
            objectName: "moreTabs"
            height: Theme.rowHeight
            visible: bar.away.length > 0
            iconName: "chevron-down"
            text: qsTr("More of it")
            onClicked: awayMenu.popup(more, 0, more.height)
            Menu {
                id: awayMenu
                Instantiator {
                    model: view.tabs.filter((tab) => bar.away.includes(tab.id))
                    onObjectAdded: (index, object) => awayMenu.insertItem(index, object as MenuItem)
                    onObjectRemoved: (index, object) => awayMenu.removeItem(object as MenuItem)
                    delegate: MenuItem {
                        required property var modelData
                        objectName: "awayTab-" + modelData.id
                        text: modelData.title
                        onTriggered: view.showTab(modelData.id) // qmllint disable unqualified
                    }
                }
            }
        }
    }
    Separator {
        anchors.top: bar.bottom
        width: parent.width
        visible: head.visible
    }
    Flickable {
        id: page
        objectName: "inspectorPage"
        anchors.top: bar.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: head.visible
        contentHeight: body.height + 2 * Theme.gapWide
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Loader {
            id: body
            readonly property string file: view.shownTab.file
            x: Theme.gap + Theme.gapTiny
            y: Theme.gapTiny
            width: page.width - 2 * x
            onFileChanged: setSource(file, { "inspector": subject })
            Component.onCompleted: setSource(file, { "inspector": subject })
        }
    }
    Loader {
        readonly property bool isWanted: view.isMany

        function follow() {
            if (isWanted) setSource("MultiEditView.qml", { "session": view.session });
            else source = "";
        }

        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        onIsWantedChanged: follow()
        Component.onCompleted: follow()
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(240, parent.width - 2 * Theme.gapWide)
        visible: subject.isEmpty && !view.isMany
        iconName: "pin"
        title: qsTr("Nothing selected")
        explanation: qsTr("Choose a kingdom, town or place on the map or in the explorer to read and change it here.")
        actionText: qsTr("Show the world")
        onActionTriggered: view.session.selectWorld()
    }
}
