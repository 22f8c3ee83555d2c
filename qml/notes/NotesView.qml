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

    function find() { list.focusSearch(); }
    function show(id: string) {
        page.endWriting(true);
        noteId = id;
        session.remember("noteShown", id);
        if (session.selection.entityId !== id) session.selection.select("Note", id);
    }
    function followSelection() {
        if (session.selection.type === "Note" && session.selection.entityId.length > 0) {
            if (noteId !== session.selection.entityId) page.endWriting(true);
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
            visible: !view.isNarrow || view.noteId.length === 0
            notes: notes
            noteId: view.noteId
            onChosen: (id) => view.show(id)
            onMenuRequested: (id) => {
                view.show(id);
                view.menuRequested("context/entity");
            }
        }
        NotePage {
            id: page
            T.SplitView.fillWidth: true
            visible: !view.isNarrow || view.noteId.length > 0
            canLeave: view.isNarrow
            T.SplitView.minimumWidth: 220
            session: view.session
            noteId: view.noteId
            hasOthers: notes.count > 0
            onListWanted: view.noteId = ""
            onNewWanted: list.focusNew()
        }
    }
}
