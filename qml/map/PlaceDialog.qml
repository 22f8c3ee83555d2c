// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.MapView

/// Asks what stands at the place just chosen on the map.
Dialog {
    id: dialog

    required property var kingdoms
    required property var placeKinds
    property point position

    signal settlementWanted(string name, string kingdomId, point position)
    signal placeWanted(string name, string kind, point position)

    /// `kingdomId` is whose land it is, "" for nobody's.
    function openAt(at: point, kingdomId: string, asSettlement: bool) {
        position = at;
        kind.currentIndex = asSettlement && kingdoms.length > 0 ? 0 : 1;
        kingdom.currentIndex = Math.max(0, kingdoms.findIndex((one) => one.id === kingdomId));
        open();
    }

    /// Enter on a list that is folded; false when the list has to take it.
    function acceptFrom(list: ComboBox): bool {
        if (list.popup.visible || !acceptEnabled) return false;
        accept();
        return true;
    }

    readonly property bool isSettlement: kind.currentIndex === 0

    objectName: "placeDialog"
    title: qsTr("New place")
    acceptText: qsTr("Place it")
    acceptEnabled: name.text.trim().length > 0 && (!isSettlement || kingdoms.length > 0)
    onAboutToShow: {
        name.clear();
        name.forceActiveFocus();
    }
    onAccepted: isSettlement ? settlementWanted(name.text.trim(), kingdoms[kingdom.currentIndex].id, position) : placeWanted(name.text.trim(), placeKinds[kind.currentIndex - 1].kind, position)

    // The ids inside make it immediate, which a dialog this small does not mind.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        Column {
            spacing: Theme.gapTiny
            Label { kind: "caption"; text: qsTr("Kind") }
            ComboBox {
                id: kind
                objectName: "placeKind"
                Keys.onReturnPressed: (event) => event.accepted = dialog.acceptFrom(kind)
                width: 340
                model: [qsTr("Settlement"), ...dialog.placeKinds.map((one) => one.label)]
                Accessible.name: qsTr("Kind of place")
            }
        }
        Column {
            spacing: Theme.gapTiny
            Label { kind: "caption"; text: qsTr("Name") }
            TextField {
                id: name
                objectName: "placeName"
                width: 340
                maximumLength: 200
                Accessible.name: qsTr("Name of the place")
                onAccepted: if (dialog.acceptEnabled) dialog.accept()
            }
        }
        Column {
            width: parent.width
            spacing: Theme.gapTiny
            visible: dialog.isSettlement
            Label { kind: "caption"; text: qsTr("Kingdom") }
            ComboBox {
                id: kingdom
                objectName: "placeKingdom"
                Keys.onReturnPressed: (event) => event.accepted = dialog.acceptFrom(kingdom)
                width: parent.width
                visible: dialog.kingdoms.length > 0
                model: dialog.kingdoms.map((one) => one.name)
                Accessible.name: qsTr("Kingdom")
            }
            IconLabel {
                width: parent.width
                visible: dialog.kingdoms.length === 0
                iconName: "warning"
                ink: Theme.warning
                text: qsTr("A settlement belongs to a kingdom. Create a kingdom first, or place a marker.")
            }
        }
    }
}
