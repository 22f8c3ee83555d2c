// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Why a rule gives what it gives for the entity at hand: every part of it in words, with what that part gives.
Column {
    id: view

    required property RuleDraft draft
    required property string name
    property bool isShown: true
    readonly property var lines: reason.lines

    width: parent ? parent.width : 280
    visible: lines.length > 0

    RuleReason {
        id: reason
        draft: view.draft
        isWanted: view.isShown
    }
    SectionTitle { text: qsTr("Why for %1").arg(view.name) }
    Repeater {
        model: view.lines
        delegate: RuleReasonRow {}
    }
}
