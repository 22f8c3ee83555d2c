// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Gateway.h"
#include "server/core/Json.h"
#include "server/history/Store.h"

namespace campaign::migrations {

/// Runs an operation as the owner; the body.
inline std::string ask(api::Gateway& gateway, const std::string& query)
{
    api::Request request;
    request.query = query;
    return gateway.execute(request, Viewer::owner()).json;
}

/// What the file holds, as text to compare: entities of several types and depths, the past, the log.
inline std::string contentsOf(history::Store& store)
{
    const SystemClock clock{};
    const auto gateway = api::makeGateway(store, clock);
    return gateway ? ask(**gateway, R"({
        worlds { name description tags }
        kingdoms { name variables computedFields settlements { name level variables computedFields
            location { name geometry } structures { name type level } } }
        past: settlements(atChange: 8) { name level }
        notes { name description }
        changes(since: 0, first: 100) { seq kind reason hash }
    })")
                   : gateway.error().toString();
}

} // namespace campaign::migrations
