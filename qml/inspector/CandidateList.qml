// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Inspector

/// Names to choose one from.
ListView {
    id: list

    /// Whether one sees which one Enter takes.
    property bool marksCurrent: activeFocus

    signal chosen(string entityId, string type)

    clip: true
    Keys.onReturnPressed: (currentItem as CandidateRow)?.clicked()
    Keys.onEnterPressed: (currentItem as CandidateRow)?.clicked()
    T.ScrollBar.vertical: ScrollBar {}
    delegate: CandidateRow {}
}
