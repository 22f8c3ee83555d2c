// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/OwnPlace.h"

#include <algorithm>

namespace campaign {

using catalogue::Catalogue;
using catalogue::Field;
using catalogue::OnDelete;
using catalogue::Type;
using history::Entity;
using history::EntityPtr;
using history::Writer;

namespace {

struct Place
{
    const Type* type;
    Id id;
};

/// Whether things with places of their own hang on things of the type, however far down.
bool leadsToPlaces(const Catalogue& types, const Type& type)
{
    if (ownPlaceField(types, type))
        return true;
    const std::vector<Catalogue::Inverse>& inverses = types.referencesTo(type);
    return std::any_of(inverses.begin(), inverses.end(), [&](const Catalogue::Inverse& inverse) {
        return inverse.field->onDelete == OnDelete::Cascade && inverse.type != &type &&
               leadsToPlaces(types, *inverse.type);
    });
}

/// All that refer to the entity by this field.
Result<std::vector<EntityPtr>> holders(Writer& writer, const Catalogue::Inverse& inverse, const Id& id)
{
    constexpr int atMost = 10'000;
    std::vector<EntityPtr> found;
    history::ListQuery query{.where = {{inverse.field->name, history::Condition::Operator::Equal, id}},
                             .orderBy = {},
                             .first = atMost,
                             .after = {},
                             .includeArchived = true};
    for (bool more = true; more;) {
        const Result<history::Page> page = writer.list(*inverse.type, query);
        if (!page)
            return page.error();
        found.insert(found.end(), page->entities.begin(), page->entities.end());
        more = page->hasNext;
        if (more)
            query.after = page->cursors.back();
    }
    return found;
}

/// Adds the places of their own of a live entity and of all that goes with it.
Result<> gatherPlaces(Writer& writer, const Catalogue& types, const Type& type, const Id& id,
                      std::vector<Place>& places)
{
    if (const Field* field = ownPlaceField(types, type)) {
        const Result<EntityPtr> entity = writer.find(type, id);
        if (!entity)
            return entity.error();
        const Value& place = *entity ? (*entity)->field(field->name) : Value();
        if (place.isString())
            places.push_back({types.find(field->target), place.asString()});
    }
    for (const Catalogue::Inverse& inverse : types.referencesTo(type)) {
        if (inverse.field->onDelete != OnDelete::Cascade || inverse.type == &type ||
            !leadsToPlaces(types, *inverse.type))
            continue;
        const Result<std::vector<EntityPtr>> below = holders(writer, inverse, id);
        if (!below)
            return below.error();
        for (const EntityPtr& one : *below) {
            if (const Result<> gathered = gatherPlaces(writer, types, *inverse.type, one->id, places); !gathered)
                return gathered;
        }
    }
    return {};
}

} // namespace

const Field* ownPlaceField(const Catalogue& types, const Type& type)
{
    for (const catalogue::Unique& unique : type.uniques) {
        const Field* field = unique.fields.size() == 1 ? type.field(unique.fields.front()) : nullptr;
        const Type* target = field ? types.find(field->target) : nullptr;
        if (target && target->role == catalogue::Role::Place)
            return field;
    }
    return nullptr;
}

Result<> removeWithPlaces(Writer& writer, const Catalogue& types, const Type& type, const Id& id,
                          std::optional<std::int64_t> expectedVersion)
{
    std::vector<Place> places;
    if (const Result<> gathered = gatherPlaces(writer, types, type, id, places); !gathered)
        return gathered;
    if (const Result<> removed = writer.remove(type, id, expectedVersion); !removed)
        return removed;
    for (const Place& place : places) {
        const Result<EntityPtr> there = writer.find(*place.type, place.id);
        const Result<> removed = !there   ? Result<>(there.error())
                                 : *there ? writer.remove(*place.type, place.id)
                                          : Result<>();
        if (!removed)
            return removed;
    }
    return {};
}

Result<> restoreWithPlaces(Writer& writer, const Catalogue& types, const Type& type, const Id& id)
{
    if (const Result<> restored = writer.restore(type, id); !restored)
        return restored;
    std::vector<Place> places;
    if (const Result<> gathered = gatherPlaces(writer, types, type, id, places); !gathered)
        return gathered;
    for (const Place& place : places) {
        if (const Result<> restored = writer.restore(*place.type, place.id); !restored)
            return restored;
    }
    return {};
}

Result<> renameOwnPlace(Writer& writer, const Catalogue& types, const Entity& current, const Value::Object& fields)
{
    const Field* field = ownPlaceField(types, *current.type);
    const Value* name = fields.find("name");
    if (!field || !name || !name->isString() || fields.find(field->name) || !current.field(field->name).isString())
        return {};
    const Type& type = *types.find(field->target);
    const Result<EntityPtr> place = writer.find(type, current.field(field->name).asString());
    if (!place)
        return place.error();
    if (!*place || (*place)->name() != current.name())
        return {};
    return writer.update(type, (*place)->id, Value::Object{{"name", *name}});
}

} // namespace campaign
