// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/MapWindow.h"

using campaign::Session;
using campaign::Value;
using campaign::client::Reply;
using campaign::desktop::DesktopOptions;
using campaign::map::MapItem;
using campaign::map::MapTool;

/// Drawing on the map of the real window, by mouse and keys: a region, its corners, a crossing that is refused, a
/// place, a distance, a picture.
class tst_MapJourney : public QObject, campaign::support::MapWindow
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startOnMap()); }
    void aRegionIsDrawn();
    void aCornerIsMovedAndStored();
    void aCrossingIsRefusedAndNothingLost();
    void undoTakesItAllBack();
    void aConflictSaysWhat();
    void aSettlementIsPlacedByTheTool();
    void draggedEntitiesArePlaced();
    void aDistanceIsMeasured();
    void theMapIsSavedAsAPicture();
    void theStartScreenShowsTheMap();
    void cleanupTestCase();

private:
    std::vector<Value> locations();
    Value geometryOf(const QString& id);
    void clickMap(const QPointF& position);
    QPoint pixel(const QPointF& position) const { return map()->mapToScene(map()->toItem(position)).toPoint(); }
    QPointF share(double x, double y) const;
    void dragCorner(const QPointF& from, const QPointF& to);

    QString m_region; // id of the region drawn
    QList<QPointF> m_corners;
};

std::vector<Value> tst_MapJourney::locations()
{
    const Reply reply =
        ask("query All($world: ID!, $branch: ID) { locationsByWorld(worldId: $world, branchId: $branch) "
            "{ id name kind geometry } }",
            {{"world", session()->place().worldId}});
    const Value* list = reply.data.find("locationsByWorld");
    return list && list->isArray() ? std::vector<Value>(list->asArray().begin(), list->asArray().end())
                                   : std::vector<Value>();
}

Value tst_MapJourney::geometryOf(const QString& id)
{
    for (const Value& one : locations()) {
        if (one.stringOr("id", "") == id.toStdString())
            return *one.find("geometry");
    }
    return {};
}

void tst_MapJourney::clickMap(const QPointF& position)
{
    window()->grabWindow();
    QTest::mouseMove(window(), pixel(position));
    QTest::mouseClick(window(), Qt::LeftButton, {}, pixel(position));
}

/// A place of the window's map, by shares of its width and height, clear of the bars above.
QPointF tst_MapJourney::share(double x, double y) const
{
    return map()->toMap({map()->width() * x, map()->height() * y});
}

void tst_MapJourney::dragCorner(const QPointF& from, const QPointF& to)
{
    const QPoint start = pixel(from);
    const QPoint end = pixel(to);
    QTest::mousePress(window(), Qt::LeftButton, {}, start);
    for (int step = 1; step <= 6; ++step)
        QTest::mouseMove(window(), start + (end - start) * step / 6);
    QTest::mouseRelease(window(), Qt::LeftButton, {}, end);
}

void tst_MapJourney::aRegionIsDrawn()
{
    const size_t before = locations().size();
    press("toolRegion");
    QCOMPARE(tool()->kind(), MapTool::Kind::Region);
    press("snapBorders");
    QVERIFY(!tool()->snapsToBorders());
    m_corners = {share(0.3, 0.4), share(0.6, 0.4), share(0.6, 0.8), share(0.3, 0.8)};
    for (const QPointF& corner : m_corners)
        clickMap(corner);
    QCOMPARE(tool()->cornerCount(), 4);
    QVERIFY(tool()->isDrawing());
    save("region-drawing");
    clickMap(m_corners.first());
    QVERIFY(!tool()->isDrawing());
    QVERIFY(tool()->canFinish());
    QVERIFY(item("shapeSize")->property("text").toString().contains("4 corners"));
    type("Frostpeak Range"); // its name is what is left to say
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(tool()->kind(), MapTool::Kind::Select, patience);
    QTRY_COMPARE_WITH_TIMEOUT(locations().size(), before + 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Draw Frostpeak Range"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!session()->selection()->isEmpty(), patience);
    m_region = session()->selection()->entityId();
    QTRY_VERIFY_WITH_TIMEOUT(!map()->nameOf(m_region).isEmpty(), patience);
    m_corners.clear();
    for (const campaign::map::MapRegion& region : map()->scene().regions) {
        if (region.id == m_region)
            m_corners = region.polygons.first().first().toList();
    }
    QCOMPARE(m_corners.size(), 5);
}

void tst_MapJourney::aCornerIsMovedAndStored()
{
    const Value before = geometryOf(m_region);
    map()->fit();
    QTest::mouseClick(window(), Qt::RightButton, {}, pixel((m_corners[0] + m_corners[2]) / 2));
    QTRY_VERIFY_WITH_TIMEOUT(item("editShape") && item("editShape")->isVisible(), patience);
    press("editShape");
    QTRY_COMPARE_WITH_TIMEOUT(tool()->subjectId(), m_region, patience);
    QTRY_VERIFY(!item("editShape") || !item("editShape")->isVisible());
    const QPointF moved = m_corners[0] - QPointF(20, 0) / map()->zoom();
    dragCorner(m_corners[0], moved);
    QCOMPARE(tool()->editor().stepCount(), 1);
    QVERIFY(tool()->canFinish());
    QCOMPARE(geometryOf(m_region), before); // nothing is stored while drawing
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(tool()->kind(), MapTool::Kind::Select, patience);
    QVERIFY(!(geometryOf(m_region) == before));
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Redraw Frostpeak Range"), patience);
    m_corners[0] = m_corners[4] = moved;
}

void tst_MapJourney::aCrossingIsRefusedAndNothingLost()
{
    const Value before = geometryOf(m_region);
    QTRY_VERIFY_WITH_TIMEOUT(tool()->edit(m_region), patience);
    tool()->cancel();
    QObject* pane = item("mapView")->parentItem();
    session()->selection()->select("Location", m_region);
    QTRY_VERIFY_WITH_TIMEOUT(map()->selectedIds().contains(m_region), patience);
    QVERIFY(QMetaObject::invokeMethod(pane, "editShape"));
    QCOMPARE(tool()->subjectId(), m_region);
    map()->fit();
    // The second corner goes over the opposite border.
    const QList<QPointF> ring = tool()->editor().shape().parts.first().first().toList();
    const QPointF over = (ring[2] + ring[3]) / 2 + (ring[2] - ring[1]) * 0.3;
    dragCorner(ring[1], over);
    QVERIFY(!tool()->faults().isEmpty());
    QVERIFY(!tool()->canFinish());
    QTRY_VERIFY(item("shapeFault") && item("shapeFault")->isVisible());
    QVERIFY(item("shapeFault")->property("text").toString().contains("crosses"));
    save("region-crossing");
    QTest::keyClick(window(), Qt::Key_Return);
    QCOMPARE(tool()->kind(), MapTool::Kind::Region);
    QVERIFY(tool()->problem().contains("cannot be stored"));
    QCOMPARE(geometryOf(m_region), before);
    // Esc asks before it throws the work away.
    QTest::keyClick(window(), Qt::Key_Escape);
    QTest::keyClick(window(), Qt::Key_Escape);
    QVERIFY(tool()->asksToDiscard());
    QTest::keyClick(window(), Qt::Key_Escape);
    QVERIFY(!tool()->asksToDiscard());
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(tool()->faults().isEmpty());
    QVERIFY(!tool()->canUndo() && tool()->canRedo());
    dragCorner(ring[1], ring[1] + QPointF(15, 0) / map()->zoom());
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(tool()->kind(), MapTool::Kind::Select, patience);
    QVERIFY(!(geometryOf(m_region) == before));
}

void tst_MapJourney::undoTakesItAllBack()
{
    const Value last = geometryOf(m_region);
    for (int i = 0; i < 3; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(!session()->isSaving() && !session()->steps()->undoName().isEmpty(), patience);
        const QString name = session()->steps()->undoName();
        QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->undoName() != name || i == 0, patience);
        QTest::qWait(150);
    }
    QTRY_VERIFY_WITH_TIMEOUT(geometryOf(m_region).isNull(), patience);
    for (int i = 0; i < 3; ++i) {
        session()->steps()->redo();
        QTRY_VERIFY_WITH_TIMEOUT(!session()->isSaving(), patience);
        QTest::qWait(150);
    }
    QTRY_COMPARE_WITH_TIMEOUT(geometryOf(m_region), last, patience);
}

void tst_MapJourney::aConflictSaysWhat()
{
    session()->selection()->select("Location", m_region);
    QTRY_VERIFY_WITH_TIMEOUT(map()->selectedIds().contains(m_region), patience);
    QVERIFY(QMetaObject::invokeMethod(item("mapView")->parentItem(), "editShape"));
    map()->fit();
    const QList<QPointF> ring = tool()->editor().shape().parts.first().first().toList();
    dragCorner(ring[1], ring[1] + QPointF(10, 0) / map()->zoom());
    // Someone else is faster.
    const Value theirs = Value::Object{
        {"type", "Polygon"},
        {"coordinates", Value::Array{Value(Value::Array{Value(Value::Array{1, 1}), Value(Value::Array{9, 1}),
                                                        Value(Value::Array{9, 9}), Value(Value::Array{1, 1})})}}};
    ask("mutation Other($id: ID!, $g: GeoJSON!, $branch: ID) { updateLocationGeometry(id: $id, input: {geoJson: $g, "
        "branchId: $branch, reason: \"Shrink Frostpeak Range\"}) { id } }",
        {{"id", m_region.toStdString()}, {"g", theirs}});
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(tool()->problem().contains("changed meanwhile"), patience);
    QVERIFY2(tool()->problem().contains("Shrink Frostpeak Range"), qPrintable(tool()->problem()));
    QCOMPARE(tool()->kind(), MapTool::Kind::Region);
    QCOMPARE(tool()->editor().stepCount(), 1); // nothing is lost
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(tool()->kind(), MapTool::Kind::Select, patience);
    QVERIFY(!(geometryOf(m_region) == theirs));
}

void tst_MapJourney::aSettlementIsPlacedByTheTool()
{
    press("toolPoint");
    const QPointF at = share(0.45, 0.6);
    clickMap(at);
    QTRY_VERIFY_WITH_TIMEOUT(item("placeName") && item("placeName")->isVisible(), patience);
    for (const QChar letter : QString("Newham"))
        QTest::keyClick(window(), letter.toLatin1());
    save("place-dialog");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(session()->selection()->type(), QString("Settlement"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Add Newham"), patience);
    const auto shown = [&] {
        for (const campaign::map::MapPoint& point : map()->scene().points) {
            if (point.name == "Newham")
                return QLineF(point.position, at).length() * map()->zoom() < 2;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown(), patience);
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_COMPARE(tool()->kind(), MapTool::Kind::Select);
    const size_t before = locations().size();
    session()->steps()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(locations().size(), before - 1, patience);
}

void tst_MapJourney::draggedEntitiesArePlaced()
{
    const campaign::map::MapPoint point = map()->scene().points.first();
    const Value before = geometryOf(point.id);
    const QPointF to = share(0.5, 0.5);
    const QString payload = "Location " + point.id;
    QVERIFY(QMetaObject::invokeMethod(item("mapView"), "entitiesDropped", Q_ARG(QString, payload), Q_ARG(QPointF, to)));
    QTRY_VERIFY_WITH_TIMEOUT(!(geometryOf(point.id) == before), patience);
    session()->steps()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(geometryOf(point.id), before, patience);
}

void tst_MapJourney::aDistanceIsMeasured()
{
    press("toolMeasure");
    const QPointF from = share(0.3, 0.5);
    const QPointF to = share(0.6, 0.5);
    clickMap(from);
    clickMap(to);
    QVERIFY(qAbs(tool()->lineLength() - QLineF(from, to).length()) < 2 / map()->zoom());
    QVERIFY(tool()->lengthText().contains(map()->scene().distanceUnit));
    save("measure");
    QTest::keyClick(window(), Qt::Key_Escape);
    QTest::keyClick(window(), Qt::Key_Escape);
    QCOMPARE(tool()->kind(), MapTool::Kind::Select);
}

void tst_MapJourney::theMapIsSavedAsAPicture()
{
    const QString path = m_home.filePath("map.png");
    QObject* world = item("mapView")->parentItem()->findChild<QObject*>("worldMap");
    QVERIFY(world);
    QVERIFY(QMetaObject::invokeMethod(world, "exportImage", Q_ARG(QUrl, QUrl::fromLocalFile(path)),
                                      Q_ARG(campaign::map::MapPalette*, map()->palette()), Q_ARG(int, 1600)));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(path), patience);
    const QImage picture(path);
    QCOMPARE(picture.width(), 1600);
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 5) {
        for (int x = 0; x < picture.width(); x += 5)
            colours.insert(picture.pixel(x, y));
    }
    QVERIFY2(colours.size() > 50, qPrintable(QString::number(colours.size())));
}

void tst_MapJourney::theStartScreenShowsTheMap()
{
    m_application->workspace().centre()->open("map");
    const QString picture = campaign::RecentCampaigns::thumbnailPath(session()->path());
    m_application->workspace().actions()->action("file.close")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!session(), patience);
    const QImage map(picture);
    QVERIFY2(!map.isNull(), qPrintable(picture));
    QSet<QRgb> colours;
    for (int y = 0; y < map.height(); y += 4) {
        for (int x = 0; x < map.width(); x += 4)
            colours.insert(map.pixel(x, y));
    }
    QVERIFY2(colours.size() > 20, "land, sea, borders and names");
    QTest::qWait(300); // pictures are read beside
    save("start");
}

void tst_MapJourney::cleanupTestCase()
{
    finish();
}

int main(int argc, char** argv)
{
    return campaign::support::run<tst_MapJourney>(argc, argv);
}

#include "tst_MapJourney.moc"
