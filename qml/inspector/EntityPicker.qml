// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Inspector

/// A list that opens to choose one entity from, found by part of its name.
T.Popup {
    id: picker

    property Session session
    /// "" for entities of any type.
    property string typeName
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
    onOpened: filter.forceActiveFocus()
    onClosed: filter.clear()
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }

    ReferenceChoices {
        id: offered
        session: picker.session
        typeName: picker.typeName
        search: filter.text
        isWanted: picker.visible
    }
    SearchField {
        id: filter
        objectName: "pickerSearch"
        width: parent.width
        Keys.onDownPressed: list.forceActiveFocus()
        onAccepted: {
            const first = offered.choices[Math.max(0, list.currentIndex)];
            if (first) picker.take(first.type, first.id);
        }
    }
    CandidateList {
        id: list
        objectName: "pickerChoices"
        anchors.top: filter.bottom
        anchors.topMargin: Theme.gapTiny
        anchors.bottom: nothing.top
        width: parent.width
        model: offered.choices
        onChosen: (entityId, type) => picker.take(type, entityId)
    }
    Label {
        anchors.fill: list
        visible: offered.choices.length === 0
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
