// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/EntityService.h"

#include "server/campaign/GeometryCheck.h"
#include "server/campaign/OwnPlace.h"
#include "server/campaign/RuleCheck.h"
#include "server/campaign/VariableCheck.h"
#include "server/catalogue/Check.h"
#include "server/core/Sha256.h"

namespace campaign {

using catalogue::Type;
using history::ChangeRequest;
using history::Entity;
using history::Receipt;
using history::Writer;

namespace {

std::string lowered(std::string label)
{
    if (!label.empty() && label[0] >= 'A' && label[0] <= 'Z')
        label[0] = static_cast<char>(label[0] | 0x20);
    return label;
}

/// How undo names the change: "Rename Harrowford to Harrow", "Change level of Harrowford".
std::string wordUpdate(const Entity& current, const Value::Object& fields)
{
    std::vector<const catalogue::Field*> changed;
    for (const auto& [name, value] : fields) {
        const catalogue::Field* field = current.type->field(name);
        if (field && current.field(name) != value)
            changed.push_back(field);
    }
    const Value* name = fields.find("name");
    if (changed.size() == 1 && name && name->isString() && changed.front()->name == "name")
        return "Rename " + current.name() + " to " + name->asString();
    if (changed.size() == 1)
        return "Change " + lowered(changed.front()->label) + " of " + current.name();
    return "Change " + current.name();
}

void word(ChangeRequest& request, const char* kind, const std::string& reason)
{
    request.kind = kind;
    if (request.reason.empty())
        request.reason = reason;
}

Result<Written> written(const Id& id, Result<Receipt> receipt)
{
    if (!receipt)
        return receipt.error();
    return Written{id, std::move(*receipt)};
}

} // namespace

EntityService::EntityService(history::Store& store, const rules::OperatorRegistry& operators)
    : m_store(store)
    , m_operators(operators)
    , m_names(store.types())
    , m_formulas(m_names, operators)
{
}

Id EntityService::idFor(const ChangeRequest& request, const Type& type)
{
    constexpr std::size_t length = 32;
    if (request.idempotencyKey.empty())
        return {};
    return "K" +
           toHex(sha256(type.name + '\n' + request.author.userId + '\n' + request.idempotencyKey)).substr(0, length);
}

bool EntityService::isCreatable(const Type& type)
{
    return type.writable && type.creatable;
}

Result<Value::Object> EntityService::check(const Type& type, const Value::Object& fields) const
{
    Result<Value::Object> checked = catalogue::checkFields(type, fields);
    if (!checked)
        return checked;
    if (const Result<> good = checkRules(type, *checked, m_operators); !good)
        return good.error();
    return checkGeometries(type, std::move(*checked));
}

Result<> EntityService::checkSingleWorld(Writer& writer, const Type& type) const
{
    if (type.role != catalogue::Role::World)
        return {};
    history::ListQuery query;
    query.first = 1;
    query.includeArchived = true;
    const Result<history::Page> worlds = writer.list(type, query);
    if (!worlds)
        return worlds.error();
    if (worlds->entities.empty())
        return {};
    return Error{ErrorCode::Conflict,
                 "This campaign file already holds the world " + worlds->entities.front()->name() +
                     ". Make a new file for another world.",
                 {},
                 {},
                 R"({"constraint":"oneWorld"})"};
}

Result<Id> EntityService::createWithin(Writer& writer, const Type& type, const Value::Object& fields,
                                       const Id& wantedId)
{
    if (!isCreatable(type))
        return Error{ErrorCode::Invalid, type.label + " cannot be created directly.", {}, {}, {}};
    const Result<Value::Object> checked = check(type, fields);
    if (!checked)
        return checked.error();
    if (const Result<> alone = checkSingleWorld(writer, type); !alone)
        return alone.error();
    if (const Result<> fit = checkVariables(m_store.types(), type, {}, *checked, writer); !fit)
        return fit.error();
    Result<Id> id = writer.create(type, *checked, wantedId);
    if (!id)
        return id;
    if (const Result<> straight = checkCircle(m_formulas, writer, type, *id); !straight)
        return straight.error();
    if (type.role != catalogue::Role::Campaign)
        return id;
    const Result<Id> main = writer.follow(m_store.rootBranch(), "main", *id);
    if (!main)
        return main.error();
    return id;
}

Result<Written> EntityService::create(const Type& type, const Value::Object& fields, ChangeRequest request)
{
    const Value* name = fields.find("name");
    word(request, "create", "Add " + (name && name->isString() ? name->asString() : lowered(type.label)));
    Id id = idFor(request, type);
    Result<Receipt> receipt = m_store.write(request, [&](Writer& writer) -> Result<> {
        const Result<Id> made = createWithin(writer, type, fields, id);
        if (!made)
            return made.error();
        id = *made;
        return {};
    });
    return written(id, std::move(receipt));
}

Result<Written> EntityService::update(const Entity& current, const Value::Object& fields,
                                      std::optional<std::int64_t> expectedVersion, ChangeRequest request)
{
    const Type& type = *current.type;
    const Result<Value::Object> checked = check(type, fields);
    if (!checked)
        return checked.error();
    word(request, "update", wordUpdate(current, *checked));
    return written(current.id, m_store.write(request, [&](Writer& writer) -> Result<> {
        const Result<> updated = updateOne(writer, type, current.id, *checked, expectedVersion);
        return updated ? renameOwnPlace(writer, m_store.types(), current, *checked) : updated;
    }));
}

Result<> EntityService::updateOne(Writer& writer, const Type& type, const Id& id, const Value::Object& checked,
                                  std::optional<std::int64_t> expectedVersion) const
{
    if (const Result<> fit = checkVariables(m_store.types(), type, id, checked, writer); !fit)
        return fit;
    if (const Result<> done = writer.update(type, id, checked, expectedVersion); !done)
        return done;
    return checkCircle(m_formulas, writer, type, id);
}

Result<Written> EntityService::remove(const Entity& current, std::optional<std::int64_t> expectedVersion,
                                      ChangeRequest request)
{
    if (const catalogue::EntityCheck check = current.type->removalCheck) {
        if (const Result<> may = check({*current.type, current.fields}); !may)
            return may.error();
    }
    word(request, "delete", "Delete " + current.name());
    return written(current.id, m_store.write(request, [&](Writer& writer) {
        return removeWithPlaces(writer, m_store.types(), *current.type, current.id, expectedVersion);
    }));
}

Result<Written> EntityService::setArchived(const Entity& current, bool archived, ChangeRequest request)
{
    word(request, archived ? "archive" : "restore", (archived ? "Archive " : "Restore ") + current.name());
    return written(current.id, m_store.write(request, [&](Writer& writer) -> Result<> {
        const Result<> done = writer.setArchived(*current.type, current.id, archived);
        return done ? checkCircle(m_formulas, writer, *current.type, current.id) : done;
    }));
}

Result<Written> EntityService::restore(const Type& type, const Id& id, const Entity* current, ChangeRequest request)
{
    if (current)
        return setArchived(*current, false, std::move(request));
    word(request, "restore", "Restore deleted " + lowered(type.label));
    return written(id, m_store.write(request, [&](Writer& writer) -> Result<> {
        const Result<> done = restoreWithPlaces(writer, m_store.types(), type, id);
        return done ? checkCircle(m_formulas, writer, type, id) : done;
    }));
}

} // namespace campaign
