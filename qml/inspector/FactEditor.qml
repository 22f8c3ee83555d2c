// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A value that is not changed here.
Label {
    required property FieldEditor editor

    width: editor.width
    height: Math.max(Theme.rowHeight, implicitHeight)
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.Wrap
    maximumLineCount: 4
    text: editor.shown.length > 0 ? editor.shown : qsTr("None")
    color: editor.shown.length > 0 ? Theme.text : Theme.muted
}
