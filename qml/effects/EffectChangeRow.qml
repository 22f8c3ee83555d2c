// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Effects

/// One step of an effect: which field, in which way, and the value in the field's own editor.
Rectangle {
    id: row

    required property EffectDraft draft
    required property int index
    required property int offer
    required property string label
    required property var key
    required property int kind
    required property var kinds
    required property string control
    required property var value
    required property string shown
    required property var choices
    required property real from
    required property real to
    required property int decimals
    required property string targetType
    required property bool takesValue
    required property bool isOther
    required property string problem
    readonly property EffectChanges changes: draft.changes
    readonly property var offers: changes.offers

    objectName: "change-" + index
    width: parent ? parent.width : 280
    implicitHeight: body.implicitHeight + 2 * Theme.gapTiny
    radius: Theme.radius
    color: Theme.raised
    border.color: problem.length > 0 ? Theme.critical : Theme.outline

    Column {
        id: body
        x: Theme.gapTiny
        y: Theme.gapTiny
        width: parent.width - 2 * Theme.gapTiny
        spacing: Theme.gapTiny
        Row {
            width: parent.width
            spacing: Theme.gapTiny
            ChoiceField {
                objectName: "changeField-" + row.index
                width: parent.width - take.width - parent.spacing
                visible: !row.isOther
                label: qsTr("What is changed")
                choices: row.offers.map((one) => ({ "id": one.path, "name": one.label }))
                displayText: row.offers[row.offer]?.label ?? qsTr("Choose what changes…")
                onChosen: (path) => row.changes.setPath(row.index, path)
            }
            Label {
                width: parent.width - take.width - parent.spacing
                height: Theme.rowHeight
                visible: row.isOther
                verticalAlignment: Text.AlignVCenter
                text: qsTr("A step kept as its patch")
            }
            IconButton {
                id: take
                objectName: "removeChange-" + row.index
                iconName: "close"
                text: qsTr("Take this step away")
                onClicked: row.changes.remove(row.index)
            }
        }
        TextField {
            objectName: "changeKey-" + row.index
            width: parent.width
            visible: row.key !== undefined && !row.isOther
            text: row.key ?? ""
            placeholderText: qsTr("Name of the variable")
            onEditingFinished: row.changes.setKey(row.index, text)
        }
        ComboBox {
            objectName: "changeKind-" + row.index
            width: parent.width
            visible: !row.isOther && row.kinds.length > 1
            model: row.kinds
            currentIndex: row.kind
            onModelChanged: currentIndex = Qt.binding(() => row.kind)
            Accessible.name: qsTr("How %1 changes").arg(row.label)
            onActivated: (index) => row.changes.setKind(row.index, index)
        }
        FieldEditor {
            visible: row.takesValue
            control: row.control
            name: "change-" + row.index
            label: row.label
            value: row.value
            shown: row.shown
            from: row.from
            to: row.to
            choices: row.choices
            targetType: row.targetType
            problem: row.problem
            isLive: true
            placeholder: row.control === "number" ? qsTr("How much") : ""
            session: row.draft.session
            onEdited: (newValue) => row.changes.setValue(row.index, newValue)
        }
        Label {
            width: parent.width
            visible: row.problem.length > 0
            color: Theme.critical
            wrapMode: Text.Wrap
            text: row.problem
        }
    }
}
