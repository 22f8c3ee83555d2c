// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Check.h"
#include "server/core/Json.h"
#include "server/core/Sha256.h"
#include "server/transfer/json/Base64.h"
#include "server/transfer/json/JsonFormat.h"
#include "server/transfer/json/JsonImport.h"

#include <algorithm>
#include <set>

namespace campaign::transfer {

namespace {

using catalogue::Field;
using catalogue::Type;

Error invalid(std::string message, std::string path)
{
    return {ErrorCode::Invalid, std::move(message), std::move(path), {}, {}};
}

std::string step(const std::string& path, std::size_t index)
{
    return path + "[" + std::to_string(index) + "]";
}

std::string step(const std::string& path, std::string_view member)
{
    return path + "." + std::string(member);
}

class Reading
{
public:
    explicit Reading(const catalogue::Catalogue& types)
        : m_types(types)
    {
    }

    Result<JsonContent> read(const Value& whole);

private:
    Result<void> readBranch(const Value& value, const std::string& path, bool isRoot);
    Result<void> readKey(const Value& value, const std::string& path, bool isRoot, JsonContent::Branch& branch);
    Result<void> readEntities(const Value& value, const std::string& path, JsonContent::Branch& branch);
    Result<void> readRemoved(const Value& value, const std::string& path, JsonContent::Branch& branch);
    Result<JsonContent::Entity> readEntity(const Type& type, const Value& value, const std::string& path);
    Result<Value::Object> readFields(const Type& type, const Value::Object& members, const std::string& path);
    Result<void> readFile(const Value& value, const std::string& path);

    const catalogue::Catalogue& m_types;
    JsonContent m_content;
    std::set<Id> m_ids; ///< of the branch being read
};

Result<Value::Object> Reading::readFields(const Type& type, const Value::Object& members, const std::string& path)
{
    Value::Object fields;
    for (const auto& [name, value] : members) {
        const Field* field = type.field(name);
        if (!field || !isExported(*field))
            return invalid(type.label + " has no field \"" + name + "\".", step(path, name));
        Result<Value> checked = catalogue::checkField(*field, value);
        if (!checked)
            return invalid(checked.error().message, step(path, name));
        fields.append(name, std::move(checked).value());
    }
    return fields;
}

Result<JsonContent::Entity> Reading::readEntity(const Type& type, const Value& value, const std::string& path)
{
    if (!value.isObject())
        return invalid("Each " + type.label + " must be an object.", path);
    JsonContent::Entity entity;
    entity.type = &type;
    entity.id = value.stringOr("id", "");
    if (!isValidId(entity.id))
        return invalid("Each entity needs an id of 1 to 64 characters from A-Z, a-z, 0-9, _ and -.", step(path, "id"));
    if (!m_ids.insert(entity.id).second)
        return invalid("The id " + entity.id + " is there twice.", step(path, "id"));
    Value::Object members = value.asObject();
    members.erase("id");
    if (const Value* archived = members.find("archived")) {
        if (!archived->isBoolean())
            return invalid("\"archived\" must be true or false.", step(path, "archived"));
        entity.isArchived = archived->asBoolean();
        members.erase("archived");
    }
    Result<Value::Object> fields = readFields(type, members, path);
    if (!fields)
        return fields.error();
    entity.fields = std::move(fields).value();
    for (const Field& field : type.fields) {
        const Value* given = entity.fields.find(field.name);
        if (field.required && !field.readOnly && !given && field.defaultValue.isNull())
            return invalid(field.label + " is required.", step(path, field.name));
    }
    return entity;
}

Result<void> Reading::readEntities(const Value& value, const std::string& path, JsonContent::Branch& branch)
{
    if (!value.isObject())
        return invalid("\"entities\" must be an object of lists.", path);
    for (const auto& [name, list] : value.asObject()) {
        const Type* type = m_types.find(name);
        if (!type || type->name == "Branch" || type->scope == catalogue::Scope::Store)
            return invalid("There is no kind of thing called \"" + name + "\".", step(path, name));
        if (!list.isArray())
            return invalid("It must be a list.", step(path, name));
        for (std::size_t i = 0; i < list.asArray().size(); ++i) {
            Result<JsonContent::Entity> entity = readEntity(*type, list.asArray()[i], step(step(path, name), i));
            if (!entity)
                return entity.error();
            branch.entities.push_back(std::move(entity).value());
        }
    }
    return {};
}

Result<void> Reading::readRemoved(const Value& value, const std::string& path, JsonContent::Branch& branch)
{
    if (!value.isArray())
        return invalid("\"removed\" must be a list.", path);
    for (std::size_t i = 0; i < value.asArray().size(); ++i) {
        const Value& one = value.asArray()[i];
        const Type* type = m_types.find(one.stringOr("type", ""));
        const Id id = one.stringOr("id", "");
        if (!type || !isValidId(id))
            return invalid("It must name a type and an id.", step(path, i));
        branch.removed.push_back({type, id});
    }
    return {};
}

Result<void> Reading::readKey(const Value& value, const std::string& path, bool isRoot, JsonContent::Branch& branch)
{
    const std::string key = value.stringOr("key", "");
    if (isRoot && key != rootKey)
        return invalid("The first branch must be the world's root.", step(path, "key"));
    branch.key = key;
    if (isRoot)
        return {};
    if (key.starts_with(forkKey)) {
        branch.parent = value.stringOr("parent", "");
        bool hasParent = false;
        bool isTaken = false;
        for (const JsonContent::Branch& one : m_content.branches) {
            hasParent = hasParent || one.key == branch.parent;
            isTaken = isTaken || one.key == key;
        }
        if (isTaken)
            return invalid("The key " + key + " is there twice.", step(path, "key"));
        return hasParent ? Result<void>() : invalid("It must name a branch that stands before.", step(path, "parent"));
    }
    branch.campaignId = key.starts_with(campaignKey) ? key.substr(campaignKey.size()) : "";
    const auto& entities = m_content.branches.front().entities;
    const bool isThere = std::any_of(entities.begin(), entities.end(), [&](const JsonContent::Entity& one) {
        return one.type->name == "Campaign" && one.id == branch.campaignId;
    });
    const bool isNew = std::none_of(m_content.branches.begin(), m_content.branches.end(),
                                    [&](const JsonContent::Branch& one) { return one.key == key; });
    if (!isThere || !isNew)
        return invalid("It must name a campaign of the world, each once.", step(path, "key"));
    return {};
}

Result<void> Reading::readBranch(const Value& value, const std::string& path, bool isRoot)
{
    if (!value.isObject())
        return invalid("A branch must be an object.", path);
    JsonContent::Branch branch;
    if (Result<void> read = readKey(value, path, isRoot, branch); !read)
        return read;
    m_ids.clear();
    for (const auto& [name, member] : value.asObject()) {
        Result<void> read;
        if (name == "entities") {
            read = readEntities(member, step(path, name), branch);
        } else if (name == "removed" && !isRoot) {
            read = readRemoved(member, step(path, name), branch);
        } else if (name == "clock" || (name == "at" && !branch.parent.empty())) {
            const Result<catalogue::WorldTime> time =
                catalogue::fromIsoTime(member.isString() ? member.asString() : std::string());
            if (!time)
                return invalid(time.error().message, step(path, name));
            (name == "at" ? branch.at : branch.clock) = *time;
        } else if (name == "fields" && member.isObject()) {
            Result<Value::Object> fields = readFields(*m_types.find("Branch"), member.asObject(), step(path, name));
            if (!fields)
                return fields.error();
            branch.fields = std::move(fields).value();
        } else if (name != "key" && (name != "parent" || branch.parent.empty())) {
            return invalid("A branch has no such member, or it is of another kind.", step(path, name));
        }
        if (!read)
            return read;
    }
    m_content.branches.push_back(std::move(branch));
    return {};
}

Result<void> Reading::readFile(const Value& value, const std::string& path)
{
    const Value* base64 = value.find("base64");
    std::optional<std::string> bytes;
    if (base64 && base64->isString())
        bytes = fromBase64(base64->asString());
    if (!bytes)
        return invalid("It must hold the file's bytes in base64.", step(path, "base64"));
    const Id id = value.stringOr("id", "");
    if (id != "sha256-" + toHex(sha256(*bytes)))
        return invalid("The file's content does not fit its id; the export is damaged.", step(path, "id"));
    m_content.files.push_back({id, value.stringOr("mediaType", "application/octet-stream"), std::move(*bytes)});
    return {};
}

Result<JsonContent> Reading::read(const Value& whole)
{
    const Value* version = whole.find("version");
    if (whole.stringOr("format", "") != formatName || !version || !version->isInteger())
        return invalid("This is JSON, but not an export of this program.", "format");
    if (version->asInteger() != formatVersion)
        return invalid("The export has version " + std::to_string(version->asInteger()) +
                           "; this program reads version " + std::to_string(formatVersion) + ".",
                       "version");
    const Value* branches = whole.find("branches");
    if (!branches || !branches->isArray() || branches->asArray().empty())
        return invalid("The export holds no branches.", "branches");
    for (std::size_t i = 0; i < branches->asArray().size(); ++i) {
        if (Result<void> read = readBranch(branches->asArray()[i], step("branches", i), i == 0); !read)
            return read.error();
    }
    const Value* files = whole.find("files");
    if (files && !files->isArray())
        return invalid("\"files\" must be a list.", "files");
    for (std::size_t i = 0; files && i < files->asArray().size(); ++i) {
        if (Result<void> read = readFile(files->asArray()[i], step("files", i)); !read)
            return read.error();
    }
    return std::move(m_content);
}

} // namespace

bool looksLikeJsonExport(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos || text[first] != '{')
        return false;
    // Members are sorted, so "branches" comes first in what we write; a file edited by hand says its format somewhere.
    return text.find("\"branches\"") != std::string_view::npos &&
           text.find("\"" + std::string(formatName) + "\"") != std::string_view::npos;
}

Result<JsonContent> readJson(std::string_view text, const catalogue::Catalogue& types)
{
    const Result<Value> whole = parseJson(text);
    if (!whole)
        return whole.error();
    return Reading(types).read(*whole);
}

} // namespace campaign::transfer
