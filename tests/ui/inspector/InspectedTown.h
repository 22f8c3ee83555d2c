// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/inspector/OpenCampaign.h"
#include "ui/inspector/Inspector.h"

#include <memory>

namespace campaign::test {

/// An open campaign with a town, Harrowford of Veldmark, that an inspector shows. Tests of what stands on its tabs
/// begin each function with one.
class InspectedTown
{
protected:
    /// Preferences of the test's own; `name` is that of the test.
    static void useOwnSettings(const char* name);
    /// False when it does not come about.
    bool begin();
    void end();

    QVariant variable(const QString& key, int role) const;
    QVariant fieldValue(const QString& name, int role) const;
    /// −1 for a field that the form does not have.
    int rowOf(const QString& name) const;

    std::unique_ptr<OpenCampaign> m_open;
    std::unique_ptr<Inspector> m_inspector;
    Id m_kingdom;
    Id m_town;
};

} // namespace campaign::test
