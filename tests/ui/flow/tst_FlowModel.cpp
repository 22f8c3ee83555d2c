// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/ui/inspector/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/flow/FlowLetters.h"
#include "ui/flow/FlowModel.h"
#include "ui/flow/FlowReading.h"

#include <QGuiApplication>
#include <QImage>
#include <QStandardPaths>
#include <QtTest>

#include <map>
#include <set>

using namespace campaign;
using namespace campaign::test;
using client::toQString;
using flow::DrawingPtr;
using flow::Edge;
using flow::Graph;

/// What the Flow view shows of an open campaign: each test says in words what must be drawn.
class tst_FlowModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void theStoryIsDrawn();
    void aNewLinkAppears();
    void theLogicIsExactToTheField();
    void onlyWhatIsNearIsShown();
    void kindsAreHiddenAndCounted();
    void namesAreFound();
    void theSelectionIsShared();
    void whatIsSelectedIsShownInItsMode();
    void newStatesMoveNothing();
    void circlesAreMarked();
    void nonsenseIsNoGraph_data();
    void nonsenseIsNoGraph();
    void neighboursAreThoseOfANaiveWalk();
    void aPictureIsSaved();
    void namesAreReadFromAfar();
    void endsAtOneBoxDoNotMeet();
    void manyThingsAreOpenedWithoutWaiting();

private:
    Id happening(const char* type, const char* name);
    void link(const Id& from, const char* fromType, const Id& to, const char* toType, const char* kind);
    void giveTownLogic();
    std::set<QString> names() const;
    /// "Raid is needed for Feast"
    std::set<QString> lines() const;
    int nodeNamed(const QString& name) const;
    QString stateOf(const QString& name) const;

    std::unique_ptr<OpenCampaign> m_open;
    std::unique_ptr<FlowModel> m_flow;
    Id m_town, m_raid, m_feast, m_peace;
};

void tst_FlowModel::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Campaign Manager tests");
    QCoreApplication::setApplicationName("tst_FlowModel");
}

void tst_FlowModel::init()
{
    m_open = std::make_unique<OpenCampaign>();
    m_town = m_open->settlement(m_open->kingdom("Veldmark"), "Harrowford", 2, {{"population", 900}});
    m_raid = happening("Encounter", "Raid");
    m_feast = happening("Event", "Feast");
    m_peace = happening("Event", "Peace");
    link(m_raid, "Encounter", m_feast, "Event", "prerequisite");
    link(m_raid, "Encounter", m_peace, "Event", "blocks");
    m_flow = std::make_unique<FlowModel>();
    m_flow->setSession(&m_open->session());
    QTRY_VERIFY_WITH_TIMEOUT(m_flow->drawing() && !m_flow->isBusy() && m_flow->count() == 3, patience);
}

void tst_FlowModel::cleanup()
{
    m_flow.reset();
    m_open.reset();
}

Id tst_FlowModel::happening(const char* type, const char* name)
{
    return m_open->make(type, {{"name", name}, {"campaignId", m_open->session().place().campaignId}});
}

void tst_FlowModel::link(const Id& from, const char* fromType, const Id& to, const char* toType, const char* kind)
{
    m_open->make(
        "Link",
        {{"sourceType", fromType}, {"source", from}, {"targetType", toType}, {"target", to}, {"linkType", kind}});
}

std::set<QString> tst_FlowModel::names() const
{
    std::set<QString> names;
    for (const flow::Node& node : m_flow->drawing()->graph.nodes)
        names.insert(node.name + (node.kind == "Field" ? " of " + node.detail : QString()));
    return names;
}

std::set<QString> tst_FlowModel::lines() const
{
    std::set<QString> lines;
    const Graph& graph = m_flow->drawing()->graph;
    for (const Edge& edge : graph.edges)
        lines.insert(graph.nodes[static_cast<std::size_t>(edge.from)].name + ' ' + flow::wordsOf(edge.kind) + ' ' +
                     graph.nodes[static_cast<std::size_t>(edge.to)].name);
    return lines;
}

int tst_FlowModel::nodeNamed(const QString& name) const
{
    const std::vector<flow::Node>& nodes = m_flow->drawing()->graph.nodes;
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const flow::Node& node) { return node.name == name; });
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

QString tst_FlowModel::stateOf(const QString& name) const
{
    const int node = nodeNamed(name);
    return node < 0 ? QString() : m_flow->drawing()->graph.nodes[static_cast<std::size_t>(node)].detail;
}

void tst_FlowModel::theStoryIsDrawn()
{
    QCOMPARE(names(), (std::set<QString>{"Raid", "Feast", "Peace"}));
    QCOMPARE(lines(), (std::set<QString>{"Raid is needed for Feast", "Raid blocks Peace"}));
    QCOMPARE(stateOf("Raid"), "available · Encounter");
    QCOMPARE(stateOf("Feast"), "not available · Event");
    const flow::Node& feast = m_flow->drawing()->graph.nodes[static_cast<std::size_t>(nodeNamed("Feast"))];
    QVERIFY2(feast.reason.contains("Raid"), qPrintable(feast.reason));
    QCOMPARE(m_flow->hidden(), 0);
}

void tst_FlowModel::aNewLinkAppears()
{
    link(m_feast, "Event", m_peace, "Event", "triggers");
    QTRY_VERIFY_WITH_TIMEOUT(lines().contains("Feast triggers Peace"), patience);
    m_open->undo();
    QTRY_VERIFY_WITH_TIMEOUT(!lines().contains("Feast triggers Peace"), patience);
}

void tst_FlowModel::giveTownLogic()
{
    const Value population(Value::Object{{"var", "variables.population"}});
    m_open->make("FieldCondition", {{"name", "City"},
                                    {"entityType", "Settlement"},
                                    {"field", "isCity"},
                                    {"expression", Value::Object{{">", Value::Array{population, 1000}}}}});
    m_open->make("Effect",
                 {{"name", "Flight"},
                  {"entityType", "Encounter"},
                  {"entityId", m_raid},
                  {"timing", "ON_RESOLVE"},
                  {"target", "entity"},
                  {"targetType", "Settlement"},
                  {"targetId", m_town},
                  {"payload",
                   Value::Array{Value::Object{{"op", "replace"}, {"path", "/variables/population"}, {"value", 10}}}}});
    m_flow->setMode("logic");
    QTRY_VERIFY_WITH_TIMEOUT(m_flow->count() == 5 && !m_flow->isBusy(), patience);
}

void tst_FlowModel::theLogicIsExactToTheField()
{
    giveTownLogic();
    QCOMPARE(names(),
             (std::set<QString>{"Raid", "Flight", "Population of Harrowford", "Population of any settlement", "City"}));
    QCOMPARE(lines(), (std::set<QString>{"Raid sets off Flight", "Flight changes Population",
                                         "Population is one of Population", "Population is read by City"}));
    QCOMPARE(stateOf("City"), "Rule · any settlement");
    QStringList owners;
    for (const flow::Node& node : m_flow->drawing()->graph.nodes) {
        if (!node.owner.isEmpty())
            owners.append(node.name + " of " + node.owner);
    }
    owners.sort();
    QCOMPARE(owners, (QStringList{"Population of Harrowford", "Population of any settlement"}));
    // Left to right in that order: each feeds the next.
    const flow::Layout& layout = m_flow->drawing()->layout;
    QVERIFY(layout.centres[static_cast<std::size_t>(nodeNamed("Raid"))].x() <
            layout.centres[static_cast<std::size_t>(nodeNamed("Flight"))].x());
    QVERIFY(layout.centres[static_cast<std::size_t>(nodeNamed("Flight"))].x() <
            layout.centres[static_cast<std::size_t>(nodeNamed("City"))].x());
    m_flow->setMode("all");
    QTRY_VERIFY_WITH_TIMEOUT(m_flow->drawing()->graph.nodes.size() == 7, patience);
    QVERIFY(lines().contains("Raid blocks Peace") && lines().contains("Raid sets off Flight"));
}

void tst_FlowModel::onlyWhatIsNearIsShown()
{
    giveTownLogic();
    m_flow->setDepth(1);
    QCOMPARE(m_flow->centreName(), QString());
    m_open->session().selection()->select("Encounter", toQString(m_raid));
    QTRY_COMPARE_WITH_TIMEOUT(names(), (std::set<QString>{"Raid", "Flight"}), patience);
    QCOMPARE(m_flow->centreName(), "Raid");
    QCOMPARE(m_flow->hidden(), 3);
    m_flow->setDepth(2);
    QTRY_COMPARE_WITH_TIMEOUT(names(), (std::set<QString>{"Raid", "Flight", "Population of Harrowford"}), patience);
    m_open->session().selection()->select("Settlement", toQString(m_town));
    QTRY_COMPARE_WITH_TIMEOUT(m_flow->count(), 5, patience);
    QCOMPARE(m_flow->centreName(), "Harrowford");
    m_open->session().selection()->clear(); // leaves it where it was
    QCOMPARE(m_flow->centreName(), "Harrowford");
    m_flow->reset();
    QCOMPARE(m_flow->hidden(), 0);
}

void tst_FlowModel::kindsAreHiddenAndCounted()
{
    QCOMPARE(m_flow->kinds().size(), 2);
    QCOMPARE(m_flow->kinds().at(0).toMap()["label"].toString(), "Encounters");
    QCOMPARE(m_flow->kinds().at(1).toMap()["count"].toInt(), 2);
    m_flow->showKind("Event", false);
    QTRY_COMPARE_WITH_TIMEOUT(names(), (std::set<QString>{"Raid"}), patience);
    QCOMPARE(m_flow->hidden(), 2);
    QCOMPARE(m_flow->kinds().at(1).toMap()["shown"].toBool(), false);
    QVERIFY(lines().empty());
    FlowModel later; // it is remembered
    later.setSession(&m_open->session());
    QTRY_COMPARE_WITH_TIMEOUT(later.count(), 1, patience);
    m_flow->reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_flow->drawing()->graph.nodes.size(), std::size_t{3}, patience);
}

void tst_FlowModel::namesAreFound()
{
    m_flow->setSearch(" pEa");
    QCOMPARE(m_flow->found(), QList<int>{nodeNamed("Peace")});
    m_flow->setSearch("nothing of the kind");
    QCOMPARE(m_flow->found(), QList<int>());
    m_flow->setSearch("");
    QCOMPARE(m_flow->found(), QList<int>());
}

void tst_FlowModel::theSelectionIsShared()
{
    m_flow->select(nodeNamed("Feast"), false);
    QCOMPARE(m_open->session().selection()->type(), "Event");
    QCOMPARE(m_open->session().selection()->entityId(), toQString(m_feast));
    m_flow->select(nodeNamed("Raid"), true);
    QCOMPARE(m_open->session().selection()->count(), 2);
    m_flow->select(-1, true);
    QCOMPARE(m_open->session().selection()->count(), 2);
    m_flow->select(-1, false);
    QVERIFY(m_open->session().selection()->isEmpty());
    m_flow->select(99, false);
    QVERIFY(m_open->session().selection()->isEmpty());
}

void tst_FlowModel::whatIsSelectedIsShownInItsMode()
{
    QSignalSpy wanted(m_flow.get(), &FlowModel::revealWanted);
    m_flow->setMode("logic");
    m_flow->showKind("Event", false);
    m_open->session().selection()->select("Event", toQString(m_feast));
    m_flow->showSelected();
    QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, patience);
    QCOMPARE(m_flow->mode(), QString("story"));
    QVERIFY(nodeNamed("Feast") >= 0);
    QCOMPARE(wanted.first().first().toInt(), nodeNamed("Feast"));
    // A town that no rule reads has no part in it, and that is said.
    m_open->session().selection()->select("Settlement", toQString(m_town));
    m_flow->showSelected();
    QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 2, patience);
    QCOMPARE(wanted.last().first().toInt(), -1);
}

void tst_FlowModel::newStatesMoveNothing()
{
    const std::vector<QPointF> before = m_flow->drawing()->layout.centres;
    m_open->session().commands().setField(m_feast, "name", "Great feast");
    QTRY_VERIFY_WITH_TIMEOUT(nodeNamed("Great feast") >= 0, patience);
    QCOMPARE(m_flow->drawing()->layout.centres, before);
    m_flow->setWatched(false);
    m_open->session().commands().setField(m_feast, "name", "Feast");
    QTest::qWait(300);
    QVERIFY2(nodeNamed("Feast") < 0, "it was read although nobody looks");
    m_flow->setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(nodeNamed("Feast") >= 0, patience);
}

/// Saving refuses circles; an import may bring them.
void tst_FlowModel::circlesAreMarked()
{
    const Value data = *parseJson(R"({"logic": {"nodes": [
        {"id": "VARIABLE:a", "type": "VARIABLE", "entityType": "StateVariable", "entityId": "a", "name": "morale"},
        {"id": "VARIABLE:b", "type": "VARIABLE", "entityType": "StateVariable", "entityId": "b", "name": "defence"},
        {"id": "VARIABLE:c", "type": "VARIABLE", "entityType": "StateVariable", "entityId": "c", "name": "gold"}],
        "edges": [
        {"from": "VARIABLE:a", "to": "VARIABLE:b", "type": "READS", "path": "campaign.var.defence"},
        {"from": "VARIABLE:a", "to": "VARIABLE:b", "type": "DEPENDS_ON", "path": "campaign.var.defence"},
        {"from": "VARIABLE:b", "to": "VARIABLE:a", "type": "READS", "path": "campaign.var.morale"},
        {"from": "VARIABLE:b", "to": "VARIABLE:c", "type": "READS", "path": "campaign.var.gold"}]},
        "circles": {"cycles": [{"message": "morale → defence → morale",
        "nodes": [{"id": "VARIABLE:a"}, {"id": "VARIABLE:b"}, {"id": "VARIABLE:a"}]}]}})");
    const Graph graph = flow::graphOf(data, m_open->session().store().types(), {});
    QCOMPARE(graph.circles, QStringList{"morale → defence → morale"});
    QCOMPARE(graph.edges.size(), std::size_t{3});
    QCOMPARE(std::count_if(graph.edges.begin(), graph.edges.end(), [](const Edge& edge) { return edge.isInCircle; }),
             2);
    const DrawingPtr drawing = flow::draw(graph);
    QCOMPARE(std::count_if(drawing->layout.edges.begin(), drawing->layout.edges.end(),
                           [](const flow::EdgeRoute& route) { return route.goesUp; }),
             1);
}

void tst_FlowModel::nonsenseIsNoGraph_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"events": null, "links": null, "logic": null, "circles": null})");
    QTest::newRow("no lists") << QByteArray(R"({"events": {"edges": 3}, "logic": {"nodes": {}, "edges": "no"}})");
    QTest::newRow("loose ends") << QByteArray(
        R"({"links": {"edges": [{"node": {"source": "x", "target": "y", "linkType": "triggers"}}]},)"
        R"("logic": {"nodes": [], "edges": [{"from": "EFFECT:x", "to": "VARIABLE:y", "type": "WRITES", "path": "a"}]}})");
    QTest::newRow("empty objects") << QByteArray(
        R"({"logic": {"nodes": [{}], "edges": [{}]}, "circles": {"cycles": [{"nodes": []}]}})");
}

void tst_FlowModel::nonsenseIsNoGraph()
{
    QFETCH(QByteArray, json);
    const Graph graph = flow::graphOf(*parseJson(json.toStdString()), m_open->session().store().types(), {});
    QVERIFY(graph.edges.empty());
    QVERIFY(flow::draw(graph));
}

void tst_FlowModel::neighboursAreThoseOfANaiveWalk()
{
    constexpr int count = 14;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        Graph graph;
        graph.nodes.resize(count);
        unsigned dice = seed;
        const auto roll = [&dice] { return static_cast<int>((dice = dice * 1103515245u + 12345u) >> 16) % count; };
        for (int edge = 0; edge < count; ++edge)
            graph.edges.push_back(
                {roll(), roll(), edge % 4 ? flow::EdgeKind::Triggers : flow::EdgeKind::Related, false});
        // Steps from node 0 either way, and what leads there or on from there, by going over all edges until nothing
        // is new.
        std::vector<int> steps(count, count);
        std::vector<bool> down(count, false), up(count, false);
        steps[0] = 0;
        down[0] = up[0] = true;
        for (int round = 0; round < count; ++round) {
            for (const Edge& edge : graph.edges) {
                const auto from = static_cast<std::size_t>(edge.from);
                const auto to = static_cast<std::size_t>(edge.to);
                steps[to] = std::min(steps[to], steps[from] + 1);
                steps[from] = std::min(steps[from], steps[to] + 1);
                if (edge.kind == flow::EdgeKind::Related)
                    continue;
                down[to] = down[to] || down[from];
                up[from] = up[from] || up[to];
            }
        }
        for (int most = 0; most < 4; ++most) {
            const std::vector<bool> near = flow::neighbourhood(graph, {0}, most);
            for (std::size_t node = 0; node < count; ++node)
                QCOMPARE(near[node], steps[node] <= most);
        }
        const std::vector<bool> connected = flow::connected(graph, 0);
        for (std::size_t node = 0; node < count; ++node)
            QCOMPARE(connected[node], down[node] || up[node]);
    }
}

/// In boxes of 40 % and more names such as people give are whole, or cut in letters that can still be read.
void tst_FlowModel::namesAreReadFromAfar()
{
    const QString family = QGuiApplication::font().family();
    for (const double letters : {1.0, 1.5}) {
        for (double scale = 0.4 * letters; scale < 0.75 * letters; scale += 0.02) {
            const QSizeF room(flow::Drawing::nodeWidth * scale - 8, flow::Drawing::nodeHeight * scale);
            for (const char* name : {"The climb", "An envoy from Norrland", "The drover at the Gilded Eel",
                                     "Ash on the Toll Bridge", "The Old Light answers", "What the quarry met"}) {
                const flow::WrittenLines written = flow::writtenName(name, {}, family, room, letters);
                QVERIFY2(written.isWhole, name);
                QCOMPARE(written.lines.join(' '), QString(name));
                QVERIFY(written.lines.size() * flow::linePitch(written.font) <= room.height() + 1);
                QVERIFY(written.font.pixelSize() >= 9 * letters - 0.5);
            }
            const QString endless("The council of the nine hundred and ninety-nine valleys meets for the last time");
            const flow::WrittenLines cut = flow::writtenName(endless, {}, family, room, letters);
            QVERIFY(!cut.isWhole || scale > 0.6 * letters);
            QVERIFY(cut.font.pixelSize() >= 9 * letters - 0.5);
            const flow::WrittenLines owned = flow::writtenName("Population", "Harrowford", family, room, letters);
            QCOMPARE(owned.lines, QStringList({"Population", "Harrowford"}));
        }
    }
    // Short names are not small where there is room.
    QVERIFY(flow::writtenName("The climb", {}, family, {100, 32}, 1).font.pixelSize() > 11);
}

/// Ends of different kinds at one border stand apart by an arrowhead at least, and in the border.
void tst_FlowModel::endsAtOneBoxDoNotMeet()
{
    for (const int count : {2, 3, 5, 9, 40}) {
        Graph graph;
        for (int node = 0; node <= count; ++node)
            graph.nodes.push_back({"ENTITY:" + QString::number(node), {}, {}, {}, {}, {}, {}, {}, flow::State::None});
        for (int node = 1; node <= count; ++node)
            graph.edges.push_back({node, 0, static_cast<flow::EdgeKind>(node % 4), false});
        const flow::DrawingPtr drawing = flow::draw(graph);
        std::map<flow::EdgeKind, std::set<double>> heights;
        for (int edge = 0; edge < count; ++edge) {
            const QPointF end = drawing->lineOf(edge).back();
            QVERIFY(drawing->rectOf(0).adjusted(-1, 0, 1, 0).contains(end));
            heights[graph.edges[static_cast<std::size_t>(edge)].kind].insert(end.y());
        }
        for (const auto& [kind, own] : heights) {
            for (const auto& [otherKind, others] : heights) {
                for (const double height : own) {
                    for (const double other : others)
                        QVERIFY(kind == otherKind || std::abs(height - other) >= 8);
                }
            }
        }
    }
}

/// Many events and encounters in chains: the window stays awake meanwhile. CAMPAIGN_TEST_SCALE=20 makes 2,000 of them.
void tst_FlowModel::manyThingsAreOpenedWithoutWaiting()
{
    m_flow.reset();
    const int each = 50 * std::max(1, qEnvironmentVariableIntValue("CAMPAIGN_TEST_SCALE"));
    std::vector<Id> made;
    for (const char* type : {"Event", "Encounter"}) {
        for (int i = 0; i < each; ++i)
            made.push_back(happening(type, qPrintable(QString("%1 %2").arg(type).arg(i))));
    }
    for (std::size_t i = 3; i < made.size(); ++i) {
        const auto typeOf = [&](std::size_t one) { return one < made.size() / 2 ? "Event" : "Encounter"; };
        link(made[i - 3], typeOf(i - 3), made[i], typeOf(i), i % 2 == 0 ? "prerequisite" : "triggers");
    }
    FlowModel flow;
    QElapsedTimer whole;
    QElapsedTimer since;
    qint64 longest = 0;
    QTimer pulse;
    connect(&pulse, &QTimer::timeout, this, [&] { longest = std::max(longest, since.restart()); });
    pulse.start(1);
    since.start();
    whole.start();
    flow.setSession(&m_open->session());
    QTRY_VERIFY_WITH_TIMEOUT(flow.drawing() && !flow.isBusy() && flow.count() == 2 * each + 3, 20 * patience);
    longest = std::max(longest, since.elapsed());
    qInfo() << "drawn after" << whole.elapsed() << "ms, the longest wait was" << longest << "ms";
    QVERIFY2(longest < 400, qPrintable(QString::number(longest)));
}

void tst_FlowModel::aPictureIsSaved()
{
    QTemporaryDir folder;
    QSignalSpy exported(m_flow.get(), &FlowModel::exported);
    const QVariantMap colors{{"surface", QColor(250, 250, 250)}, {"text", QColor(1, 2, 3)}};
    m_flow->exportImage(QUrl::fromLocalFile(folder.filePath("flow.png")), colors, "sans");
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, patience);
    QCOMPARE(exported.at(0).at(1).toString(), QString());
    const QImage image(folder.filePath("flow.png"));
    QVERIFY(image.width() > 600 && image.height() > 150);
    QCOMPARE(image.pixelColor(0, 0), QColor(250, 250, 250));
    m_flow->exportImage(QUrl::fromLocalFile(folder.filePath("no/such/folder.png")), colors, "sans");
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 2, patience);
    QVERIFY(!exported.at(1).at(1).toString().isEmpty());
}

QTEST_MAIN(tst_FlowModel)
#include "tst_FlowModel.moc"
