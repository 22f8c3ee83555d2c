// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Inspector

/// Several entities edited as one: what they have in common, each edit one step of undo.
Flickable {
    id: view

    required property Session session

    contentHeight: body.height + 2 * Theme.gapWide
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}

    MultiEdit {
        id: many
        session: view.session
    }
    Column {
        id: body

        readonly property Session session: view.session

        function setField(key: string, newValue: var) { many.setField(key, newValue); }

        x: Theme.gap + Theme.gapTiny
        y: Theme.gap
        width: view.width - 2 * x
        spacing: 2

        Label {
            objectName: "multiTitle"
            kind: "heading"
            width: parent.width
            height: Theme.comfortableRow
            verticalAlignment: Text.AlignVCenter
            text: many.title
        }
        Label {
            width: parent.width
            bottomPadding: Theme.gap
            kind: "muted"
            wrapMode: Text.Wrap
            text: many.typeName.length > 0 ? qsTr("What you change here changes in all of them.") : qsTr("They are of several kinds: tags, archiving and deleting apply to all.")
        }
        Label {
            width: parent.width
            visible: many.problem.length > 0
            color: Theme.critical
            wrapMode: Text.Wrap
            text: many.problem
        }
        Repeater {
            model: many.fields
            delegate: MultiEditRow {}
        }
        SectionTitle { text: qsTr("Tags") }
        Flow {
            function removeTag(tag: string) { many.removeTag(tag); }

            width: parent.width
            spacing: Theme.gapTiny
            Repeater {
                model: many.tags
                delegate: Chip {
                    readonly property var flow: parent
                    required property string modelData
                    text: modelData
                    iconName: "close"
                    Accessible.name: qsTr("Remove the tag %1 from all").arg(modelData)
                    onClicked: flow.removeTag(modelData)
                }
            }
        }
        TextField {
            objectName: "multiTag"
            width: parent.width
            placeholderText: qsTr("Add tags to all")
            onAccepted: {
                many.addTags(text);
                clear();
            }
        }
        Flow {
            width: parent.width
            topPadding: Theme.gapWide
            spacing: Theme.gap
            Button {
                iconName: "archive"
                text: qsTr("Archive")
                onClicked: many.archive()
            }
            Button {
                iconName: "remove"
                text: qsTr("Delete")
                onClicked: many.remove()
            }
        }
    }
}
