// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Map
import Campaign.MapView

/// What stands above the map while a tool is in hand: what is being done, the ways to do it, how large it is, what is
/// wrong, and the way out.
Panel {
    id: bar

    required property MapTool tool
    /// What is redrawn; "" for something new, which gets a name here.
    property string subjectName

    signal nameEdited(string name)

    readonly property bool isNew: tool.isShape && tool.subjectId.length === 0
    readonly property string title: {
        switch (tool.kind) {
        case MapTool.Region: return isNew ? qsTr("New region") : qsTr("Border of %1").arg(subjectName);
        case MapTool.Route: return isNew ? qsTr("New route") : qsTr("Course of %1").arg(subjectName);
        case MapTool.Point: return qsTr("New place");
        case MapTool.Measure: return qsTr("Distance");
        case MapTool.Calibrate: return qsTr("Scale of the map");
        default: return "";
        }
    }

    component Way: IconButton {
        required property MapTool tool
        required property int mode
        checked: tool.mode === mode
        onClicked: tool.mode = mode
    }

    /// What is around it leaves this much.
    property real room: 10000
    readonly property real roomForWords: 400

    function lengthOf(line): real {
        let sum = 0;
        for (let i = 0; i < line.children.length; ++i) {
            const part = line.children[i];
            if (part.visible) sum += part.width + line.spacing;
        }
        return sum;
    }

    /// Drawn and closed: what is left to say is its name.
    readonly property bool lacksName: isNew && !tool.isDrawing && tool.cornerCount > 1

    onLacksNameChanged: if (lacksName) nameField.forceActiveFocus()
    padding: Theme.gapTiny
    width: Math.min(room, 2 * padding + Math.max(lengthOf(titleLine), lengthOf(ways), Math.min(roomForWords, hint.implicitWidth), bar.tool.problem.length > 0 || bar.tool.faults.length > 0 ? roomForWords : 0))
    // The id inside only names a row to itself; an immediate content item is what a bar wants.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gapTiny
        Flow {
            id: titleLine
            width: bar.availableWidth
            spacing: Theme.gapTiny
            Label {
                height: Theme.controlHeight
                verticalAlignment: Text.AlignVCenter
                leftPadding: Theme.gapTiny
                rightPadding: Theme.gap
                kind: "heading"
                text: bar.title
            }
            TextField {
                id: nameField
                objectName: "shapeName"
                width: 150
                visible: bar.isNew
                placeholderText: qsTr("Its name")
                maximumLength: 200
                Accessible.name: qsTr("Name of what is drawn")
                onTextEdited: bar.nameEdited(text)
                onAccepted: bar.tool.finish()
                onVisibleChanged: text = ""
            }
            Button {
                objectName: "shapeDone"
                visible: bar.tool.isShape && !bar.tool.asksToDiscard
                enabled: bar.tool.canFinish
                kind: "primary"
                text: qsTr("Done")
                onClicked: bar.tool.finish()
            }
            Button {
                objectName: "shapeCancel"
                visible: !bar.tool.asksToDiscard
                text: bar.tool.isShape ? qsTr("Cancel") : qsTr("End")
                onClicked: bar.tool.cancel()
            }
            Button {
                objectName: "shapeDiscard"
                visible: bar.tool.asksToDiscard
                kind: "critical"
                text: qsTr("Discard the drawing")
                onClicked: bar.tool.discard()
            }
            Button {
                objectName: "shapeKeep"
                visible: bar.tool.asksToDiscard
                text: qsTr("Go on drawing")
                onClicked: bar.tool.keepEditing()
            }
        }
        Flow {
            id: ways
            width: bar.availableWidth
            spacing: Theme.gapTiny
            Row {
                visible: bar.tool.kind === MapTool.Region && !bar.tool.asksToDiscard
                Way {
                    objectName: "modeCorners"
                    tool: bar.tool
                    mode: MapTool.Corners
                    iconName: "region"
                    text: qsTr("Move and set corners")
                }
                Way {
                    objectName: "modeHole"
                    tool: bar.tool
                    mode: MapTool.Hole
                    enabled: !bar.tool.isDrawing || bar.tool.mode === MapTool.Hole
                    iconName: "hole"
                    text: qsTr("Draw a hole")
                }
                Way {
                    objectName: "modeCut"
                    tool: bar.tool
                    mode: MapTool.Cut
                    enabled: !bar.tool.isDrawing && !bar.isNew
                    iconName: "cut"
                    text: qsTr("Split in two")
                }
                IconButton {
                    objectName: "addPart"
                    enabled: !bar.tool.isDrawing
                    iconName: "add"
                    text: qsTr("Draw one more part, such as an island")
                    onClicked: bar.tool.addPart()
                }
            }
            Row {
                visible: bar.tool.isShape && !bar.tool.asksToDiscard
                IconButton {
                    objectName: "snapBorders"
                    iconName: "magnet"
                    text: qsTr("Catch on borders, corners and places")
                    checked: bar.tool.snapsToBorders
                    onClicked: bar.tool.snapsToBorders = !bar.tool.snapsToBorders
                }
                IconButton {
                    objectName: "snapGrid"
                    iconName: "grid"
                    text: qsTr("Catch on a grid")
                    checked: bar.tool.snapsToGrid
                    onClicked: bar.tool.snapsToGrid = !bar.tool.snapsToGrid
                }
                IconButton {
                    objectName: "simplify"
                    enabled: !bar.tool.isDrawing
                    iconName: "simplify"
                    text: qsTr("Drop corners that make no difference")
                    onClicked: bar.tool.simplify()
                }
                IconButton {
                    objectName: "removeCorner"
                    enabled: bar.tool.hasCorner
                    iconName: "remove"
                    text: qsTr("Remove the chosen corner")
                    shortcutText: qsTr("Del")
                    onClicked: bar.tool.removeCorner()
                }
                IconButton {
                    objectName: "toolUndo"
                    enabled: bar.tool.canUndo
                    iconName: "undo"
                    text: qsTr("Undo this step of drawing")
                    shortcutText: "Ctrl+Z"
                    onClicked: bar.tool.undo()
                }
                IconButton {
                    objectName: "toolRedo"
                    enabled: bar.tool.canRedo
                    iconName: "redo"
                    text: qsTr("Redo this step of drawing")
                    shortcutText: "Ctrl+Shift+Z"
                    onClicked: bar.tool.redo()
                }
            }
            Label {
                objectName: "shapeSize"
                visible: text.length > 0 && bar.tool.cornerCount > 1
                height: Theme.controlHeight
                verticalAlignment: Text.AlignVCenter
                leftPadding: bar.tool.isShape ? Theme.gap : Theme.gapTiny
                text: {
                    switch (bar.tool.kind) {
                    case MapTool.Region: return qsTr("%1 corners · area %2 · border %3").arg(bar.tool.cornerCount).arg(bar.tool.areaText).arg(bar.tool.lengthText);
                    case MapTool.Route: return qsTr("%1 corners · %2 long").arg(bar.tool.cornerCount).arg(bar.tool.lengthText);
                    case MapTool.Measure:
                    case MapTool.Calibrate: return bar.tool.lengthText;
                    default: return "";
                    }
                }
            }
        }
        Label {
            id: hint
            objectName: "shapeHint"
            width: bar.availableWidth
            leftPadding: Theme.gapTiny
            wrapMode: Text.Wrap
            kind: "muted"
            text: bar.tool.hint
        }
        Repeater {
            model: bar.tool.faults
            delegate: Row {
                id: fault
                required property int index
                required property string modelData
                visible: index < 3
                spacing: Theme.gap
                IconLabel {
                    objectName: "shapeFault"
                    iconName: "critical"
                    ink: Theme.critical
                    text: fault.modelData
                }
                Button {
                    kind: "quiet"
                    text: qsTr("Show")
                    Accessible.name: qsTr("Show where: %1").arg(fault.modelData)
                    onClicked: bar.tool.showFault(fault.index) // qmllint disable unqualified
                }
            }
        }
        IconLabel {
            objectName: "shapeProblem"
            width: bar.availableWidth
            visible: bar.tool.problem.length > 0
            iconName: "warning"
            ink: Theme.warning
            text: bar.tool.problem
        }
    }
}
