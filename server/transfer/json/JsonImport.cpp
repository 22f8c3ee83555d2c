// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/JsonImport.h"

#include "server/history/BranchTurn.h"
#include "server/transfer/json/JsonFormat.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace campaign::transfer {

namespace {

using history::EntityPtr;
using history::Writer;
using Branch = JsonContent::Branch;
using Entity = JsonContent::Entity;

constexpr std::size_t progressEvery = 200;

Error cancelled()
{
    return {ErrorCode::Cancelled, "The import was cancelled; nothing was changed.", {}, {}, {}};
}

Error at(const Entity& entity, const Error& cause)
{
    Error error = cause;
    error.path = entity.type->name + " " + entity.id + (cause.path.empty() ? "" : "." + cause.path);
    return error;
}

/// The members of one kind: null ones or the others.
Value::Object only(const Value::Object& fields, bool nulls)
{
    Value::Object out;
    for (const auto& [name, value] : fields) {
        if (value.isNull() == nulls)
            out.append(name, value);
    }
    return out;
}

/// What turns the entity as a branch inherits it into the one the export describes.
Value::Object difference(const history::Entity& now, const Entity& wanted)
{
    Value::Object rest;
    for (std::size_t i = 0; i < now.fields.size(); ++i) {
        const catalogue::Field& field = now.type->fields[i];
        const Value* given = wanted.fields.find(field.name);
        const Value value = given ? *given : Value();
        const bool isContent = !field.readOnly && field.type != catalogue::FieldType::RealTime;
        if (!isContent || now.fields[i] == value)
            continue;
        if (field.type != catalogue::FieldType::Variables || !now.fields[i].isObject()) {
            rest.append(field.name, value);
            continue;
        }
        Value::Object members = value.isObject() ? value.asObject() : Value::Object();
        for (const auto& [key, member] : now.fields[i].asObject()) {
            if (!members.find(key))
                members.append(key, Value());
        }
        rest.append(field.name, Value(std::move(members)));
    }
    return rest;
}

Result<void> create(Writer& writer, const Entity& entity)
{
    const Result<Id> id = writer.create(*entity.type, only(entity.fields, false), entity.id);
    if (!id)
        return id.error();
    const Value::Object cleared = only(entity.fields, true);
    if (!cleared.empty()) {
        if (Result<void> updated = writer.update(*entity.type, entity.id, cleared); !updated)
            return updated;
    }
    return entity.isArchived ? writer.setArchived(*entity.type, entity.id, true) : Result<void>();
}

/// `wasMade`: on what the branch inherits from; here it may have gone with something else, or with what the branch
/// inherits from.
Result<void> bring(Writer& writer, const Entity& entity, bool wasMade)
{
    Result<EntityPtr> now = writer.find(*entity.type, entity.id);
    if (now && !*now && wasMade) {
        if (Result<void> restored = writer.restore(*entity.type, entity.id); !restored)
            return restored;
        now = writer.find(*entity.type, entity.id);
    }
    if (!now)
        return now.error();
    if (!*now)
        return create(writer, entity);
    const Value::Object rest = difference(**now, entity);
    if (!rest.empty()) {
        if (Result<void> updated = writer.update(*entity.type, entity.id, rest); !updated)
            return updated;
    }
    if (entity.isArchived == (*now)->isArchived())
        return {};
    return writer.setArchived(*entity.type, entity.id, entity.isArchived);
}

using Removals = std::map<Id, const catalogue::Type*>;

/// What an overlay or the root has written, and what it lies upon.
struct Made
{
    std::string parent;
    std::unordered_set<Id> ids;
};

class JsonApplication
{
public:
    JsonApplication(history::Store& store, const JsonContent& content, const Viewer& author,
                    const ImportProgress& progress)
        : m_store(store)
        , m_content(content)
        , m_author(author)
        , m_progress(progress)
    {
    }

    Result<ImportReport> run();

private:
    Result<void> checkEmpty(Writer& writer) const;
    Result<void> writeAll(Writer& writer);
    Result<void> writeRoot(Writer& writer) const;
    Result<void> writeOverlay(Writer& writer, const Branch& branch);
    Result<void> writeContent(Writer& writer, const Branch& branch);
    Result<void> removeAll(Writer& writer, const Removals& removals) const;
    bool isMadeAbove(const Branch& branch, const Id& id) const;
    static Made madeOn(const Branch& branch);
    Result<Id> makeBranch(Writer& writer, const Branch& branch) const;
    Result<void> finishBranch(Writer& writer, const Branch& branch) const;

    history::Store& m_store;
    const JsonContent& m_content;
    const Viewer& m_author;
    const ImportProgress& m_progress;
    std::map<std::string, Id> m_branches;       ///< by key
    std::map<std::string, Made> m_made;         ///< by key
    std::map<std::string, Removals> m_notThere; ///< by key: what the root has and the branch lacks
};

Result<void> JsonApplication::checkEmpty(Writer& writer) const
{
    history::ListQuery query;
    query.first = 1;
    query.includeArchived = true;
    for (const catalogue::Type& type : m_store.types().types()) {
        if (type.name == "Branch" || type.scope == catalogue::Scope::Store)
            continue;
        const Result<history::Page> page = writer.list(type, query);
        if (!page)
            return page.error();
        if (!page->entities.empty())
            return Error{ErrorCode::Conflict,
                         "An export is imported into a file that is empty; this one holds the " + type.label + " " +
                             page->entities.front()->name() + ".",
                         {},
                         {},
                         {}};
    }
    return {};
}

Result<void> JsonApplication::finishBranch(Writer& writer, const Branch& branch) const
{
    const catalogue::Type& type = *m_store.types().find("Branch");
    const Id& id = m_branches.at(branch.key);
    if (!branch.fields.empty()) {
        if (Result<void> updated = writer.update(type, id, branch.fields); !updated)
            return updated;
    }
    return branch.clock ? writer.advanceClock(id, *branch.clock) : Result<void>();
}

Result<void> JsonApplication::writeRoot(Writer& writer) const
{
    if (Result<void> empty = checkEmpty(writer); !empty)
        return empty;
    for (const JsonContent::File& file : m_content.files) {
        if (const Result<Id> stored = writer.storeFile(file.mediaType, file.bytes); !stored)
            return stored.error();
    }
    const std::vector<Entity>& entities = m_content.branches.front().entities;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const bool isDue = i % progressEvery == 0;
        if (isDue && m_progress && !m_progress(static_cast<int>(85 * i / entities.size()), entities[i].type->plural))
            return cancelled();
        if (Result<void> created = create(writer, entities[i]); !created)
            return at(entities[i], created.error());
    }
    return {};
}

Result<Id> JsonApplication::makeBranch(Writer& writer, const Branch& branch) const
{
    const Value* named = branch.fields.find("name");
    const std::string name = named && named->isString() ? named->asString() : "Main";
    return branch.parent.empty() ? writer.follow(m_store.rootBranch(), name, branch.campaignId)
                                 : writer.fork(m_branches.at(branch.parent), name, branch.at);
}

/// A branch stands after its parent, so what it inherits is written.
Result<void> JsonApplication::writeOverlay(Writer& writer, const Branch& branch)
{
    const Result<Id> made = makeBranch(writer, branch);
    if (!made)
        return made.error();
    m_branches.emplace(branch.key, *made);
    if (Result<void> turned = history::turnTo(writer, *made); !turned)
        return turned;
    // Before everything else, as creations are: forks off this one, at whatever time, differ from all that it has.
    writer.setTime(catalogue::always);
    const Result<void> written = writeContent(writer, branch);
    writer.setTime({});
    return written;
}

Result<void> JsonApplication::writeContent(Writer& writer, const Branch& branch)
{
    m_made.emplace(branch.key, madeOn(branch));
    Removals notThere = m_notThere[m_made.at(branch.key).parent];
    Removals removed;
    for (const JsonContent::Removed& one : branch.removed)
        removed.emplace(one.id, one.type);
    if (Result<void> done = removeAll(writer, removed); !done)
        return done;
    for (const Entity& entity : branch.entities) {
        notThere.erase(entity.id);
        if (Result<void> brought = bring(writer, entity, isMadeAbove(branch, entity.id)); !brought)
            return at(entity, brought.error());
    }
    // What was restored has brought along what had gone with it.
    if (Result<void> done = removeAll(writer, notThere); !done)
        return done;
    notThere.merge(removed);
    m_notThere.emplace(branch.key, std::move(notThere));
    return {};
}

bool JsonApplication::isMadeAbove(const Branch& branch, const Id& id) const
{
    for (const Made* at = &m_made.at(branch.key); !at->parent.empty();) {
        at = &m_made.at(at->parent);
        if (at->ids.contains(id))
            return true;
    }
    return false;
}

Made JsonApplication::madeOn(const Branch& branch)
{
    const bool isRoot = branch.key == rootKey;
    Made made{isRoot ? std::string() : branch.parent.empty() ? std::string(rootKey) : branch.parent, {}};
    for (const Entity& entity : branch.entities)
        made.ids.insert(entity.id);
    return made;
}

/// Those that are there: a cascade may have taken some along already.
Result<void> JsonApplication::removeAll(Writer& writer, const Removals& removals) const
{
    for (const auto& [id, type] : removals) {
        const Result<EntityPtr> there = writer.find(*type, id);
        if (!there)
            return there.error();
        if (!*there)
            continue;
        if (Result<void> removed = writer.remove(*type, id); !removed)
            return removed;
    }
    return {};
}

/// Clocks come last and those of parents after those of their branches: a clock only moves forward, and a branch
/// without one of its own stands where its parent stands.
Result<void> JsonApplication::writeAll(Writer& writer)
{
    if (Result<void> root = writeRoot(writer); !root)
        return root;
    m_branches = {{m_content.branches.front().key, m_store.rootBranch()}};
    m_made.emplace(m_content.branches.front().key, madeOn(m_content.branches.front()));
    for (std::size_t i = 1; i < m_content.branches.size(); ++i) {
        if (Result<void> written = writeOverlay(writer, m_content.branches[i]); !written)
            return written;
    }
    for (auto branch = m_content.branches.rbegin(); branch != m_content.branches.rend(); ++branch) {
        if (Result<void> finished = finishBranch(writer, *branch); !finished)
            return finished;
    }
    return {};
}

/// What the campaign of the export calls itself.
std::string titleOf(const JsonContent& content)
{
    for (const Branch& branch : content.branches) {
        for (const Entity& entity : branch.entities) {
            const Value* name = entity.type->role == catalogue::Role::Campaign ? entity.fields.find("name") : nullptr;
            if (name && name->isString() && !name->asString().empty())
                return name->asString();
        }
    }
    return "an export";
}

Result<ImportReport> JsonApplication::run()
{
    history::ChangeRequest request;
    request.author = m_author;
    request.kind = "import";
    request.reason = "Import " + titleOf(m_content);
    const Result<history::Receipt> receipt =
        m_store.write(request, [this](Writer& writer) { return writeAll(writer); });
    if (!receipt)
        return receipt.error();
    if (m_progress)
        m_progress(100, "Done");
    ImportReport report = m_content.counts();
    report.changed = true;
    report.seq = receipt->seq;
    report.change = receipt->change;
    return report;
}

} // namespace

ImportReport JsonContent::counts() const
{
    ImportReport report;
    std::map<std::string, std::int64_t> byType;
    for (const Branch& branch : branches) {
        for (const Entity& entity : branch.entities)
            ++byType[entity.type->plural];
    }
    for (const auto& [plural, count] : byType)
        report.counts.push_back({plural, count, 0, 0});
    report.changed = !report.counts.empty();
    return report;
}

Result<ImportReport> importJson(history::Store& store, const JsonContent& content, const Viewer& author,
                                const ImportProgress& progress)
{
    return JsonApplication(store, content, author, progress).run();
}

} // namespace campaign::transfer
