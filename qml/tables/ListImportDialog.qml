// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Tables

/// A list, places or a calendar for the open campaign: what the columns hold, what comes of it, what is wrong.
Dialog {
    id: dialog

    required property Session session
    readonly property real wide: Math.min(760 * Math.max(1, Theme.fontScale), parent ? parent.width - 4 * Theme.gapPage : 760)
    readonly property real room: parent ? parent.height - 6 * Theme.comfortableRow : 520

    function openFor(file: url) {
        form.read(file);
        open();
        kind.forceActiveFocus();
    }

    objectName: "listImportDialog"
    title: qsTr("Import %1").arg(form.fileName)
    acceptText: qsTr("Import")
    acceptEnabled: form.canApply
    closePolicy: T.Popup.CloseOnEscape
    onAccepted: form.apply()

    ListImport {
        id: form
        session: dialog.session
    }

    // The ids inside make it immediate; the dialog itself is made on demand.
    contentItem: Item { // qmllint disable deferred-property-id
        implicitWidth: dialog.wide
        implicitHeight: Math.min(dialog.room, form.isTable ? head.height + titles.height + columns.contentHeight + foot.height + 4 * Theme.gap : 9 * Theme.rowHeight)

        Row {
            id: head
            width: parent.width
            spacing: Theme.gap
            Label {
                id: kindLabel
                height: Theme.controlHeight
                verticalAlignment: Text.AlignVCenter
                text: qsTr("The rows are")
                visible: kind.visible
            }
            ComboBox {
                id: kind
                objectName: "importKind"
                width: Math.min(240 * Math.max(1, Theme.fontScale), head.width / 2)
                visible: form.isTable || form.typeIndex < 0
                model: form.types
                currentIndex: form.typeIndex
                displayText: currentIndex < 0 ? qsTr("Choose…") : currentText
                Accessible.name: qsTr("What the rows are")
                onActivated: (index) => form.typeIndex = index
            }
            Label {
                height: Theme.controlHeight
                verticalAlignment: Text.AlignVCenter
                kind: "muted"
                text: form.isTable ? qsTr("Rows in the file: %1").arg(form.rowCountInFile) : ""
            }
        }
        // Above the parts of the rows.
        Row {
            id: titles
            readonly property real rowWidth: parent.width - Theme.gap
            anchors.top: head.bottom
            anchors.topMargin: Theme.gap
            visible: form.isTable
            spacing: Theme.gap
            Label {
                id: columnsTitle
                width: titles.rowWidth * 0.26
                kind: "section"
                text: qsTr("Columns")
            }
            Label {
                width: titles.rowWidth * 0.32
                kind: "section"
                text: qsTr("What they hold")
            }
            Label {
                kind: "section"
                text: qsTr("First values")
            }
        }
        ListView {
            id: columns

            function choiceMade(column: int, choice: int) { form.choose(column, choice); }

            objectName: "importColumns"
            anchors.top: titles.bottom
            anchors.topMargin: Theme.gapTiny
            anchors.bottom: foot.top
            anchors.bottomMargin: Theme.gap
            width: parent.width
            visible: form.isTable
            clip: true
            // All rows are there, so that Tab goes through them.
            cacheBuffer: 40000
            boundsBehavior: Flickable.StopAtBounds
            model: form
            Accessible.role: Accessible.List
            Accessible.name: columnsTitle.text
            T.ScrollBar.vertical: ScrollBar {}
            delegate: ListImportRow {}
        }
        Column {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.gapTiny

            ProgressBar {
                width: parent.width
                visible: form.isWorking
                indeterminate: true
            }
            IconLabel {
                objectName: "importProblem"
                width: parent.width
                visible: form.problem.length > 0 && !form.isWorking
                iconName: "critical"
                ink: Theme.critical
                text: form.problem
            }
            Repeater {
                model: form.outcome
                delegate: IconLabel {
                    required property string modelData
                    width: parent ? parent.width : 200
                    iconName: "check"
                    text: modelData
                }
            }
            IconLabel {
                width: parent.width
                visible: form.problem.length === 0 && form.outcome.length > 0 && !form.canApply && !form.isWorking
                iconName: "warning"
                ink: Theme.warning
                text: qsTr("Nothing differs from what the campaign holds.")
            }
            IconLabel {
                width: parent.width
                visible: form.faults.length > 0
                iconName: "warning"
                ink: Theme.warning
                text: form.faultTitle
            }
            ListView {
                objectName: "importFaults"
                width: parent.width
                height: Math.min(count, 4) * Theme.rowHeight
                visible: count > 0
                clip: true
                activeFocusOnTab: true
                boundsBehavior: Flickable.StopAtBounds
                model: form.faults
                Accessible.role: Accessible.List
                Accessible.name: form.faultTitle
                T.ScrollBar.vertical: ScrollBar {}
                delegate: ListRow {
                    required property string modelData
                    width: ListView.view ? ListView.view.width : 200
                    flat: true
                    // In line with the sentences above, which have a mark in front.
                    leftPadding: Theme.iconSize + Theme.gap - Theme.gapTiny - 2
                    focusPolicy: Qt.NoFocus
                    highlighted: ListView.isCurrentItem && ListView.view.activeFocus
                    text: modelData
                }
            }
        }
    }
}
