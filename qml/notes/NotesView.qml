// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Notes

/// Notes: the list to the left, the note to read and write to the right.
FocusScope {
    id: view

    required property Session session
    /// Too little for a list and a page beside each other: one of them stands there.
    readonly property bool isNarrow: width < 30 * Theme.fontBody
    readonly property bool isPainted: notes.isKnown
    property string noteId: session.recall("noteShown", "")

    signal menuRequested(string place)
    signal createRequested(string type)

    /// A new one is being named where the page would stand.
    property bool isNaming: false
    readonly property bool hasPage: noteId.length > 0 || isNaming

    function find() { list.focusSearch(); }
    function beginNew() {
        page.endWriting(true);
        isNaming = true;
        newNote.begin();
    }
    function show(id: string) {
        isNaming = false;
        page.endWriting(true);
        noteId = id;
        session.remember("noteShown", id);
        if (session.selection.entityId !== id) session.selection.select("Note", id);
    }
    function followSelection() {
        if (session.selection.type === "Note" && session.selection.entityId.length > 0) {
            if (noteId !== session.selection.entityId) page.endWriting(true);
            isNaming = false;
            noteId = session.selection.entityId;
        }
    }

    Component.onCompleted: followSelection()
    Connections {
        target: view.session.selection
        function onChanged() { view.followSelection(); }
    }
    NotesModel {
        id: notes
        session: view.session
        onCreated: (id) => {
            view.show(id);
            page.beginWriting();
        }
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    T.SplitView {
        anchors.fill: parent
        orientation: Qt.Horizontal
        handle: Rectangle {
            implicitWidth: 5
            color: T.SplitHandle.pressed || T.SplitHandle.hovered ? Theme.accent : Theme.surface
            Rectangle {
                anchors.centerIn: parent
                width: 1
                height: parent.height
                color: Theme.outline
            }
        }
        NotesList {
            id: list
            T.SplitView.preferredWidth: Math.max(230, Math.min(340, view.width * 0.24))
            T.SplitView.minimumWidth: 160
            T.SplitView.fillWidth: view.isNarrow
            visible: !view.isNarrow || !view.hasPage
            notes: notes
            noteId: view.isNaming ? "" : view.noteId
            onNewWanted: view.beginNew()
            onChosen: (id) => view.show(id)
            onMenuRequested: (id) => {
                view.show(id);
                view.menuRequested("context/entity");
            }
        }
        Item {
            T.SplitView.fillWidth: true
            T.SplitView.minimumWidth: 220
            visible: !view.isNarrow || view.hasPage
            NotePage {
                id: page
                anchors.fill: parent
                visible: !view.isNaming
                canLeave: view.isNarrow
                session: view.session
                noteId: view.noteId
                hasOthers: notes.count > 0
                onListWanted: view.noteId = ""
                onNewWanted: view.beginNew()
            }
            NewNote {
                id: newNote
                anchors.fill: parent
                visible: view.isNaming
                onNamed: (title) => {
                    view.isNaming = false;
                    notes.create(title);
                }
                onGivenUp: view.isNaming = false
            }
        }
    }
}
