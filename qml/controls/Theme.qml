// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// Every colour, size and duration of the window. Roles, not values: no other file names a colour.
QtObject {
    id: theme

    /// "system", "light" or "dark"; the preferences write it.
    property string mode: "system"
    property bool reducedMotion: false
    /// 1 is the designer's size; the preferences may enlarge it.
    property real fontScale: 1

    property SystemPalette systemPalette: SystemPalette {}
    readonly property bool dark: mode === "dark" || (mode === "system" && systemPalette.window.hslLightness < 0.5)

    // Grounds
    readonly property color surface: dark ? "#1f1c19" : "#f6f3ee"
    readonly property color raised: dark ? "#292521" : "#fffdf9"
    readonly property color sunken: dark ? "#171513" : "#ebe6dd"
    readonly property color hover: dark ? "#332e29" : "#e6dfd4"
    readonly property color selected: dark ? "#4a3921" : "#f2dfc2"
    readonly property color outline: dark ? "#433c35" : "#cfc6b8"
    readonly property color strongOutline: dark ? "#7d7266" : "#8d8273"
    // Inks
    readonly property color text: dark ? "#ede6db" : "#27231d"
    readonly property color muted: dark ? "#b3a899" : "#62594d"
    /// "copper", "moss", "lake" or "plum"
    property string accentName: "copper"
    readonly property var accents: ({
        "copper": { "light": "#8a4f10", "dark": "#e3a75c" },
        "moss": { "light": "#3f5f1c", "dark": "#aec97a" },
        "lake": { "light": "#1f5a78", "dark": "#86c0dc" },
        "plum": { "light": "#7a3468", "dark": "#dca0cc" }
    })
    readonly property color accent: accents[accentName][dark ? "dark" : "light"]
    readonly property color accentText: dark ? "#211a11" : "#fffdf9"
    readonly property color positive: dark ? "#86c2a4" : "#235f49"
    readonly property color warning: dark ? "#e8bd55" : "#7a5200"
    readonly property color critical: dark ? "#f29a8b" : "#9c2f26"
    readonly property color secret: dark ? "#c8aeed" : "#63418f"
    readonly property color focus: accent
    readonly property color shade: dark ? "#99000000" : "#66302a22"

    // The map: sea and land apart at a glance, everything quieter than the marks on it
    readonly property color mapWater: dark ? "#1b2930" : "#c9d9de"
    readonly property color mapLand: dark ? "#35322c" : "#f3eddf"
    readonly property color mapLabel: dark ? "#f1eade" : "#2b261f"
    readonly property color mapHalo: dark ? "#d9191714" : "#e6fbf7ee"
    readonly property color mapRegionLabel: dark ? "#d6c8b0" : "#5a4a36"

    // 4 px grid
    readonly property int grid: 4
    readonly property int gapTiny: grid
    readonly property int gap: 2 * grid
    readonly property int gapWide: 4 * grid
    readonly property int gapPage: 6 * grid
    // What holds a line of text grows with it.
    readonly property int rowHeight: Math.round(28 * Math.max(1, fontScale))
    readonly property int comfortableRow: Math.round(36 * Math.max(1, fontScale))
    readonly property int controlHeight: rowHeight
    readonly property int chipHeight: Math.round(24 * Math.max(1, fontScale))
    readonly property int radius: 4
    readonly property int iconSize: Math.round(16 * Math.max(1, fontScale))
    readonly property int iconTiny: Math.round(12 * Math.max(1, fontScale))
    readonly property int iconSmall: Math.round(14 * Math.max(1, fontScale))
    readonly property int iconLarge: Math.round(24 * Math.max(1, fontScale))
    readonly property int iconHuge: Math.round(32 * Math.max(1, fontScale))

    // Type
    readonly property int fontCaption: Math.round(12 * fontScale)
    readonly property int fontBody: Math.round(13 * fontScale)
    readonly property int fontHeading: Math.round(15 * fontScale)
    readonly property int fontTitle: Math.round(20 * fontScale)
    readonly property int fontDisplay: Math.round(28 * fontScale)
    property FontMetrics systemText: FontMetrics {}
    readonly property string family: systemText.font.family
    /// For the campaign's title alone.
    readonly property string titleFamily: "serif"

    /// Milliseconds of every transition.
    readonly property int motion: reducedMotion ? 0 : 150
}
