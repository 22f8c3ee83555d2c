// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Effects

/// What the effect would do now, or what speaks against it.
Column {
    id: view

    required property EffectDraft draft
    readonly property var lines: draft.outcome

    width: parent ? parent.width : 280

    Label {
        objectName: "effectMissing"
        width: parent.width
        visible: text.length > 0
        kind: "caption"
        wrapMode: Text.Wrap
        text: view.draft.missing
    }
    Label {
        objectName: "effectProblem"
        width: parent.width
        visible: view.draft.problem.length > 0 && view.draft.missing.length === 0
        color: view.draft.isRefused ? Theme.critical : Theme.warning
        wrapMode: Text.Wrap
        text: view.draft.isRefused ? view.draft.problem : qsTr("As things are now: %1").arg(view.draft.problem)
    }
    Label {
        width: parent.width
        visible: view.lines.length > 0
        objectName: "effectOutcomeHeading"
        kind: "caption"
        wrapMode: Text.Wrap
        text: view.draft.outcomeHeading
    }
    Repeater {
        model: view.lines
        delegate: Label {
            required property int index
            required property string modelData
            objectName: "effectOutcome-" + index
            width: parent ? parent.width : 280
            wrapMode: Text.Wrap
            text: modelData
        }
    }
}
