// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Effects

/// The ways to run something put off at once or to call it off.
Flow {
    id: buttons

    /// A row of ScheduledEffects.
    required property var entry
    required property ScheduledEffects effects
    /// What it is called aloud.
    required property string title
    /// Before the names of the buttons, which are on the screen more than once.
    property string prefix
    /// Whether Tab gets there.
    property bool isStop: true

    /// The keys go back to what they are in.
    function letGo() {
        run.focus = false;
        cancel.focus = false;
    }

    spacing: Theme.gapTiny

    Button {
        id: run
        objectName: buttons.prefix + "runScheduled-" + buttons.entry.name
        iconName: "check"
        text: qsTr("Run now")
        focusPolicy: buttons.isStop ? Qt.StrongFocus : Qt.ClickFocus
        Accessible.name: qsTr("Run %1 now").arg(buttons.title)
        onClicked: buttons.effects.runNow(buttons.entry.id)
        Keys.onReturnPressed: clicked()
        Keys.onEnterPressed: clicked()
    }
    Button {
        id: cancel
        objectName: buttons.prefix + "cancelScheduled-" + buttons.entry.name
        kind: "quiet"
        iconName: "close"
        text: qsTr("Call off")
        focusPolicy: run.focusPolicy
        Accessible.name: qsTr("Call %1 off").arg(buttons.title)
        onClicked: buttons.effects.cancel(buttons.entry.id)
        Keys.onReturnPressed: clicked()
        Keys.onEnterPressed: clicked()
    }
}
