// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/FlowDrawing.h"
#include "ui/flow/FlowSource.h"

#include <QSet>
#include <QUrl>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

#include <atomic>

namespace campaign {

/// What the Flow view shows of the open campaign: which part of the graph, laid out, and what is found in it. GUI
/// thread; graphs are laid out on a worker.
class FlowModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// "story": what happens; "logic": what is computed from what; "all": both.
    Q_PROPERTY(QString mode READ mode WRITE setMode NOTIFY filterChanged)
    /// How many steps from the selection are shown; 0: everything.
    Q_PROPERTY(int depth READ depth WRITE setDepth NOTIFY filterChanged)
    /// What is shown around, by name; "" for everything.
    Q_PROPERTY(QString centreName READ centreName NOTIFY shownChanged)
    /// {kind, label, count, shown}, of those there are in this mode.
    Q_PROPERTY(QVariantList kinds READ kinds NOTIFY shownChanged)
    /// Nodes of this mode that kinds and depth leave out.
    Q_PROPERTY(int hidden READ hidden NOTIFY shownChanged)
    Q_PROPERTY(int count READ count NOTIFY shownChanged)
    /// {kind, words}, of the edges shown; the kind as campaign::flow::EdgeKind, "is needed for".
    Q_PROPERTY(QVariantList edgeKinds READ edgeKinds NOTIFY shownChanged)
    /// What there was too much of to be read.
    Q_PROPERTY(int unread READ unread NOTIFY shownChanged)
    /// Ways round on which variables are derived from themselves, in names.
    Q_PROPERTY(QString circles READ circles NOTIFY shownChanged)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY foundChanged)
    /// Numbers of the nodes whose names have it.
    Q_PROPERTY(QList<int> found READ found NOTIFY foundChanged)
    /// Read, but not drawn yet, or not even read.
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY busyChanged)
    Q_PROPERTY(bool isTooMuch READ isTooMuch NOTIFY shownChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY busyChanged)

public:
    explicit FlowModel(QObject* parent = nullptr);
    ~FlowModel() override;

    Session* session() const { return m_source.session(); }
    void setSession(Session* session);
    QString mode() const { return m_mode; }
    void setMode(const QString& mode);
    int depth() const { return m_depth; }
    void setDepth(int depth);
    QString centreName() const;
    QVariantList kinds() const { return m_kinds; }
    int hidden() const { return m_hidden; }
    int count() const { return static_cast<int>(m_shown.nodes.size()); }
    QVariantList edgeKinds() const;
    int unread() const { return m_graph.unread; }
    const flow::DrawingPtr& drawing() const { return m_drawing; }
    QString circles() const { return m_graph.circles.join(QStringLiteral("; ")); }
    QString search() const { return m_search; }
    void setSearch(const QString& text);
    QList<int> found() const;
    bool isBusy() const { return !m_isRead || m_isDrawing; }
    bool isTooMuch() const { return m_isTooMuch; }
    QString problem() const { return m_problem; }

    Q_INVOKABLE void setWatched(bool watched) { m_source.setWatched(watched); }
    /// What is selected is wanted in sight, whichever mode and filter it takes; revealWanted() says where it is, or -1.
    Q_INVOKABLE void showSelected();
    Q_INVOKABLE void showKind(const QString& kind, bool shown);
    /// Everything of the mode.
    Q_INVOKABLE void reset();
    /// What stands behind a node becomes the selection; a field of all of a type is nothing that can be selected.
    Q_INVOKABLE void select(int node, bool toggle);
    /// Nothing for what cannot be linked; kinds of edges as in edgeKinds. The store may refuse it.
    Q_INVOKABLE void link(int from, int to, int edgeKind);
    /// {kind, words}, of the links between two nodes that can be made.
    Q_INVOKABLE QVariantList linksBetween(int from, int to) const;
    /// Paints all that is shown; exported() tells.
    Q_INVOKABLE void exportImage(const QUrl& file, const QVariantMap& colors, const QString& family);

signals:
    void sessionChanged();
    void filterChanged();
    void shownChanged();
    void drawingChanged();
    void foundChanged();
    void busyChanged();
    void revealWanted(int node);
    void exported(const QString& path, const QString& problem);

private:
    void take(const flow::Graph& graph);
    void followSelection();
    bool isOfMode(const flow::Node& node) const;
    flow::Graph graphOfMode() const;
    void filter();
    void listKinds(const flow::Graph& graph);
    void lay();
    void drawn(const flow::DrawingPtr& drawing, int attempt);
    void remember();
    void seek();

    flow::FlowSource m_source;
    QString m_mode = QStringLiteral("story");
    int m_depth = 0;
    QSet<QString> m_hiddenKinds;
    QStringList m_centre; // entities that depth counts from
    QString m_search;
    flow::Graph m_graph; // all of it
    flow::Graph m_shown;
    flow::DrawingPtr m_drawing;
    QVariantList m_kinds;
    int m_hidden = 0;
    bool m_isRead = false;
    bool m_isDrawing = false;
    bool m_isTooMuch = false;
    bool m_isSought = false;
    QString m_problem;
    std::shared_ptr<std::atomic<int>> m_attempt; // the worker ends when another begins
};

} // namespace campaign
