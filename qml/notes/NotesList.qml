// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Notes

/// The notes by name, with a search, tags and a button that begins another.
FocusScope {
    id: panel

    required property NotesModel notes
    required property string noteId

    readonly property var allTags: notes.tags
    readonly property var firstTags: allTags.slice(0, 8)

    signal newWanted()
    signal chosen(string id)
    signal menuRequested(string id)

    function focusSearch() { search.forceActiveFocus(); }

    Column {
        id: head
        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gapTiny
        SearchField {
            id: search
            objectName: "noteSearch"
            width: parent.width
            placeholderText: qsTr("Search the notes")
            onTextChanged: panel.notes.search = text
        }
        Flow {
            readonly property string tag: panel.notes.tag

            function choose(chosen: string) { panel.notes.tag = chosen; }

            width: parent.width
            spacing: Theme.gapTiny
            Repeater {
                model: panel.firstTags
                delegate: Chip {
                    readonly property var flow: parent
                    required property string modelData
                    readonly property bool isChosen: flow?.tag === modelData
                    text: modelData
                    iconName: isChosen ? "close" : ""
                    ink: isChosen ? Theme.accent : Theme.text
                    onClicked: flow.choose(isChosen ? "" : modelData)
                }
            }
        }
        Item {
            width: parent.width
            height: 24
            visible: panel.notes.hidden > 0
            Label {
                anchors.verticalCenter: parent.verticalCenter
                kind: "caption"
                text: qsTr("%L1 hidden").arg(panel.notes.hidden)
            }
            Chip {
                anchors.right: parent.right
                text: qsTr("Reset")
                onClicked: {
                    search.clear();
                    panel.notes.tag = "";
                }
            }
        }
    }
    ListView {
        id: list
        objectName: "notesList"

        readonly property string noteId: panel.noteId

        function choose(id: string) { panel.chosen(id); }
        function menu(id: string) { panel.menuRequested(id); }

        anchors.top: head.bottom
        anchors.topMargin: Theme.gapTiny
        anchors.bottom: newNote.top
        anchors.bottomMargin: Theme.gapTiny
        width: parent.width
        clip: true
        focus: true
        model: panel.notes
        keyNavigationEnabled: true
        currentIndex: panel.notes.count > 0 ? panel.notes.rowOf(panel.noteId) : -1
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Notes")
        Keys.onUpPressed: if (currentIndex > 0) panel.chosen(panel.notes.idAt(currentIndex - 1))
        Keys.onDownPressed: if (currentIndex + 1 < count) panel.chosen(panel.notes.idAt(currentIndex + 1))
        T.ScrollBar.vertical: ScrollBar {}
        delegate: NoteListRow {}
    }
    Button {
        id: newNote
        objectName: "newNote"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        x: Theme.gap
        width: parent.width - 2 * Theme.gap
        text: qsTr("New note")
        onClicked: panel.newWanted()
    }
}
