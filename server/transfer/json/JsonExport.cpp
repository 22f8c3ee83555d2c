// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/JsonExport.h"

#include "server/core/Json.h"
#include "server/transfer/json/Base64.h"
#include "server/transfer/json/JsonFormat.h"

#include <algorithm>
#include <map>
#include <set>

namespace campaign::transfer {

namespace {

using catalogue::Field;
using catalogue::Scope;
using catalogue::Type;
using history::EntityPtr;

/// The entities of a type in one branch's view, by id.
using View = std::map<Id, EntityPtr>;

constexpr int pageSize = 10'000;

bool isFileId(const Value& value)
{
    constexpr std::string_view prefix = "sha256-";
    if (!value.isString())
        return false;
    const std::string& text = value.asString();
    return text.size() == prefix.size() + 64 && text.starts_with(prefix) &&
           text.find_first_not_of("0123456789abcdef", prefix.size()) == std::string::npos;
}

Value exported(const Field& field, const Value& value)
{
    const bool isTime = field.type == catalogue::FieldType::WorldTime && value.isInteger();
    return isTime ? Value(catalogue::toIsoTime(value.asInteger())) : value;
}

/// One by one, in lines: what a person or a version control system compares.
class Lines
{
public:
    void add(const Value& value) { m_text += (m_text.empty() ? "\n" : ",\n") + toCanonicalJson(value); }
    std::string text() const { return m_text.empty() ? "[]" : "[" + m_text + "\n]"; }

private:
    std::string m_text;
};

class Exporter
{
public:
    Exporter(const catalogue::Catalogue& types, history::Snapshot& snapshot, const Id& root, const Viewer& viewer)
        : m_types(types)
        , m_snapshot(snapshot)
        , m_root(root)
        , m_viewer(viewer)
    {
    }

    Result<JsonExport> run();

private:
    Result<View> read(const Type& type, const Id& branch);
    Value::Object fieldsOf(const history::Entity& entity, bool withNulls);
    Value describe(const history::Entity& entity);
    Result<std::string> branchText(const history::Entity& branch, std::string_view key, bool isRoot);
    Result<std::string> filesText();
    static bool isSame(const EntityPtr& here, const EntityPtr& there);

    const catalogue::Catalogue& m_types;
    history::Snapshot& m_snapshot;
    const Id& m_root;
    const Viewer& m_viewer;
    std::map<const Type*, View> m_rootViews;
    std::set<Id> m_files;
    JsonExport m_result;
};

Result<View> Exporter::read(const Type& type, const Id& branch)
{
    View view;
    history::ListQuery query;
    query.first = pageSize;
    query.includeArchived = true;
    for (bool more = true; more;) {
        Result<history::Page> page = m_snapshot.list(type, query, {branch, {}, {}}, m_viewer);
        if (!page)
            return page.error();
        for (const EntityPtr& entity : page->entities)
            view.emplace(entity->id, entity);
        more = page->hasNext && !page->cursors.empty();
        if (more)
            query.after = page->cursors.back();
    }
    return view;
}

Value::Object Exporter::fieldsOf(const history::Entity& entity, bool withNulls)
{
    Value::Object out;
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        const Field& field = entity.type->fields[i];
        const Value& value = entity.fields[i];
        if (!isExported(field) || (value.isNull() && (!withNulls || field.defaultValue.isNull())))
            continue;
        if (isFileId(value))
            m_files.insert(value.asString());
        out.append(field.name, exported(field, value));
    }
    return out;
}

Value Exporter::describe(const history::Entity& entity)
{
    Value::Object out = fieldsOf(entity, true);
    out.set("id", entity.id);
    if (entity.isArchived())
        out.set("archived", true);
    return Value(std::move(out));
}

bool Exporter::isSame(const EntityPtr& here, const EntityPtr& there)
{
    return (here->row != 0 && here->row == there->row) || here->fields == there->fields;
}

Result<std::string> Exporter::branchText(const history::Entity& branch, std::string_view key, bool isRoot)
{
    std::map<std::string, std::string> lists;
    Value::Array removed;
    for (const Type& type : m_types.types()) {
        if (type.name == "Branch" || type.scope == Scope::Store || (type.scope == Scope::Campaign && !isRoot))
            continue;
        const Result<View> view = read(type, branch.id);
        if (!view)
            return view.error();
        const View& inherited = m_rootViews[&type];
        Lines lines;
        bool any = false;
        for (const auto& [id, entity] : *view) {
            const auto there = inherited.find(id);
            if (there != inherited.end() && isSame(entity, there->second))
                continue;
            lines.add(describe(*entity));
            any = true;
        }
        for (const auto& [id, entity] : inherited) {
            if (!view->count(id))
                removed.push_back(Value(Value::Object{{"id", id}, {"type", type.name}}));
        }
        if (any)
            lists.emplace(type.name, lines.text());
        if (isRoot)
            m_rootViews[&type] = *view;
    }
    std::string text = "{";
    const Value& clock = branch.field("clock");
    if (clock.isInteger())
        text += "\"clock\":" + toJson(Value(catalogue::toIsoTime(clock.asInteger()))) + ",\n";
    text += "\"entities\":{";
    for (const auto& [name, list] : lists)
        text += (text.back() == '{' ? "\n" : ",\n") + toJson(Value(name)) + ":" + list;
    Value::Object fields = fieldsOf(branch, false);
    fields.erase("campaignId");
    fields.erase("parentId");
    text += "},\n\"fields\":" + toCanonicalJson(Value(std::move(fields)));
    text += ",\n\"key\":" + toJson(Value(key));
    if (!removed.empty())
        text += ",\n\"removed\":" + toCanonicalJson(Value(std::move(removed)));
    return text + "}";
}

Result<std::string> Exporter::filesText()
{
    Lines lines;
    for (const Id& id : m_files) {
        const auto file = m_snapshot.file(id, m_viewer);
        if (!file)
            return file.error();
        if (*file)
            lines.add(Value(
                Value::Object{{"base64", toBase64((*file)->bytes)}, {"id", id}, {"mediaType", (*file)->mediaType}}));
        else
            m_result.warnings.push_back("The file " + id + " is named but not there.");
    }
    return lines.text();
}

Result<JsonExport> Exporter::run()
{
    const Type* branchType = m_types.find("Branch");
    const Result<View> branches = read(*branchType, m_root);
    if (!branches)
        return branches.error();
    const auto root = branches->find(m_root);
    if (root == branches->end())
        return Error{ErrorCode::Internal, "The file has no root branch.", {}, {}, {}};
    Result<std::string> text = branchText(*root->second, rootKey, true);
    if (!text)
        return text.error();
    m_result.text = "{\"branches\":[\n" + *text;
    std::map<std::string, EntityPtr> mains;
    for (const auto& [id, branch] : *branches) {
        const bool isMain = branch->field("cutSeq").isNull() && branch->field("campaignId").isString() &&
                            branch->field("parentId") == Value(m_root);
        if (isMain)
            mains.emplace(std::string(campaignKey) + branch->field("campaignId").asString(), branch);
        else if (id != m_root)
            m_result.warnings.push_back("The branch " + branch->name() +
                                        " stays behind: only current main content is "
                                        "exported.");
    }
    for (const auto& [key, branch] : mains) {
        text = branchText(*branch, key, false);
        if (!text)
            return text.error();
        m_result.text += ",\n" + *text;
    }
    text = filesText();
    if (!text)
        return text.error();
    m_result.text += "\n],\n\"files\":" + *text + ",\n\"format\":" + toJson(Value(formatName)) +
                     ",\n\"version\":" + std::to_string(formatVersion) + "}\n";
    return std::move(m_result);
}

} // namespace

Result<JsonExport> exportJson(history::Store& store, const Viewer& viewer)
{
    const Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return snapshot.error();
    return Exporter(store.types(), **snapshot, store.rootBranch(), viewer).run();
}

} // namespace campaign::transfer
