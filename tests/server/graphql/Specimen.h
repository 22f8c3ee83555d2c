// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/execution/Executor.h"

/// A small world and a schema over it that has every kind of type; for tests, the differential runner and the
/// benchmark.
namespace specimen {

struct Kingdom;
struct Settlement;

struct Structure
{
    std::string id;
    std::string name;
    std::string type;
    int level = 0;
    bool isDamaged = false;
    const Settlement* settlement = nullptr;
};

struct Settlement
{
    std::string id;
    std::string name;
    std::int64_t population = 0;
    double area = 0;
    bool isCapital = false;
    std::string kind;
    const Kingdom* kingdom = nullptr;
    std::vector<Structure> structures;
};

struct Kingdom
{
    std::string id;
    std::string name;
    int level = 0;
    std::vector<Settlement> settlements;
};

struct Realm
{
    Realm(int kingdomCount, int settlementCount, int structureCount);
    Realm(const Realm&) = delete;
    Realm& operator=(const Realm&) = delete;

    const Kingdom* kingdom(std::string_view id) const;
    const Settlement* settlement(std::string_view id) const;

    std::vector<Kingdom> kingdoms;
    std::vector<std::string> log; ///< what mutations did, in order
};

/// The schema; asserts that it is well-formed. Its resolvers expect a Realm as ExecutionContext::host.
std::shared_ptr<const campaign::graphql::Schema> schema();
/// The builder before its check, for tests that spoil it.
campaign::graphql::SchemaBuilder builder();

} // namespace specimen
