// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// The rules that compute fields of the entity and the conditions of what can happen, and the place to write one.
Column {
    id: tab

    required property Inspector inspector
    readonly property bool formOpen: editor.visible

    /// A new one; what is being written already goes first.
    function make(isCondition: bool) {
        if (editor.visible && editor.isUnsaved) editor.focusName();
        else edit("", isCondition);
    }
    function leaveForm() { editor.leave(); }
    function edit(ruleId: string, isCondition: bool) {
        editor.visible = true;
        editor.load(ruleId, isCondition);
    }

    function setActive(ruleId: string, active: bool) { rules.setActive(ruleId, active); }
    function removeRule(ruleId: string) { rules.remove(ruleId); }

    spacing: Theme.gapTiny

    EntityRules {
        id: rules
        session: tab.inspector.session
        typeName: tab.inspector.typeName
        entityId: tab.inspector.entityId
    }
    Label {
        width: parent.width
        visible: bringBackButton.visible
        kind: "caption"
        wrapMode: Text.Wrap
        text: qsTr("What you wrote was given up.")
    }
    Button {
        id: bringBackButton
        objectName: "bringBackRule"
        visible: !editor.visible && editor.isGivenUp
        iconName: "undo"
        text: qsTr("Bring it back")
        onClicked: editor.visible = editor.bringBack()
    }
    SectionTitle {
        visible: !editor.visible && rules.takesConditions
        text: qsTr("When it can happen")
        hint: qsTr("all of them hold")
    }
    Repeater {
        model: editor.visible ? [] : rules.conditions
        delegate: RuleRow {}
    }
    Button {
        objectName: "newCondition"
        visible: !editor.visible && rules.takesConditions
        iconName: "add"
        text: qsTr("New condition")
        onClicked: tab.edit("", true)
    }
    SectionTitle {
        visible: !editor.visible
        text: qsTr("Rules")
        hint: qsTr("as they are tried")
    }
    Repeater {
        model: editor.visible ? [] : rules.rules
        delegate: RuleRow {}
    }
    Label {
        width: parent.width
        visible: !editor.visible && rules.isKnown && rules.rules.length === 0
        kind: "muted"
        wrapMode: Text.Wrap
        text: qsTr("A rule computes a value from others, for example: is it a trade hub? It follows by itself whenever they change.")
    }
    Button {
        objectName: "newRule"
        visible: !editor.visible
        iconName: "add"
        text: qsTr("New rule")
        onClicked: tab.edit("", false)
    }
    RuleEditor {
        id: editor
        session: tab.inspector.session
        subjectType: tab.inspector.typeName
        subjectId: tab.inspector.entityId
        subjectName: tab.inspector.name
        subjectLabel: tab.inspector.typeLabel
        visible: false
        onFinished: visible = false
        Component.onCompleted: visible = resume()
    }
}
