// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Name, kind and who may see the entity.
Column {
    id: head

    required property Inspector inspector
    /// Told only when it becomes another: what is being typed is not overwritten by the same name come again.
    readonly property string name: inspector.name

    function focusName() {
        nameField.forceActiveFocus();
        nameField.selectAll();
    }

    Row {
        width: parent.width
        spacing: Theme.gap
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: head.inspector.session?.iconOf(head.inspector.typeName) ?? ""
            size: Theme.iconLarge
            color: Theme.accent
        }
        TextField {
            id: nameField
            objectName: "inspectorName"
            width: parent.width - Theme.iconLarge - Theme.gap
            implicitHeight: Theme.comfortableRow
            font.pixelSize: Theme.fontHeading
            font.weight: Font.DemiBold
            text: head.name
            // What is too long is cut with an ellipsis until one writes in it.
            readonly property bool isCut: !activeFocus && contentWidth > width - leftPadding - rightPadding
            Accessible.name: qsTr("Name")
            Rectangle {
                x: nameField.leftPadding
                y: 2
                width: parent.width - x - 2
                height: parent.height - 4
                visible: nameField.isCut
                color: Theme.raised
                Label {
                    objectName: "inspectorNameCut"
                    width: parent.width - nameField.rightPadding
                    height: parent.height
                    verticalAlignment: Text.AlignVCenter
                    font: nameField.font
                    text: nameField.text
                    Accessible.ignored: true
                }
            }
            ToolTip {
                visible: nameField.isCut && nameField.hovered
                text: nameField.text
            }
            readonly property bool isUnsaved: text !== head.name
            onTextChanged: if (!activeFocus) cursorPosition = 0
            onEditingFinished: {
                if (text !== head.name) head.inspector.rename(text);
                text = Qt.binding(() => head.name);
            }
            // Where nothing has been typed there is nothing of its own to take back.
            Keys.onPressed: (event) => {
                const back = event.matches(StandardKey.Undo);
                event.accepted = !isUnsaved && (back || event.matches(StandardKey.Redo));
                if (!event.accepted) return;
                if (back) head.inspector.session.steps.undo();
                else head.inspector.session.steps.redo();
            }
            // Before the window's Esc leaves the field, which would take the text.
            Keys.onShortcutOverride: (event) => event.accepted = event.key === Qt.Key_Escape && text !== head.name
            Keys.onEscapePressed: text = Qt.binding(() => head.name)
        }
    }
    Item {
        id: facts
        // Kind and audience below each other where a line has no room for both.
        readonly property bool isNarrow: kind.implicitWidth + Theme.gap + audience.width > width

        width: parent.width
        height: isNarrow ? kind.height + audience.height + Theme.gapTiny : Math.max(30, audience.height + Theme.gapTiny)
        Label {
            id: kind
            y: facts.isNarrow ? 0 : (facts.height - height) / 2
            width: facts.isNarrow ? parent.width : implicitWidth
            leftPadding: Theme.iconLarge + 2 * Theme.gap
            kind: "caption"
            text: head.inspector.typeLabel
        }
        Chip {
            id: audience
            objectName: "audience"
            anchors.right: parent.right
            y: facts.isNarrow ? kind.height : (facts.height - height) / 2
            visible: head.inspector.hasAudience
            iconName: head.inspector.isShared ? "party" : "secret"
            ink: head.inspector.isShared ? Theme.text : Theme.secret
            text: head.inspector.isShared ? qsTr("Everyone sees it") : qsTr("Game master only")
            Accessible.name: head.inspector.isShared ? qsTr("Everyone sees it. Make it a secret") : qsTr("Game master only. Show it to everyone")
            onClicked: head.inspector.isShared = !head.inspector.isShared
        }
    }
}
