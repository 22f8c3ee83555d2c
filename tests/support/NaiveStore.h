// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/NaiveState.h"

namespace campaign::support {

/// The store's promises kept in memory by the most naive means: the oracle of the tests. It has no file, no search and
/// no spatial queries (they answer Unavailable). One thread.
class NaiveStore : public history::Store
{
public:
    NaiveStore(const catalogue::Catalogue& types, const Clock& clock, const Id& rootBranch);

    const catalogue::Catalogue& types() const override { return m_types; }
    const Id& rootBranch() const override { return m_state->root; }
    Result<std::unique_ptr<history::Snapshot>> read() override;
    Result<history::Receipt> write(const history::ChangeRequest& request, const WriteFunction& function) override;
    Result<history::Receipt> undo(const Viewer& author, const Id& branch, std::optional<std::int64_t> change = {},
                                  bool onlyTheRest = false) override;
    Result<history::Receipt> redo(const Viewer& author, const Id& branch) override;
    events::EventBus& bus() override { return m_bus; }
    Result<std::vector<std::string>> verify() override { return std::vector<std::string>(); }
    Result<void> rebuild() override { return {}; }
    Result<void> backup(const std::string& path) override;

private:
    struct Step; // a change in the making

    Result<history::Receipt> takeBack(const Viewer& author, const history::LoggedChange* change, bool onlyTheRest);
    Result<void> reverse(Step& step, const history::LoggedChange& change, bool onlyTheRest) const;
    Result<history::Receipt> commit(Step step);

    const catalogue::Catalogue& m_types;
    const Clock& m_clock;
    std::shared_ptr<const NaiveState> m_state;
    std::map<std::string, history::Receipt> m_receipts; ///< by idempotency key
    events::LocalBus m_bus;
};

} // namespace campaign::support
