// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/server/api/Client.h"

namespace campaign::test {

/// What a resolution is asked for.
inline constexpr const char* phases =
    "pre { total succeeded failed executionOrder results { name success error scheduledId "
    "targets { type id name before after } } } "
    "onResolve { total succeeded failed executionOrder results { name success error "
    "scheduledId dueAt targets { type id name before after } } } "
    "post { total executionOrder results { name targets { id before after } } } "
    "triggered { outcome name reason dueAt resolution { name onResolve { total } } } "
    "worldTime change problem ";

/// A small world at a time of its calendar with an encounter, "The siege", where its settlement stands.
struct Story : SmallWorld
{
    explicit Story(Client& asked)
        : SmallWorld(asked)
        , client(asked)
    {
        client.data("mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: \"0100-01-01T00:00:00Z\"}) "
                    "{ worldTime } }",
                    Value::Object{{"c", campaign}});
        encounter =
            client.make("createEncounter",
                        Value::Object{{"campaignId", campaign}, {"name", "The siege"}, {"locationId", location}});
    }

    Id effect(const std::string& name, Value payload, Value::Object more = {})
    {
        Value::Object input{
            {"entityType", "Encounter"}, {"entityId", encounter}, {"name", name}, {"payload", std::move(payload)}};
        for (const auto& [key, value] : more)
            input.set(key, value);
        return client.make("createEffect", input);
    }
    Value resolve(Value::Object input = {})
    {
        return at(client.data(resolution(), variables(std::move(input))), "resolveEncounter");
    }
    Value refusal(Value::Object input = {}) { return client.error(resolution(), variables(std::move(input))); }
    Value preview(const std::string& more = "")
    {
        return at(client.data("query($id: ID!) { previewResolution(id: $id" + more + ") { " + phases + "} }",
                              Value::Object{{"id", encounter}}),
                  "previewResolution");
    }
    Value settlementNow()
    {
        return at(client.data("query($id: ID!) { settlement(id: $id) { name level tags variables kingdomId } }",
                              Value::Object{{"id", settlement}}),
                  "settlement");
    }
    void undo()
    {
        client.data("mutation($c: ID!, $b: ID!) { undo(campaignId: $c, branchId: $b) { change } }",
                    Value::Object{{"c", campaign}, {"b", branch}});
    }

    Client& client;
    Id encounter;

private:
    static std::string resolution()
    {
        return std::string("mutation($id: ID!, $input: ResolutionInput) { resolveEncounter(id: $id, input: $input) { "
                           "encounter { isResolved resolvedAt outcome } ") +
               phases + "} }";
    }
    Value variables(Value::Object input) const { return Value::Object{{"id", encounter}, {"input", std::move(input)}}; }
};

/// Of a JSON Patch.
inline Value op(const char* kind, const char* path, Value value = {})
{
    Value::Object made{{"op", kind}, {"path", path}};
    if (std::string_view(kind) != "remove")
        made.append("value", std::move(value));
    return made;
}

inline Value replace(const char* path, Value value)
{
    return Value::Array{op("replace", path, std::move(value))};
}

} // namespace campaign::test
