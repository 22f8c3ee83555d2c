// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// One choice of a list.
T.ComboBox {
    id: control

    implicitWidth: 160
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.gap
    rightPadding: Theme.rowHeight
    opacity: enabled ? 1 : 0.5
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: displayText

    delegate: MenuItem {
        required property int index
        width: ListView.view ? ListView.view.width : implicitWidth
        text: control.textAt(index) // qmllint disable unqualified
        highlighted: control.highlightedIndex === index // qmllint disable unqualified
        checkable: false
    }

    contentItem: Text {
        text: control.displayText
        font: control.font
        color: Theme.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }

    indicator: Icon {
        x: control.width - width - Theme.gapTiny
        y: (control.height - height) / 2
        name: "chevron-down"
        color: Theme.muted
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.hovered ? Theme.hover : Theme.raised
        border.width: 1
        border.color: Theme.strongOutline
        FocusRing { shown: control.visualFocus }
    }

    FontMetrics {
        id: letters
        font: control.font
    }

    popup: T.Popup {
        /// The longest choice with what stands around it; a window's edge moves the list, it does not cut it.
        function widest() : real {
            let longest = 0;
            for (let i = 0; i < control.count; i++) longest = Math.max(longest, letters.advanceWidth(control.textAt(i)));
            return longest + Theme.iconSize + 6 * Theme.gap;
        }

        y: control.height + 2
        margins: Theme.gapTiny
        width: control.width
        onAboutToShow: width = Math.max(control.width, Math.min(widest(), 480))
        implicitHeight: Math.min(contentItem.implicitHeight + 2 * padding, 12 * Theme.rowHeight)
        padding: Theme.gapTiny
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: control.delegateModel
            currentIndex: control.highlightedIndex
            T.ScrollBar.vertical: ScrollBar {}
        }
        background: Rectangle {
            color: Theme.raised
            radius: Theme.radius
            border.color: Theme.strongOutline
        }
    }
}
