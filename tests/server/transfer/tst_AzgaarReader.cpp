// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Measures.h"
#include "server/geometry/Predicates.h"
#include "server/geometry/Validity.h"
#include "server/transfer/azgaar/Background.h"
#include "server/transfer/azgaar/PlainText.h"
#include "server/transfer/azgaar/Reader.h"
#include "tests/server/transfer/AzgaarFixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>
#include <QtTest>

#include <cmath>

using namespace campaign;
using namespace campaign::transfer::azgaar;
using campaign::tests::AzgaarFixture;

namespace {

const AzgaarFixture& fixture()
{
    static const AzgaarFixture fixture;
    return fixture;
}

int leftOut(const World& world, std::string_view what)
{
    int count = 0;
    for (const LeftOut& entry : world.leftOut)
        count += entry.what == what ? entry.count : 0;
    return count;
}

QByteArray comia()
{
    QFile file(qEnvironmentVariable("CAMPAIGN_TEST_DATA") + "/azgaar/comia-1.71.map");
    return qEnvironmentVariableIsSet("CAMPAIGN_TEST_DATA") && file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                                             : QByteArray();
}

} // namespace

class tst_AzgaarReader : public QObject
{
    Q_OBJECT

private slots:
    void ourWorldIsRead_data();
    void ourWorldIsRead();
    void theDrawingGivesRoutes();
    void badFilesAreRefusedInAClearSentence_data();
    void badFilesAreRefusedInAClearSentence();
    void everyTruncationIsSurvived();
    void changedBytesAreSurvived();
    void cancellingStops();
    void notesBecomePlainText_data();
    void notesBecomePlainText();
    void theBackgroundIsPlainSvg();
    void comiaIsRead();
    void comiaAgreesWithWhatItSaysOfItself();
    void comiaWithOtherLineEndsIsTheSame();
};

void tst_AzgaarReader::ourWorldIsRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("map, CRLF") << QByteArray::fromStdString(fixture().map("\r\n"));
    QTest::newRow("map, LF") << QByteArray::fromStdString(fixture().map("\n"));
    QTest::newRow("map with a byte order mark")
        << QByteArray("\xEF\xBB\xBF") + QByteArray::fromStdString(fixture().map("\n"));
    QTest::newRow("JSON export") << QByteArray::fromStdString(fixture().json());
}

void tst_AzgaarReader::ourWorldIsRead()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(looksLikeWorld(bytes.toStdString()));
    const auto read = readWorld(bytes.toStdString());
    QVERIFY2(read.has_value(), read ? "" : read.error().toString().c_str());
    const World& world = *read;
    QCOMPARE(world.settings.name, std::string("Testland"));
    QCOMPARE(world.settings.width, 300.0);
    QCOMPARE(world.settings.distanceUnit, std::string("km"));
    QCOMPARE(world.settings.distanceScale, 3.0);
    QCOMPARE(world.settings.year.value_or(0), 612);
    QCOMPARE(world.settings.era, std::string("Second Era"));

    QCOMPARE(world.states.size(), std::size_t{3});
    QCOMPARE(world.states[1].fullName, std::string("Kingdom of Aldor"));
    QCOMPARE(world.states[1].colour, std::string("#66c2a5"));
    QCOMPARE(world.states[2].colour, std::string()); // a pattern
    QCOMPARE(world.states[1].ruralPeople, 25000);
    QCOMPARE(world.states[1].urbanPeople, 3000);
    for (const State& state : world.states) {
        QVERIFY(geometry::findFaults(state.area).empty());
        QVERIFY(std::abs(geometry::area(state.area) - state.cellArea) <= 0.01 * state.cellArea);
        QVERIFY(geometry::locate(state.label, state.area) == geometry::Place::Inside);
    }
    QCOMPARE(leftOut(world, "states"), 1);

    QCOMPARE(world.burgs.size(), std::size_t{3});
    QCOMPARE(leftOut(world, "burgs"), 2); // one removed, one nameless
    const Burg& alby = world.burgs[0];
    QCOMPARE(alby.people, 2927); // 2.927 × 2000 × 0.5
    QVERIFY(alby.isCapital && alby.isPort && alby.hasCitadel && alby.hasWalls && alby.hasTemple && !alby.hasPlaza &&
            !alby.hasShanty);
    QVERIFY(geometry::locate(alby.position, world.states[1].area) == geometry::Place::Inside);
    QCOMPARE(world.burgs[1].name, std::string("Bram & Co"));
    QCOMPARE(world.burgs[1].people, 500);
    QVERIFY(world.burgs[1].isCapital && world.burgs[1].hasPlaza && !world.burgs[1].isPort);
    QCOMPARE(world.burgs[2].state, 0); // its state is removed

    QCOMPARE(world.provinces.size(), std::size_t{1});
    QVERIFY(geometry::area(world.provinces[0].area) > 0);
    QCOMPARE(world.biomes.size(), std::size_t{2});
    QCOMPARE(world.biomes[1].name, std::string("Meadow"));
    QCOMPARE(world.lakes.size(), std::size_t{1});
    QCOMPARE(world.lakes[0].name, std::string("Mere"));
    QCOMPARE(world.land.polygons.size(), std::size_t{1});
    QCOMPARE(world.land.polygons[0].rings.size(), std::size_t{2});
    QCOMPARE(world.rivers.size(), std::size_t{1});
    QCOMPARE(leftOut(world, "rivers"), 1);
    QVERIFY(world.rivers[0].line.points.size() > 5);
    QVERIFY(geometry::length(world.rivers[0].line) > 40);
    QVERIFY(!world.routes.empty());
    QCOMPARE(world.markers.size(), std::size_t{1});
    QCOMPARE(leftOut(world, "markers"), 1);
    QCOMPARE(world.regiments.size(), std::size_t{1});
    QCOMPARE(world.regiments[0].id, std::string("regiment1-0"));
    QCOMPARE(world.regiments[0].total, 30);
    QCOMPARE(world.notes.size(), std::size_t{2});
    QCOMPARE(world.notes[0].legend, std::string("It smokes & rumbles.\nBeware\uFFFD!"));
    QVERIFY(world.notes[0].subject == Note::Subject::Marker && world.notes[0].subjectId == 0);
    QVERIFY(world.notes[1].subject == Note::Subject::Burg && world.notes[1].subjectId == 1);
    QCOMPARE(leftOut(world, "notes"), 1);
}

void tst_AzgaarReader::theDrawingGivesRoutes()
{
    const auto world = readWorld(fixture().map());
    QVERIFY(world.has_value());
    QCOMPARE(world->routes.size(), std::size_t{2});
    QVERIFY(world->routes[0].kind == Route::Kind::Road && world->routes[1].kind == Route::Kind::Sea);
    QCOMPARE(world->routes[1].id, 4);
    QCOMPARE(world->routes[1].line, (geometry::LineString{{{10, 10}, {30, 10}, {30, 30}}}));
    QCOMPARE(world->routes[0].line.points.back(), (geometry::Point{200, 100}));
    QCOMPARE(leftOut(*world, "routes"), 1); // an arc
    QCOMPARE(leftOut(*world, "zones"), 1);
}

void tst_AzgaarReader::badFilesAreRefusedInAClearSentence_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("message"); // a part of it
    const auto row = [](const char* name, const std::string& bytes, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(message);
    };
    const auto without = [](std::size_t number, const std::string& instead) {
        auto records = fixture().records;
        records[number] = instead;
        return AzgaarFixture::join(records, "\n");
    };
    const auto first = [](std::size_t count) {
        auto records = fixture().records;
        records.resize(count);
        return AzgaarFixture::join(records, "\r\n");
    };
    row("empty", "", "empty");
    row("another format", "\x89PNG\r\n\x1a\n", "neither a saved world");
    row("gzip", "\x1F\x8B\x08", "gzip");
    row("other JSON", R"({"type":"FeatureCollection"})", "not a full export");
    row("JSON without cells", R"({"info":{},"pack":{"states":[],"burgs":[]}})", "has no cells");
    row("JSON cut off", fixture().json().substr(0, 5000), "cut off");
    row("minimal JSON", R"({"info":{"x":1},"pack":{"states":[{}],"burgs":[{}],"features":[]}})",
        "choose the full JSON export");
    row("too old", "0.89|x|x|x|1|1|1\n", "saved by version 0.89");
    row("a bar, but another file", "1.2|a\nb", "its first line is another");
    row("no size", without(0, "1.71|x|d|s|wide|high|1"), "no size");
    row("only the first line", first(1), "no drawing");
    row("few settings", without(1, "km|3"), "settings (line 2)");
    row("a record too many", first(2) + "\n\n\n\n" + fixture().map(), "records, not 5");
    row("no end of the drawing", first(5) + "\r\n<svg>\n<g>", "its drawing does not end");
    row("ends after the drawing", first(6), "ends before its list of states");
    row("ends before the burgs", first(15), "ends before its list of burgs");
    row("ends before the cells", first(20), "ends before the states of its cells");
    row("burgs that are no list", without(15, "{}"), "in place of its list of burgs");
    row("burgs cut off", without(15, R"([{"i":1,"na)"), "list of burgs cannot be read");
    row("no grid", without(6, "{}"), "grid has no points");
    row("grid of text", without(6, R"({"points":[["a",1]],"boundary":[]})"), "no position");
    row("grid far away", without(6, R"({"points":[[1e300,1],[2,2],[3,9]],"boundary":[]})"),
        "its points and their heights");
    row("heights missing", without(7, ""), "do not have the same number");
    row("fewer cells", without(25, "0,0,0"), "it lists values for 3 cells, but its grid gives");
    row("no states", without(14, "[]"), "list of states is empty");
}

void tst_AzgaarReader::badFilesAreRefusedInAClearSentence()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, message);
    const auto world = readWorld(bytes.toStdString());
    QVERIFY(!world.has_value());
    QCOMPARE(world.error().code, ErrorCode::Invalid);
    QVERIFY2(world.error().message.find(message.toStdString()) != std::string::npos, world.error().message.c_str());
}

void tst_AzgaarReader::everyTruncationIsSurvived()
{
    const std::string map = fixture().map(), json = fixture().json();
    for (std::size_t i = 1; i < 20; ++i) {
        (void)readWorld(map.substr(0, map.size() * i / 20));
        QVERIFY(!readWorld(json.substr(0, json.size() * i / 20)).has_value());
    }
}

void tst_AzgaarReader::changedBytesAreSurvived()
{
    unsigned state = 5;
    const std::string map = fixture().map();
    for (int round = 0; round < 20; ++round) {
        std::string changed = map;
        for (int i = 0; i < 20; ++i) {
            state = state * 1664525 + 1013904223;
            changed[state % changed.size()] = "0-9,[]{}\"|\n<a"[(state >> 24) % 13];
        }
        const auto world = readWorld(changed);
        if (!world)
            QVERIFY(!world.error().message.empty());
    }
}

void tst_AzgaarReader::cancellingStops()
{
    int steps = 0, last = -1;
    const auto all = readWorld(fixture().map(), [&](int percent) {
        ++steps;
        const bool isForward = percent >= last;
        last = percent;
        return isForward && percent <= 100;
    });
    QVERIFY(all.has_value());
    QCOMPARE(last, 100);
    for (int stop = 0; stop < steps; ++stop) {
        int left = stop;
        const auto world = readWorld(fixture().map(), [&left](int) { return left-- > 0; });
        QVERIFY(!world.has_value());
        QCOMPARE(world.error().code, ErrorCode::Cancelled);
    }
}

void tst_AzgaarReader::notesBecomePlainText_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* html, const char* text) {
        QTest::newRow(name) << QByteArray(html) << QByteArray(text);
    };
    row("plain", "A keep.", "A keep.");
    row("line ends", "a\r\n\r\n\r\nb  c", "a\n\nb c");
    row("paragraphs", "<p>a</p><p>b</p>", "a\nb");
    row("break", "a<br>b<br/>c", "a\nb\nc");
    row("list", "<ul><li>a</li><li>b</li></ul>", "• a\n• b");
    row("entities", "&lt;b&gt; &amp;amp; &#39;x&#x27; &nbsp;&mdash;", "<b> &amp; 'x' —");
    row("unknown entity", "AT&T &foo; & co", "AT&T &foo; & co");
    row("emoji", "&#x1F30B;", "🌋");
    row("bad code", "&#xD800;&#0;", "\uFFFD\uFFFD");
    row("script", "a<script>alert('<p>')</script>b<STYLE>x</style>c", "abc");
    row("less than", "1 < 2 and 3<4", "1 < 2 and 3<4");
    row("unfinished tag", "a<b", "a");
    row("attributes", "<a href=\"x\" title='y'>z</a>", "z");
}

void tst_AzgaarReader::notesBecomePlainText()
{
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(plainText(html.toStdString())), text);
}

void tst_AzgaarReader::theBackgroundIsPlainSvg()
{
    const auto world = readWorld(fixture().map());
    QVERIFY(world.has_value());
    const std::string svg = backgroundSvg(*world);
    QVERIFY(svg.size() < 1000000);
    QXmlStreamReader xml(QByteArray::fromStdString(svg));
    int paths = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        QVERIFY(xml.name() == u"svg" || xml.name() == u"rect" || xml.name() == u"path");
        paths += xml.name() == u"path";
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(paths > 5);
}

void tst_AzgaarReader::comiaIsRead()
{
    const std::string bytes = comia().toStdString();
    if (bytes.empty())
        QSKIP("CAMPAIGN_TEST_DATA does not name a folder with azgaar/comia-1.71.map");
    QElapsedTimer timer;
    timer.start();
    const auto world = readWorld(bytes);
    QVERIFY2(world.has_value(), world ? "" : world.error().toString().c_str());
    qInfo("read in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 5000); // 0.1 s when optimised
    QCOMPARE(world->states.size(), std::size_t{12});
    QCOMPARE(world->burgs.size(), std::size_t{229});
    QCOMPARE(std::count_if(world->burgs.begin(), world->burgs.end(), [](const Burg& burg) { return burg.state == 0; }),
             71);
    for (const State& state : world->states)
        QVERIFY(geometry::findFaults(state.area).empty());
    QVERIFY(geometry::findFaults(world->land).empty());
    // Burgs stand on their state's land, ports at its edge (the generator moves them towards the water).
    int inside = 0;
    for (const Burg& burg : world->burgs) {
        const auto& area = world->states[static_cast<std::size_t>(burg.state)].area;
        inside += geometry::locate(burg.position, area) != geometry::Place::Outside;
        QVERIFY(geometry::distance(geometry::Geometry(burg.position), geometry::Geometry(area)) < 2);
    }
    qInfo("%d of 229 burgs stand inside their state", inside);
    QVERIFY(inside >= 218);
    QVERIFY(backgroundSvg(*world).size() < 1000000);
}

void tst_AzgaarReader::comiaAgreesWithWhatItSaysOfItself()
{
    const QByteArray bytes = comia();
    if (bytes.isEmpty())
        QSKIP("CAMPAIGN_TEST_DATA does not name a folder with azgaar/comia-1.71.map");
    const auto world = readWorld(bytes.toStdString());
    QVERIFY(world.has_value());
    QJsonArray states, rivers;
    for (const QByteArray& line : bytes.split('\n')) {
        if (line.startsWith(R"([{"i":0,"name":"Neutrals")"))
            states = QJsonDocument::fromJson(line).array();
        if (line.startsWith(R"([{"i":1,"source")"))
            rivers = QJsonDocument::fromJson(line).array();
    }
    QCOMPARE(states.size(), 12);
    for (const State& state : world->states) {
        const QJsonObject listed = states[state.id].toObject();
        QCOMPARE(state.cellCount, listed["cells"].toInt());
        // The generator cuts each cell's area to a whole number before it adds.
        const double expected = listed["area"].toDouble();
        QVERIFY(std::abs(geometry::area(state.area) - expected) < 0.01 * expected);
        QVERIFY(std::abs(geometry::area(state.area) - state.cellArea) < 0.0001 * expected);
    }
    int checked = 0;
    for (const auto& value : rivers) {
        const QJsonObject listed = value.toObject();
        for (const River& river : world->rivers)
            if (river.id == listed["i"].toInt() && river.discharge == listed["discharge"].toDouble()) {
                const double expected = listed["length"].toDouble(), ours = geometry::length(river.line);
                checked += std::abs(ours - expected) < 0.02 * expected;
            }
    }
    qInfo("%d of %lld rivers have the length the file lists", checked, static_cast<long long>(rivers.size()));
    QVERIFY(checked > rivers.size() * 9 / 10);
}

void tst_AzgaarReader::comiaWithOtherLineEndsIsTheSame()
{
    QByteArray bytes = comia();
    if (bytes.isEmpty())
        QSKIP("CAMPAIGN_TEST_DATA does not name a folder with azgaar/comia-1.71.map");
    const auto lf = readWorld(bytes.toStdString());
    const auto crlf = readWorld(bytes.replace('\n', "\r\n").toStdString());
    QVERIFY(lf.has_value() && crlf.has_value());
    QCOMPARE(crlf->burgs.size(), lf->burgs.size());
    QCOMPARE(crlf->routes.size(), lf->routes.size());
    QCOMPARE(crlf->leftOut, lf->leftOut);
    QCOMPARE(backgroundSvg(*crlf), backgroundSvg(*lf));
}

QTEST_APPLESS_MAIN(tst_AzgaarReader)
#include "tst_AzgaarReader.moc"
