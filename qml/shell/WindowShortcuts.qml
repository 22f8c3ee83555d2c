// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQml
import Campaign.Actions
import Campaign.Workspace

/// Where keys become commands: the only shortcuts of the window.
QtObject {
    id: keys

    required property Workspace workspace

    readonly property Instantiator commands: Instantiator {
        model: keys.workspace.actions
        delegate: Shortcut {
            id: shortcut
            required property var model
            readonly property Action command: model.action
            sequences: [...command.shortcuts]
            enabled: command.enabled
            onActivated: command.trigger()
        }
    }
    readonly property Shortcut ladderKey: Shortcut {
        sequence: "Escape"
        onActivated: keys.workspace.ladder.step()
    }
}
