// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Clock.h"
#include "server/events/EventBus.h"
#include "server/history/Writer.h"

#include <functional>

namespace campaign::history {

/// What a write left behind, once it is durable.
struct Receipt
{
    bool changed = false;          ///< false: nothing differed, no change was appended
    events::ChangeEventPtr change; ///< null when nothing changed
    std::int64_t seq = 0;          ///< the stream's sequence number afterwards
};

struct StoreOptions
{
    bool readOnly = false;
    std::string vfs;                      ///< name of an SQLite VFS, "" for the default (tests inject faults)
    std::size_t cachedEntities = 200'000; ///< decoded entities kept in memory
};

/// The versioned entity store of one stream: one world with its campaigns and branches (design: history/README.md).
/// Safe from any thread: reads run on the caller's thread with a connection of their own, writes one after another on
/// the store's write lane, several in one durable commit when they queue up.
class Store
{
public:
    virtual ~Store() = default;

    virtual const catalogue::Catalogue& types() const = 0;
    /// The root branch's id.
    virtual const Id& rootBranch() const = 0;
    virtual Result<std::unique_ptr<Snapshot>> read() = 0;

    using WriteFunction = std::function<Result<void>(Writer&)>;
    /// Runs the function as one change and returns when it is durable. An error of the function or of the constraint
    /// check leaves no trace.
    virtual Result<Receipt> write(const ChangeRequest& request, const WriteFunction& function) = 0;

    /// Takes back the change with that number, or the author's latest undoable one on the branch and those it follows.
    /// Fields another change has set since refuse it (Conflict, names what) unless `onlyTheRest`.
    virtual Result<Receipt> undo(const Viewer& author, const Id& branch, std::optional<std::int64_t> change = {},
                                 bool onlyTheRest = false) = 0;
    virtual Result<Receipt> redo(const Viewer& author, const Id& branch) = 0;

    virtual events::EventBus& bus() = 0;

    /// What is wrong with the file, empty when nothing: hash chain, payloads, state tables against versions, indexes.
    virtual Result<std::vector<std::string>> verify() = 0;
    /// Recreates every derived table from the versions.
    virtual Result<void> rebuild() = 0;
    /// A whole copy through the online backup API.
    virtual Result<void> backup(const std::string& path) = 0;
};

/// Opens or creates a campaign file. `clock` and `types` outlive the store. A newer schema, another program's file, a
/// held lock and a damaged header are errors in a sentence.
Result<std::unique_ptr<Store>> openStore(const std::string& path, const catalogue::Catalogue& types, const Clock& clock,
                                         const StoreOptions& options = {});

} // namespace campaign::history
