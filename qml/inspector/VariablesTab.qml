// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// The entity's variables and their declarations.
Column {
    id: tab

    required property Inspector inspector

    spacing: Theme.gap

    VariablesSection {
        inspector: tab.inspector
        showsDeclarations: true
        visible: !form.visible
        onDeclarationRequested: (schemaId) => {
            form.visible = true;
            form.load(schemaId);
        }
    }
    Button {
        objectName: "declareVariable"
        visible: !form.visible
        iconName: "add"
        text: qsTr("Declare for every %1").arg(tab.inspector.typeLabel.toLowerCase())
        onClicked: {
            form.visible = true;
            form.load("");
        }
    }
    DeclarationForm {
        id: form
        inspector: tab.inspector
        visible: false
        onFinished: visible = false
    }
}
