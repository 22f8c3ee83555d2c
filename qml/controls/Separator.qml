// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A 1 px line between panels; lies along the side it is given.
Rectangle {
    implicitWidth: 1
    implicitHeight: 1
    color: Theme.outline
    Accessible.ignored: true
}
