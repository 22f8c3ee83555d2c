// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// What rules make of the entity, each value with the rule that gave it.
Column {
    id: section

    required property Inspector inspector

    width: parent ? parent.width : 280
    visible: inspector.computed.length > 0

    SectionTitle { text: qsTr("Computed by rules") }

    Repeater {
        model: section.inspector.computed
        delegate: ComputedRow {}
    }
}
