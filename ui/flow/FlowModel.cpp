// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowModel.h"

#include "server/core/Text.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/flow/FlowPainter.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace campaign {

using client::fromQString;
using client::toQString;
using flow::Edge;
using flow::EdgeKind;
using flow::Graph;
using flow::Node;

namespace {

constexpr std::size_t mostNodes = 5'000; // that are laid out at once
constexpr int deepest = 9;

} // namespace

FlowModel::FlowModel(QObject* parent)
    : QObject(parent)
    , m_attempt(std::make_shared<std::atomic<int>>(0))
{
    connect(&m_source, &flow::FlowSource::read, this, &FlowModel::take);
    connect(&m_source, &flow::FlowSource::failed, this, [this](const QString& sentence) {
        m_problem = sentence;
        m_isRead = true;
        emit busyChanged();
    });
}

FlowModel::~FlowModel()
{
    ++*m_attempt;
}

void FlowModel::setSession(Session* session)
{
    if (m_source.session() == session)
        return;
    if (m_source.session())
        m_source.session()->selection()->disconnect(this);
    m_isRead = false;
    m_source.setSession(session);
    if (session) {
        m_mode = session->recall("flow.mode", m_mode).toString();
        m_depth = std::clamp(session->recall("flow.depth", m_depth).toInt(), 0, deepest);
        const QStringList kinds = session->recall("flow.hidden", QStringList()).toStringList();
        m_hiddenKinds = QSet<QString>(kinds.begin(), kinds.end());
        connect(session->selection(), &Selection::changed, this, &FlowModel::followSelection);
        followSelection();
    }
    emit sessionChanged();
    emit filterChanged();
    emit busyChanged();
}

void FlowModel::remember()
{
    if (Session* session = m_source.session()) {
        session->remember("flow.mode", m_mode);
        session->remember("flow.depth", m_depth);
        session->remember("flow.hidden", QStringList(m_hiddenKinds.begin(), m_hiddenKinds.end()));
    }
    emit filterChanged();
    if (m_isRead)
        filter();
}

void FlowModel::setMode(const QString& mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    remember();
}

void FlowModel::setDepth(int depth)
{
    if (m_depth == depth)
        return;
    m_depth = std::clamp(depth, 0, deepest);
    followSelection();
    remember();
}

void FlowModel::showKind(const QString& kind, bool shown)
{
    if (shown == !m_hiddenKinds.contains(kind))
        return;
    shown ? static_cast<void>(m_hiddenKinds.remove(kind)) : static_cast<void>(m_hiddenKinds.insert(kind));
    remember();
}

void FlowModel::reset()
{
    m_hiddenKinds.clear();
    m_depth = 0;
    remember();
}

void FlowModel::take(const Graph& graph)
{
    m_problem.clear();
    const bool isSame = m_isRead && graph == m_graph;
    m_isRead = true;
    if (isSame)
        return emit busyChanged();
    m_graph = graph;
    followSelection();
    filter();
}

/// What has no part in the graph leaves the centre where it was.
void FlowModel::followSelection()
{
    if (!m_source.session())
        return;
    const QStringList selected = m_source.session()->selection()->ids();
    const bool isHere =
        std::any_of(selected.begin(), selected.end(), [this](const QString& id) { return m_graph.indexOf(id) >= 0; });
    if (!isHere || selected == m_centre)
        return;
    m_centre = selected;
    if (m_depth > 0)
        filter();
}

bool FlowModel::isOfMode(const Node& node) const
{
    return m_mode == QLatin1String("all") || isStory(node) == (m_mode == QLatin1String("story"));
}

/// The logic has those events and encounters in it that it is about.
Graph FlowModel::graphOfMode() const
{
    std::vector<bool> keep(m_graph.nodes.size());
    for (std::size_t node = 0; node < keep.size(); ++node)
        keep[node] = isOfMode(m_graph.nodes[node]);
    for (const Edge& edge : m_graph.edges) {
        if (m_mode == QLatin1String("logic") && !isStory(edge.kind))
            keep[static_cast<std::size_t>(edge.from)] = keep[static_cast<std::size_t>(edge.to)] = true;
    }
    return flow::part(m_graph, keep, [this](EdgeKind kind) {
        return m_mode == QLatin1String("all") || isStory(kind) == (m_mode == QLatin1String("story"));
    });
}

void FlowModel::filter()
{
    const Graph all = graphOfMode();
    listKinds(all);
    std::vector<bool> keep(all.nodes.size());
    for (std::size_t node = 0; node < keep.size(); ++node)
        keep[node] = !m_hiddenKinds.contains(all.nodes[node].kind);
    const auto everyEdge = [](EdgeKind) { return true; };
    m_shown = flow::part(all, keep, everyEdge);
    std::vector<int> centre;
    for (std::size_t node = 0; node < m_shown.nodes.size(); ++node) {
        if (m_centre.contains(m_shown.nodes[node].entityId))
            centre.push_back(static_cast<int>(node));
    }
    if (m_depth > 0 && !centre.empty())
        m_shown = flow::part(m_shown, flow::neighbourhood(m_shown, centre, m_depth), everyEdge);
    m_hidden = static_cast<int>(all.nodes.size() - m_shown.nodes.size());
    m_isTooMuch = m_shown.nodes.size() > mostNodes;
    emit shownChanged();
    lay();
}

void FlowModel::listKinds(const Graph& graph)
{
    std::map<QString, int> counts;
    for (const Node& node : graph.nodes)
        ++counts[node.kind];
    m_kinds.clear();
    for (const auto& [kind, count] : counts) {
        const catalogue::Type* type =
            !m_source.session() ? nullptr : m_source.session()->store().types().find(fromQString(kind));
        m_kinds.append(QVariantMap{{"kind", kind},
                                   {"label", type ? wording::ofMany(*type) : tr("Fields")},
                                   {"count", count},
                                   {"shown", !m_hiddenKinds.contains(kind)}});
    }
}

void FlowModel::lay()
{
    const int attempt = ++*m_attempt;
    if (m_drawing && m_shown.hasShapeOf(m_drawing->graph))
        return drawn(flow::redraw(*m_drawing, m_shown), attempt);
    if (m_isTooMuch)
        return drawn(flow::draw({}), attempt);
    m_isDrawing = true;
    emit busyChanged();
    QtConcurrent::run([graph = m_shown, attempt, current = m_attempt] {
        return flow::draw(graph, [&](double) { return *current == attempt; });
    }).then(this, [this, attempt](const flow::DrawingPtr& drawing) { drawn(drawing, attempt); });
}

void FlowModel::drawn(const flow::DrawingPtr& drawing, int attempt)
{
    if (attempt != *m_attempt || !drawing)
        return;
    m_isDrawing = false;
    m_drawing = drawing;
    emit drawingChanged();
    emit foundChanged();
    emit busyChanged();
    seek();
}

void FlowModel::showSelected()
{
    m_isSought = true;
    seek();
}

/// Goes on when what it changed has been drawn.
void FlowModel::seek()
{
    if (!m_isSought || isBusy() || !m_source.session())
        return;
    const QString id = m_source.session()->selection()->entityId();
    const int known = m_graph.indexOf(id);
    const Node node = known < 0 ? Node() : m_graph.nodes[static_cast<std::size_t>(known)];
    if (known >= 0 && m_shown.indexOf(id) < 0) {
        const QString mode = isStory(node) ? QStringLiteral("story") : QStringLiteral("logic");
        if (m_hiddenKinds.remove(node.kind) || (m_mode != mode && !isOfMode(node))) {
            m_mode = isOfMode(node) ? m_mode : mode;
            return remember();
        }
    }
    m_isSought = false;
    emit revealWanted(m_shown.indexOf(id));
}

QString FlowModel::centreName() const
{
    const int node = m_depth > 0 && !m_centre.isEmpty() ? m_shown.indexOf(m_centre.last()) : -1;
    if (node < 0)
        return {};
    // A field of a town is shown because the town is selected.
    const Node& one = m_shown.nodes[static_cast<std::size_t>(node)];
    return one.kind == QLatin1String("Field") ? one.detail : one.name;
}

QVariantList FlowModel::edgeKinds() const
{
    std::set<EdgeKind> kinds;
    for (const Edge& edge : m_shown.edges)
        kinds.insert(edge.kind);
    QVariantList all;
    for (const EdgeKind kind : kinds)
        all.append(QVariantMap{{"kind", static_cast<int>(kind)}, {"words", flow::wordsOf(kind)}});
    return all;
}

void FlowModel::setSearch(const QString& text)
{
    if (m_search == text)
        return;
    m_search = text;
    emit foundChanged();
}

QList<int> FlowModel::found() const
{
    QList<int> nodes;
    const std::string wanted = foldCase(fromQString(m_search.trimmed()));
    for (std::size_t node = 0; m_drawing && !wanted.empty() && node < m_drawing->graph.nodes.size(); ++node) {
        if (foldCase(fromQString(m_drawing->graph.nodes[node].name)).find(wanted) != std::string::npos)
            nodes.append(static_cast<int>(node));
    }
    return nodes;
}

void FlowModel::select(int node, bool toggle)
{
    if (!m_source.session() || !m_drawing)
        return;
    Selection* selection = m_source.session()->selection();
    if (node < 0 || node >= static_cast<int>(m_drawing->graph.nodes.size()))
        return toggle ? void() : selection->clear();
    const Node& one = m_drawing->graph.nodes[static_cast<std::size_t>(node)];
    if (one.entityId.isEmpty())
        return;
    toggle ? selection->toggle(one.type, one.entityId) : selection->select(one.type, one.entityId);
}

QVariantList FlowModel::linksBetween(int from, int to) const
{
    QVariantList links;
    const auto nodeAt = [this](int node) {
        const bool isThere = m_drawing && node >= 0 && node < static_cast<int>(m_drawing->graph.nodes.size());
        return isThere ? &m_drawing->graph.nodes[static_cast<std::size_t>(node)] : nullptr;
    };
    const Node* first = nodeAt(from);
    const Node* second = nodeAt(to);
    if (!first || !second || from == to || !isStory(*first) || !isStory(*second))
        return links;
    for (const EdgeKind kind : {EdgeKind::Prerequisite, EdgeKind::Triggers, EdgeKind::Blocks, EdgeKind::Related})
        links.append(QVariantMap{{"kind", static_cast<int>(kind)},
                                 {"words", tr("%1 %2 %3").arg(first->name, flow::wordsOf(kind), second->name)}});
    return links;
}

void FlowModel::link(int from, int to, int edgeKind)
{
    const std::array<const char*, 4> kinds{"prerequisite", "triggers", "blocks", "related"};
    if (linksBetween(from, to).isEmpty() || edgeKind < 0 || edgeKind >= static_cast<int>(kinds.size()))
        return;
    const Node& first = m_drawing->graph.nodes[static_cast<std::size_t>(from)];
    const Node& second = m_drawing->graph.nodes[static_cast<std::size_t>(to)];
    m_source.session()->commands().link(kinds[static_cast<std::size_t>(edgeKind)],
                                        {fromQString(first.type), fromQString(first.entityId)},
                                        {fromQString(second.type), fromQString(second.entityId)});
}

void FlowModel::exportImage(const QUrl& file, const QVariantMap& colors, const QString& family)
{
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    if (!m_drawing)
        return;
    QtConcurrent::run([drawing = m_drawing, colors, family, path] {
        const QImage image = flow::pictureOf(*drawing, flow::Colors::from(colors), family);
        return image.save(path);
    }).then(this, [this, path](bool isSaved) {
        emit exported(path, isSaved ? QString() : tr("The picture could not be written to %1.").arg(path));
    });
}

} // namespace campaign
