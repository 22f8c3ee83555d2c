// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Workspace
import Campaign.Start

/// What an import would bring and what it would leave out, before anything is written.
Dialog {
    id: dialog

    required property Workspace workspace

    objectName: "importDialog"
    title: form.worldName.length > 0 ? qsTr("Import %1").arg(form.worldName) : qsTr("Import a world")
    acceptText: qsTr("Import")
    acceptEnabled: form.isReady
    closePolicy: T.Popup.CloseOnEscape

    signal fileWanted()

    function openFor(source: url) {
        form.read(source);
        open();
    }

    onAccepted: form.accept(nameField.text)
    onRejected: form.cancel()

    ImportForm {
        id: form
        workspace: dialog.workspace
        onChanged: if (form.isReady) nameField.text = form.suggestedName
    }

    // The ids inside make it immediate, which a dialog this small does not mind.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        width: 480

        Label {
            width: 480
            kind: "muted"
            text: form.format.length > 0 ? qsTr("%1 · %2").arg(form.fileName).arg(form.format) : form.fileName
        }
        ProgressBar {
            width: 480
            visible: form.isReading
            indeterminate: true
        }
        Row {
            visible: form.problem.length > 0
            spacing: Theme.gap
            Icon {
                name: "critical"
                size: Theme.iconSize
                color: Theme.critical
            }
            Column {
                spacing: Theme.gap
                Label {
                    width: 440
                    wrapMode: Text.Wrap
                    text: form.problem
                }
                Label {
                    width: 440
                    kind: "muted"
                    wrapMode: Text.Wrap
                    text: form.advice
                }
                Button {
                    objectName: "importOther"
                    iconName: "open"
                    text: qsTr("Choose another file…")
                    onClicked: {
                        dialog.close();
                        dialog.fileWanted();
                    }
                }
            }
        }
        Label {
            visible: form.isReady
            text: qsTr("Name of the campaign")
        }
        TextField {
            id: nameField
            objectName: "importName"
            visible: form.isReady
            width: 480
            Accessible.name: qsTr("Name of the campaign")
        }
        Label {
            visible: form.isReady
            topPadding: Theme.gap
            kind: "section"
            text: qsTr("Will be imported")
        }
        Grid {
            columns: 3
            columnSpacing: Theme.gapWide
            rowSpacing: 2
            visible: form.isReady
            Repeater {
                model: form.counts
                delegate: Item {
                    id: cell
                    required property var modelData
                    width: (480 - 2 * Theme.gapWide) / 3
                    height: 20
                    Label {
                        anchors.left: parent.left
                        anchors.right: number.left
                        text: cell.modelData.label
                    }
                    Label {
                        id: number
                        anchors.right: parent.right
                        font.weight: Font.DemiBold
                        text: cell.modelData.count
                    }
                }
            }
        }
        Label {
            visible: form.leftOut.length > 0
            topPadding: Theme.gap
            kind: "section"
            text: qsTr("Stays out")
        }
        ListView {
            width: 480
            height: Math.min(contentHeight, 120)
            clip: true
            visible: form.leftOut.length > 0
            model: form.leftOut
            T.ScrollBar.vertical: ScrollBar {}
            delegate: Label {
                required property var modelData
                width: 470
                wrapMode: Text.Wrap
                text: qsTr("%1: %2").arg(modelData.what).arg(modelData.why)
            }
        }
        Repeater {
            model: form.warnings
            delegate: Label {
                required property string modelData
                width: 480
                wrapMode: Text.Wrap
                kind: "muted"
                text: modelData
            }
        }
    }
}
