// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// The fields, what rules make of them, and the variables.
Column {
    id: tab

    required property Inspector inspector

    ResolutionSection { inspector: tab.inspector }
    FieldsSection { inspector: tab.inspector }
    ComputedSection { inspector: tab.inspector }
    VariablesSection {
        inspector: tab.inspector
        visible: tab.inspector.hasVariables
    }
}
