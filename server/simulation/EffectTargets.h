// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Writer.h"

namespace campaign::simulation {

/// The most things one effect may work on.
inline constexpr std::size_t mostTargets = 1'000;

/// What an effect of `subject` works on, as the change sees it. NotFound says what is missing; Forbidden: it belongs to
/// another campaign, or is nothing that effects may touch. By a tag it may be nothing at all.
Result<std::vector<history::EntityPtr>> targetsOf(const history::Entity& effect, const history::Entity& subject,
                                                  const catalogue::Catalogue& types, history::Writer& writer);

/// Why an effect of `subject` finds no settlement, "" when it does; `settlement` is the one on its location, null for
/// none.
std::string whyNoSettlement(const history::Entity& subject, const history::Entity* settlement);
/// The same of the kingdom that settlement belongs to.
std::string whyNoKingdom(const history::Entity& settlement, const history::Entity* kingdom);

/// The campaign an entity belongs to by its parents, "" for things of the world.
Result<Id> campaignOf(const history::Entity& entity, const catalogue::Catalogue& types, history::Writer& writer);

} // namespace campaign::simulation
