// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Inspector
import Campaign.Notes
import Campaign.Session

/// One note: read it with its links, press it to write, leave it to keep what was written.
FocusScope {
    id: page

    required property Session session
    required property string noteId
    property bool isWriting: false
    /// What is being written was begun earlier and never saved.
    property bool isResumed: false
    /// Whether there are notes to choose from.
    property bool hasOthers: true

    /// Whether it stands in the place of the list.
    property bool canLeave: false

    signal newWanted()
    signal listWanted()

    readonly property var about: note.about

    function beginWriting() {
        if (note.isEmpty) return;
        resuming.isOpen = false;
        isResumed = note.isUnfinished;
        writer.text = note.begin();
        isWriting = true;
        writer.forceActiveFocus();
        writer.cursorPosition = writer.length;
    }
    function endWriting(keeps: bool) {
        if (!isWriting) return;
        isWriting = false;
        if (keeps) note.save(writer.text);
        else note.stopCompleting();
    }
    function giveUp() {
        note.discard();
        endWriting(false);
    }

    onNoteIdChanged: {
        endWriting(false);
        resuming.isOpen = true;
    }
    Component.onDestruction: note.keep()
    // Once a note: what the last run of the program could not save.
    QtObject {
        id: resuming
        property bool isOpen: true
        readonly property bool isDue: isOpen && note.isUnfinished && !note.isEmpty
    }
    Timer {
        interval: 0 // not while it is found out: writing changes what it depends on
        running: resuming.isDue
        onTriggered: page.beginWriting()
    }

    // Beside what is written: that keeps it.
    MouseArea {
        anchors.fill: parent
        enabled: page.isWriting
        onClicked: page.endWriting(true)
    }
    NoteEditor {
        id: note
        session: page.session
        noteId: page.noteId
    }
    Column {
        id: head
        x: Theme.gapWide
        y: Theme.gap
        width: Math.min(720, parent.width - 2 * Theme.gapWide)
        visible: !note.isEmpty
        spacing: Theme.gapTiny
        Button {
            objectName: "allNotes"
            visible: page.canLeave
            kind: "quiet"
            text: qsTr("All notes")
            onClicked: page.listWanted()
        }
        TextField {
            id: titleField
            objectName: "noteTitle"
            width: parent.width
            implicitHeight: Theme.comfortableRow
            font.pixelSize: Theme.fontTitle
            font.weight: Font.DemiBold
            readonly property bool isUnsaved: text !== note.title
            text: note.title
            Accessible.name: qsTr("Title")
            onEditingFinished: {
                if (text !== note.title) note.rename(text);
                text = Qt.binding(() => note.title);
            }
        }
        Item {
            width: parent.width
            height: Theme.rowHeight
            TextField {
                objectName: "noteTags"
                anchors.left: parent.left
                anchors.right: aboutChip.visible ? aboutChip.left : aboutButton.left
                anchors.rightMargin: Theme.gapTiny
                readonly property bool isUnsaved: text !== note.tags
                text: note.tags
                placeholderText: qsTr("Tags, separated by commas")
                Accessible.name: qsTr("Tags")
                onEditingFinished: {
                    if (text !== note.tags) note.setTags(text);
                    text = Qt.binding(() => note.tags);
                }
            }
            Chip {
                id: aboutChip
                anchors.right: aboutButton.left
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width / 3)
                objectName: "noteAboutChip"
                readonly property bool isGone: page.about.isGone ?? false
                readonly property string aboutName: (page.about.name ?? "").length > 0 ? page.about.name : isGone ? qsTr("Something deleted") : ""
                visible: aboutName.length > 0
                iconName: page.session.iconOf(page.about.type ?? "")
                ink: isGone ? Theme.muted : Theme.text
                font.strikeout: isGone
                text: aboutName
                Accessible.name: isGone ? qsTr("About %1, which was deleted").arg(text) : qsTr("About %1. Go there").arg(text)
                onClicked: isGone ? page.session.noticed(qsTr("%1 was deleted. Undo brings it back, or choose something else for the note to be about.").arg(text)) : page.session.selection.select(page.about.type, page.about.id)
                ToolTip {
                    visible: aboutChip.hovered && aboutChip.isGone
                    text: qsTr("It was deleted")
                }
            }
            Chip {
                id: aboutButton
                objectName: "noteAbout"
                anchors.right: audience.left
                anchors.rightMargin: Theme.gapTiny
                anchors.verticalCenter: parent.verticalCenter
                iconName: "edit"
                text: aboutChip.visible ? "" : qsTr("About…")
                Accessible.name: qsTr("Choose what it is about")
                onClicked: aboutPicker.open()
                ToolTip {
                    visible: aboutButton.hovered && !aboutPicker.visible
                    text: qsTr("Choose what it is about")
                }
                EntityPicker {
                    id: aboutPicker
                    y: aboutButton.height + 2
                    x: aboutButton.width - width
                    width: 280
                    session: page.session
                    nothingText: aboutChip.visible ? qsTr("Nothing in particular") : ""
                    onChosen: (type, entityId) => note.setAbout(type, entityId)
                }
            }
            Chip {
                id: audience
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                iconName: note.isShared ? "party" : "secret"
                ink: note.isShared ? Theme.text : Theme.secret
                text: note.isShared ? qsTr("Everyone sees it") : qsTr("Game master only")
                onClicked: note.setShared(!note.isShared)
            }
        }
        Separator { width: parent.width }
    }
    WritingNotice {
        id: keeps
        anchors.bottom: parent.bottom
        x: Theme.gapWide
        width: head.width
        isWriting: page.isWriting
        isResumed: page.isResumed
        isUnfinished: note.isUnfinished && !page.session.isSaving
        onWritingWanted: page.beginWriting()
        onGivenUp: page.giveUp()
    }
    Flickable {
        id: scroll
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: keeps.visible ? keeps.top : parent.bottom
        width: parent.width
        visible: !note.isEmpty
        contentHeight: Math.max(height, (page.isWriting ? writer.height : reader.height) + Theme.gapPage)
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        MouseArea {
            anchors.fill: parent
            onClicked: page.isWriting ? page.endWriting(true) : page.beginWriting()
        }
        NoteReader {
            id: reader
            x: Theme.gapWide
            width: head.width
            visible: !page.isWriting
            shown: note.shown
            onLinkFollowed: (link) => note.follow(link)
            onWritingWanted: page.beginWriting()
        }
        TextArea {
            id: writer
            objectName: "noteText"
            x: Theme.gapWide
            width: head.width
            visible: page.isWriting
            implicitHeight: Math.max(scroll.height - Theme.gapPage, contentHeight + 2 * Theme.gap)
            placeholderText: qsTr("Write. **bold**, *italic*, # heading, - list; @ names something of the world.")
            Accessible.name: qsTr("Text of the note")
            readonly property bool isUnsaved: note.isUnsaved
            onTextChanged: {
                if (page.isWriting) note.typed(text);
                if (activeFocus) note.complete(text, cursorPosition);
            }
            onActiveFocusChanged: if (!activeFocus && page.isWriting && !completions.activeFocus) page.endWriting(true)
            Keys.onEscapePressed: completions.visible ? note.stopCompleting() : page.endWriting(true)
            Keys.onDownPressed: (event) => { event.accepted = completions.step(1); }
            Keys.onUpPressed: (event) => { event.accepted = completions.step(-1); }
            Keys.onReturnPressed: (event) => { event.accepted = completions.accept(); }
            Keys.onTabPressed: (event) => { event.accepted = completions.accept(); }
        }
        MentionCompletions {
            id: completions
            objectName: "mentionCompletions"
            x: Math.min(writer.x + writer.cursorRectangle.x, scroll.width - width - Theme.gap)
            y: writer.y + writer.cursorRectangle.y + writer.cursorRectangle.height + 2
            note: note
            visible: page.isWriting && note.completions.length > 0
            onChosen: (index) => {
                const made = note.accept(writer.text, writer.cursorPosition, index);
                writer.text = made.text;
                writer.cursorPosition = made.cursor;
                writer.forceActiveFocus();
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(320, parent.width - 2 * Theme.gapPage)
        room: parent.height
        visible: note.isEmpty
        iconName: "note"
        title: page.hasOthers ? qsTr("Choose a note at the left") : qsTr("No notes yet")
        explanation: qsTr("Lore, session notes, handouts. Type @ and a name to mention a place or a person: the note is then listed with them too.")
        actionText: qsTr("New note")
        onActionTriggered: page.newWanted()
    }
}
