// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/ComputedFields.h"
#include "server/history/Snapshot.h"
#include "server/history/Writer.h"

#include <set>

namespace campaign::simulation {

/// What rules make of a change that is only looked at: the computed fields of what it touches, and of what that stands
/// in, as they would be and as they are. One operation, one thread.
class Consequences
{
public:
    /// Both outlive it.
    Consequences(ComputedFields& computed, const catalogue::Catalogue& types);

    /// At the end of the change, still within it: what it did, as ResolutionService answers it, and whose it is. Of
    /// more than 200 things the first are looked at.
    Result<> noteAfter(history::Writer& writer, const history::Entity& subject, const Value& content);
    /// Once that change has gone without a trace.
    Result<> noteBefore(history::Snapshot& snapshot, const history::ReadPoint& at);

    /// [{type, id, name, before, after}]: the computed fields that differ, of what is there before and after.
    Value toValue() const;

private:
    struct Thing
    {
        const catalogue::Type* type = nullptr;
        Id id;
        std::string name;
        Value::Object before, after;
        bool wasThere = false;
    };

    void add(const catalogue::Type* type, const Id& id);
    void addTargets(const Value& content);
    Result<> addAbove(history::Writer& writer);
    std::map<const catalogue::Type*, std::vector<Thing*>> byType();

    ComputedFields& m_computed;
    const catalogue::Catalogue& m_types;
    std::vector<Thing> m_things;
    std::set<Id> m_known;
};

} // namespace campaign::simulation
