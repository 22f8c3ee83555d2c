// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeWriter.h"

#include "server/catalogue/Check.h"
#include "server/core/Json.h"
#include "server/core/Sha256.h"
#include "server/geometry/GeoJson.h"
#include "server/history/BranchTurn.h"

#include <algorithm>
#include <set>

namespace campaign::history {

using catalogue::always;
using database::Statement;

namespace {

Result<void> checkGeometryForm(const catalogue::Type& type, const Value::Object& fields)
{
    for (const auto& [name, value] : fields) {
        const catalogue::Field* field = type.field(name);
        if (!field || field->type != catalogue::FieldType::Geometry || value.isNull())
            continue;
        Result<geometry::Geometry> read = geometry::fromGeoJson(value);
        if (!read)
            return Error{ErrorCode::Invalid,
                         read.error().message,
                         name + (read.error().path.empty() ? "" : "." + read.error().path),
                         {},
                         {}};
    }
    return {};
}

} // namespace

Error notFound(const catalogue::Type& type, const Id& id)
{
    return {ErrorCode::NotFound, "There is no " + type.label + " with the id " + id + ".", "id", {}, {}};
}

ChangeWriter::ChangeWriter(WriteContext context, const ChangeRequest& request)
    : m_context(std::move(context))
    , m_request(request)
    , m_log(m_context.connection)
    , m_derivation(m_context.connection, m_context.types, m_context.lastRow)
{
}

Result<void> ChangeWriter::begin()
{
    if (m_context.lineage->branches().empty())
        return {}; // the file's first change, which makes the root
    const BranchNode* node = m_context.lineage->byId(m_request.branch);
    if (!node)
        return Error{
            ErrorCode::NotFound, "There is no branch with the id " + m_request.branch + ".", "branchId", {}, {}};
    m_home = m_branch = node->key;
    return {};
}

Result<void> ChangeWriter::turnTo(const Id& branch)
{
    if (Result<void> flushed = flush(); !flushed)
        return flushed;
    const BranchNode* node = m_context.lineage->byId(branch);
    if (!node)
        return Error{ErrorCode::NotFound, "There is no branch with the id " + branch + ".", "branchId", {}, {}};
    m_branch = node->key;
    return {};
}

Result<void> turnTo(Writer& writer, const Id& branch)
{
    auto* change = dynamic_cast<ChangeWriter*>(&writer);
    return change ? change->turnTo(branch)
                  : Error{ErrorCode::Internal, "This writer cannot turn to another branch.", {}, {}, {}};
}

BranchKey ChangeWriter::branchOf(const catalogue::Type& type) const
{
    return type.scope == catalogue::Scope::Branched ? m_branch : streamScope;
}

WorldTime ChangeWriter::defaultTime(const catalogue::Type& type) const
{
    if (type.scope != catalogue::Scope::Branched)
        return always;
    const WorldTime clock = m_context.lineage->clock(m_branch);
    return clock == always ? always : m_request.worldTime.value_or(clock);
}

Result<ChangeWriter::Working*> ChangeWriter::working(const catalogue::Type& type, const Id& id, BranchKey branch)
{
    const EntityAddress address{branch, id, type.name};
    if (const auto known = m_working.find(address); known != m_working.end())
        return &known->second;
    Result<EntityPtr> present =
        m_derivation.states().find(type, id, *m_context.lineage, m_context.lineage->arms(branch));
    if (!present)
        return present.error();
    Working entity;
    entity.before = *present;
    if (entity.before) {
        entity.now = *entity.before;
    } else {
        entity.now.type = &type;
        entity.now.id = id;
        entity.now.fields.resize(type.fields.size());
    }
    return &m_working.emplace(address, std::move(entity)).first->second;
}

Result<void> ChangeWriter::checkVersion(const Working& entity, std::optional<std::int64_t> expectedVersion)
{
    if (!expectedVersion || *expectedVersion == entity.now.version)
        return {};
    Result<std::vector<Patch>> patches =
        m_log.patchesOf(entity.now.id, m_context.lineage->arms(branchOf(*entity.now.type)));
    if (!patches)
        return patches.error();
    std::set<std::int64_t> seqs;
    for (const Patch& patch : *patches)
        seqs.insert(patch.seq);
    const auto later =
        std::next(seqs.begin(), std::clamp<std::int64_t>(*expectedVersion, 0, static_cast<std::int64_t>(seqs.size())));
    std::set<std::string> fields;
    for (const Patch& patch : *patches) {
        if (later == seqs.end() || patch.seq < *later)
            continue;
        for (const auto& member : patch.fields)
            fields.insert(member.first);
    }
    const Value::Object details{{"expectedVersion", *expectedVersion},
                                {"actualVersion", entity.now.version},
                                {"changedFields", Value::Array(fields.begin(), fields.end())}};
    return Error{ErrorCode::OptimisticLock,
                 entity.now.name() + " was changed meanwhile (version " + std::to_string(entity.now.version) +
                     ", yours was " + std::to_string(*expectedVersion) + "). Load it again and repeat your change.",
                 "expectedVersion",
                 {},
                 toJson(details)};
}

Result<ChangeWriter::Working*> ChangeWriter::liveWorking(const catalogue::Type& type, const Id& id,
                                                         std::optional<std::int64_t> expectedVersion)
{
    Result<Working*> entity = working(type, id, branchOf(type));
    if (!entity)
        return entity;
    if (!(*entity)->now.isLive)
        return notFound(type, id);
    if (Result<void> current = checkVersion(**entity, expectedVersion); !current)
        return current.error();
    return entity;
}

void ChangeWriter::applyNow(Working& entity, const Value::Object& paths)
{
    for (const auto& [path, value] : paths) {
        entity.inForce.insert(path);
        if (path == existsField)
            entity.now.isLive = value.isBoolean() && value.asBoolean();
        else
            setValueAt(entity.now, path, value);
    }
}

/// The heart of a write. A patch at the clock (or a timeless one) is the last word, so it is applied to the working
/// copy; one before the clock may be overruled by a later patch, so the entity is folded anew; one after it is only
/// planned.
Result<void> ChangeWriter::addPatch(const catalogue::Type& type, const Id& id, BranchKey branch, WorldTime time,
                                    const Value::Object& paths, const std::string& cause)
{
    if (paths.empty())
        return {};
    Result<Working*> found = working(type, id, branch);
    if (!found)
        return found.error();
    Working& entity = **found;
    const auto [place, isNew] = m_patchPlaces.try_emplace({branch, id, time}, m_patches.size());
    if (isNew)
        m_patches.push_back({branch, type.name, id, time, m_context.seq, m_context.realTime, cause, {}});
    Patch& patch = m_patches[place->second];
    for (const auto& [path, value] : paths) {
        patch.fields.set(path, value);
        entity.changed.push_back(path);
    }
    if (!cause.empty())
        patch.cause = cause;
    if (entity.now.changeSeq != m_context.seq) {
        ++entity.now.version;
        if (entity.now.createdAt == 0)
            entity.now.createdAt = m_context.realTime;
        entity.now.changeSeq = m_context.seq;
        entity.now.updatedAt = m_context.realTime;
    }
    entity.isDirty = true;
    m_branchesChanged = m_branchesChanged || type.role == catalogue::Role::Branch;
    const WorldTime clock = branch == streamScope ? always : m_context.lineage->clock(branch);
    const bool timeless =
        std::all_of(paths.begin(), paths.end(), [&](const auto& member) { return isTimeless(type, member.first); });
    if (time == clock || (timeless && time == always)) {
        applyNow(entity, paths);
        return {};
    }
    if (time > clock)
        return {};
    Result<Entity> derived = m_derivation.derive(type, id, branch, *m_context.lineage, m_context.seq, m_patches);
    if (!derived)
        return derived.error();
    entity.now = std::move(derived).value();
    const Result<Slice> slice = sliceAt(id, branch, clock, m_context.seq);
    if (!slice)
        return slice.error();
    for (const auto& [path, value] : paths) {
        const auto setting = slice->paths.find(path); // a later patch may have set the same value before
        if (path != existsField && setting != slice->paths.end() && setting->second.seq == m_context.seq)
            entity.inForce.insert(path);
    }
    return {};
}

/// Splits paths into the timeless ones, which patch at −∞, and the others, which patch at `time`.
Result<void> ChangeWriter::addTimed(const catalogue::Type& type, const Id& id, const Value::Object& paths,
                                    WorldTime time, const std::string& cause)
{
    Value::Object timeless;
    Value::Object timed;
    for (const auto& [path, value] : paths)
        (isTimeless(type, path) ? timeless : timed).append(path, value);
    if (Result<void> added = addPatch(type, id, branchOf(type), always, timeless, cause); !added)
        return added;
    return addPatch(type, id, branchOf(type), time, timed, cause);
}

/// Whether this change has written something of another type with that id.
bool ChangeWriter::isWrittenAsOther(const Id& id, const catalogue::Type& type) const
{
    const auto isOther = [&](BranchKey branch) {
        const auto place = m_patchPlaces.lower_bound({branch, id, always});
        return place != m_patchPlaces.end() && std::get<0>(place->first) == branch && std::get<1>(place->first) == id &&
               m_patches[place->second].type != type.name;
    };
    return isOther(m_branch) || isOther(streamScope);
}

Result<Id> ChangeWriter::create(const catalogue::Type& type, const Value::Object& fields, const Id& id)
{
    const Id chosen = id.empty() ? m_context.ids.next() : id;
    if (!isValidId(chosen))
        return Error{ErrorCode::Invalid, "\"" + chosen + "\" cannot be an id.", "id", {}, {}};
    Result<Value::Object> checked = catalogue::checkFields(type, fields);
    if (checked)
        checked = catalogue::completeNew(type, *checked);
    if (!checked)
        return checked.error();
    if (Result<void> shaped = checkGeometryForm(type, *checked); !shaped)
        return shaped.error();
    Result<Working*> present = working(type, chosen, branchOf(type));
    if (!present)
        return present.error();
    Result<bool> taken = m_log.isOtherType(chosen, type.name);
    if (!taken)
        return taken.error();
    if ((*present)->now.version > 0 || *taken || isWrittenAsOther(chosen, type))
        return Error{ErrorCode::Conflict, "The id " + chosen + " is taken; ids are never used again.", "id", {}, {}};
    Value::Object paths{{std::string(existsField), true}};
    for (const auto& [path, value] : toPatchFields(type, *checked))
        paths.append(path, value);
    const bool timed = type.scope == catalogue::Scope::Branched && m_context.lineage->clock(m_branch) != always;
    if (Result<void> added = addTimed(type, chosen, paths, timed ? m_request.worldTime.value_or(always) : always);
        !added)
        return added.error();
    return chosen;
}

Result<Slice> ChangeWriter::sliceAt(const Id& id, BranchKey branch, WorldTime time, std::int64_t maxSeq)
{
    const std::vector<Arm> arms = m_context.lineage->arms(branch);
    Result<std::vector<Patch>> logged = m_log.patchesOf(id, arms);
    if (!logged)
        return logged.error();
    std::vector<const Patch*> patches;
    for (const Patch& patch : *logged)
        patches.push_back(&patch);
    for (const Patch& patch : m_patches) {
        if (patch.id == id && isOnArm(patch, arms))
            patches.push_back(&patch);
    }
    return fold(std::move(patches), {.time = time, .maxSeq = maxSeq});
}

/// Those paths whose value at the time they will patch is another one.
Result<Value::Object> ChangeWriter::differing(const catalogue::Type& type, const Id& id, const Value::Object& paths,
                                              WorldTime time)
{
    Result<Working*> entity = working(type, id, branchOf(type));
    if (!entity)
        return entity.error();
    Value::Object different;
    std::optional<Slice> then;
    const WorldTime clock = branchOf(type) == streamScope ? always : m_context.lineage->clock(m_branch);
    for (const auto& [path, value] : paths) {
        if (isTimeless(type, path) || time == clock) {
            const Value present = path == existsField ? Value((*entity)->now.isLive) : valueAt((*entity)->now, path);
            if (!(present == value))
                different.append(path, value);
            continue;
        }
        if (!then) {
            Result<Slice> slice = sliceAt(id, branchOf(type), time, m_context.seq);
            if (!slice)
                return slice.error();
            then = std::move(slice).value();
        }
        const Value present = path == existsField ? Value(then->exists()) : then->value(path);
        if (!(present == value))
            different.append(path, value);
    }
    return different;
}

Result<void> ChangeWriter::addDiffering(const catalogue::Type& type, const Id& id, const Value::Object& paths,
                                        WorldTime time, const std::string& cause)
{
    Result<Value::Object> different = differing(type, id, paths, time);
    return different ? addTimed(type, id, *different, time, cause) : different.error();
}

/// Clearing all variables clears each that is there at the time.
Result<Value::Object> ChangeWriter::expandVariables(const catalogue::Type& type, const Id& id, Value::Object fields,
                                                    WorldTime time)
{
    const std::string& name = type.fields[catalogue::common::Variables].name;
    Value* given = fields.find(name);
    if (!given || !given->isNull())
        return fields;
    Result<Slice> slice = sliceAt(id, branchOf(type), time, m_context.seq);
    if (!slice)
        return slice.error();
    Value::Object cleared;
    for (const auto& [path, setting] : slice->paths) {
        if (path.rfind(name + ".", 0) == 0 && !setting.value.isNull())
            cleared.append(path.substr(name.size() + 1), Value());
    }
    *given = std::move(cleared);
    return fields;
}

Result<void> ChangeWriter::update(const catalogue::Type& type, const Id& id, const Value::Object& fields,
                                  std::optional<std::int64_t> expectedVersion)
{
    Result<Working*> entity = liveWorking(type, id, expectedVersion);
    if (!entity)
        return entity.error();
    Result<Value::Object> checked = catalogue::checkFields(type, fields);
    if (!checked)
        return checked.error();
    if (Result<void> shaped = checkGeometryForm(type, *checked); !shaped)
        return shaped;
    const WorldTime time = defaultTime(type);
    checked = expandVariables(type, id, std::move(checked).value(), time);
    if (!checked)
        return checked.error();
    return addDiffering(type, id, toPatchFields(type, *checked), time);
}

Result<void> ChangeWriter::setArchived(const catalogue::Type& type, const Id& id, bool archived)
{
    Result<Working*> entity = liveWorking(type, id, {});
    if (!entity)
        return entity.error();
    if ((*entity)->now.isArchived() == archived)
        return {};
    return addTimed(type, id, Value::Object{{"archivedAt", archived ? Value(m_context.realTime) : Value()}}, always);
}

Result<Id> ChangeWriter::storeFile(const std::string& mediaType, std::string_view bytes)
{
    const Id id = "sha256-" + toHex(sha256(bytes));
    Result<Statement> insert =
        m_context.connection.prepare("INSERT OR IGNORE INTO file (id, media_type, bytes) VALUES (?, ?, ?)");
    if (!insert)
        return insert.error();
    if (Result<void> stored = insert->bind(id).bind(mediaType).bindBlob(bytes).run(); !stored)
        return stored.error();
    return id;
}

Result<EntityPtr> ChangeWriter::find(const catalogue::Type& type, const Id& id)
{
    Result<Working*> entity = working(type, id, branchOf(type));
    if (!entity)
        return entity.error();
    return (*entity)->now.isLive ? std::make_shared<const Entity>((*entity)->now) : EntityPtr();
}

Result<Page> ChangeWriter::list(const catalogue::Type& type, const ListQuery& query)
{
    if (Result<void> flushed = flush(); !flushed)
        return flushed.error();
    return Lists(m_context.connection, *m_context.lineage, nullptr).page(type, query, m_branch, m_allSeeing);
}

} // namespace campaign::history
