// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/DrivenWindow.h"

namespace campaign::support {

/// The real window, 1280 by 720, on the effects of an encounter: Alarm and Burning give a town a tag, Counting raises
/// its population. GUI thread.
class EffectsWindow : protected DrivenWindow
{
protected:
    /// Makes the campaign and waits until its effects are listed. False when they are not; the reason has been printed.
    bool startOnEffects();

    /// As the window shows them: "before | Burning Counting | after".
    QString rows() const;
    /// What is put off, as the store says it: "Burning PENDING, …".
    QString statuses();
    /// Ctrl+Z, once that is the step to be undone, where it is said.
    void undo(const QString& step = {});

    Id m_town;
    Id m_encounter;
};

} // namespace campaign::support
