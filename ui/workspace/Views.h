// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <vector>

namespace campaign {

/// A kind of view that the centre can show, declared once (standardViews() in Views.cpp); the View menu, its shortcut,
/// the palette and the tabs follow from it. The file is loaded when the view is first shown.
///
/// Its root item has `required property Session session` and, if it `takesEntity`, `property string entityId`. It may
/// have more, which the window uses if it is there:
/// - properties `isPainted` (false while it is still being filled), `picture` (an item for the start screen),
///   `cursorText`, `scaleText` (for the status bar), `toolActive` (Esc then calls `cancelTool()`)
/// - functions `fit()`, `zoomIn()`, `zoomOut()`, `find()`: their commands then apply while the view is the active one
/// - signals `menuRequested(string place)` (opens that context menu: "context/entity"), `createRequested(string type)`
struct View
{
    QString id;    ///< "map"
    QString title; ///< with the menu's mnemonic
    QString icon;
    QString shortcut; ///< "Ctrl+1"
    QUrl source;
    bool takesEntity = false; ///< a tab for each entity rather than one for all
};

/// The views of the product, in the order of the View menu.
std::vector<View> standardViews();

} // namespace campaign
