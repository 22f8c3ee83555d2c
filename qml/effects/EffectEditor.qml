// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Inspector
import Campaign.Effects

/// An effect in words, with what it would do now while it is written; its patch is a press away.
Column {
    id: view

    required property Session session
    /// The event or encounter it is of.
    required property string subjectType
    required property string subjectId
    required property string subjectName

    signal finished()

    property bool isResumed: false

    /// Whether there was something unfinished.
    function resume() : bool {
        isResumed = draft.resume();
        return isResumed;
    }
    /// Another event or encounter is shown.
    function leave() {
        draft.keep();
        visible = resume();
    }
    function close() {
        draft.discard();
        finished();
    }
    function load(effectId: string) {
        forms.currentIndex = 0;
        isResumed = false;
        draft.load(effectId);
        sentence.forceActiveFocus();
    }
    function begin(priority: int) {
        forms.currentIndex = 0;
        isResumed = false;
        draft.begin(priority);
        sentence.forceActiveFocus();
    }

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny
    enabled: !draft.isLoading

    EffectDraft {
        id: draft
        session: view.session
        subjectType: view.subjectType
        subjectId: view.subjectId
        subjectName: view.subjectName
        onSaved: view.finished()
    }
    Component.onDestruction: draft.keep()
    SectionTitle { text: draft.effectId.length > 0 ? qsTr("Change an effect") : qsTr("New effect") }
    Label {
        objectName: "effectResumed"
        width: parent.width
        visible: view.isResumed
        kind: "caption"
        wrapMode: Text.Wrap
        text: qsTr("As you left it. It is not saved yet.")
    }
    Label {
        id: sentence
        objectName: "effectSentence"
        width: parent.width
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        text: draft.sentence
    }
    TabBar {
        id: forms
        width: parent.width
        TabButton {
            objectName: "effectInWords"
            text: qsTr("In words")
        }
        TabButton {
            objectName: "effectAsPatch"
            text: qsTr("Advanced: JSON Patch")
        }
    }
    EffectWords {
        visible: forms.currentIndex === 0
        draft: draft
    }
    TextArea {
        objectName: "effectSource"
        visible: forms.currentIndex === 1
        width: parent.width
        implicitHeight: Math.max(140, contentHeight + 2 * Theme.gap)
        font.family: "monospace"
        text: draft.source
        Accessible.name: qsTr("The effect as JSON Patch")
        onTextChanged: if (activeFocus) draft.source = text
    }
    Label {
        width: parent.width
        visible: draft.sourceProblem.length > 0
        color: Theme.critical
        wrapMode: Text.Wrap
        text: draft.sourceProblem
    }
    EffectOutcome { draft: draft }
    Flow {
        width: parent.width
        spacing: Theme.gap
        Button {
            objectName: "saveEffect"
            kind: "primary"
            enabled: draft.canSave
            text: qsTr("Save")
            onClicked: draft.save()
        }
        Button {
            objectName: "cancelEffect"
            text: qsTr("Cancel")
            onClicked: view.close()
        }
    }
}
