// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Inspector
import Campaign.Rules

/// A rule as a formula, with what it gives for the entity at hand while it is typed; its source is a press away. What
/// is not saved when it is left waits until it is opened again.
Column {
    id: view

    required property Session session
    /// What it is tried on, and of which type.
    required property string subjectType
    required property string subjectId
    required property string subjectName
    required property string subjectLabel
    property bool isResumed: false
    readonly property bool isUnsaved: draft.isChanged
    /// There is one that Cancel gave up.
    readonly property bool isGivenUp: draft.isGivenUp

    signal finished()

    function load(ruleId: string, isCondition: bool) {
        draft.keep();
        draft.isCondition = isCondition;
        isResumed = false;
        draft.load(ruleId);
        nameField.forceActiveFocus();
    }
    /// Whether there was something unfinished.
    function resume() : bool {
        isResumed = draft.resume();
        return isResumed;
    }
    /// Something else is shown: what the rule cannot hold for puts the form away, and what was put away comes back.
    function follow() {
        if (visible && draft.fits()) return;
        if (visible) draft.putAway();
        visible = resume();
    }
    /// Whether there was something to bring back.
    function bringBack() : bool { return draft.bringBack(); }
    function focusName() { nameField.forceActiveFocus(); }
    /// One step of Esc: out of the blocks, then out of the form, which stays while there is something to save in it.
    function leave() {
        if (parts.activeFocus) parts.focus = false;
        else if (draft.isChanged) session.noticed(qsTr("This is not saved yet: Save keeps it, Cancel gives it up."));
        else close();
    }
    function close() {
        draft.giveUp();
        finished();
    }

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny
    enabled: !draft.isLoading

    RuleDraft {
        id: draft
        session: view.session
        typeName: view.subjectType
        entityId: view.subjectId
        onSaved: view.finished()
        onSubjectChanged: view.follow()
    }
    Component.onDestruction: draft.keep()
    SectionTitle {
        text: {
            if (draft.isCondition) return draft.ruleId.length > 0 ? qsTr("Change a condition") : qsTr("New condition");
            return draft.ruleId.length > 0 ? qsTr("Change a rule") : qsTr("New rule");
        }
    }
    Label {
        objectName: "ruleResumed"
        width: parent.width
        visible: view.isResumed && draft.isChanged
        kind: "caption"
        wrapMode: Text.Wrap
        text: qsTr("As you left it. It is not saved yet.")
    }
    FieldRow {
        label: qsTr("Name")
        TextField {
            id: nameField
            objectName: "ruleName"
            width: parent.width
            text: draft.name
            placeholderText: draft.isCondition ? qsTr("The gate stands open") : qsTr("Trade hubs are large ports")
            Accessible.name: qsTr("Name of the rule")
            onTextEdited: draft.name = text
        }
    }
    FieldRow {
        visible: !draft.isCondition
        label: qsTr("Computes")
        hint: qsTr("What the value is called, for example “Is trade hub”")
        TextField {
            objectName: "ruleField"
            width: parent.width
            text: draft.fieldLabel
            placeholderText: qsTr("Is trade hub")
            Accessible.name: qsTr("What the rule computes")
            onTextEdited: draft.fieldLabel = text
        }
    }
    FieldRow {
        visible: !draft.isCondition
        label: qsTr("Priority")
        hint: qsTr("Of several rules for one value the highest is tried first")
        NumberField {
            width: 96
            value: draft.priority
            from: -1000000
            to: 1000000
            Accessible.name: qsTr("Priority")
            onValueModified: (newValue) => draft.priority = newValue
        }
    }
    FieldRow {
        visible: !draft.isCondition
        label: qsTr("Holds for")
        ComboBox {
            width: parent.width
            model: [qsTr("Every %1").arg(view.subjectLabel.toLowerCase()), qsTr("%1 alone").arg(view.subjectName)]
            currentIndex: draft.isOwn ? 1 : 0
            Accessible.name: qsTr("Holds for")
            onActivated: (index) => draft.isOwn = index === 1
        }
    }
    CheckBox {
        text: qsTr("Active")
        checked: draft.isActive
        onToggled: draft.isActive = checked
    }
    TabBar {
        id: forms
        width: parent.width
        TabButton {
            objectName: "ruleAsBlocks"
            text: qsTr("Blocks")
        }
        TabButton {
            objectName: "ruleAsFormula"
            text: qsTr("Formula")
            onClicked: draft.isJson = false
        }
        TabButton {
            objectName: "ruleAsSource"
            text: qsTr("Source")
            onClicked: draft.isJson = true
        }
    }
    BlocksView {
        id: parts
        visible: forms.currentIndex === 0
        blocks: draft.blocks
    }
    TextArea {
        id: source
        visible: forms.currentIndex > 0
        objectName: "ruleText"
        width: parent.width
        implicitHeight: Math.max(draft.isJson ? 120 : 64, contentHeight + 2 * Theme.gap)
        font.family: draft.isJson ? "monospace" : Theme.family
        text: draft.text
        placeholderText: qsTr("population > 1000 and (level >= 4 or capital)")
        Accessible.name: draft.isJson ? qsTr("Source of the rule") : qsTr("Formula")
        onTextChanged: if (activeFocus) draft.text = text
    }
    Label {
        objectName: "ruleProblem"
        width: parent.width
        visible: draft.problem.length > 0
        color: Theme.critical
        wrapMode: Text.Wrap
        text: draft.problemAt >= 0 ? qsTr("At character %1: %2").arg(draft.problemAt + 1).arg(draft.problem) : draft.problem
    }
    Label {
        objectName: "ruleDoubt"
        width: parent.width
        visible: draft.doubt.length > 0
        color: Theme.warning
        wrapMode: Text.Wrap
        text: qsTr("%1 Until that is known there is no answer.").arg(draft.doubt)
    }
    Label {
        objectName: "ruleResult"
        width: parent.width
        visible: draft.result.length > 0
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        text: qsTr("For %1 it gives: %2").arg(view.subjectName).arg(draft.result)
    }
    Flow {
        width: parent.width
        spacing: Theme.gap
        ReasonedButton {
            id: saveButton
            buttonName: "saveRule"
            kind: "primary"
            reason: {
                if (draft.canSave) return "";
                if (draft.name.trim().length === 0) return qsTr("Give it a name first.");
                return !draft.isCondition && draft.fieldLabel.trim().length === 0 ? qsTr("Say what it computes first.") : draft.text.trim().length === 0 ? qsTr("Say what the rule is first.") : qsTr("The rule is not in order yet.");
            }
            text: qsTr("Save")
            onClicked: draft.save()
        }
        Button {
            objectName: "cancelRule"
            text: qsTr("Cancel")
            onClicked: view.close()
        }
    }
    Label {
        objectName: "whyNotSaved"
        width: parent.width
        // A pointer that rests on the button is told the same, but nobody rests there.
        visible: draft.isChanged && draft.problem.length === 0 && saveButton.reason.length > 0
        kind: "caption"
        wrapMode: Text.Wrap
        text: saveButton.reason
    }
    RuleReasonView {
        draft: draft
        name: view.subjectName
        isShown: view.visible
    }
    RuleReachView {
        draft: draft
        session: view.session
        isShown: view.visible
    }
}
