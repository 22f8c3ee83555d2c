// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.MapView

/// Asks how long the line just drawn is, or how wide the whole map: from then on distances are real ones.
Dialog {
    id: dialog

    property bool isWidth: false
    property string unit

    signal distanceGiven(real distance, string unit, bool isWidth)

    function openFor(width: bool) {
        isWidth = width;
        open();
    }

    readonly property real typed: {
        const number = Number.fromLocaleString(Qt.locale(), distance.text.length > 0 ? distance.text : "0");
        return isNaN(number) ? 0 : number;
    }

    objectName: "scaleDialog"
    title: isWidth ? qsTr("How wide is the map?") : qsTr("How long is the line?")
    acceptText: qsTr("Use this scale")
    acceptEnabled: typed > 0 && unitField.text.trim().length > 0
    onAboutToShow: {
        distance.clear();
        unitField.text = unit.length > 0 ? unit : qsTr("mi");
        distance.forceActiveFocus();
    }
    onAccepted: distanceGiven(typed, unitField.text.trim(), isWidth)

    // The ids inside make it immediate, which a dialog this small does not mind.
    contentItem: Row { // qmllint disable deferred-property-id
        spacing: Theme.gap
        TextField {
            id: distance
            objectName: "scaleDistance"
            width: 140
            placeholderText: qsTr("Distance")
            inputMethodHints: Qt.ImhFormattedNumbersOnly
            Accessible.name: qsTr("Distance")
            onAccepted: if (dialog.acceptEnabled) dialog.accept()
        }
        TextField {
            id: unitField
            objectName: "scaleUnit"
            width: 120
            maximumLength: 32
            Accessible.name: qsTr("Unit of distance")
        }
    }
}
