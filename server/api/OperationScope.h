// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Services.h"
#include "server/graphql/execution/ExecutionContext.h"
#include "server/graphql/execution/Resolver.h"

namespace campaign::api {

/// Where a part of an operation reads. `isDefault`: the client named no branch, so what lies below may move on to the
/// branch that is its home (a world's campaigns show their mains).
struct ReadView
{
    history::ReadPoint at;
    bool isDefault = true;

    bool operator==(const ReadView&) const = default;
};

/// The object behind every entity type of the schema.
struct Node
{
    history::EntityPtr entity;
    const ReadView* view = nullptr;
    std::int64_t deletedAt = 0; ///< µs since 1970 UTC, only in the answer to a deletion
};

/// An entity together with where it was found.
struct Located
{
    history::EntityPtr entity; ///< null: nowhere
    const ReadView* view = nullptr;
};

/// What one operation holds: the viewer, one snapshot (a new one after each of its writes), the branches it reads and
/// the changes it wrote. One thread.
class OperationScope
{
public:
    OperationScope(Services& services, const Viewer& viewer);

    Services& services() const { return m_services; }
    const catalogue::Catalogue& types() const { return m_services.types(); }
    const Viewer& viewer() const { return m_viewer; }
    /// Forbidden for everybody else.
    Result<> checkGameMaster() const;

    Result<history::Snapshot*> snapshot();
    Result<std::shared_ptr<const HomeBranches>> homes();

    const ReadView* view(ReadView view);
    /// Where entities of the type are read by the arguments branchId, asOf and atChange, members of the object given.
    Result<const ReadView*> viewFor(const catalogue::Type& type, const Value& arguments);
    /// The same for things of a campaign.
    Result<const ReadView*> viewFor(Home home, const Value& arguments, const Id& campaignId = {});
    /// The same where the argument campaignId may name one; NotFound when there is no such campaign.
    Result<const ReadView*> viewOfCampaign(const Value& arguments);
    /// Where entities below a parent are read.
    Result<const ReadView*> viewBelow(const Node& parent, const catalogue::Type& child);
    /// The entity of that id: on the branch named or, when none is, on its home, then on every other campaign's main.
    Result<Located> locate(const catalogue::Type& type, const Id& id, const Value& arguments);

    /// Takes note of a change of this operation; what follows reads a snapshot that contains it.
    void wrote(const history::Receipt& receipt);
    const std::vector<events::ChangeEventPtr>& changes() const { return m_changes; }
    /// The last number this operation read or wrote, 0 when it did neither.
    std::int64_t seq() const { return m_seq; }
    /// SQL statements of all snapshots read so far.
    int statementCount() const { return m_statements + (m_snapshot ? m_snapshot->statementCount() : 0); }
    bool hasWritten() const { return m_hasWritten; }

private:
    Services& m_services;
    const Viewer& m_viewer;
    std::unique_ptr<history::Snapshot> m_snapshot;
    std::shared_ptr<const HomeBranches> m_homes;
    std::deque<ReadView> m_views;
    std::vector<events::ChangeEventPtr> m_changes;
    std::int64_t m_seq = 0;
    int m_statements = 0;
    bool m_hasWritten = false;
};

inline OperationScope& scopeOf(const graphql::FieldCall& call)
{
    return call.context().host<OperationScope>();
}

inline const Node& nodeOf(const graphql::ObjectRef& parent)
{
    return *static_cast<const Node*>(parent.object);
}

/// Nodes of one level; they stay until the response is written.
class NodeLevel
{
public:
    explicit NodeLevel(graphql::ExecutionContext& context)
        : m_nodes(std::make_shared<std::deque<Node>>())
    {
        context.keep(m_nodes);
    }
    /// A reference that is null for a null entity.
    graphql::ObjectRef add(history::EntityPtr entity, const ReadView* view, std::int64_t deletedAt = 0);

private:
    std::shared_ptr<std::deque<Node>> m_nodes;
};

// Members of an object of arguments; absent and null are the same here.
std::string textOf(const Value& arguments, std::string_view name);
std::optional<std::int64_t> integerOf(const Value& arguments, std::string_view name);
std::vector<std::string> textsOf(const Value& arguments, std::string_view name);
bool flagOf(const Value& arguments, std::string_view name);
/// A time in ISO 8601; Invalid when it cannot be read.
Result<std::optional<catalogue::WorldTime>> timeOf(const Value& arguments, std::string_view name);

/// Puts `prefix` before the error's path into the input.
Error within(std::string_view prefix, Error error);
Error invalid(std::string message, std::string path);
Error notFound(const catalogue::Type& type, const Id& id);

} // namespace campaign::api
