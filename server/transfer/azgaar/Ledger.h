// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/azgaar/World.h"

#include <string_view>

namespace campaign::transfer::azgaar {

/// Counts what is left out, one entry for each kind and reason.
class Ledger
{
public:
    explicit Ledger(std::vector<LeftOut>& entries)
        : m_entries(entries)
    {
    }

    void add(std::string_view what, std::string_view reason, int count = 1)
    {
        for (LeftOut& entry : m_entries)
            if (entry.what == what && entry.reason == reason) {
                entry.count += count;
                return;
            }
        if (count > 0)
            m_entries.push_back({std::string(what), count, std::string(reason)});
    }

private:
    std::vector<LeftOut>& m_entries;
};

} // namespace campaign::transfer::azgaar
