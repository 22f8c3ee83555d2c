// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/EntityRows.h"

#include "ui/client/Conversion.h"

#include <algorithm>
#include <unordered_set>

namespace campaign {

namespace {

constexpr int firstPage = 200;
constexpr int laterPage = 1'000;
constexpr int bulkPage = 5'000;
constexpr std::size_t mostRowsOfAll = 10'000; // what one change may hold
constexpr std::size_t mostChecks = 200;       // beyond it a fresh reading is cheaper
constexpr int gatherTime = 15;                // ms in which changes are gathered

int countIn(const Value* page)
{
    const Value* total = page ? page->find("totalCount") : nullptr;
    return total && total->isInteger() ? static_cast<int>(total->asInteger()) : 0;
}

} // namespace

EntityRows::EntityRows(QObject* parent)
    : QAbstractTableModel(parent)
{
    m_check.setSingleShot(true);
    m_check.setInterval(gatherTime);
    connect(&m_check, &QTimer::timeout, this, &EntityRows::check);
}

void EntityRows::useSession(Session* session)
{
    if (m_session) {
        m_session->store().disconnect(this);
        m_session->disconnect(this);
    }
    m_session = session;
    if (!session)
        return;
    connect(&session->store(), &client::EntityStore::entitiesChanged, this, &EntityRows::followChanges);
    connect(&session->store(), &client::EntityStore::reloadNeeded, this, [this] { setPlan(m_plan); });
}

int EntityRows::total() const
{
    return m_plan.needsAll ? loaded() : m_serverTotal;
}

int EntityRows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : loaded();
}

const client::Record* EntityRows::recordAt(int row) const
{
    return m_session && row >= 0 && row < loaded() ? m_session->store().find(m_rows[static_cast<std::size_t>(row)])
                                                   : nullptr;
}

int EntityRows::rowOf(const Id& id) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void EntityRows::setPlan(RowPlan plan)
{
    beginResetModel();
    m_plan = std::move(plan);
    m_rows.clear();
    m_cursor.clear();
    m_toCheck.clear();
    ++m_generation;
    m_isComplete = false;
    m_isLoading = false;
    m_wantsAll = false;
    m_serverTotal = 0;
    m_all = 0;
    endResetModel();
    emit totalsChanged();
    if (m_session && m_plan.type)
        load();
}

std::string EntityRows::query(const std::string& selection) const
{
    const catalogue::Type& type = *m_plan.type;
    const bool isBranched = type.scope == catalogue::Scope::Branched;
    return "query Rows($first: Int, $after: String, $filter: " + type.name +
           "Filter, $search: String, $order: " + type.name + "Order" + (isBranched ? ", $branch: ID" : "") +
           ") { page: " + type.plural +
           "Connection(first: $first, after: $after, filter: $filter, search: $search, orderBy: $order" +
           (isBranched ? ", branchId: $branch" : "") + ") { edges { node { " + selection +
           " } } pageInfo { hasNextPage endCursor } totalCount } }";
}

Value::Object EntityRows::variables(int first) const
{
    Value::Object made{{"first", first}};
    if (!m_plan.filter.empty())
        made.set("filter", m_plan.filter);
    if (!m_plan.search.empty())
        made.set("search", m_plan.search);
    if (!m_plan.orderBy.empty())
        made.set("order", m_plan.orderBy);
    if (m_plan.type->scope == catalogue::Scope::Branched)
        made.set("branch", m_session->place().branch());
    return made;
}

bool EntityRows::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_session && m_plan.type && !m_isComplete && !m_isLoading;
}

void EntityRows::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        load();
}

void EntityRows::loadAll()
{
    m_wantsAll = true;
    if (m_isComplete)
        emit completed();
    else if (!m_isLoading)
        load();
}

void EntityRows::load()
{
    setLoading(true);
    const int size = m_wantsAll || (m_plan.needsAll && !m_cursor.empty()) ? bulkPage
                     : m_cursor.empty()                                   ? firstPage
                                                                          : laterPage;
    Value::Object asked = variables(size);
    if (!m_cursor.empty())
        asked.set("after", m_cursor);
    const bool isFirst = m_cursor.empty();
    m_session->client().execute(query(m_plan.selection), asked, this,
                                [this, isFirst, generation = m_generation](const client::Reply& reply) {
                                    if (generation != m_generation)
                                        return;
                                    received(reply);
                                    if (isFirst)
                                        askTotals();
                                });
}

void EntityRows::received(const client::Reply& reply)
{
    const Value* page = reply.data.find("page");
    const Value* edges = page ? page->find("edges") : nullptr;
    if (!edges || !edges->isArray()) {
        m_isComplete = true;
        setLoading(false, client::toQString(reply.sentence()));
        return;
    }
    const Value* info = page->find("pageInfo");
    const Value* hasNext = info ? info->find("hasNextPage") : nullptr;
    const bool more = hasNext && hasNext->isBoolean() && hasNext->asBoolean();
    m_cursor = info ? info->stringOr("endCursor", "") : std::string();
    m_serverTotal = countIn(page);
    append(edges->asArray());
    const bool isFull = (m_plan.needsAll || m_wantsAll) && m_rows.size() >= mostRowsOfAll;
    m_isComplete = !more || (isFull && m_plan.needsAll);
    setLoading(false);
    emit totalsChanged();
    rowsRead();
    if (m_isComplete || isFull)
        emit completed();
    else if (m_plan.needsAll || m_wantsAll)
        load();
}

void EntityRows::append(const Value::Array& edges)
{
    std::vector<Id> came;
    const std::unordered_set<std::string_view> present(m_rows.begin(), m_rows.end());
    for (const Value& edge : edges) {
        const Value* node = edge.find("node");
        const Id id = node ? node->stringOr("id", "") : Id();
        const client::Record* record = m_session->store().find(id);
        if (record && !record->isGone && (!m_plan.passes || m_plan.passes(*record)) && !present.contains(id))
            came.push_back(id);
    }
    if (came.empty())
        return;
    if (m_plan.needsAll) {
        beginResetModel();
        m_rows.insert(m_rows.end(), came.begin(), came.end());
        std::sort(m_rows.begin(), m_rows.end(), [this](const Id& left, const Id& right) {
            return m_plan.compare(*m_session->store().find(left), *m_session->store().find(right)) < 0;
        });
        endResetModel();
        return;
    }
    beginInsertRows({}, loaded(), loaded() + static_cast<int>(came.size()) - 1);
    m_rows.insert(m_rows.end(), came.begin(), came.end());
    endInsertRows();
}

void EntityRows::askTotals()
{
    Value::Object everything = variables(0);
    everything.erase("filter");
    everything.erase("search");
    const bool isFiltered = !m_plan.filter.empty() || !m_plan.search.empty();
    const auto count = [this](const Value::Object& asked, int EntityRows::*into) {
        m_session->client().execute(query("__typename"), asked, this,
                                    [this, into, generation = m_generation](const client::Reply& reply) {
                                        if (generation != m_generation)
                                            return;
                                        this->*into = countIn(reply.data.find("page"));
                                        emit totalsChanged();
                                    });
    };
    count(everything, &EntityRows::m_all);
    if (isFiltered)
        count(variables(0), &EntityRows::m_serverTotal);
    else
        count(everything, &EntityRows::m_serverTotal);
}

void EntityRows::rowChanged(int row)
{
    if (row >= 0 && row < loaded())
        emit dataChanged(index(row, 0), index(row, std::max(0, columnCount() - 1)));
}

void EntityRows::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    if (!m_plan.type)
        return;
    for (const client::EntityDelta& delta : deltas) {
        if (delta.type != m_plan.type->name)
            continue;
        const bool decides = std::any_of(delta.fields.begin(), delta.fields.end(), [this](const std::string& field) {
            return field == "archivedAt" || m_plan.decisive.contains(field);
        });
        const int row = rowOf(delta.id);
        rowChanged(row);
        if (delta.operation == events::Operation::Delete || delta.operation == events::Operation::Create || decides)
            checkLater(delta.id);
    }
}

void EntityRows::checkLater(const Id& id)
{
    m_toCheck.insert(id);
    m_check.start();
}

// The server says of each whether it belongs here; so a filter has one meaning.
void EntityRows::check()
{
    const std::vector<Id> asked(m_toCheck.begin(), m_toCheck.end());
    m_toCheck.clear();
    if (!m_session || !m_plan.type || asked.empty())
        return;
    if (asked.size() > mostChecks) {
        setPlan(m_plan);
        return;
    }
    Value::Object wanted = variables(static_cast<int>(asked.size()));
    Value::Object filter = m_plan.filter;
    filter.set("id", Value::Object{{"in", Value::Array(asked.begin(), asked.end())}});
    wanted.set("filter", std::move(filter));
    m_session->client().execute(query(m_plan.selection), wanted, this,
                                [this, asked, generation = m_generation](const client::Reply& reply) {
                                    if (generation == m_generation)
                                        checked(asked, reply);
                                });
}

void EntityRows::checked(const std::vector<Id>& asked, const client::Reply& reply)
{
    const Value* page = reply.data.find("page");
    const Value* edges = page ? page->find("edges") : nullptr;
    if (!edges || !edges->isArray())
        return;
    std::set<Id> present;
    for (const Value& edge : edges->asArray())
        present.insert(edge.find("node")->stringOr("id", ""));
    for (const Id& id : asked) {
        const client::Record* record = m_session->store().find(id);
        const bool belongs = record && present.contains(id) && (!m_plan.passes || m_plan.passes(*record));
        belongs ? place(id) : takeOut(id);
    }
    rowsRead();
    askTotals();
}

void EntityRows::takeOut(const Id& id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void EntityRows::place(const Id& id)
{
    const int old = rowOf(id);
    const client::Record& record = *m_session->store().find(id);
    const auto comesBefore = [&](const Id& other) {
        return m_plan.compare(*m_session->store().find(other), record) < 0;
    };
    const auto fits = [&](int row) {
        const bool afterPrevious = row == 0 || comesBefore(m_rows[static_cast<std::size_t>(row - 1)]);
        const bool beforeNext = row + 1 >= loaded() || !comesBefore(m_rows[static_cast<std::size_t>(row + 1)]);
        return afterPrevious && beforeNext;
    };
    if (old >= 0 && fits(old)) {
        rowChanged(old);
        return;
    }
    takeOut(id);
    const auto at = std::partition_point(m_rows.begin(), m_rows.end(), comesBefore);
    // Beyond what has been read it comes with its page.
    if (at == m_rows.end() && !m_isComplete)
        return;
    const int row = static_cast<int>(at - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(at, id);
    endInsertRows();
}

void EntityRows::setLoading(bool loading, const QString& problem)
{
    m_isLoading = loading;
    m_problem = problem;
    emit loadingChanged();
}

} // namespace campaign
