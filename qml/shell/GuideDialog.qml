// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The first steps, the keys, and where everything is kept.
Dialog {
    objectName: "guideDialog"
    title: qsTr("Guide")
    acceptText: qsTr("Close")
    rejectText: ""

    contentItem: ScrollView { // qmllint disable deferred-property-id
        id: page
        implicitWidth: 600
        implicitHeight: 420
        contentWidth: availableWidth
        Label {
            objectName: "guideText"
            width: page.availableWidth - Theme.gapWide
            wrapMode: Text.Wrap
            textFormat: Text.MarkdownText
            text: qsTr(`### First steps

1. **Create a kingdom**: Ctrl+N, choose Kingdom, type a name, Enter. It stands in the explorer on the left.
2. **Place a settlement**: take the pin from the map's tools, click where the town lies, name it and choose its kingdom.
3. **Describe it**: what is selected shows in the inspector on the right. Enter or leaving a field keeps a value, Esc brings back what stood there; in a note Esc keeps the text and ends the writing.
4. **Write a note**: the Notes view. Type @ and a name to mention anything; the mention follows a rename.
5. **Draw a region**: take the region tool, click its corners, click the first one again to close it.
6. **Compare and change many**: the Tables view shows every type in rows; cells are changed in place, several rows at once.
7. **Give a town values and rules**: *Variables* in the inspector holds what your campaign counts, *Rules* computes from it.
8. **Let things happen**: events and encounters are made like a settlement; when they are resolved, their effects are shown before they are done. What an effect puts off waits in *View, Panels, Put off effects*; *World, Set the world clock* moves time on, to a date or by a length such as +1 day.
9. **Put a picture under the map**: the picture button of the map's tools, which also sets the scale.

No world at hand? *File, Open the sample campaign* has one to look at; *File, Import a world* reads worlds from other programs.

### Keys

- **Ctrl+K** finds anything and does anything; **Ctrl+P** finds entries only.
- **Ctrl+N** creates, **F2** renames, **Ctrl+D** duplicates, **Delete** deletes.
- **Ctrl+Z** undoes, **Ctrl+Shift+Z** or **Ctrl+Y** redoes.
- **Esc** leaves one thing at a time: a menu, a tool, a field, the selection.
- **Ctrl+/** lists all keys and changes them.

### Where your campaign is

A campaign is one file with the ending .campaign, where you chose to keep it; the start screen shows where. Every change is written at once, so there is nothing to save. To take a campaign to another computer, close it and copy that file.

### Backups

A copy is kept when a campaign is opened, every hour while it is, and when it is closed after changes, in a folder beside its file. *File, Restore backup* lists them and puts the campaign back to that moment; the present state is kept as a copy first. Deleted something? Undo, or *Edit, History*, brings it back without any backup.
`)
        }
    }
}
