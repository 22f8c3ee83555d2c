// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Verify.h"

#include "server/history/Derivation.h"

#include <set>

namespace campaign::history {

using database::Statement;

namespace {

/// Derives what one change of the log left behind, as the write did.
Result<void> replayChange(ChangeLog& log, Derivation& derivation, const catalogue::Catalogue& types,
                          database::Connection& connection, std::shared_ptr<const Lineage>& lineage, std::int64_t seq)
{
    Result<std::vector<Patch>> patches = log.patchesOfChange(seq);
    if (!patches)
        return patches.error();
    std::set<std::tuple<BranchKey, std::string, Id>> touched;
    bool branchesChanged = false;
    for (const Patch& patch : *patches) {
        touched.insert({patch.branch, patch.type, patch.id});
        const catalogue::Type* type = types.find(patch.type);
        branchesChanged = branchesChanged || (type && type->role == catalogue::Role::Branch);
    }
    // Branches come first (their scope's key is the lowest), as forks and clocks decide what the rest derives to: a
    // change may have written to the branches it made.
    std::shared_ptr<const Lineage> before = lineage;
    bool isLineageRead = !branchesChanged;
    for (const auto& [branch, typeName, id] : touched) {
        const catalogue::Type* type = types.find(typeName);
        if (!type)
            continue; // kept verbatim in the log, unknown to this version
        if (branch != streamScope && !isLineageRead) {
            Result<std::shared_ptr<const Lineage>> after = Lineage::load(connection);
            if (!after)
                return after.error();
            lineage = *after;
            isLineageRead = true;
        }
        Result<Entity> entity = derivation.derive(*type, id, branch, *lineage, seq, {});
        if (!entity)
            return entity.error();
        if (Result<void> put = derivation.put(std::move(entity).value(), branch, *lineage, seq); !put)
            return put;
    }
    if (branchesChanged) {
        Result<std::shared_ptr<const Lineage>> after = Lineage::load(connection);
        if (!after)
            return after.error();
        lineage = *after;
        if (Result<void> done = derivation.updateClocks(*before, *lineage, seq, {}); !done)
            return done;
    }
    for (const auto& [branch, typeName, id] : touched) {
        const catalogue::Type* type = types.find(typeName);
        if (!type || branch == streamScope)
            continue;
        if (Result<void> done = derivation.updateFollowers(*type, id, branch, *lineage, seq, {}); !done)
            return done;
    }
    return {};
}

Result<void> replay(database::Connection& connection, const catalogue::Catalogue& types, std::int64_t& lastRow)
{
    if (Result<void> cleared = clearDerived(connection, types); !cleared)
        return cleared;
    ChangeLog log(connection);
    Derivation derivation(connection, types, lastRow);
    std::shared_ptr<const Lineage> lineage = std::make_shared<Lineage>();
    Result<ChangeLog::Head> head = log.head();
    if (!head)
        return head.error();
    for (std::int64_t seq = 1; seq <= head->seq; ++seq) {
        if (Result<void> done = replayChange(log, derivation, types, connection, lineage, seq); !done)
            return done;
    }
    return {};
}

/// Rows of a table as text, one a line, in an order that does not depend on row numbers.
Result<std::vector<std::string>> content(database::Connection& connection, const std::string& table,
                                         const std::string& columns)
{
    Result<Statement> rows = connection.prepare("SELECT " + columns + " FROM " + table + " ORDER BY " + columns);
    if (!rows)
        return rows.error();
    std::vector<std::string> lines;
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step())
        lines.emplace_back(rows->text(0));
    return more ? Result<std::vector<std::string>>(std::move(lines)) : more.error();
}

std::string contentColumns(const catalogue::Type& type)
{
    std::string columns = "quote(branch) || ' ' || quote(id) || ' ' || quote(seq_from) || ' ' || quote(seq_to) "
                          "|| ' ' || quote(alive) || "
                          "' ' || quote(archived) || ' ' || quote(version) || ' ' || quote(change_seq) || ' ' || "
                          "quote(created_at) || ' ' || "
                          "quote(updated_at) || ' ' || quote(audience) || ' ' || quote(sort_name)";
    for (const catalogue::Field& field : type.fields)
        columns += " || ' ' || quote(\"" + field.column() + "\")";
    return columns;
}

Result<void> compareTable(database::Connection& file, database::Connection& fresh, const std::string& table,
                          const std::string& columns, std::vector<std::string>& problems)
{
    Result<std::vector<std::string>> stored = content(file, table, columns);
    Result<std::vector<std::string>> derived = content(fresh, table, columns);
    if (!stored || !derived)
        return stored ? derived.error() : stored.error();
    if (*stored == *derived)
        return {};
    std::size_t place = 0;
    while (place < stored->size() && place < derived->size() && (*stored)[place] == (*derived)[place])
        ++place;
    const auto at = [&](const std::vector<std::string>& lines) {
        return place < lines.size() ? lines[place] : std::string("(nothing)");
    };
    problems.push_back("Table " + table + " is not what the log says. Stored: " + at(*stored) +
                       " Derived: " + at(*derived) + " (repair with verify --rebuild)");
    return {};
}

Result<void> compareDerived(database::Connection& file, const catalogue::Catalogue& types,
                            std::vector<std::string>& problems)
{
    Result<std::unique_ptr<database::Connection>> fresh = database::Connection::open(
        "file:verify?mode=memory", {.readOnly = false, .create = true, .spatial = false, .vfs = {}});
    if (!fresh)
        return fresh.error();
    if (Result<void> copied = file.copyTo(**fresh); !copied)
        return copied;
    std::int64_t lastRow = 0;
    if (Result<void> replayed = replay(**fresh, types, lastRow); !replayed) {
        problems.push_back("The log cannot be replayed: " + replayed.error().toString());
        return {};
    }
    for (const catalogue::Type& type : types.types()) {
        if (type.scope == catalogue::Scope::Store)
            continue;
        if (Result<void> compared = compareTable(file, **fresh, stateTable(type), contentColumns(type), problems);
            !compared)
            return compared;
    }
    if (Result<void> compared = compareTable(
            file, **fresh, "own", "quote(branch) || ' ' || quote(entity_id) || ' ' || quote(seq_from)", problems);
        !compared)
        return compared;
    if (Result<void> compared = compareTable(file, **fresh, "search", "quote(name) || ' ' || quote(body)", problems);
        !compared)
        return compared;
    return compareTable(file, **fresh, "space",
                        "quote(min_x) || ' ' || quote(max_x) || ' ' || quote(min_y) || ' ' || quote(max_y)", problems);
}

Result<void> checkPages(database::Connection& connection, std::vector<std::string>& problems)
{
    Result<Statement> rows = connection.prepare("PRAGMA integrity_check(10)");
    if (!rows)
        return rows.error();
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        if (rows->text(0) != "ok")
            problems.push_back("The file is damaged: " + std::string(rows->text(0)));
    }
    return more ? Result<void>() : more.error();
}

} // namespace

Result<void> verifyFile(database::Connection& connection, const catalogue::Catalogue& types,
                        std::vector<std::string>& problems)
{
    if (Result<void> checked = checkPages(connection, problems); !checked)
        return checked;
    Result<std::vector<std::string>> chain = ChangeLog(connection).verifyChain();
    if (!chain)
        return chain.error();
    problems.insert(problems.end(), chain->begin(), chain->end());
    return compareDerived(connection, types, problems);
}

Result<void> rebuildDerived(database::Connection& connection, const catalogue::Catalogue& types, std::int64_t& lastRow)
{
    Result<database::Transaction> transaction = database::Transaction::begin(connection);
    if (!transaction)
        return transaction.error();
    if (Result<void> replayed = replay(connection, types, lastRow); !replayed)
        return replayed;
    return transaction->commit();
}

} // namespace campaign::history
