// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Explorer

/// The search field of the context bar with its results below. Down enters the list, Enter takes the marked row.
SearchField {
    id: box

    required property Session session

    objectName: "searchField"
    placeholderText: qsTr("Search names and texts")

    function take(row: int) {
        results.choose(row);
        clear();
        focus = false;
    }

    SearchModel {
        id: results
        session: box.session
        text: box.text
        onCountChanged: list.currentIndex = 0
    }

    Keys.onDownPressed: list.incrementCurrentIndex()
    Keys.onUpPressed: list.decrementCurrentIndex()
    onAccepted: box.take(list.currentIndex)

    // The list must be there for the keys: it is made at once.
    T.Popup {
        y: box.height + 2
        width: Math.max(box.width, 320)
        visible: box.activeFocus && (results.count > 0 || results.foundNothing)
        padding: Theme.gapTiny
        closePolicy: T.Popup.NoAutoClose
        implicitHeight: contentItem.implicitHeight + 2 * padding
        background: Rectangle {
            color: Theme.raised
            radius: Theme.radius
            border.color: Theme.strongOutline
        }
        contentItem: SearchResults { // qmllint disable deferred-property-id
            id: list
            objectName: "searchResults"
            model: results
            foundNothing: results.foundNothing
            onTaken: (row) => box.take(row)
        }
    }
}
