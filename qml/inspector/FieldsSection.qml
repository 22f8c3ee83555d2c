// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// The form: a row for each field.
Column {
    id: section

    required property Inspector inspector

    width: parent ? parent.width : 280

    Repeater {
        model: section.inspector.fields
        delegate: FieldFormRow {}
    }
}
