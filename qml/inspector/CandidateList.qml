// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Inspector

/// Names to choose one from.
ListView {
    id: list

    signal chosen(string entityId, string type)

    clip: true
    T.ScrollBar.vertical: ScrollBar {}
    delegate: CandidateRow {}
}
