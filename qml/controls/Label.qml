// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// Text in one of the theme's kinds: body, muted, caption, heading, title, display, section.
T.Label {
    id: control

    property string kind: "body"

    readonly property bool quiet: kind === "muted" || kind === "caption" || kind === "section"

    color: quiet ? Theme.muted : Theme.text
    linkColor: Theme.accent
    elide: Text.ElideRight
    font.family: kind === "display" ? Theme.titleFamily : Theme.family
    font.pixelSize: {
        switch (kind) {
        case "caption":
        case "section": return Theme.fontCaption;
        case "heading": return Theme.fontHeading;
        case "title": return Theme.fontTitle;
        case "display": return Theme.fontDisplay;
        default: return Theme.fontBody;
        }
    }
    font.weight: kind === "heading" || kind === "title" || kind === "section" ? Font.DemiBold : Font.Normal
    font.capitalization: kind === "section" ? Font.AllUppercase : Font.MixedCase
    font.letterSpacing: kind === "section" ? 0.8 : 0
    Accessible.role: kind === "heading" || kind === "title" ? Accessible.Heading : Accessible.StaticText
    Accessible.name: text
}
