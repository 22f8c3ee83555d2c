// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Flow

/// Which part of the flow is shown, and the search in it. Wraps where there is no room.
Item {
    id: bar

    required property FlowModel flow
    required property FlowItem diagram
    property int match: -1

    function focusSearch() { search.forceActiveFocus(); }
    /// The next node that the search found.
    function step() {
        if (flow.found.length === 0) return;
        match = (match + 1) % flow.found.length;
        diagram.reveal(flow.found[match]);
    }

    implicitHeight: parts.implicitHeight + Theme.gap

    component Mode: Button {
        required property FlowModel flow
        required property string mode
        kind: "quiet"
        checked: flow.mode === mode
        Accessible.checkable: true
        Accessible.checked: checked
        onClicked: flow.mode = mode
    }

    Flow {
        id: parts
        x: Theme.gap
        y: Theme.gapTiny
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gapTiny
        Mode {
            objectName: "flowStory"
            flow: bar.flow
            mode: "story"
            text: qsTr("Story")
        }
        Mode {
            objectName: "flowLogic"
            flow: bar.flow
            mode: "logic"
            text: qsTr("Logic")
        }
        Mode {
            objectName: "flowAll"
            flow: bar.flow
            mode: "all"
            text: qsTr("Both")
        }
        ComboBox {
            objectName: "flowDepth"
            readonly property var steps: [0, 1, 2, 3, 5]
            width: Math.round(150 * Math.max(1, Theme.fontScale))
            model: [qsTr("Show everything"), qsTr("1 step around"), qsTr("2 steps around"), qsTr("3 steps around"), qsTr("5 steps around")]
            currentIndex: Math.max(0, steps.indexOf(bar.flow.depth))
            displayText: bar.flow.centreName.length > 0 ? qsTr("%1 of %2").arg(currentText).arg(bar.flow.centreName) : currentText
            Accessible.name: qsTr("How much is shown: %1").arg(displayText)
            onActivated: (index) => bar.flow.depth = steps[index]
        }
        Button {
            id: kinds
            objectName: "flowKinds"
            kind: "quiet"
            iconName: "filter"
            text: bar.flow.hidden > 0 ? qsTr("%L1 hidden").arg(bar.flow.hidden) : qsTr("Kinds")
            Accessible.name: qsTr("Kinds shown")
            onClicked: chooser.open()
            FlowKinds {
                id: chooser
                y: kinds.height
                flow: bar.flow
            }
        }
        SearchField {
            id: search
            objectName: "flowSearch"
            width: Math.round(150 * Math.max(1, Theme.fontScale))
            placeholderText: qsTr("Find")
            Accessible.name: qsTr("Find in the flow")
            Accessible.description: length > 0 ? qsTr("%n found", "", bar.flow.found.length) : ""
            onTextChanged: {
                bar.flow.search = text;
                bar.match = -1;
                if (text.length > 0) bar.step();
            }
            onAccepted: bar.step()
        }
        Label {
            objectName: "flowFound"
            height: Theme.controlHeight
            verticalAlignment: Text.AlignVCenter
            visible: search.length > 0
            kind: "muted"
            text: bar.flow.found.length === 0 ? qsTr("None") : qsTr("%1 of %2").arg(bar.match + 1).arg(bar.flow.found.length)
        }
    }
    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
