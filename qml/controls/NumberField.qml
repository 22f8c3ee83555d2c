// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A number with steps: type it, or use up and down, the wheel while focused, or the arrows at its end.
TextField {
    id: control

    property real value: 0
    property real from: -1e15
    property real to: 1e15
    property real stepSize: 1
    property int decimals: 0

    /// The user, not a binding, asked for this value.
    signal valueModified(real newValue)

    function step(direction: int) {
        offer(value + direction * stepSize);
    }
    function offer(wanted: real) {
        const bounded = Math.min(to, Math.max(from, Number(wanted.toFixed(decimals))));
        if (bounded !== value) valueModified(bounded);
        text = Qt.binding(() => Number(value).toLocaleString(Qt.locale(), "f", decimals));
    }

    text: Number(value).toLocaleString(Qt.locale(), "f", decimals)
    horizontalAlignment: TextInput.AlignRight
    rightPadding: Theme.gap + 16
    inputMethodHints: Qt.ImhFormattedNumbersOnly
    validator: DoubleValidator { decimals: control.decimals }
    Accessible.role: Accessible.SpinBox
    onEditingFinished: {
        try {
            offer(Number.fromLocaleString(Qt.locale(), text));
        } catch (error) {
            offer(value);
        }
    }
    Keys.onUpPressed: step(1)
    Keys.onDownPressed: step(-1)

    component Step: Icon {
        id: stepper

        property int direction

        signal pressed(int direction)

        size: 12
        color: press.containsMouse ? Theme.text : Theme.muted
        MouseArea {
            id: press
            anchors.fill: parent
            hoverEnabled: true
            onClicked: stepper.pressed(stepper.direction)
        }
    }

    Column {
        anchors.right: parent.right
        anchors.rightMargin: 2
        anchors.verticalCenter: parent.verticalCenter
        visible: control.enabled && !control.readOnly
        Step {
            name: "chevron-up"
            direction: 1
            onPressed: (direction) => control.step(direction)
        }
        Step {
            name: "chevron-down"
            direction: -1
            onPressed: (direction) => control.step(direction)
        }
    }
}
