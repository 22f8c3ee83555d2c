// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace campaign {

/// An audience is a set of people who may see something, interned to an integer. Two are fixed.
using AudienceId = std::int64_t;
inline constexpr AudienceId gameMasterOnly = 0;
inline constexpr AudienceId everyone = 1;

/// Who asks. Every read of the store takes one; there is no default, so nobody forgets it.
struct Viewer
{
    std::string userId;
    std::string name;
    bool isGameMaster = false;
    std::vector<AudienceId> audiences; ///< sorted; what a game master may see is not limited by it

    bool maySee(AudienceId audience) const;
    bool operator==(const Viewer&) const = default;

    /// The owner of a local file: the game master in solo use.
    static Viewer owner();
};

} // namespace campaign
