// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Result.h"
#include "server/events/EventBus.h"
#include "server/events/RecentChanges.h"

#include <deque>

namespace campaign::api {

class Inspection;
struct Problem;

/// The problems of the branches asked about lately. Whoever asks again pays for what changed since: the entities of the
/// changes, those that refer to what came or went, and those whose rules read what changed. Changes that reach further
/// (rules, branches and their clocks, large imports) are answered by looking at everything anew. Any thread.
class ProblemBook
{
public:
    /// The bus outlives it. Not enabled, it looks at everything each time.
    ProblemBook(events::EventBus& bus, const catalogue::Catalogue& types, bool isEnabled);
    ~ProblemBook();
    ProblemBook(const ProblemBook&) = delete;
    ProblemBook& operator=(const ProblemBook&) = delete;

    /// In the order of the types, then of names; `most` at most.
    Result<std::vector<Problem>> read(Inspection& inspection, std::size_t most);

private:
    struct Named
    {
        const catalogue::Type* type;
        Id id;
        bool cameOrWent;
    };
    using Recent = events::RecentChanges<Named>;
    class Branch;

    void note(const events::ChangeEvent& event);
    bool reachesFar(const events::ChangeEvent& event) const;
    std::optional<std::vector<Named>> changedSince(std::int64_t after, std::int64_t now) const;
    std::shared_ptr<Branch> branchOf(const std::string& place);

    events::EventBus& m_bus;
    const catalogue::Catalogue& m_types;
    const bool m_isEnabled;
    mutable std::mutex m_mutex; // guards the two below
    Recent m_recent;
    std::deque<std::pair<std::string, std::shared_ptr<Branch>>> m_branches; ///< asked last: in front
    int m_subscription = 0;
};

} // namespace campaign::api
