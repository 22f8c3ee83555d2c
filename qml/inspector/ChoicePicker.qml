// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A list that opens to choose one from, found by part of its name.
T.Popup {
    id: picker

    /// What answers the search: a list of {id, name} and, where there are such, {type, icon, detail}.
    property var choices: []
    property alias search: filter.text
    /// What is offered below the list: to point to nothing; "" where that cannot be.
    property string nothingText

    signal chosen(string type, string entityId)

    function take(type: string, entityId: string) {
        close();
        chosen(type, entityId);
    }

    objectName: "entityPicker"
    height: Math.min(340, Math.max(Theme.rowHeight, list.contentHeight) + filter.height + nothing.height + 3 * Theme.gapTiny + 2)
    padding: Theme.gapTiny
    focus: true
    onOpened: filter.forceActiveFocus()
    onClosed: filter.clear()
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }

    SearchField {
        id: filter
        objectName: "pickerSearch"
        width: parent.width
        onTextChanged: list.currentIndex = 0
        Keys.onDownPressed: list.incrementCurrentIndex()
        Keys.onUpPressed: list.decrementCurrentIndex()
        onAccepted: {
            const current = picker.choices[Math.max(0, list.currentIndex)];
            if (current) picker.take(current.type ?? "", current.id);
        }
    }
    CandidateList {
        id: list
        objectName: "pickerChoices"
        anchors.top: filter.bottom
        anchors.topMargin: Theme.gapTiny
        anchors.bottom: nothing.top
        width: parent.width
        marksCurrent: true
        model: picker.choices
        onChosen: (entityId, type) => picker.take(type, entityId)
    }
    Label {
        anchors.fill: list
        visible: picker.choices.length === 0
        leftPadding: Theme.gap
        verticalAlignment: Text.AlignVCenter
        kind: "muted"
        text: filter.text.length > 0 ? qsTr("Nothing by that name") : qsTr("Type part of a name")
    }
    ListRow {
        id: nothing
        objectName: "pickNothing"
        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: picker.nothingText.length > 0
        flat: true
        iconName: "close"
        text: picker.nothingText
        onClicked: picker.take("", "")
    }
}
