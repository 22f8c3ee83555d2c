// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Store.h"
#include "server/transfer/azgaar/AzgaarImport.h"
#include "tests/support/FakeClock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;
using namespace campaign::transfer;

namespace {

geometry::MultiPolygon square(double size)
{
    return {{{{{{0, 0}, {size, 0}, {size, size}, {0, size}, {0, 0}}}}}};
}

azgaar::World smallWorld()
{
    azgaar::World world;
    world.settings.name = "Eld";
    world.settings.seed = "42";
    world.settings.width = 100;
    world.settings.height = 50;
    world.settings.distanceUnit = "mi";
    world.settings.distanceScale = 3;
    azgaar::State none;
    none.name = "Neutrals";
    azgaar::State vale;
    vale.id = 1;
    vale.name = "Vale";
    vale.fullName = "Kingdom of Vale";
    vale.area = square(20);
    vale.cellArea = 400;
    world.states = {none, vale};
    azgaar::Burg ford;
    ford.id = 7;
    ford.name = "Ford";
    ford.position = {12.34, 5.67};
    ford.state = 1;
    ford.people = 8200;
    ford.isCapital = true;
    ford.hasWalls = true;
    azgaar::Burg hut;
    hut.id = 8;
    hut.position = {60, 40};
    world.burgs = {ford, hut};
    azgaar::Note legend;
    legend.id = "burg7";
    legend.subject = azgaar::Note::Subject::Burg;
    legend.subjectId = 7;
    legend.name = "The ford";
    legend.legend = "Shallow in summer.";
    world.notes = {legend};
    return world;
}

} // namespace

class tst_AzgaarImport : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aWorldBecomesOurs();
    void againChangesNothing();
    void aLaterSaveUpdatesWhatDiffers();
    void oneUndoTakesItBack();
    void aDryRunWritesNothing();
    void cancelWritesNothing();
    void aWorldJustBegunIsTaken();
    void aFileOfAnotherWorldIsRefused();
    void namesThatDoNotFitAreMended();

private:
    history::EntityPtr bySource(const char* type, const std::string& sourceId);
    Result<ImportReport> apply(const azgaar::World& world, const ImportProgress& progress = {});
    std::int64_t seq();

    support::FakeClock m_clock;
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<history::Store> m_store;
};

void tst_AzgaarImport::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = history::openStore(m_folder->filePath("a.campaign").toStdString(), m_types, m_clock);
    QVERIFY2(opened, opened ? "" : opened.error().toString().c_str());
    m_store = std::move(opened).value();
}

history::EntityPtr tst_AzgaarImport::bySource(const char* type, const std::string& sourceId)
{
    const auto snapshot = m_store->read();
    history::ListQuery query;
    query.where = {{"sourceId", history::Condition::Operator::Equal, Value(sourceId)}};
    const auto page = (*snapshot)->list(*m_types.find(type), query, {}, Viewer::owner());
    return page && page->entities.size() == 1 ? page->entities.front() : nullptr;
}

Result<ImportReport> tst_AzgaarImport::apply(const azgaar::World& world, const ImportProgress& progress)
{
    return applyImport(*m_store, azgaar::planImport(world), Viewer::owner(), progress);
}

std::int64_t tst_AzgaarImport::seq()
{
    const auto snapshot = m_store->read();
    return (*snapshot)->seq();
}

void tst_AzgaarImport::aWorldBecomesOurs()
{
    const auto report = apply(smallWorld());
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    const auto ford = bySource("Settlement", "azgaar:42:burg:7");
    const auto vale = bySource("Kingdom", "azgaar:42:state:1");
    const auto place = bySource("Location", "azgaar:42:place:7");
    const auto territory = bySource("Location", "azgaar:42:territory:1");
    const auto map = bySource("Map", "azgaar:42:map");
    QVERIFY(ford && vale && place && territory && map);
    QCOMPARE(ford->name(), std::string("Ford"));
    QCOMPARE(ford->field("kingdomId").asString(), vale->id);
    QCOMPARE(ford->field("locationId").asString(), place->id);
    QCOMPARE(ford->field("variables").find("population")->asInteger(), std::int64_t(8200));
    QVERIFY(ford->field("variables").find("capital")->asBoolean());
    QCOMPARE(place->field("geometry").find("coordinates")->asArray()[0].asNumber(), 12.34);
    QCOMPARE(place->field("parentLocationId").asString(), territory->id);
    QCOMPARE(vale->field("locationId").asString(), territory->id);
    QCOMPARE(map->field("extent").find("south")->asNumber(), 50.0);
    QVERIFY(map->field("backgroundImage").asString().starts_with("sha256-"));
    const auto hut = bySource("Settlement", "azgaar:42:burg:8");
    const auto neutral = bySource("Kingdom", "azgaar:42:state:0");
    QVERIFY(hut && neutral && neutral->field("isNeutral").asBoolean());
    QCOMPARE(hut->field("kingdomId").asString(), neutral->id);
    QCOMPARE(hut->name(), std::string("Burg 8"));
    QVERIFY(bySource("Structure", "azgaar:42:burg:7:walls"));
    const auto note = bySource("Note", "azgaar:42:note:burg7");
    QVERIFY(note);
    QCOMPARE(note->field("aboutId").asString(), ford->id);
    const auto faults = m_store->verify();
    QVERIFY(faults && faults->empty());
}

void tst_AzgaarImport::againChangesNothing()
{
    QVERIFY(apply(smallWorld()));
    const std::int64_t before = seq();
    const auto report = apply(smallWorld());
    QVERIFY(report && !report->changed);
    QCOMPARE(seq(), before);
    for (const ImportCount& one : report->counts)
        QVERIFY2(one.created == 0 && one.updated == 0, one.group.c_str());
}

void tst_AzgaarImport::aLaterSaveUpdatesWhatDiffers()
{
    QVERIFY(apply(smallWorld()));
    const auto before = bySource("Settlement", "azgaar:42:burg:7");
    azgaar::World later = smallWorld();
    later.burgs[0].people = 9000;
    later.burgs[1].name = "Hut";
    const auto report = apply(later);
    QVERIFY(report && report->changed);
    const auto after = bySource("Settlement", "azgaar:42:burg:7");
    QCOMPARE(after->id, before->id);
    QCOMPARE(after->field("variables").find("population")->asInteger(), std::int64_t(9000));
    for (const ImportCount& one : report->counts)
        QVERIFY2(one.created == 0, one.group.c_str());
}

void tst_AzgaarImport::oneUndoTakesItBack()
{
    QVERIFY(apply(smallWorld()));
    const auto undone = m_store->undo(Viewer::owner(), {});
    QVERIFY2(undone, undone ? "" : undone.error().toString().c_str());
    QVERIFY(!bySource("Settlement", "azgaar:42:burg:7"));
    QVERIFY(!bySource("World", "azgaar:42:world"));
}

void tst_AzgaarImport::aDryRunWritesNothing()
{
    const std::int64_t before = seq();
    const auto report = previewImport(*m_store, azgaar::planImport(smallWorld()), Viewer::owner());
    QVERIFY(report && report->changed);
    QCOMPARE(seq(), before);
    QVERIFY(!bySource("World", "azgaar:42:world"));
}

void tst_AzgaarImport::cancelWritesNothing()
{
    const std::int64_t before = seq();
    const auto report = apply(smallWorld(), [](int percent, std::string_view) { return percent < 90; });
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QCOMPARE(seq(), before);
}

void tst_AzgaarImport::aWorldJustBegunIsTaken()
{
    history::ChangeRequest request;
    request.author = Viewer::owner();
    const auto begun = m_store->write(request, [&](history::Writer& writer) -> Result<void> {
        const auto made = writer.create(*m_types.find("World"), {{"name", "Mine"}}, "mine");
        return made ? Result<void>() : made.error();
    });
    QVERIFY(begun);
    const auto report = apply(smallWorld());
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    const auto world = bySource("World", "azgaar:42:world");
    QVERIFY(world);
    QCOMPARE(world->id, std::string("mine"));
    QCOMPARE(world->name(), std::string("Mine"));
}

void tst_AzgaarImport::aFileOfAnotherWorldIsRefused()
{
    QVERIFY(apply(smallWorld()));
    const std::int64_t before = seq();
    azgaar::World other = smallWorld();
    other.settings.seed = "43";
    const auto report = apply(other);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Conflict);
    QCOMPARE(seq(), before);
}

void tst_AzgaarImport::namesThatDoNotFitAreMended()
{
    azgaar::World world = smallWorld();
    world.settings.name = "  ";
    std::string longName;
    for (int i = 0; i < 150; ++i)
        longName += "é";
    world.burgs[0].name = longName;
    world.burgs.push_back(world.burgs[0]);
    const ImportPlan plan = azgaar::planImport(world);
    QCOMPARE(plan.warnings.size(), std::size_t(2)); // the place and the settlement
    QVERIFY(!plan.leftOut.empty());
    const auto report = apply(world);
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    QCOMPARE(bySource("Settlement", "azgaar:42:burg:7")->name().size(), std::size_t(200));
}

QTEST_GUILESS_MAIN(tst_AzgaarImport)
#include "tst_AzgaarImport.moc"
