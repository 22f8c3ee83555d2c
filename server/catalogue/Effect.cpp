// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

namespace {

Error wrong(std::size_t index, const std::string& sentence)
{
    return {ErrorCode::Invalid,
            "Operation " + std::to_string(index + 1) + " of the patch " + sentence,
            "payload[" + std::to_string(index) + "]",
            {},
            {}};
}

/// A JSON Pointer (RFC 6901 §3): empty, or parts that each begin with a slash; a tilde stands only in ~0 and ~1.
bool isPointer(const Value* value)
{
    if (!value || !value->isString())
        return false;
    const std::string& text = value->asString();
    for (std::size_t tilde = text.find('~'); tilde != std::string::npos; tilde = text.find('~', tilde + 1)) {
        if (tilde + 1 == text.size() || (text[tilde + 1] != '0' && text[tilde + 1] != '1'))
            return false;
    }
    return text.empty() || text.front() == '/';
}

/// The form of one operation, https://www.rfc-editor.org/rfc/rfc6902#section-4
Result<> checkOperation(const Value& operation, std::size_t index)
{
    const std::string op = operation.stringOr("op", "");
    const bool takesValue = op == "add" || op == "replace" || op == "test";
    const bool takesFrom = op == "move" || op == "copy";
    if (!takesValue && !takesFrom && op != "remove")
        return wrong(index, "has no \"op\" of add, remove, replace, move, copy or test.");
    if (!isPointer(operation.find("path")))
        return wrong(index, "has no \"path\" such as /variables/population.");
    if (takesValue && !operation.find("value"))
        return wrong(index, "has no \"value\".");
    if (takesFrom && !isPointer(operation.find("from")))
        return wrong(index, "has no \"from\" such as /variables/population.");
    return {};
}

Error wrongPayload(const char* sentence)
{
    return {ErrorCode::Invalid, sentence, "payload", {}, {}};
}

/// What the actions other than a patch are given.
Result<> checkPayload(const std::string& action, const Value& payload)
{
    if (action == "create") {
        const Value* fields = payload.find("fields");
        if (payload.stringOr("type", "").empty() || !fields || !fields->isObject())
            return wrongPayload("What is made is written as {\"type\": \"Structure\", \"fields\": {…}}.");
    }
    if (action == "advanceLevel" && !payload.isNull()) {
        const Value* by = payload.find("by");
        if (!by || !by->isInteger() || by->asInteger() == 0)
            return wrongPayload("By how many levels is written as {\"by\": 1}.");
    }
    if (action == "log" && payload.stringOr("text", "").empty())
        return wrongPayload("The entry of the session log is written as {\"text\": \"…\"}.");
    return {};
}

Result<> checkDeferral(const FieldValues& effect)
{
    int given = 0;
    for (const char* field : {"runsAt", "runsAfter", "runsAfterRealTime"})
        given += effect[field].isNull() ? 0 : 1;
    if (given < 2)
        return {};
    return Error{ErrorCode::Invalid, "An effect is put off in one way: to a time, or by some time.", "runsAt", {}, {}};
}

Result<> checkEffect(const FieldValues& effect)
{
    const std::string target = effect["target"].isString() ? effect["target"].asString() : "self";
    if (target == "entity" && effect["targetId"].isNull())
        return Error{ErrorCode::Invalid, "An effect on another thing needs to name it.", "targetId", {}, {}};
    if (target == "tag" && effect["targetTag"].isNull())
        return Error{ErrorCode::Invalid, "An effect by tag needs the tag.", "targetTag", {}, {}};
    if (const Result<> timely = checkDeferral(effect); !timely)
        return timely;
    const Value& payload = effect["payload"];
    const std::string action = effect["action"].isString() ? effect["action"].asString() : "patch";
    if (action != "patch")
        return checkPayload(action, payload);
    if (payload.isNull())
        return {};
    if (!payload.isArray())
        return Error{ErrorCode::Invalid, "The patch must be a list of operations (RFC 6902).", "payload", {}, {}};
    for (std::size_t i = 0; i < payload.asArray().size(); ++i) {
        if (const Result<> good = checkOperation(payload.asArray()[i], i); !good)
            return good;
    }
    return {};
}

} // namespace

Type effectType()
{
    AnyReference subject = anyReference("entity", "Effect of", {"Encounter", "Event"});
    subject.type.required = true;
    subject.id.required = true;
    subject.id.onDelete = OnDelete::Cascade;
    subject.id.listQuery = "getEffectsForEntity";
    subject.id.listFilters = {"timing"};
    AnyReference target = anyReference("target", "Works on", {});
    return {
        .name = "Effect",
        .plural = "effects",
        .label = "Effect",
        .icon = "settings",
        .scope = Scope::Branched,
        .description = "What resolving an encounter or completing an event does to the world.",
        .permission = "rule",
        .parentField = "",
        .fields = withCommonFields({
            subject.type,
            subject.id,
            field("timing", FieldType::Enum, "When")
                .required()
                .timeless()
                .sortable()
                .named("EffectTiming")
                .oneOf({"PRE", "ON_RESOLVE", "POST"})
                .byDefault("ON_RESOLVE"),
            field("priority", FieldType::Integer, "Priority")
                .timeless()
                .sortable()
                .range(-1000000, 1000000)
                .byDefault(0)
                .describe("Within one phase the highest goes first."),
            field("target", FieldType::Enum, "On what")
                .timeless()
                .filterable()
                .named("EffectTarget")
                .oneOf({"self", "settlement", "kingdom", "entity", "tag"})
                .byDefault("self")
                .describe("The event itself, the settlement or kingdom of its place, one thing, or all with a tag."),
            target.type,
            target.id,
            field("targetTag", FieldType::Text, "With the tag").timeless().atMost(100),
            field("action", FieldType::Enum, "Does")
                .timeless()
                .filterable()
                .named("EffectAction")
                .oneOf({"patch", "create", "advanceLevel", "log"})
                .byDefault("patch")
                .describe("Changes fields, makes a thing, raises levels, or writes into the session log."),
            field("payload", FieldType::Json, "What it changes")
                .timeless()
                .describe("patch: a JSON Patch (RFC 6902) on the fields of what it works on; create: {type, fields}, "
                          "where \"$target\" stands for the id of what it works on; advanceLevel: {by}; log: {text}."),
            field("runsAt", FieldType::WorldTime, "Not before")
                .timeless()
                .describe("Absent: at once; else it is stored and runs when the branch's clock passes this time."),
            field("runsAfter", FieldType::Integer, "Put off by")
                .timeless()
                .range(1, 1e15)
                .describe("Seconds of world time between the resolution and the effect."),
            field("runsAfterRealTime", FieldType::Integer, "Put off by (real time)")
                .timeless()
                .range(1, 1e9)
                .describe("Seconds of real time between the resolution and the effect."),
            field("isActive", FieldType::Boolean, "Active").timeless().filterable().byDefault(true),
        }),
        .uniques = {},
        .ownerField = "entityId",
        .nameTemplate = "Effect",
        .check = checkEffect,
        .hasGetQueries = true};
}

} // namespace campaign::catalogue
