// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/JsonExport.h"

#include "server/core/Json.h"
#include "server/transfer/json/Base64.h"
#include "server/transfer/json/JsonFormat.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace campaign::transfer {

namespace {

using catalogue::Field;
using catalogue::Scope;
using catalogue::Type;
using history::EntityPtr;

/// The entities of a type in one branch's view, by id.
using View = std::map<Id, EntityPtr>;
using Views = std::map<const Type*, View>;

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
    /// A branch's text but for its key, and what it shows.
    struct Branch
    {
        std::string text;
        Views views;
    };
    Result<Branch> readBranch(const history::Entity& branch, const Views* inherited);
    Result<void> addForks(const Id& parent, const std::string& parentKey, const Views& inherited);
    void add(std::string text, const std::string& key, const std::string& parentKey = {});
    static bool isMain(const history::Entity& branch, const Id& root);
    Result<std::string> filesText();
    static bool isSame(const EntityPtr& here, const EntityPtr& there);

    const catalogue::Catalogue& m_types;
    history::Snapshot& m_snapshot;
    const Id& m_root;
    const Viewer& m_viewer;
    View m_branches;
    int m_forks = 0;
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

Result<Exporter::Branch> Exporter::readBranch(const history::Entity& branch, const Views* inherited)
{
    static const View none;
    Branch read;
    std::map<std::string, std::string> lists;
    Value::Array removed;
    for (const Type& type : m_types.types()) {
        const bool isElsewhere = type.scope == Scope::Campaign && inherited;
        if (type.name == "Branch" || type.scope == Scope::Store || isElsewhere)
            continue;
        Result<View> view = this->read(type, branch.id);
        if (!view)
            return view.error();
        if (!type.undoable) {
            // Who takes part is a matter of this file, not content: bringing it could not be taken back.
            if (!view->empty())
                m_result.warnings.push_back(std::to_string(view->size()) + " " + type.plural + " stay behind.");
            continue;
        }
        const View& above = inherited && inherited->count(&type) ? inherited->at(&type) : none;
        Lines lines;
        bool any = false;
        for (const auto& [id, entity] : *view) {
            const auto there = above.find(id);
            if (there != above.end() && isSame(entity, there->second))
                continue;
            lines.add(describe(*entity));
            any = true;
        }
        for (const auto& [id, entity] : above) {
            if (!view->count(id))
                removed.push_back(Value(Value::Object{{"id", id}, {"type", type.name}}));
        }
        if (any)
            lists.emplace(type.name, lines.text());
        read.views.emplace(&type, std::move(view).value());
    }
    const Value& clock = branch.field("clock");
    if (clock.isInteger())
        read.text += "\"clock\":" + toJson(Value(catalogue::toIsoTime(clock.asInteger()))) + ",\n";
    read.text += "\"entities\":{";
    for (const auto& [name, list] : lists)
        read.text += (read.text.back() == '{' ? "\n" : ",\n") + toJson(Value(name)) + ":" + list;
    Value::Object fields = fieldsOf(branch, false);
    fields.erase("campaignId");
    fields.erase("parentId");
    read.text += "},\n\"fields\":" + toCanonicalJson(Value(std::move(fields)));
    if (!removed.empty())
        read.text += ",\n\"removed\":" + toCanonicalJson(Value(std::move(removed)));
    const Value& cutTime = branch.field("cutTime");
    if (cutTime.isInteger())
        read.text = "\"at\":" + toJson(Value(catalogue::toIsoTime(cutTime.asInteger()))) + ",\n" + read.text;
    return read;
}

void Exporter::add(std::string text, const std::string& key, const std::string& parentKey)
{
    std::string members = ",\n\"key\":" + toJson(Value(key));
    if (!parentKey.empty())
        members += ",\n\"parent\":" + toJson(Value(parentKey));
    const std::size_t removed = text.rfind(",\n\"removed\":");
    text.insert(removed == std::string::npos ? text.size() : removed, members);
    m_result.text += (m_result.text.back() == '[' ? "\n{" : ",\n{") + text + "}";
}

bool Exporter::isMain(const history::Entity& branch, const Id& root)
{
    return branch.field("cutSeq").isNull() && branch.field("campaignId").isString() &&
           branch.field("parentId") == Value(root);
}

/// What was forked off a branch, in the order of names and content, each with what was forked off it.
Result<void> Exporter::addForks(const Id& parent, const std::string& parentKey, const Views& inherited)
{
    std::map<std::tuple<std::string, std::string, Id>, Branch> forks;
    for (const auto& [id, branch] : m_branches) {
        if (branch->field("parentId") != Value(parent) || isMain(*branch, m_root))
            continue;
        if (branch->field("cutSeq").isNull()) {
            m_result.warnings.push_back("The branch " + branch->name() + " stays behind: it follows another.");
            continue;
        }
        Result<Branch> read = readBranch(*branch, &inherited);
        if (!read)
            return read.error();
        const auto order = std::tuple(branch->name(), read->text, id);
        forks.emplace(order, std::move(read).value());
    }
    for (auto& [order, fork] : forks) {
        const std::string key = std::string(forkKey) + std::to_string(++m_forks);
        add(std::move(fork.text), key, parentKey);
        if (Result<void> added = addForks(std::get<2>(order), key, fork.views); !added)
            return added;
    }
    return {};
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
    Result<View> branches = read(*branchType, m_root);
    if (!branches)
        return branches.error();
    m_branches = std::move(branches).value();
    const auto root = m_branches.find(m_root);
    if (root == m_branches.end())
        return Error{ErrorCode::Internal, "The file has no root branch.", {}, {}, {}};
    Result<Branch> world = readBranch(*root->second, nullptr);
    if (!world)
        return world.error();
    m_result.text = "{\"branches\":[";
    add(std::move(world->text), std::string(rootKey));
    std::map<std::string, EntityPtr> mains;
    for (const auto& [id, branch] : m_branches) {
        if (isMain(*branch, m_root))
            mains.emplace(std::string(campaignKey) + branch->field("campaignId").asString(), branch);
    }
    if (Result<void> forks = addForks(m_root, std::string(rootKey), world->views); !forks)
        return forks.error();
    for (const auto& [key, branch] : mains) {
        Result<Branch> main = readBranch(*branch, &world->views);
        if (!main)
            return main.error();
        add(std::move(main->text), key);
        if (Result<void> forks = addForks(branch->id, key, main->views); !forks)
            return forks.error();
    }
    const Result<std::string> files = filesText();
    if (!files)
        return files.error();
    m_result.text += "\n],\n\"files\":" + *files + ",\n\"format\":" + toJson(Value(formatName)) +
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
