// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/Import.h"

#include "server/catalogue/Check.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace campaign::transfer {

namespace {

using history::EntityPtr;
using history::Writer;

constexpr std::size_t lookUpAtOnce = 1000;
constexpr std::size_t progressEvery = 200;

ImportCount& countOf(ImportReport& report, const std::string& group)
{
    const auto found = std::find_if(report.counts.begin(), report.counts.end(),
                                    [&](const ImportCount& one) { return one.group == group; });
    return found != report.counts.end() ? *found : report.counts.emplace_back(ImportCount{group});
}

/// Applies one plan inside one change.
class Application
{
public:
    Application(const catalogue::Catalogue& types, const Id& rootBranch, const ImportPlan& plan,
                const ImportProgress& progress)
        : m_types(types)
        , m_rootBranch(rootBranch)
        , m_plan(plan)
        , m_progress(progress)
    {
    }

    Result<void> run(Writer& writer);
    const ImportReport& report() const { return m_report; }

private:
    Result<void> findExisting(Writer& writer);
    Result<void> look(Writer& writer, const catalogue::Type& type, const Value::Array& sourceIds);
    Result<void> storeFiles(Writer& writer);
    Result<void> apply(Writer& writer, const PlannedEntity& planned);
    Result<void> create(Writer& writer, const catalogue::Type& type, const PlannedEntity& planned,
                        const Value::Object& fields);
    Result<bool> adopt(Writer& writer, const catalogue::Type& type, const PlannedEntity& planned);
    Result<Value::Object> fieldsOf(const catalogue::Type& type, const PlannedEntity& planned) const;
    bool goesOn(int percent, std::string_view step) const { return !m_progress || m_progress(percent, step); }

    const catalogue::Catalogue& m_types;
    const Id& m_rootBranch;
    const ImportPlan& m_plan;
    const ImportProgress& m_progress;
    ImportReport m_report;
    std::unordered_map<std::string, EntityPtr> m_existing; ///< by source id
    std::unordered_map<std::string, Id> m_ids;             ///< by source id
    std::unordered_map<std::string, std::vector<std::pair<std::string, Id>>> m_files;
};

Error cancelled()
{
    return {ErrorCode::Cancelled, "The import was cancelled; nothing was changed.", {}, {}, {}};
}

Error at(const PlannedEntity& planned, const Error& cause)
{
    Error error = cause;
    error.path = planned.sourceId + (cause.path.empty() ? "" : "." + cause.path);
    return error;
}

/// The members of `fields` whose value the entity does not have yet.
Value::Object differing(const history::Entity& entity, const Value::Object& fields)
{
    Value::Object rest;
    for (const auto& [name, value] : fields) {
        const Value& now = entity.field(name);
        if (entity.type->field(name)->type != catalogue::FieldType::Variables || !value.isObject()) {
            if (!(now == value))
                rest.set(name, value);
            continue;
        }
        Value::Object members;
        for (const auto& [key, member] : value.asObject()) {
            const Value* current = now.find(key);
            if (current ? !(*current == member) : !member.isNull())
                members.set(key, member);
        }
        if (!members.empty())
            rest.set(name, Value(std::move(members)));
    }
    return rest;
}

Result<void> Application::run(Writer& writer)
{
    if (!goesOn(0, "Looking for what is there already"))
        return cancelled();
    if (Result<void> found = findExisting(writer); !found)
        return found;
    if (Result<void> stored = storeFiles(writer); !stored)
        return stored;
    const std::size_t count = m_plan.entities.size();
    for (std::size_t i = 0; i < count; ++i) {
        const PlannedEntity& planned = m_plan.entities[i];
        if (i % progressEvery == 0 && !goesOn(static_cast<int>(5 + 85 * i / count), planned.group))
            return cancelled();
        if (Result<void> applied = apply(writer, planned); !applied)
            return at(planned, applied.error());
    }
    if (!goesOn(90, "Writing"))
        return cancelled();
    return {};
}

Result<void> Application::findExisting(Writer& writer)
{
    std::map<std::string, Value::Array> wanted;
    for (const PlannedEntity& planned : m_plan.entities) {
        if (planned.existing.empty()) {
            wanted[planned.type].push_back(Value(planned.sourceId));
            continue;
        }
        const catalogue::Type* type = m_types.find(planned.type);
        Result<EntityPtr> there = type ? writer.find(*type, planned.existing) : Result<EntityPtr>(EntityPtr());
        if (!there)
            return there.error();
        if (!*there)
            return at(planned,
                      {ErrorCode::NotFound, "There is no " + planned.type + " " + planned.existing + ".", {}, {}, {}});
        m_ids.emplace(planned.sourceId, planned.existing);
        m_existing.emplace(planned.sourceId, *there);
    }
    for (const auto& [typeName, sourceIds] : wanted) {
        const catalogue::Type* type = m_types.find(typeName);
        if (!type)
            return Error{ErrorCode::Internal, "There is no type " + typeName + ".", {}, {}, {}};
        for (std::size_t start = 0; start < sourceIds.size(); start += lookUpAtOnce) {
            const auto first = sourceIds.begin() + static_cast<std::ptrdiff_t>(start);
            const auto last =
                sourceIds.begin() + static_cast<std::ptrdiff_t>(std::min(start + lookUpAtOnce, sourceIds.size()));
            if (Result<void> looked = look(writer, *type, Value::Array(first, last)); !looked)
                return looked;
        }
    }
    return {};
}

Result<void> Application::look(Writer& writer, const catalogue::Type& type, const Value::Array& sourceIds)
{
    history::ListQuery query;
    query.where = {{"sourceId", history::Condition::Operator::In, Value(sourceIds)}};
    query.first = static_cast<int>(lookUpAtOnce) * 2;
    query.includeArchived = true;
    const Result<history::Page> page = writer.list(type, query);
    if (!page)
        return page.error();
    for (const EntityPtr& entity : page->entities) {
        const std::string sourceId = entity->field(catalogue::common::SourceId).asString();
        m_ids.emplace(sourceId, entity->id);
        m_existing.emplace(sourceId, entity);
    }
    return {};
}

Result<void> Application::storeFiles(Writer& writer)
{
    for (const PlannedFile& file : m_plan.files) {
        const Result<Id> id = writer.storeFile(file.mediaType, file.bytes);
        if (!id)
            return id.error();
        m_files[file.sourceId].emplace_back(file.field, *id);
    }
    return {};
}

Result<Value::Object> Application::fieldsOf(const catalogue::Type& type, const PlannedEntity& planned) const
{
    Value::Object fields = planned.fields;
    if (planned.existing.empty())
        fields.set("sourceId", planned.sourceId);
    for (const PlannedReference& reference : planned.references) {
        const auto target = m_ids.find(reference.sourceId);
        if (target == m_ids.end())
            return Error{ErrorCode::Internal,
                         "It refers to " + reference.sourceId + ", which is not there yet.",
                         reference.field,
                         {},
                         {}};
        fields.set(reference.field, target->second);
    }
    if (const auto files = m_files.find(planned.sourceId); files != m_files.end()) {
        for (const auto& [field, id] : files->second)
            fields.set(field, id);
    }
    return catalogue::checkFields(type, fields);
}

Result<void> Application::apply(Writer& writer, const PlannedEntity& planned)
{
    const catalogue::Type& type = *m_types.find(planned.type);
    ImportCount& count = countOf(m_report, planned.group);
    const auto existing = m_existing.find(planned.sourceId);
    if (existing == m_existing.end() && planned.mayAdopt) {
        const Result<bool> adopted = adopt(writer, type, planned);
        if (!adopted)
            return adopted.error();
        if (*adopted) {
            ++count.updated;
            return {};
        }
    }
    const Result<Value::Object> fields = fieldsOf(type, planned);
    if (!fields)
        return fields.error();
    if (existing == m_existing.end()) {
        ++count.created;
        return create(writer, type, planned, *fields);
    }
    const Value::Object rest = differing(*existing->second, *fields);
    if (rest.empty()) {
        ++count.unchanged;
        return {};
    }
    if (Result<void> updated = writer.update(type, existing->second->id, rest); !updated)
        return updated;
    // The store brings some values into a form of its own, so that only it knows whether anything differed.
    const Result<EntityPtr> after = writer.find(type, existing->second->id);
    if (!after)
        return after.error();
    const bool differs = *after && (*after)->version != existing->second->version;
    ++(differs ? count.updated : count.unchanged);
    return {};
}

Result<void> Application::create(Writer& writer, const catalogue::Type& type, const PlannedEntity& planned,
                                 const Value::Object& fields)
{
    const Result<Id> id = writer.create(type, fields);
    if (!id)
        return id.error();
    m_ids.emplace(planned.sourceId, *id);
    if (planned.type != "Campaign")
        return {};
    // A campaign plays on a main branch of its own, which follows the world.
    const Result<Id> branch = writer.follow(m_rootBranch, "Main", *id);
    return branch ? Result<void>() : branch.error();
}

Result<bool> Application::adopt(Writer& writer, const catalogue::Type& type, const PlannedEntity& planned)
{
    history::ListQuery query;
    query.includeArchived = true;
    query.first = 2;
    const Result<history::Page> page = writer.list(type, query);
    if (!page)
        return page.error();
    if (page->entities.empty())
        return false;
    const EntityPtr& there = page->entities.front();
    if (page->entities.size() > 1 || !there->field(catalogue::common::SourceId).isNull()) {
        if (type.name == "World")
            return Error{ErrorCode::Conflict,
                         "This file holds another world, " + there->name() + ". Import into a file of its own.",
                         {},
                         {},
                         {}};
        return false;
    }
    m_ids.emplace(planned.sourceId, there->id);
    if (Result<void> marked = writer.update(type, there->id, {{"sourceId", planned.sourceId}}); !marked)
        return marked.error();
    return true;
}

bool changesSomething(const ImportReport& report)
{
    return std::any_of(report.counts.begin(), report.counts.end(),
                       [](const ImportCount& one) { return one.created > 0 || one.updated > 0; });
}

} // namespace

Result<ImportReport> applyImport(history::Store& store, const ImportPlan& plan, const Viewer& author,
                                 const ImportProgress& progress)
{
    Application application(store.types(), store.rootBranch(), plan, progress);
    history::ChangeRequest request;
    request.author = author;
    request.branch = plan.branch;
    request.kind = "import";
    request.reason = plan.title;
    const Result<history::Receipt> receipt =
        store.write(request, [&](Writer& writer) { return application.run(writer); });
    if (!receipt)
        return receipt.error();
    ImportReport report = application.report();
    report.changed = receipt->changed;
    report.seq = receipt->seq;
    report.change = receipt->change;
    if (progress)
        progress(100, "Done");
    return report;
}

Result<ImportReport> previewImport(history::Store& store, const ImportPlan& plan, const Viewer& author,
                                   const ImportProgress& progress)
{
    // A function that fails leaves no trace, so the real thing is run and then refused.
    Application application(store.types(), store.rootBranch(), plan, progress);
    history::ChangeRequest request;
    request.author = author;
    request.branch = plan.branch;
    request.kind = "import";
    bool complete = false;
    const Result<history::Receipt> receipt = store.write(request, [&](Writer& writer) -> Result<void> {
        if (Result<void> applied = application.run(writer); !applied)
            return applied;
        complete = true;
        return cancelled();
    });
    if (!complete)
        return receipt.error();
    ImportReport report = application.report();
    report.changed = changesSomething(report);
    return report;
}

ImportReport countPlan(const ImportPlan& plan)
{
    ImportReport report;
    for (const PlannedEntity& planned : plan.entities)
        ++countOf(report, planned.group).created;
    report.changed = !plan.entities.empty();
    return report;
}

Value describeImport(const ImportPlan& plan, const ImportReport& report)
{
    Value::Array counts;
    for (const ImportCount& one : report.counts)
        counts.push_back(Value(Value::Object{
            {"group", one.group}, {"created", one.created}, {"updated", one.updated}, {"unchanged", one.unchanged}}));
    Value::Array leftOut;
    for (const LeftOut& one : plan.leftOut)
        leftOut.push_back(Value(Value::Object{{"what", one.what}, {"count", one.count}, {"reason", one.reason}}));
    return Value(Value::Object{{"title", plan.title},
                               {"counts", Value(std::move(counts))},
                               {"leftOut", Value(std::move(leftOut))},
                               {"warnings", Value(Value::Array(plan.warnings.begin(), plan.warnings.end()))},
                               {"changed", report.changed},
                               {"seq", report.seq}});
}

} // namespace campaign::transfer
