// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/SharedReads.h"

#include <cstdio>

namespace campaign {

using history::EntityPtr;
using history::Nearby;
using history::ReadPoint;

namespace {

/// More lists at once than this (whole maps) are read without remembering each.
constexpr std::size_t mostLists = 2'000;

/// Room of an entry besides what it points to; entities are shared with the store's own cache.
template <typename Element>
std::size_t bytesOf(const std::vector<Element>& list)
{
    return sizeof list + list.size() * sizeof(Element) + 64;
}

std::string textOf(double number)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.17g", number);
    return text;
}

class SharedSnapshot final : public history::Snapshot
{
public:
    SharedSnapshot(std::unique_ptr<Snapshot> snapshot, const SharedReads& shared, const catalogue::Catalogue& types)
        : m_snapshot(std::move(snapshot))
        , m_shared(shared)
        , m_types(types)
    {
    }

    std::int64_t seq() const override { return m_snapshot->seq(); }
    Result<std::vector<EntityPtr>> byIds(const catalogue::Type& type, std::span<const Id> ids, const ReadPoint& at,
                                         const Viewer& viewer) override
    {
        return m_snapshot->byIds(type, ids, at, viewer);
    }
    Result<std::vector<std::vector<EntityPtr>>> byReference(const catalogue::Type& type,
                                                            const catalogue::Field& reference,
                                                            std::span<const Id> parents, const ReadPoint& at,
                                                            const Viewer& viewer, int limit) override;
    Result<history::Page> list(const catalogue::Type& type, const history::ListQuery& query, const ReadPoint& at,
                               const Viewer& viewer) override
    {
        return m_snapshot->list(type, query, at, viewer);
    }
    Result<history::WorldTime> worldTime(const ReadPoint& at) override { return m_snapshot->worldTime(at); }
    Result<std::int64_t> count(const catalogue::Type& type, const history::ListQuery& query, const ReadPoint& at,
                               const Viewer& viewer) override
    {
        return m_snapshot->count(type, query, at, viewer);
    }
    Result<std::vector<history::SearchHit>> search(const std::string& text, std::span<const std::string> types,
                                                   int limit, const Id& branch, const Viewer& viewer) override
    {
        return m_snapshot->search(text, types, limit, branch, viewer);
    }
    Result<std::vector<EntityPtr>> namingId(const Id& id, const Id& branch, const Viewer& viewer) override
    {
        return m_snapshot->namingId(id, branch, viewer);
    }
    Result<std::vector<history::EntityStep>> stepsOf(const catalogue::Type& type, const Id& id, const Id& branch,
                                                     std::int64_t before, int first, const Viewer& viewer) override
    {
        return m_snapshot->stepsOf(type, id, branch, before, first, viewer);
    }
    Result<history::ChangeContent> contentOf(std::int64_t change, int first, const Viewer& viewer) override
    {
        return m_snapshot->contentOf(change, first, viewer);
    }
    Result<std::vector<EntityPtr>> locationsInBox(const history::Box& box, const Id& mapId, const Id& branch,
                                                  const Viewer& viewer) override
    {
        return spatial<EntityPtr>(
            {"box", textOf(box.west), textOf(box.south), textOf(box.east), textOf(box.north), mapId}, branch, viewer,
            [&] { return m_snapshot->locationsInBox(box, mapId, branch, viewer); });
    }
    Result<std::vector<Nearby>> locationsNear(double x, double y, double radius, const Id& mapId, const Id& branch,
                                              const Viewer& viewer) override
    {
        return spatial<Nearby>({"near", textOf(x), textOf(y), textOf(radius), mapId}, branch, viewer,
                               [&] { return m_snapshot->locationsNear(x, y, radius, mapId, branch, viewer); });
    }
    Result<std::vector<Nearby>> nearestLocations(double x, double y, int count, const Id& mapId, const Id& branch,
                                                 const Viewer& viewer) override
    {
        return spatial<Nearby>({"nearest", textOf(x), textOf(y), std::to_string(count), mapId}, branch, viewer,
                               [&] { return m_snapshot->nearestLocations(x, y, count, mapId, branch, viewer); });
    }
    Result<std::vector<EntityPtr>> locationsInRegion(const Id& regionId, const Id& branch,
                                                     const Viewer& viewer) override
    {
        return spatial<EntityPtr>({"region", regionId}, branch, viewer,
                                  [&] { return m_snapshot->locationsInRegion(regionId, branch, viewer); });
    }
    Result<bool> regionsOverlap(const Id& first, const Id& second, const Id& branch, const Viewer& viewer) override
    {
        return m_snapshot->regionsOverlap(first, second, branch, viewer);
    }
    Result<std::vector<history::LoggedChange>> changes(std::int64_t since, int first, const Viewer& viewer) override
    {
        return m_snapshot->changes(since, first, viewer);
    }
    Result<std::optional<history::LoggedChange>> nextUndo(const std::string& author, const Id& branch) override
    {
        return m_snapshot->nextUndo(author, branch);
    }
    Result<std::optional<history::LoggedChange>> nextRedo(const std::string& author, const Id& branch) override
    {
        return m_snapshot->nextRedo(author, branch);
    }
    Result<std::optional<File>> file(const Id& fileId, const Viewer& viewer) override
    {
        return m_snapshot->file(fileId, viewer);
    }
    int statementCount() const override { return m_snapshot->statementCount(); }

private:
    using EntityList = std::vector<EntityPtr>;

    /// What is read of the branch's locations, whichever they are.
    template <typename Element, typename Read>
    Result<std::vector<Element>> spatial(std::initializer_list<std::string_view> what, const Id& branch,
                                         const Viewer& viewer, Read read)
    {
        const std::string viewing = visibilityClass(viewer);
        cache::KeyBuilder keys(cache::Kind::Spatial, what, {viewing});
        const auto found = cache::findOrCompute<std::vector<Element>>(
            m_shared.cache, keys.key(branch), seq(), [&]() -> Result<cache::Made> {
                Result<std::vector<Element>> fresh = read();
                if (!fresh)
                    return fresh.error();
                ReadSet from(m_shared.invalidation, branch);
                for (const catalogue::Role role : {catalogue::Role::Place, catalogue::Role::Branch})
                    from.type(*m_types.withRole(role));
                const std::size_t bytes = bytesOf(*fresh);
                return cache::Made{std::make_shared<const std::vector<Element>>(std::move(*fresh)), from.take(), bytes};
            });
        return found ? Result<std::vector<Element>>(**found) : found.error();
    }

    std::unique_ptr<Snapshot> m_snapshot;
    const SharedReads m_shared;
    const catalogue::Catalogue& m_types;
};

Result<std::vector<std::vector<EntityPtr>>>
SharedSnapshot::byReference(const catalogue::Type& type, const catalogue::Field& reference, std::span<const Id> parents,
                            const ReadPoint& at, const Viewer& viewer, int limit)
{
    if (!at.isNow() || parents.size() > mostLists)
        return m_snapshot->byReference(type, reference, parents, at, viewer, limit);
    const std::string viewing = visibilityClass(viewer);
    cache::KeyBuilder keys(cache::Kind::Lists, {type.plural, reference.name}, {at.branch, viewing});
    const auto compute = [&](std::span<const std::size_t> which) -> Result<std::vector<cache::Made>> {
        std::vector<Id> missing;
        for (const std::size_t i : which)
            missing.push_back(parents[i]);
        auto fresh = m_snapshot->byReference(type, reference, missing, at, viewer, limit);
        if (!fresh)
            return fresh.error();
        ReadSet from(m_shared.invalidation, at.branch);
        std::vector<cache::Made> made;
        for (std::size_t i = 0; i < missing.size(); ++i) {
            from.children(type, reference, missing[i]);
            const std::size_t bytes = bytesOf((*fresh)[i]);
            made.push_back({std::make_shared<const EntityList>(std::move((*fresh)[i])), from.take(), bytes});
        }
        return made;
    };
    const auto found = cache::findOrComputeAll<EntityList>(
        m_shared.cache, parents.size(), seq(), [&](std::size_t i) { return keys.key(parents[i]); }, compute);
    if (!found)
        return found.error();
    std::vector<EntityList> lists;
    lists.reserve(parents.size());
    std::size_t total = 0;
    for (const std::shared_ptr<const EntityList>& list : *found) {
        total += list->size();
        lists.push_back(*list);
    }
    // Too many in all: the store words the refusal.
    if (total > static_cast<std::size_t>(limit))
        return m_snapshot->byReference(type, reference, parents, at, viewer, limit);
    return lists;
}

} // namespace

std::string visibilityClass(const Viewer& viewer)
{
    if (viewer.isGameMaster)
        return "gm";
    std::string text;
    for (const AudienceId audience : viewer.audiences)
        text.append(text.empty() ? "" : ",").append(std::to_string(audience));
    return text;
}

std::unique_ptr<history::Snapshot> readShared(std::unique_ptr<history::Snapshot> snapshot, const SharedReads& shared,
                                              const catalogue::Catalogue& types)
{
    return std::make_unique<SharedSnapshot>(std::move(snapshot), shared, types);
}

} // namespace campaign
