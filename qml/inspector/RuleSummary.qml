// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A rule or condition met by itself: what it says in words, and the way to change it.
Column {
    id: view

    required property Inspector inspector
    readonly property bool isEditing: editor.visible

    width: parent ? parent.width : 280
    topPadding: Theme.gapTiny
    bottomPadding: Theme.gapTiny
    spacing: Theme.gapTiny
    visible: subject.isRule || subject.isCondition

    RuleSubject {
        id: subject
        session: view.inspector.session
        typeName: view.inspector.typeName
        entityId: view.inspector.entityId
        onSubjectChanged: editor.visible = false
    }
    Label {
        objectName: "ruleHeading"
        width: parent.width
        visible: !editor.visible && text.length > 0
        kind: "muted"
        wrapMode: Text.Wrap
        text: subject.heading
    }
    Label {
        objectName: "ruleSentence"
        width: parent.width
        visible: !editor.visible && subject.isKnown
        wrapMode: Text.Wrap
        font.weight: Font.DemiBold
        text: subject.sentence || qsTr("A rule with parts that only its source shows")
    }
    Button {
        objectName: "changeRule"
        visible: !editor.visible && subject.forType.length > 0
        iconName: "edit"
        text: subject.isCondition ? qsTr("Change the condition") : qsTr("Change the rule")
        onClicked: {
            editor.visible = true;
            editor.load(view.inspector.entityId, subject.isCondition);
        }
    }
    RuleEditor {
        id: editor
        session: view.inspector.session
        subjectType: subject.forType
        subjectId: subject.exampleId
        subjectName: subject.exampleName
        subjectLabel: subject.forLabel
        visible: false
        onFinished: visible = false
    }
}
