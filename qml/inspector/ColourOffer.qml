// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A colour to be had with one press.
Rectangle {
    id: offer

    required property string colour
    required property string chosen

    signal picked()

    width: 18
    height: 18
    radius: 9
    color: colour
    border.width: colour === chosen ? 2 : 0
    border.color: Theme.text
    Accessible.role: Accessible.Button
    Accessible.name: ColourNames.nameOf(colour)
    Accessible.onPressAction: picked()
    ToolTip {
        visible: hover.hovered
        text: ColourNames.nameOf(offer.colour)
    }
    HoverHandler { id: hover }
    TapHandler { onTapped: offer.picked() }
}
