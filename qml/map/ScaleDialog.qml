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
        try {
            return Number.fromLocaleString(Qt.locale(), distance.text.trim());
        } catch (error) {
            return 0;
        }
    }

    /// Why there is no scale yet, "" while nothing is typed.
    readonly property string obstacle: distance.text.length > 0 && !(typed > 0) ? qsTr("Type a number above 0, such as 12 or %1.").arg(Number(2.5).toLocaleString(Qt.locale(), "f", 1)) : ""

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
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        Row {
            spacing: Theme.gap
            TextField {
                id: distance
                objectName: "scaleDistance"
                problem: dialog.obstacle
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
            Repeater {
                model: [qsTr("mi"), qsTr("km"), qsTr("leagues")]
                delegate: Chip {
                    required property string modelData
                    y: (Theme.controlHeight - height) / 2
                    text: modelData
                    Accessible.name: qsTr("In %1").arg(modelData)
                    onClicked: unitField.text = modelData // qmllint disable unqualified
                }
            }
        }
        Label {
            objectName: "scaleObstacle"
            visible: dialog.obstacle.length > 0
            color: Theme.critical
            text: dialog.obstacle
        }
    }
}
