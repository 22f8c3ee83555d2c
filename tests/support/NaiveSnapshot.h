// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/NaiveState.h"

namespace campaign::support {

/// Reads of the oracle: each folds all patches of the state and filters what comes out.
class NaiveSnapshot : public history::Snapshot
{
public:
    explicit NaiveSnapshot(std::shared_ptr<const NaiveState> state);

    std::int64_t seq() const override { return m_state->seq(); }
    Result<std::vector<history::EntityPtr>> byIds(const catalogue::Type& type, std::span<const Id> ids,
                                                  const history::ReadPoint& at, const Viewer& viewer) override;
    Result<std::vector<std::vector<history::EntityPtr>>>
    byReference(const catalogue::Type& type, const catalogue::Field& reference, std::span<const Id> parents,
                const history::ReadPoint& at, const Viewer& viewer, int limit) override;
    Result<history::Page> list(const catalogue::Type& type, const history::ListQuery& query,
                               const history::ReadPoint& at, const Viewer& viewer) override;
    Result<history::WorldTime> worldTime(const history::ReadPoint& at) override;
    Result<std::int64_t> count(const catalogue::Type& type, const history::ListQuery& query,
                               const history::ReadPoint& at, const Viewer& viewer) override;

    // Nothing the oracle could decide better than a geometry library or a search engine.
    Result<std::vector<history::SearchHit>> search(const std::string& text, std::span<const std::string> types,
                                                   int limit, const Id& branch, const Viewer& viewer) override;
    Result<std::vector<history::EntityPtr>> namingId(const Id& id, const Id& branch, const Viewer& viewer) override;
    Result<std::vector<history::EntityStep>> stepsOf(const catalogue::Type& type, const Id& id, const Id& branch,
                                                     std::int64_t before, int first, const Viewer& viewer) override;
    Result<std::vector<history::EntityPtr>> locationsInBox(const history::Box& box, const Id& mapId, const Id& branch,
                                                           const Viewer& viewer) override;
    Result<std::vector<history::Nearby>> locationsNear(double x, double y, double radius, const Id& mapId,
                                                       const Id& branch, const Viewer& viewer) override;
    Result<std::vector<history::Nearby>> nearestLocations(double x, double y, int count, const Id& mapId,
                                                          const Id& branch, const Viewer& viewer) override;
    Result<std::vector<history::EntityPtr>> locationsInRegion(const Id& regionId, const Id& branch,
                                                              const Viewer& viewer) override;
    Result<bool> regionsOverlap(const Id& first, const Id& second, const Id& branch, const Viewer& viewer) override;

    Result<std::vector<history::LoggedChange>> changes(std::int64_t since, int first, const Viewer& viewer) override;
    Result<history::ChangeContent> contentOf(std::int64_t change, int first, const Viewer& viewer) override;
    Result<std::optional<history::LoggedChange>> nextUndo(const std::string& author, const Id& branch) override;
    Result<std::optional<history::LoggedChange>> nextRedo(const std::string& author, const Id& branch) override;
    Result<std::optional<File>> file(const Id&, const Viewer&) override { return std::optional<File>(); }
    int statementCount() const override { return 0; }

private:
    Result<View> view(const history::ReadPoint& at) const;
    const Fold& folded(const View& view);
    /// Live entities of the type which the viewer may see, by name.
    Result<std::vector<history::EntityPtr>> visible(const catalogue::Type& type, const history::ReadPoint& at,
                                                    const Viewer& viewer);
    Result<std::vector<history::EntityPtr>> matching(const catalogue::Type& type, const history::ListQuery& query,
                                                     const history::ReadPoint& at, const Viewer& viewer);

    std::shared_ptr<const NaiveState> m_state;
    std::map<View, Fold> m_folds; ///< every view once, for speed alone
};

} // namespace campaign::support
