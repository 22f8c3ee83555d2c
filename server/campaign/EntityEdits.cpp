// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/EntityService.h"
#include "server/campaign/OwnPlace.h"
#include "server/campaign/RuleCheck.h"

#include <algorithm>

namespace campaign {

using history::Writer;

namespace {

Value::Array tagsAfter(const history::Entity& entity, const EntityEdit& edit)
{
    const Value& present = entity.field(catalogue::common::Tags);
    Value::Array tags = present.isArray() ? present.asArray() : Value::Array();
    const auto is = [](const std::string& wanted) { return [&wanted](const Value& tag) { return tag == wanted; }; };
    for (const std::string& tag : edit.removeTags)
        std::erase_if(tags, is(tag));
    for (const std::string& tag : edit.addTags) {
        if (std::none_of(tags.begin(), tags.end(), is(tag)))
            tags.push_back(tag);
    }
    return tags;
}

/// "Change 12 settlements", "Delete 3 things".
std::string wordEdits(const std::vector<EntityEdit>& edits)
{
    const catalogue::Type* type = edits.front().current->type;
    const bool isOneKind =
        std::all_of(edits.begin(), edits.end(), [&](const EntityEdit& edit) { return edit.current->type == type; });
    const char* verb = edits.front().removed ? "Delete " : "Change ";
    if (edits.size() == 1)
        return verb + edits.front().current->name();
    return verb + std::to_string(edits.size()) + ' ' + (isOneKind ? type->plural : "things");
}

} // namespace

Result<> EntityService::updateWithin(Writer& writer, const catalogue::Type& type, const Id& id,
                                     const Value::Object& fields) const
{
    const Result<Value::Object> checked = check(type, fields);
    if (!checked)
        return checked.error();
    return checked->empty() ? Result<>() : updateOne(writer, type, id, *checked, {});
}

Result<> EntityService::editWithin(Writer& writer, const EntityEdit& edit) const
{
    const catalogue::Type& type = *edit.current->type;
    const Id& id = edit.current->id;
    const Result<history::EntityPtr> now = writer.find(type, id);
    if (!now || !*now)
        return now ? Result<>() : now.error();
    if (edit.removed)
        return removeWithPlaces(writer, m_store.types(), type, id);
    Value::Object wanted = edit.fields;
    if (!edit.addTags.empty() || !edit.removeTags.empty())
        wanted.set("tags", tagsAfter(**now, edit));
    if (const Result<> done = updateWithin(writer, type, id, wanted); !done)
        return done;
    if (const Result<> renamed = renameOwnPlace(writer, m_store.types(), **now, wanted); !renamed)
        return renamed;
    if (!edit.archived)
        return {};
    const Result<> done = writer.setArchived(type, id, *edit.archived);
    return done ? checkCircle(m_formulas, writer, type, id) : done;
}

Result<history::Receipt> EntityService::edit(const std::vector<EntityEdit>& edits, history::ChangeRequest request)
{
    if (edits.empty())
        return history::Receipt();
    request.kind = edits.front().removed ? "delete" : "update";
    if (request.reason.empty())
        request.reason = wordEdits(edits);
    return m_store.write(request, [&](Writer& writer) -> Result<> {
        for (std::size_t i = 0; i < edits.size(); ++i) {
            if (const Result<> done = editWithin(writer, edits[i]); !done) {
                Error error = done.error();
                error.path = std::to_string(i) + (error.path.empty() ? "" : '.' + error.path);
                return error;
            }
        }
        return {};
    });
}

} // namespace campaign
