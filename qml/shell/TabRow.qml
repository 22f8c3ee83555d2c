// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Tabs beside each other. Where not all have room for their words, only the one that is shown keeps them.
Row {
    id: row

    required property real available
    /// What the tab that is shown may take; very much when all have room.
    readonly property real share: {
        const tabs = Array.from(children).filter((child) => child instanceof TabFace);
        if (tabs.reduce((sum, tab) => sum + tab.wholeWidth, 0) <= available) return 10000;
        return available - tabs.reduce((sum, tab) => sum + (tab.isCurrent ? 0 : tab.shortWidth), 0);
    }
}
