// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A new link: how, and with which; choosing it makes the link.
Column {
    id: form

    required property StoryLinks links
    readonly property var types: links.otherTypes
    readonly property var choices: offered.choices
    readonly property var others: choices.filter((one) => one.id !== links.entityId)
    readonly property string kinds: types.map((one) => one.label.toLowerCase()).join(qsTr(" or "))

    function begin() {
        visible = true;
        search.clear();
        search.forceActiveFocus();
    }
    function take(entityId: string) {
        const other = others.find((one) => one.id === entityId);
        links.make(relationBox.currentIndex, other.type, entityId);
        visible = false;
    }

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny
    Keys.onEscapePressed: visible = false

    ReferenceChoices {
        id: offered
        session: form.links.session
        typeNames: form.types.map((one) => one.type)
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
    SearchField {
        id: search
        objectName: "linkSearch"
        width: parent.width
        placeholderText: qsTr("Which %1").arg(form.kinds)
        Keys.onDownPressed: names.forceActiveFocus()
        onAccepted: if (form.others.length > 0) form.take(form.others[0].id)
    }
    CandidateList {
        id: names
        objectName: "linkCandidates"
        width: parent.width
        height: Math.min(contentHeight, 6 * Theme.rowHeight)
        model: form.others
        onChosen: (entityId) => form.take(entityId)
    }
    Label {
        objectName: "linkNothing"
        width: parent.width
        visible: offered.isAnswered && form.others.length === 0
        kind: "muted"
        wrapMode: Text.Wrap
        text: search.text.length > 0 ? qsTr("No %1 is called that.").arg(form.kinds) : qsTr("There is no other %1 yet.").arg(form.kinds)
    }
    Button {
        text: qsTr("Cancel")
        onClicked: form.visible = false
    }
}
