// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A push button. kind: normal, primary (one a view), quiet (no frame until hovered), critical.
T.Button {
    id: control

    property string kind: "normal"
    property string iconName

    readonly property bool filled: kind === "primary" || kind === "critical"
    // Without its colour a filled button reads as one that cannot be pressed.
    readonly property bool colourful: filled && enabled
    readonly property color ink: !enabled ? Theme.muted : filled ? (kind === "critical" ? Theme.surface : Theme.accentText) : Theme.text

    implicitWidth: Math.max(64, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.gap + Theme.gapTiny
    rightPadding: leftPadding
    spacing: Theme.gap
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: text

    contentItem: IconText {
        iconName: control.iconName
        text: control.text
        font: control.font
        color: control.ink
    }

    background: Rectangle {
        radius: Theme.radius
        color: {
            if (!control.enabled) return control.kind === "quiet" ? "transparent" : Theme.sunken;
            if (control.filled) {
                const base = control.kind === "critical" ? Theme.critical : Theme.accent;
                return control.down ? Qt.darker(base, 1.12) : base;
            }
            if (control.down || control.checked) return Theme.selected;
            if (control.hovered) return Theme.hover;
            return control.kind === "quiet" ? "transparent" : Theme.raised;
        }
        border.width: control.colourful || control.kind === "quiet" ? 0 : 1
        border.color: control.enabled ? Theme.strongOutline : Theme.outline
        FocusRing { shown: control.visualFocus }
    }
}
