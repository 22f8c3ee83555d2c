// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The effects of one phase with what each changes.
Column {
    id: phase

    required property var modelData

    width: parent ? parent.width : 400
    spacing: 2

    SectionTitle { text: phase.modelData.phase }
    Repeater {
        model: phase.modelData.effects
        delegate: ResolveEffect {}
    }
}
