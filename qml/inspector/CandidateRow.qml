// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// One name of a CandidateList.
ListRow {
    required property var modelData
    readonly property var list: ListView.view

    width: list ? list.width : 100
    highlighted: ListView.isCurrentItem && (list?.marksCurrent ?? false)
    text: modelData.name
    iconName: modelData.icon ?? ""
    detail: modelData.detail ?? ""
    onClicked: list.chosen(modelData.id, modelData.type ?? "")
}
