// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/ActionRegistry.h"
#include "ui/actions/EscapeLadder.h"

#include <QCoreApplication>

namespace campaign {

class Workspace;

namespace catalogue {
struct Type;
} // namespace catalogue
class Session;

/// Declares every command of the window, and what Esc does. The workspace owns it; GUI thread.
class WindowActions
{
    Q_DECLARE_TR_FUNCTIONS(campaign::WindowActions)

public:
    explicit WindowActions(Workspace& workspace);

    ActionRegistry& registry() { return m_registry; }
    EscapeLadder& ladder() { return m_ladder; }

    /// Another campaign is open, or none.
    void follow(Session* session);
    /// Files opened lately have changed.
    void listRecent();

private:
    using Condition = std::function<bool()>;
    void addFileActions();
    void addExportActions();
    void addEditActions();
    void addEntityActions();
    void addRemovalActions();
    void addFindActions();
    void addPreferences();
    void addCreateActions();
    void addPartsOfTheSelected();
    void addViewActions();
    void addViews();
    void addTabActions();
    void addWayActions();
    void addFlowActions();
    void addPanels();
    void addMapActions();
    void addMapTools();
    void addPlaceActions();
    void addThemes();
    void addWorldActions();
    void addHelpActions();
    void addRungs();
    /// "Delete Harrowford", "Delete 3 entries", or the words alone when nothing is selected.
    QString aboutSelection(const QString& withName, const QString& withCount, const QString& alone) const;
    Session* session() const;
    /// Whether what is selected is one thing that rules compute fields of, or that conditions let happen.
    bool canHaveRules(bool areConditions) const;
    bool canHaveRules(const catalogue::Type& type, bool areConditions) const;
    /// What a command for the selected waits for, a sentence; "" while it has only to wait.
    QString whatToSelect() const;
    QString whatHasRules(bool areConditions) const;
    /// Null when nothing is selected.
    const catalogue::Type* selectedType() const;

    Workspace& m_workspace;
    ActionRegistry m_registry;
    EscapeLadder m_ladder;
    Condition m_isOpen;
    Condition m_hasSelection;
};

} // namespace campaign
