// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Effects

/// An effect met by itself: what it does in words, and the editor it has at its event or encounter.
Column {
    id: view

    required property Inspector inspector
    readonly property bool isEditing: editor.visible

    width: parent ? parent.width : 280
    topPadding: Theme.gapTiny
    bottomPadding: Theme.gapTiny
    spacing: Theme.gapTiny

    EffectSubject {
        id: subject
        session: view.inspector.session
        typeName: view.inspector.typeName
        entityId: view.inspector.entityId
        onSubjectChanged: editor.visible = false
    }
    Label {
        objectName: "effectWhen"
        width: parent.width
        visible: !editor.visible && text.length > 0
        kind: "muted"
        wrapMode: Text.Wrap
        text: subject.when
    }
    Label {
        objectName: "effectSays"
        width: parent.width
        visible: !editor.visible && text.length > 0
        wrapMode: Text.Wrap
        font.weight: Font.DemiBold
        text: subject.sentence
    }
    Button {
        objectName: "changeEffect"
        visible: !editor.visible && subject.ofId.length > 0
        iconName: "edit"
        text: qsTr("Change the effect")
        onClicked: {
            editor.visible = true;
            editor.load(view.inspector.entityId);
        }
    }
    EffectEditor {
        id: editor
        session: view.inspector.session
        subjectType: subject.ofType
        subjectId: subject.ofId
        subjectName: subject.ofName
        visible: false
        onFinished: visible = false
    }
}
