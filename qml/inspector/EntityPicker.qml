// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Session
import Campaign.Inspector

/// A list that opens to choose one entity from.
ChoicePicker {
    id: picker

    property Session session
    /// "" for entities of any type.
    property string typeName

    choices: offered.choices

    ReferenceChoices {
        id: offered
        session: picker.session
        typeName: picker.typeName
        search: picker.search
        isWanted: picker.visible
    }
}
