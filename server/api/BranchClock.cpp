// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/BranchClock.h"

namespace campaign::api {

namespace {
constexpr int deepestLineage = 1'000;
} // namespace

Result<Value> clockOf(OperationScope& scope, const ReadView& view)
{
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    const catalogue::Type& type = *scope.types().withRole(catalogue::Role::Branch);
    Id id = view.at.branch;
    for (int depth = 0; depth < deepestLineage && !id.empty(); ++depth) {
        const auto found = (*snapshot)->byIds(type, {&id, 1}, {view.at.branch, {}, {}}, scope.viewer());
        if (!found)
            return found.error();
        if (!found->front())
            break;
        if (const Value& clock = found->front()->field("clock"); clock.isInteger())
            return clock;
        const Value& parent = found->front()->field("parentId");
        id = parent.isString() ? parent.asString() : Id();
    }
    return Value();
}

} // namespace campaign::api
