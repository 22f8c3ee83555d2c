// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Inspector

/// Where a rule is true: everything it is for, with what it gives there. A press goes to one of them; the rule stays.
Column {
    id: view

    required property RuleDraft draft
    required property Session session
    property bool isShown: true
    readonly property var counts: reach.counts
    readonly property string currentId: draft.entityId

    function go(entityId: string) { session.selection.select(draft.typeName, entityId); }
    function list(outcome: string) { reach.only = reach.only === outcome ? "" : outcome; }
    readonly property string only: reach.only

    width: parent ? parent.width : 280
    visible: reach.summary.length > 0
    spacing: 2

    RuleReach {
        id: reach
        draft: view.draft
        isWanted: view.isShown
    }
    SectionTitle { text: qsTr("Where it is true") }
    Label {
        objectName: "reachSummary"
        width: parent.width
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        text: reach.summary
    }
    Flow {
        width: parent.width
        spacing: Theme.gapTiny
        visible: view.counts.length > 1
        Repeater {
            model: view.counts
            delegate: ReachCount {
                only: view.only // qmllint disable unqualified
                onChosen: (outcome) => view.list(outcome) // qmllint disable unqualified
            }
        }
    }
    Repeater {
        model: reach
        delegate: ReachRow {
            currentId: view.currentId // qmllint disable unqualified
            onChosen: (entityId) => view.go(entityId) // qmllint disable unqualified
        }
    }
    Button {
        objectName: "reachMore"
        visible: reach.hasMore
        kind: "quiet"
        text: qsTr("Show more")
        onClicked: reach.more()
    }
}
