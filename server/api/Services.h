// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Gateway.h"
#include "server/api/ProblemBook.h"
#include "server/cache/MemoryCache.h"
#include "server/campaign/ComputedFields.h"
#include "server/campaign/EntityService.h"
#include "server/campaign/HomeBranches.h"
#include "server/recompute/LiveValues.h"
#include "server/simulation/RealTimeEffects.h"

namespace campaign::api {

/// What the resolvers call on; one for each gateway, shared by its operations.
struct Services
{
    Services(history::Store& theStore, const Clock& theClock, const GatewaySettings& theSettings)
        : store(theStore)
        , clock(theClock)
        , settings(theSettings)
        , operators(rules::OperatorRegistry::ofCampaign())
        , cache(theSettings.cache, theClock)
        , invalidation(theStore.bus(), theStore.types(), cache.timeline(theStore.rootBranch()))
        , names(theStore.types())
        , homes(theStore, shared())
        , computed(shared(), names, operators)
        , entities(theStore, operators)
        , availability(names, operators, theSettings.bulkConditions)
        , resolution(theStore, entities, availability, computed, theClock)
        , time(theStore, resolution)
        , realTime(theStore, time, theClock)
        , problems(theStore.bus(), theStore.types(), theSettings.cache.isEnabled)
        , live(theStore, names, operators)
    {
        // What is written from here on is announced; what was before is known.
        if (const auto snapshot = store.read())
            invalidation.timeline().startAt((*snapshot)->seq());
    }

    const catalogue::Catalogue& types() const { return store.types(); }
    SharedReads shared() { return {cache, invalidation}; }

    history::Store& store;
    const Clock& clock;
    const GatewaySettings settings;
    const rules::OperatorRegistry operators;
    cache::MemoryCache cache;
    Invalidation invalidation;
    const ContextNames names;
    HomeDirectory homes;
    ComputedFields computed;
    EntityService entities;
    Availability availability;
    simulation::ResolutionService resolution;
    simulation::TimeService time;
    simulation::RealTimeEffects realTime;
    ProblemBook problems; ///< hears of changes after `invalidation` has
    recompute::LiveValues live;
};

} // namespace campaign::api
