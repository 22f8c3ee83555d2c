// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/CampaignFile.h"
#include "server/history/FileLock.h"
#include "server/history/Migrations.h"
#include "server/history/SqliteSnapshot.h"
#include "server/history/Store.h"
#include "server/history/Verify.h"
#include "server/history/WriteLane.h"

#include <sys/stat.h>

namespace campaign::history {

namespace {

/// A reader forgets all its pages when somebody has written, and its walk through them is as long as their table has
/// ever been: few of them, so that the first read after a change costs the same in a large campaign.
constexpr int readerCacheKibibytes = 4'000;

class SqliteStore : public Store
{
public:
    SqliteStore(std::string path, const catalogue::Catalogue& types, const StoreOptions& options)
        : m_path(std::move(path))
        , m_types(types)
        , m_options(options)
        , m_cache(options.cachedEntities)
        , m_readers(m_path, {.readOnly = false,
                             .create = false,
                             .spatial = true,
                             .vfs = options.vfs,
                             .cacheKibibytes = readerCacheKibibytes})
    {
    }

    Result<void> open(const Clock& clock)
    {
        if (!m_options.readOnly) {
            Result<std::unique_ptr<FileLock>> lock = FileLock::take(m_path);
            if (!lock)
                return lock.error();
            m_lock = std::move(lock).value();
        }
        struct stat status = {};
        if (m_options.readOnly && m_options.vfs.empty() && stat(m_path.c_str(), &status) != 0)
            return Error{ErrorCode::NotFound, "There is no file " + m_path + ".", {}, {}, {}};
        Result<std::unique_ptr<database::Connection>> connection = database::Connection::open(
            m_path, {.readOnly = false, .create = !m_options.readOnly, .spatial = true, .vfs = m_options.vfs});
        if (!connection)
            return connection.error();
        const Result<FileMarks> marks = marksOf(**connection, m_path);
        if (!marks)
            return marks.error();
        const bool isNew = marks->format == 0;
        if (m_options.readOnly && isNew)
            return Error{ErrorCode::Invalid, m_path + " is empty, not a campaign.", {}, {}, {}};
        // FULL: a commit is on the disk before its change is acknowledged.
        if (Result<void> set =
                (*connection)
                    ->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000;");
            !set)
            return set;
        if (Result<void> made = prepare(**connection, isNew); !made)
            return made;
        m_lane = std::make_unique<WriteLane>(std::move(connection).value(), m_types, clock, m_bus);
        if (Result<void> started = m_lane->start(); !started)
            return started;
        if (isNew) {
            if (Result<void> rooted = createRoot(); !rooted)
                return rooted;
        }
        return findRoot();
    }

    const catalogue::Catalogue& types() const override { return m_types; }
    const Id& rootBranch() const override { return m_root; }
    events::EventBus& bus() override { return m_bus; }

    Result<std::unique_ptr<Snapshot>> read() override
    {
        return SqliteSnapshot::open(m_readers, m_lineages, m_cache, m_types);
    }

    Result<Receipt> write(const ChangeRequest& request, const WriteFunction& function) override
    {
        if (Result<void> writable = checkWritable(); !writable && !request.isTrial)
            return writable.error();
        return m_lane->run(request, {}, [&](ChangeWriter& writer, ChangeHeader&) { return function(writer); });
    }

    Result<Receipt> undo(const Viewer& author, const Id& branch, std::optional<std::int64_t> change,
                         bool onlyTheRest) override
    {
        return takeBack(author, branch, onlyTheRest,
                        [this, author, change](ChangeLog& log, const std::vector<BranchKey>& branches) {
                            return change ? log.find(*change) : findNextUndo(log, m_types, author.userId, branches);
                        });
    }

    Result<Receipt> redo(const Viewer& author, const Id& branch) override
    {
        return takeBack(author, branch, false, [author](ChangeLog& log, const std::vector<BranchKey>& branches) {
            return findNextRedo(log, author.userId, branches);
        });
    }

    Result<std::vector<std::string>> verify() override
    {
        std::vector<std::string> problems;
        const Result<void> done = m_lane->runAlone(
            [&](database::Connection& connection, std::int64_t&) { return verifyFile(connection, m_types, problems); });
        return done ? Result<std::vector<std::string>>(problems) : done.error();
    }

    Result<void> rebuild() override
    {
        if (Result<void> writable = checkWritable(); !writable)
            return writable;
        return m_lane->runAlone([&](database::Connection& connection, std::int64_t& lastRow) {
            return rebuildDerived(connection, m_types, lastRow);
        });
    }

    Result<void> backup(const std::string& path) override
    {
        return m_lane->runAlone(
            [&](database::Connection& connection, std::int64_t&) { return connection.backupTo(path); });
    }

private:
    using Choice = std::function<Result<std::optional<ChangeHeader>>(ChangeLog&, const std::vector<BranchKey>&)>;

    Result<void> checkWritable() const
    {
        return m_options.readOnly ? Error{ErrorCode::Forbidden, "The campaign is open for reading only.", {}, {}, {}}
                                  : Result<void>();
    }

    Result<void> prepare(database::Connection& connection, bool isNew)
    {
        // A file of before some type or field was declared lacks its derived table or column, for readers, too.
        if (m_options.readOnly)
            return extendSchema(connection, m_types);
        Result<database::Transaction> transaction = database::Transaction::begin(connection);
        if (!transaction)
            return transaction.error();
        if (!isNew) {
            if (Result<void> migrated = migrate(connection, migrations(), schemaNumber); !migrated)
                return migrated;
        }
        if (Result<void> made = isNew ? createSchema(connection, m_types) : extendSchema(connection, m_types); !made)
            return made;
        return transaction->commit();
    }

    Result<void> createRoot()
    {
        ChangeRequest request{.author = Viewer::owner(),
                              .branch = {},
                              .kind = "stream",
                              .reason = "New world",
                              .worldTime = {},
                              .idempotencyKey = {}};
        Result<Receipt> made =
            m_lane->run(request, {}, [](ChangeWriter& writer, ChangeHeader&) { return writer.createRoot(); });
        return made ? Result<void>() : made.error();
    }

    Result<void> findRoot()
    {
        return m_lane->runAlone([this](database::Connection& connection, std::int64_t&) -> Result<void> {
            Result<std::shared_ptr<const Lineage>> lineage = Lineage::load(connection);
            if (!lineage)
                return lineage.error();
            const BranchNode* root = (*lineage)->find(rootKey);
            if (!root)
                return Error{ErrorCode::Invalid, m_path + " has no root branch; its log is damaged.", {}, {}, {}};
            m_root = root->id;
            return {};
        });
    }

    Result<Receipt> takeBack(const Viewer& author, const Id& branch, bool onlyTheRest, const Choice& choose)
    {
        if (Result<void> writable = checkWritable(); !writable)
            return writable.error();
        const auto target = std::make_shared<ChangeHeader>();
        const auto prepare = [=](ChangeLog& log, const Lineage& lineage, ChangeRequest& request,
                                 ChangeHeader& header) -> Result<void> {
            const BranchNode* node = lineage.byId(branch);
            if (!node)
                return Error{ErrorCode::NotFound, "There is no branch with the id " + branch + ".", "branchId", {}, {}};
            Result<std::optional<ChangeHeader>> chosen = choose(log, lineage.followed(node->key));
            if (!chosen)
                return chosen.error();
            if (!*chosen || (*chosen)->kind == "stream")
                return Error{ErrorCode::NotFound, "There is nothing to take back here.", {}, {}, {}};
            Result<bool> isUndone = log.isUndone((*chosen)->seq);
            if (!isUndone || *isUndone)
                return isUndone
                           ? Error{ErrorCode::Conflict, "\"" + (*chosen)->reason + "\" is undone already.", {}, {}, {}}
                           : isUndone.error();
            *target = **chosen;
            const BranchNode* written = lineage.find(target->branch);
            request.branch = written ? written->id : Id();
            header.kind = target->kind == "undo" ? "redo" : "undo";
            header.reason = target->reason;
            header.undoes = target->seq;
            return {};
        };
        ChangeRequest request{
            .author = author, .branch = branch, .kind = "undo", .reason = {}, .worldTime = {}, .idempotencyKey = {}};
        return m_lane->run(request, prepare,
                           [=](ChangeWriter& writer, ChangeHeader&) { return writer.takeBack(*target, onlyTheRest); });
    }

    std::string m_path;
    const catalogue::Catalogue& m_types;
    StoreOptions m_options;
    std::unique_ptr<FileLock> m_lock;
    events::LocalBus m_bus;
    EntityCache m_cache;
    LineageCache m_lineages;
    ReaderPool m_readers;
    std::unique_ptr<WriteLane> m_lane;
    Id m_root;
};

} // namespace

Result<std::unique_ptr<Store>> openStore(const std::string& path, const catalogue::Catalogue& types, const Clock& clock,
                                         const StoreOptions& options)
{
    auto store = std::make_unique<SqliteStore>(path, types, options);
    if (Result<void> opened = store->open(clock); !opened)
        return opened.error();
    return std::unique_ptr<Store>(std::move(store));
}

} // namespace campaign::history
