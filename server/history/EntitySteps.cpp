// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/SqliteSnapshot.h"

#include <map>

// The history of one entity, read from its patches: one statement an arm, then one for each step's head.

namespace campaign::history {

namespace {

/// What was true at the patch's own world time just before it.
void addSettings(std::vector<EntityStep::Setting>& settings, const std::vector<const Patch*>& all, const Patch& patch)
{
    const Slice before = fold(all, {.time = patch.worldTime, .maxSeq = patch.seq - 1});
    for (const auto& [path, value] : patch.fields) {
        const Value earlier = before.value(path);
        if (!(earlier == value))
            settings.push_back({path, earlier, value, patch.worldTime});
    }
}

} // namespace

Result<std::vector<EntityStep>> SqliteSnapshot::stepsOf(const catalogue::Type& type, const Id& id, const Id& branch,
                                                        std::int64_t before, int first, const Viewer& viewer)
{
    std::vector<EntityStep> steps;
    const Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    if (!viewer.isGameMaster)
        return steps;
    const Result<std::vector<Patch>> patches = m_log.patchesOf(id, m_lists->armsFor(type, *key));
    if (!patches)
        return patches.error();
    std::vector<const Patch*> all;
    std::map<std::int64_t, std::vector<const Patch*>, std::greater<>> bySeq;
    for (const Patch& patch : *patches) {
        if (patch.type != type.name)
            continue;
        all.push_back(&patch);
        bySeq[patch.seq].push_back(&patch);
    }
    for (const auto& [seq, ofChange] : bySeq) {
        if (before > 0 && seq >= before)
            continue;
        if (steps.size() >= static_cast<std::size_t>(first))
            break;
        const Result<std::optional<ChangeHeader>> header = m_log.find(seq);
        if (!header || !*header)
            return header ? Error{ErrorCode::Internal, "A change of the log is missing.", {}, {}, {}} : header.error();
        Result<LoggedChange> change = logged(**header);
        if (!change)
            return change.error();
        EntityStep step{std::move(*change), {}};
        for (const Patch* patch : ofChange)
            addSettings(step.settings, all, *patch);
        steps.push_back(std::move(step));
    }
    return steps;
}

Result<ChangeContent> SqliteSnapshot::contentOf(std::int64_t change, int first, const Viewer& viewer)
{
    ChangeContent content;
    const Result<std::vector<Patch>> patches = m_log.patchesOfChange(change);
    if (!patches)
        return patches.error();
    if (!viewer.isGameMaster)
        return content;
    std::vector<std::pair<BranchKey, Id>> order;
    std::map<std::pair<BranchKey, Id>, std::vector<const Patch*>> byEntity;
    for (const Patch& patch : *patches) {
        std::vector<const Patch*>& ofEntity = byEntity[{patch.branch, patch.id}];
        if (ofEntity.empty() && m_types.find(patch.type))
            order.emplace_back(patch.branch, patch.id);
        ofEntity.push_back(&patch);
    }
    content.total = static_cast<std::int64_t>(order.size());
    for (const auto& key : order) {
        if (content.entities.size() >= static_cast<std::size_t>(first))
            break;
        const std::vector<const Patch*>& ofChange = byEntity[key];
        TouchedEntity touched{m_types.find(ofChange.front()->type), key.second, {}, {}};
        const Result<std::vector<Patch>> every =
            m_log.patchesOf(key.second, m_lists->armsFor(*touched.type, key.first));
        if (!every)
            return every.error();
        std::vector<const Patch*> all;
        for (const Patch& patch : *every)
            all.push_back(&patch);
        for (const Patch* patch : ofChange)
            addSettings(touched.settings, all, *patch);
        const Value name = fold(all, {.time = catalogue::endOfTime, .maxSeq = m_seq}).value("name");
        touched.name = name.isString() ? name.asString() : std::string();
        content.entities.push_back(std::move(touched));
    }
    return content;
}

} // namespace campaign::history
