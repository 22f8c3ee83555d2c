// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// How far a long job has come; indeterminate shows a still half-tone bar when motion is reduced.
T.ProgressBar {
    id: control

    implicitWidth: 160
    implicitHeight: 6
    contentItem: Item {
        clip: true
        Rectangle {
            height: parent.height
            width: parent.width * (control.indeterminate ? 0.3 : control.visualPosition)
            radius: 3
            color: Theme.accent
            SequentialAnimation on x {
                running: control.indeterminate && control.visible && !Theme.reducedMotion
                loops: Animation.Infinite
                NumberAnimation { from: 0; to: control.width * 0.7; duration: 900 }
                NumberAnimation { from: control.width * 0.7; to: 0; duration: 900 }
            }
        }
    }
    background: Rectangle {
        radius: 3
        color: Theme.sunken
        border.color: Theme.outline
    }
}
