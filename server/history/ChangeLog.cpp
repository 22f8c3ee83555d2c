// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeLog.h"

#include "server/core/Json.h"
#include "server/core/Sha256.h"

#include <set>

namespace campaign::history {

namespace {

using database::Statement;

constexpr int payloadSchema = 1;
constexpr const char* headerColumns =
    "seq, change_id, author, real_time, branch, kind, reason, cause, undoes, world_time, request_key";
constexpr const char* patchColumns =
    "v.branch, v.entity_type, v.entity_id, v.world_time, v.seq, c.real_time, v.cause, v.payload";

std::string payloadOf(const Patch& patch)
{
    return toCanonicalJson(Value::Object{{"type", patch.type},
                                         {"id", patch.id},
                                         {"worldTime", std::to_string(patch.worldTime)},
                                         {"cause", patch.cause},
                                         {"fields", patch.fields}});
}

ChangeHeader readHeader(const Statement& row)
{
    ChangeHeader header{.seq = row.integer(0), .changeId = Id(row.text(1)), .author = std::string(row.text(2))};
    header.realTime = row.integer(3);
    header.branch = row.integer(4);
    header.kind = std::string(row.text(5));
    header.reason = std::string(row.text(6));
    header.cause = std::string(row.text(7));
    header.undoes = row.integer(8);
    if (!row.isNull(9))
        header.worldTime = row.integer(9);
    header.requestKey = std::string(row.text(10));
    return header;
}

Result<Patch> readPatch(const Statement& row)
{
    Patch patch{.branch = row.integer(0), .type = std::string(row.text(1)), .id = Id(row.text(2))};
    patch.worldTime = row.integer(3);
    patch.seq = row.integer(4);
    patch.realTime = row.integer(5);
    patch.cause = std::string(row.text(6));
    if (row.isNull(7))
        return patch; // erased on the owner's demand
    Result<Value> payload = parseJson(row.blob(7));
    const Value* fields = payload ? payload->find("fields") : nullptr;
    if (!fields || !fields->isObject())
        return Error{
            ErrorCode::Invalid, "The record of change " + std::to_string(patch.seq) + " is damaged.", {}, {}, {}};
    patch.fields = fields->asObject();
    return patch;
}

Result<void> readPatches(Statement& rows, std::vector<Patch>& into)
{
    Result<bool> more = rows.step();
    for (; more && *more; more = rows.step()) {
        Result<Patch> patch = readPatch(rows);
        if (!patch)
            return patch.error();
        into.push_back(std::move(patch).value());
    }
    return more ? Result<void>() : more.error();
}

/// Length-prefixed, so that no two headers give the same bytes.
void appendPart(std::string& bytes, std::string_view part)
{
    bytes += std::to_string(part.size());
    bytes += ':';
    bytes += part;
}

void bindOptional(Statement& statement, const std::string& text)
{
    if (text.empty())
        statement.bindNull();
    else
        statement.bind(text);
}

} // namespace

Result<ChangeLog::Head> ChangeLog::head()
{
    Result<Statement> row = m_connection.prepare("SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1");
    if (!row)
        return row.error();
    const Result<bool> there = row->step();
    if (!there)
        return there.error();
    return *there ? Head{row->integer(0), std::string(row->blob(1))} : Head{0, std::string(32, '\0')};
}

Result<std::string> ChangeLog::branchId(BranchKey key)
{
    Result<Statement> row = m_connection.prepare("SELECT id FROM branch_key WHERE key = ?");
    if (!row)
        return row.error();
    const Result<bool> there = row->bind(key).step();
    if (!there)
        return there.error();
    return *there ? std::string(row->text(0)) : std::string();
}

Result<std::string> ChangeLog::chainedHash(const std::string& previous, const ChangeHeader& header,
                                           const std::vector<std::string>& payloadHashes)
{
    Result<std::string> branch = branchId(header.branch);
    if (!branch)
        return branch.error();
    std::string bytes = previous;
    const std::string worldTime = header.worldTime ? std::to_string(*header.worldTime) : std::string();
    for (const std::string& part :
         {std::to_string(header.seq), header.changeId, header.author, std::to_string(header.realTime), *branch,
          header.kind, header.reason, header.cause, std::to_string(header.undoes), worldTime, header.requestKey})
        appendPart(bytes, part);
    for (const std::string& hash : payloadHashes)
        bytes += hash;
    return sha256(bytes);
}

Result<void> ChangeLog::insertVersion(const Patch& patch, std::int64_t seq, const std::string& payload,
                                      const std::string& payloadHash)
{
    Result<Statement> insert =
        m_connection.prepare("INSERT INTO version (seq, branch, entity_type, entity_id, world_time, cause, schema, "
                             "payload, payload_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    insert->bind(seq).bind(patch.branch).bind(patch.type).bind(patch.id).bind(patch.worldTime);
    bindOptional(*insert, patch.cause);
    insert->bind(std::int64_t{payloadSchema}).bindBlob(payload).bindBlob(payloadHash);
    return insert->run();
}

Result<ChangeLog::Head> ChangeLog::append(const Head& previous, const ChangeHeader& header,
                                          const std::vector<Patch>& patches)
{
    std::vector<std::string> hashes;
    for (const Patch& patch : patches) {
        const std::string payload = payloadOf(patch);
        hashes.push_back(sha256(payload));
        if (Result<void> inserted = insertVersion(patch, header.seq, payload, hashes.back()); !inserted)
            return inserted.error();
    }
    Result<std::string> hash = chainedHash(previous.hash, header, hashes);
    if (!hash)
        return hash.error();
    Result<Statement> insert = m_connection.prepare(std::string("INSERT INTO change (") + headerColumns +
                                                    ", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    insert->bind(header.seq).bind(header.changeId).bind(header.author).bind(header.realTime).bind(header.branch);
    insert->bind(header.kind).bind(header.reason);
    bindOptional(*insert, header.cause);
    header.undoes ? insert->bind(header.undoes) : insert->bindNull();
    header.worldTime ? insert->bind(*header.worldTime) : insert->bindNull();
    bindOptional(*insert, header.requestKey);
    if (Result<void> inserted = insert->bindBlob(*hash).run(); !inserted)
        return inserted.error();
    return Head{header.seq, *hash};
}

Result<std::vector<Patch>> ChangeLog::patchesWhere(const std::string& condition, const std::string& operand,
                                                   const std::vector<Arm>& arms)
{
    std::vector<Patch> patches;
    // The nearest branch comes last: where one change wrote to several, its word holds at equal times.
    for (auto arm = arms.rbegin(); arm != arms.rend(); ++arm) {
        Result<Statement> rows = m_connection.prepare(
            std::string("SELECT ") + patchColumns + " FROM version v JOIN change c ON c.seq = v.seq WHERE " +
            condition + " AND v.branch = ? AND v.seq <= ? AND v.world_time <= ?");
        if (!rows)
            return rows.error();
        rows->bind(operand).bind(arm->branch).bind(arm->maxSeq).bind(arm->maxTime);
        if (Result<void> read = readPatches(*rows, patches); !read)
            return read.error();
    }
    return patches;
}

bool isOnArm(const Patch& patch, const std::vector<Arm>& arms)
{
    return std::any_of(arms.begin(), arms.end(), [&](const Arm& arm) {
        return arm.branch == patch.branch && patch.seq <= arm.maxSeq && patch.worldTime <= arm.maxTime;
    });
}

Result<std::vector<Patch>> ChangeLog::patchesOf(const Id& entity, const std::vector<Arm>& arms)
{
    return patchesWhere("v.entity_id = ?", entity, arms);
}

Result<std::vector<Patch>> ChangeLog::patchesOfAll(std::span<const Id> entities, const std::vector<Arm>& arms)
{
    const std::string ids = toJson(Value::Array(entities.begin(), entities.end()));
    return patchesWhere("v.entity_id IN (SELECT value FROM json_each(?))", ids, arms);
}

Result<std::vector<Patch>> ChangeLog::patchesOfType(const std::string& type, const std::vector<Arm>& arms)
{
    return patchesWhere("v.entity_type = ?", type, arms);
}

Result<std::vector<Patch>> ChangeLog::patchesOfChange(std::int64_t seq)
{
    std::vector<Patch> patches;
    Result<Statement> rows =
        m_connection.prepare(std::string("SELECT ") + patchColumns +
                             " FROM version v JOIN change c ON c.seq = v.seq WHERE v.seq = ? ORDER BY v.id");
    if (!rows)
        return rows.error();
    rows->bind(seq);
    if (Result<void> read = readPatches(*rows, patches); !read)
        return read.error();
    return patches;
}

Result<std::vector<ChangeLog::EntityKey>> ChangeLog::patchedBetween(const std::vector<Arm>& arms, WorldTime after,
                                                                    WorldTime until)
{
    std::set<EntityKey> found;
    for (const Arm& arm : arms) {
        Result<Statement> rows =
            m_connection.prepare("SELECT DISTINCT entity_type, entity_id FROM version WHERE branch = ? AND "
                                 "world_time > ? AND world_time <= ? AND seq <= ?");
        if (!rows)
            return rows.error();
        rows->bind(arm.branch).bind(after).bind(std::min(until, arm.maxTime)).bind(arm.maxSeq);
        Result<bool> more = rows->step();
        for (; more && *more; more = rows->step())
            found.insert({std::string(rows->text(0)), Id(rows->text(1))});
        if (!more)
            return more.error();
    }
    return std::vector<EntityKey>(found.begin(), found.end());
}

Result<bool> ChangeLog::isOtherType(const Id& entity, const std::string& type)
{
    Result<Statement> row =
        m_connection.prepare("SELECT 1 FROM version WHERE entity_id = ? AND entity_type <> ? LIMIT 1");
    if (!row)
        return row.error();
    return row->bind(entity).bind(type).step();
}

Result<bool> ChangeLog::isUndoable(std::int64_t seq, const catalogue::Catalogue& types)
{
    Value::Array firm;
    for (const catalogue::Type& type : types.types()) {
        if (!type.undoable)
            firm.push_back(type.name);
    }
    Result<Statement> row = m_connection.prepare(
        "SELECT 1 FROM version WHERE seq = ? AND entity_type NOT IN (SELECT value FROM json_each(?)) LIMIT 1");
    if (!row)
        return row.error();
    return row->bind(seq).bind(toJson(firm)).step();
}

Result<std::optional<ChangeHeader>> ChangeLog::find(std::int64_t seq)
{
    Result<Statement> row = m_connection.prepare(std::string("SELECT ") + headerColumns + " FROM change WHERE seq = ?");
    if (!row)
        return row.error();
    const Result<bool> there = row->bind(seq).step();
    if (!there)
        return there.error();
    return *there ? std::optional(readHeader(*row)) : std::nullopt;
}

Result<std::int64_t> ChangeLog::findRequest(const std::string& requestKey)
{
    Result<Statement> row = m_connection.prepare("SELECT seq FROM change WHERE request_key = ?");
    if (!row)
        return row.error();
    const Result<bool> there = row->bind(requestKey).step();
    if (!there)
        return there.error();
    return *there ? row->integer(0) : 0;
}

Result<bool> ChangeLog::isUndone(std::int64_t seq)
{
    // An undo may itself have been undone (a redo), and so on: the newest one that names this change decides.
    Result<Statement> row = m_connection.prepare("SELECT seq FROM change WHERE undoes = ? ORDER BY seq DESC LIMIT 1");
    if (!row)
        return row.error();
    const Result<bool> there = row->bind(seq).step();
    if (!there)
        return there.error();
    if (!*there)
        return false;
    const std::int64_t undo = row->integer(0);
    Result<bool> undoIsUndone = isUndone(undo);
    return undoIsUndone ? Result<bool>(!*undoIsUndone) : undoIsUndone;
}

Result<std::vector<ChangeHeader>> ChangeLog::changesAfter(std::int64_t since, int first)
{
    Result<Statement> rows = m_connection.prepare(std::string("SELECT ") + headerColumns +
                                                  " FROM change WHERE seq > ? ORDER BY seq LIMIT ?");
    if (!rows)
        return rows.error();
    rows->bind(since).bind(std::int64_t{first});
    std::vector<ChangeHeader> headers;
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step())
        headers.push_back(readHeader(*rows));
    if (!more)
        return more.error();
    return headers;
}

Result<void> ChangeLog::walkBack(const std::string& author, const std::vector<BranchKey>& branches,
                                 const std::function<bool(const ChangeHeader&)>& visit)
{
    Value::Array keys(branches.begin(), branches.end());
    Result<Statement> rows =
        m_connection.prepare(std::string("SELECT ") + headerColumns +
                             " FROM change WHERE author = ? AND branch IN (SELECT value FROM json_each(?)) "
                             "ORDER BY seq DESC");
    if (!rows)
        return rows.error();
    rows->bind(author).bind(toJson(keys));
    Result<bool> more = rows->step();
    while (more && *more && visit(readHeader(*rows)))
        more = rows->step();
    return more ? Result<void>() : more.error();
}

Result<std::string> ChangeLog::hashOf(std::int64_t seq)
{
    Result<Statement> row = m_connection.prepare("SELECT hash FROM change WHERE seq = ?");
    if (!row)
        return row.error();
    const Result<bool> there = row->bind(seq).step();
    if (!there)
        return there.error();
    return *there ? std::string(row->blob(0)) : std::string();
}

Result<std::vector<std::string>> ChangeLog::verifyChain()
{
    std::vector<std::string> problems;
    Result<Statement> changes =
        m_connection.prepare(std::string("SELECT ") + headerColumns + ", hash FROM change ORDER BY seq");
    Result<Statement> versions =
        m_connection.prepare("SELECT payload, payload_hash FROM version WHERE seq = ? ORDER BY id");
    if (!changes || !versions)
        return changes ? versions.error() : changes.error();
    std::string previous(32, '\0');
    std::int64_t expected = 1;
    Result<bool> more = changes->step();
    for (; more && *more; more = changes->step(), ++expected) {
        const ChangeHeader header = readHeader(*changes);
        const std::string name = "change " + std::to_string(header.seq);
        if (header.seq != expected)
            problems.push_back("The log jumps to " + name + "; change " + std::to_string(expected) + " is missing.");
        expected = header.seq;
        std::vector<std::string> hashes;
        versions->bind(header.seq);
        Result<bool> version = versions->step();
        for (; version && *version; version = versions->step()) {
            hashes.emplace_back(versions->blob(1));
            if (!versions->isNull(0) && sha256(versions->blob(0)) != hashes.back())
                problems.push_back("A record of " + name + " was altered.");
        }
        if (!version)
            return version.error();
        versions->reset();
        Result<std::string> hash = chainedHash(previous, header, hashes);
        if (!hash)
            return hash.error();
        previous = std::string(changes->blob(11));
        if (*hash != previous)
            problems.push_back("The hash of " + name + " does not fit its content and what came before.");
    }
    if (!more)
        return more.error();
    return problems;
}

} // namespace campaign::history
