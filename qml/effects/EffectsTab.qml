// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Effects

/// What an event or encounter changes when it happens: its effects as they run, and the place to write one.
Column {
    id: tab

    required property Inspector inspector
    readonly property ScheduledEffects deferred: scheduled

    function edit(effectId: string) {
        editor.visible = true;
        editor.load(effectId);
    }
    function make() {
        editor.visible = true;
        editor.begin(effects.nextPriority());
    }

    spacing: Theme.gapTiny

    EntityEffects {
        id: effects
        session: tab.inspector.session
        typeName: tab.inspector.typeName
        entityId: tab.inspector.entityId
        onSubjectChanged: editor.leave()
    }
    ScheduledEffects {
        id: scheduled
        session: tab.inspector.session
        typeName: tab.inspector.typeName
        entityId: tab.inspector.entityId
    }
    Resolution {
        id: state
        session: tab.inspector.session
        typeName: tab.inspector.typeName
        entityId: tab.inspector.entityId
    }
    SectionTitle {
        visible: !editor.visible
        text: qsTr("What it changes")
        hint: qsTr("as they run")
    }
    Label {
        width: parent.width
        visible: !editor.visible && effects.isKnown && effects.count === 0
        kind: "muted"
        wrapMode: Text.Wrap
        text: qsTr("An effect changes the world when this happens: it raises a number, adds a tag, makes a place, writes into the log.")
    }
    ListView {
        id: rows
        objectName: "effectRows"

        readonly property EntityEffects effects: effects
        property int dropRow: -1
        /// The current one, which stays it when the rows are read again.
        property string heldId

        function edit(effectId: string) { tab.edit(effectId); }
        /// Where an effect dragged to this height would go.
        function hoverAt(y: real) { dropRow = indexAt(width / 2, y + contentY); }
        function drop(row: int) {
            if (dropRow >= 0 && dropRow !== row) effects.drop(row, dropRow);
            dropRow = -1;
        }
        function id(row: int) : string { return effects.rows[row]?.id ?? ""; }

        width: parent.width
        height: contentHeight
        visible: !editor.visible && effects.count > 0
        interactive: false
        keyNavigationEnabled: true
        activeFocusOnTab: true
        spacing: 2
        model: effects.rows
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Effects in the order they run. Alt with up and down moves one.")
        Keys.onReturnPressed: if (id(currentIndex).length > 0) tab.edit(id(currentIndex))
        Keys.onDeletePressed: effects.remove(id(currentIndex))
        onModelChanged: if (heldId.length > 0) currentIndex = effects.rowOf(heldId)
        Keys.onReleased: heldId = id(currentIndex)
        Keys.onPressed: (event) => {
            heldId = id(currentIndex);
            if (!(event.modifiers & Qt.AltModifier) || (event.key !== Qt.Key_Up && event.key !== Qt.Key_Down)) return;
            effects.step(currentIndex, event.key === Qt.Key_Up ? -1 : 1);
            event.accepted = true;
        }
        delegate: EffectRow {}
    }
    Flow {
        width: parent.width
        spacing: Theme.gap
        visible: !editor.visible
        Button {
            objectName: "newEffect"
            iconName: "add"
            text: qsTr("New effect")
            onClicked: tab.make()
        }
        Button {
            objectName: "previewEffects"
            visible: effects.count > 0 && !state.isDone
            iconName: "search"
            text: qsTr("Preview…")
            onClicked: dialog.openFor()
        }
    }
    SectionTitle {
        visible: !editor.visible && scheduled.rows.length > 0
        text: qsTr("Put off")
        hint: qsTr("until their time")
    }
    Repeater {
        model: editor.visible ? [] : scheduled.rows
        delegate: ScheduledRow {}
    }
    EffectEditor {
        id: editor
        session: tab.inspector.session
        subjectType: tab.inspector.typeName
        subjectId: tab.inspector.entityId
        subjectName: tab.inspector.name
        visible: false
        onFinished: visible = false
        Component.onCompleted: visible = resume()
    }
    ResolveDialog {
        id: dialog
        resolution: state
        name: tab.inspector.name
    }
}
