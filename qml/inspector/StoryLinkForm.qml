// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A new link: how, with what kind of thing, and with which; choosing it makes the link.
Column {
    id: form

    required property StoryLinks links
    readonly property var types: links.otherTypes
    readonly property var choices: offered.choices
    readonly property string otherType: types[Math.max(0, typeBox.currentIndex)]?.type ?? ""

    function begin() {
        visible = true;
        search.clear();
        relationBox.forceActiveFocus();
    }
    function take(entityId: string) {
        links.make(relationBox.currentIndex, otherType, entityId);
        visible = false;
    }

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny
    Keys.onEscapePressed: visible = false

    ReferenceChoices {
        id: offered
        session: form.links.session
        typeName: form.otherType
        search: search.text
        isWanted: form.visible
    }
    FieldRow {
        label: qsTr("This one")
        ComboBox {
            id: relationBox
            objectName: "linkRelation"
            width: parent.width
            model: form.links.relations
            Accessible.name: qsTr("How they are linked")
        }
    }
    FieldRow {
        label: qsTr("With an")
        ComboBox {
            id: typeBox
            objectName: "linkOtherType"
            width: parent.width
            model: form.types.map((one) => one.label)
            Accessible.name: qsTr("What kind of thing")
        }
    }
    SearchField {
        id: search
        objectName: "linkSearch"
        width: parent.width
        placeholderText: qsTr("Part of its name")
        Keys.onDownPressed: names.forceActiveFocus()
        onAccepted: if (offered.choices.length > 0) form.take(offered.choices[0].id)
    }
    CandidateList {
        id: names
        objectName: "linkCandidates"
        width: parent.width
        height: Math.min(contentHeight, 6 * Theme.rowHeight)
        model: form.choices.filter((one) => one.id !== form.links.entityId)
        onChosen: (entityId) => form.take(entityId)
    }
    Button {
        text: qsTr("Cancel")
        onClicked: form.visible = false
    }
}
