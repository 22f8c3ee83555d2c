// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Gateway.h"
#include "server/campaign/ComputedFields.h"
#include "server/campaign/EntityService.h"
#include "server/campaign/HomeBranches.h"

namespace campaign::api {

/// What the resolvers call on; one for each gateway, shared by its operations.
struct Services
{
    Services(history::Store& theStore, const Clock& theClock, const GatewaySettings& theSettings)
        : store(theStore)
        , clock(theClock)
        , settings(theSettings)
        , operators(rules::OperatorRegistry::standard())
        , tracker(theStore.bus(), theStore.types())
        , names(theStore.types())
        , homes(theStore, tracker)
        , computed(theStore, tracker, names, operators)
        , entities(theStore, operators)
    {
    }

    const catalogue::Catalogue& types() const { return store.types(); }

    history::Store& store;
    const Clock& clock;
    const GatewaySettings settings;
    const rules::OperatorRegistry operators;
    ChangeTracker tracker;
    const ContextNames names;
    HomeDirectory homes;
    ComputedFields computed;
    EntityService entities;
};

} // namespace campaign::api
