// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// What it is and does in words, the fields, what rules make of them, and the variables.
Column {
    id: tab

    required property Inspector inspector
    readonly property var effectSummary: effect.item
    readonly property bool isEditing: rule.isEditing || (effectSummary?.isEditing ?? false)

    ResolutionSection { inspector: tab.inspector }
    RuleSummary {
        id: rule
        inspector: tab.inspector
    }
    // Effects stand above the inspector.
    Loader {
        id: effect
        readonly property string file: tab.inspector.typeName === "Effect" ? "qrc:/qt/qml/Campaign/Effects/EffectSummary.qml" : ""

        function show() {
            if (file.length > 0) setSource(file, { "inspector": tab.inspector });
            else source = "";
        }

        width: parent.width
        visible: file.length > 0
        onFileChanged: show()
        Component.onCompleted: show()
    }
    LinkSummary { inspector: tab.inspector }
    FieldsSection {
        visible: !tab.isEditing
        inspector: tab.inspector
    }
    ComputedSection { inspector: tab.inspector }
    VariablesSection {
        inspector: tab.inspector
        visible: tab.inspector.hasVariables
    }
}
