// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityEdits.h"

#include "ui/client/Conversion.h"

#include <charconv>

namespace campaign {

namespace {

/// "input.edits.3.level" → 3
int editOf(const std::string& path)
{
    constexpr std::string_view start = "input.edits.";
    int number = -1;
    if (path.starts_with(start))
        std::from_chars(path.data() + start.size(), path.data() + path.size(), number);
    return number;
}

} // namespace

EntityEdits::EntityEdits(QString reason)
    : m_reason(std::move(reason))
{
}

Value::Object& EntityEdits::edit(const std::string& type, const Id& id)
{
    const auto [place, isNew] = m_places.emplace(id, m_edits.size());
    if (isNew)
        m_edits.push_back(Value::Object{{"type", type}, {"id", id}});
    return m_edits[place->second].asObject();
}

Value::Object& EntityEdits::fields(const std::string& type, const Id& id)
{
    Value::Object& one = edit(type, id);
    if (!one.find("fields"))
        one.set("fields", Value::Object());
    return one.find("fields")->asObject();
}

void EntityEdits::setField(const std::string& type, const Id& id, const std::string& field, const Value& value)
{
    fields(type, id).set(field, value);
}

void EntityEdits::setVariable(const std::string& type, const Id& id, const std::string& key, const Value& value)
{
    Value::Object& all = fields(type, id);
    if (!all.find("variables"))
        all.set("variables", Value::Object());
    all.find("variables")->asObject().set(key, value);
}

void EntityEdits::addTags(const std::string& type, const Id& id, const Value& tags)
{
    edit(type, id).set("addTags", tags);
}

void EntityEdits::removeTags(const std::string& type, const Id& id, const Value& tags)
{
    edit(type, id).set("removeTags", tags);
}

void EntityEdits::archive(const std::string& type, const Id& id)
{
    edit(type, id).set("archived", true);
}

void EntityEdits::remove(const std::string& type, const Id& id)
{
    edit(type, id).set("deleted", true);
}

void EntityEdits::send(Session& session, QObject* context, Done done) const
{
    static const std::string query = "mutation Edit($input: ChangeEntitiesInput!) { result: changeEntities(input: "
                                     "$input) { change } }";
    Value::Object input{{"edits", m_edits}, {"reason", client::fromQString(m_reason)}};
    if (!session.place().branchId.empty())
        input.set("branchId", session.place().branchId);
    session.client().execute(query, {{"input", std::move(input)}}, context, [done](const client::Reply& reply) {
        if (done)
            done(client::toQString(reply.sentence()), reply.isGood() ? -1 : editOf(reply.errors.front().path));
    });
}

} // namespace campaign
