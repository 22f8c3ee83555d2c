// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/NaiveState.h"

namespace campaign::support {

/// Appends the patches of one change to a state (semantics §3).
class NaiveWriter : public history::Writer
{
public:
    NaiveWriter(NaiveState& state, const catalogue::Catalogue& types, const history::ChangeRequest& request,
                std::int64_t seq, std::int64_t realTime);

    Result<Id> create(const catalogue::Type& type, const Value::Object& fields, const Id& id) override;
    Result<void> update(const catalogue::Type& type, const Id& id, const Value::Object& fields,
                        std::optional<std::int64_t> expectedVersion) override;
    Result<void> remove(const catalogue::Type& type, const Id& id,
                        std::optional<std::int64_t> expectedVersion) override;
    Result<void> restore(const catalogue::Type& type, const Id& id) override;
    Result<void> setArchived(const catalogue::Type& type, const Id& id, bool archived) override;
    Result<Id> fork(const Id& source, const std::string& name, std::optional<WorldTime> at) override;
    Result<Id> follow(const Id& source, const std::string& name, const Id& campaignId) override;
    Result<void> advanceClock(const Id& branch, WorldTime to) override;
    Result<void> attempt(const std::function<Result<void>()>& function) override
    {
        const NaiveState before = m_state;
        Result<void> done = function();
        if (!done)
            m_state = before;
        return done;
    }
    void setTime(std::optional<WorldTime> time) override { m_worldTime = time; }
    std::int64_t seq() const override { return m_seq; }
    WorldTime clock() const override { return m_state.clock(m_branch); }
    Result<Id> storeFile(const std::string& mediaType, std::string_view bytes) override;
    Result<history::EntityPtr> find(const catalogue::Type& type, const Id& id) override;
    Result<history::Page> list(const catalogue::Type& type, const history::ListQuery& query) override;

    /// Sets a slot at a time unless it has the value there already.
    void set(const catalogue::Type& type, const Id& id, std::string_view slot, WorldTime time, const Value& value,
             const Id& cause = {});

private:
    WorldTime writeTime(const catalogue::Type& type) const;
    Result<Folded> live(const catalogue::Type& type, const Id& id, std::optional<std::int64_t> expectedVersion) const;
    void setField(const catalogue::Type& type, const Id& id, const catalogue::Field& field, WorldTime time,
                  const Value& value);
    void removeWithDependents(const catalogue::Type& type, const Id& id, const Id& cause);
    Result<Id> addBranch(const Id& source, const Line& line, Value::Object fields);

    NaiveState& m_state;
    const catalogue::Catalogue& m_types;
    Id m_branch;
    std::optional<WorldTime> m_worldTime;
    std::int64_t m_seq;
    std::int64_t m_realTime;
};

} // namespace campaign::support
