// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A line between groups of a menu.
T.MenuSeparator {
    implicitWidth: 100
    implicitHeight: 9
    padding: Theme.gapTiny
    contentItem: Separator {}
}
