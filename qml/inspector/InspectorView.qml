// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Inspector

/// The docked inspector: everything about the selected entity, edited where it stands.
Rectangle {
    id: view

    required property Session session

    color: Theme.surface

    function focusName() {
        nameField.forceActiveFocus();
        nameField.selectAll();
    }

    Inspector {
        id: subject
        session: view.session
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
    }

    Flickable {
        id: page
        objectName: "inspectorPage"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !subject.isEmpty
        contentHeight: body.height + 2 * Theme.gapWide
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: body
            x: Theme.gap + Theme.gapTiny
            y: Theme.gap
            width: page.width - 2 * x

            Row {
                width: parent.width
                spacing: Theme.gap
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: Theme.entityIcon(subject.typeName)
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
                    text: subject.name
                    Accessible.name: qsTr("Name")
                    onEditingFinished: {
                        if (text !== subject.name) subject.rename(text);
                        text = Qt.binding(() => subject.name);
                    }
                    Keys.onEscapePressed: (event) => {
                        event.accepted = text !== subject.name;
                        text = Qt.binding(() => subject.name);
                    }
                }
            }
            Label {
                width: parent.width
                height: 26
                leftPadding: Theme.iconLarge + 2 * Theme.gap
                verticalAlignment: Text.AlignVCenter
                kind: "caption"
                text: subject.typeLabel
            }
            FieldsSection { inspector: subject }
            ComputedSection { inspector: subject }
            VariablesSection {
                inspector: subject
                visible: subject.hasVariables
            }
            NotesSection {
                inspector: subject
                visible: subject.typeName !== "Note"
            }
        }
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(240, parent.width - 2 * Theme.gapWide)
        visible: subject.isEmpty
        iconName: "pin"
        title: qsTr("Nothing selected")
        explanation: qsTr("Choose a kingdom, town or place on the map or in the explorer to read and change it here.")
        actionText: qsTr("Show the world")
        onActionTriggered: view.session.selectWorld()
    }
}
