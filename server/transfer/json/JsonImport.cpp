// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/JsonImport.h"

#include <map>

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

Result<void> bring(Writer& writer, const Entity& entity)
{
    const Result<EntityPtr> now = writer.find(*entity.type, entity.id);
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
    Result<void> writeRoot(Writer& writer);
    Result<void> writeMains(Writer& writer);
    Result<void> finishBranch(Writer& writer, const Id& id, const Branch& branch) const;
    Result<void> writeOverlay(Writer& writer, const Branch& branch) const;
    history::ChangeRequest request(const Id& branch) const;

    history::Store& m_store;
    const JsonContent& m_content;
    const Viewer& m_author;
    const ImportProgress& m_progress;
    std::map<Id, Id> m_mains; ///< branch by campaign
};

history::ChangeRequest JsonApplication::request(const Id& branch) const
{
    history::ChangeRequest made;
    made.author = m_author;
    made.branch = branch;
    made.kind = "import";
    made.reason = "Import an export";
    return made;
}

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

Result<void> JsonApplication::finishBranch(Writer& writer, const Id& id, const Branch& branch) const
{
    const catalogue::Type& type = *m_store.types().find("Branch");
    if (!branch.fields.empty()) {
        if (Result<void> updated = writer.update(type, id, branch.fields); !updated)
            return updated;
    }
    return branch.clock ? writer.advanceClock(id, *branch.clock) : Result<void>();
}

Result<void> JsonApplication::writeRoot(Writer& writer)
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
    if (Result<void> mains = writeMains(writer); !mains)
        return mains;
    return finishBranch(writer, m_store.rootBranch(), m_content.branches.front());
}

Result<void> JsonApplication::writeMains(Writer& writer)
{
    for (std::size_t i = 1; i < m_content.branches.size(); ++i) {
        const Branch& branch = m_content.branches[i];
        const Result<Id> id =
            writer.follow(m_store.rootBranch(), Value(branch.fields).stringOr("name", "Main"), branch.campaignId);
        if (!id)
            return id.error();
        m_mains.emplace(branch.campaignId, *id);
    }
    return {};
}

Result<void> JsonApplication::writeOverlay(Writer& writer, const Branch& branch) const
{
    for (const JsonContent::Removed& one : branch.removed) {
        const Result<EntityPtr> there = writer.find(*one.type, one.id);
        if (!there)
            return there.error();
        // A cascade may have taken it along already.
        if (*there) {
            if (Result<void> removed = writer.remove(*one.type, one.id); !removed)
                return removed;
        }
    }
    for (const Entity& entity : branch.entities) {
        if (Result<void> brought = bring(writer, entity); !brought)
            return at(entity, brought.error());
    }
    return finishBranch(writer, m_mains.at(branch.campaignId), branch);
}

Result<ImportReport> JsonApplication::run()
{
    Result<history::Receipt> receipt = m_store.write(request({}), [this](Writer& writer) { return writeRoot(writer); });
    if (!receipt)
        return receipt.error();
    for (std::size_t i = 1; i < m_content.branches.size(); ++i) {
        const Branch& branch = m_content.branches[i];
        receipt = m_store.write(request(m_mains.at(branch.campaignId)),
                                [&](Writer& writer) { return writeOverlay(writer, branch); });
        if (!receipt)
            return receipt.error();
    }
    if (m_progress)
        m_progress(100, "Done");
    ImportReport report = m_content.counts();
    report.changed = true;
    report.seq = receipt->seq;
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
