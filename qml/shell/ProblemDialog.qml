// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// Something could not be done: what, and what to do about it.
Dialog {
    id: dialog

    property string sentence
    property string advice

    function show(newTitle: string, newSentence: string, newAdvice: string) {
        title = newTitle;
        sentence = newSentence;
        advice = newAdvice;
        open();
    }

    objectName: "problemDialog"
    acceptText: qsTr("OK")
    rejectText: ""

    contentItem: Row {
        spacing: Theme.gapWide
        Icon {
            name: "critical"
            size: Theme.iconLarge
            color: Theme.critical
        }
        Column {
            spacing: Theme.gap
            Label {
                width: 380
                wrapMode: Text.Wrap
                text: dialog.sentence
            }
            Label {
                width: 380
                kind: "muted"
                visible: dialog.advice.length > 0
                wrapMode: Text.Wrap
                text: dialog.advice
            }
        }
    }
}
