// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/MapWindow.h"
#include "ui/workspace/WorldEditing.h"

using namespace campaign;
using map::MapItem;
using map::MapTool;

/// What else the map offers, in the real window: layers, a route, the scale, a picture.
class tst_MapToolsJourney : public QObject, support::MapWindow
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startOnMap()); }
    void aLayerIsHidden();
    void aRouteIsDrawn();
    void theScaleIsSetByTheWidth();
    void aPictureLiesBelow();
    void aBadPictureIsExplained();
    void cleanupTestCase();

private:
    WorldEditing* editing() const { return item("mapView")->parentItem()->findChild<WorldEditing*>(); }
    QPoint onMap(double x, double y) const
    {
        return map()->mapToScene(QPointF(map()->width() * x, map()->height() * y)).toPoint();
    }
    std::size_t locationCount();
    Value placeOf(const QString& location);
    void undo(const QString& step);
};

std::size_t tst_MapToolsJourney::locationCount()
{
    const client::Reply reply =
        ask("query All($branch: ID) { all: locationsConnection(first: 1, branchId: $branch) { totalCount } }");
    const Value* all = reply.data.find("all");
    return all ? static_cast<std::size_t>(all->find("totalCount")->asInteger()) : 0;
}

Value tst_MapToolsJourney::placeOf(const QString& location)
{
    const client::Reply reply = ask("query One($id: ID!, $branch: ID) { one: location(id: $id, branchId: $branch) "
                                    "{ geometry } }",
                                    {{"id", location.toStdString()}});
    const Value* one = reply.data.find("one");
    return one && one->isObject() ? *one->find("geometry") : Value();
}

void tst_MapToolsJourney::undo(const QString& step)
{
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), step, patience);
    session()->steps()->undo();
    QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->undoName() != step, patience);
}

void tst_MapToolsJourney::aLayerIsHidden()
{
    press("layersButton");
    QTRY_VERIFY_WITH_TIMEOUT(item("layersPanel")->isVisible(), patience);
    QQuickItem* first = nullptr;
    QList<QQuickItem*> open{item("layersPanel")};
    while (!open.isEmpty()) {
        QQuickItem* next = open.takeLast();
        if (next->objectName().startsWith("layer-") && next->objectName() != "layersPanel")
            first = next;
        open.append(next->childItems());
    }
    QVERIFY(first);
    const QString name = first->objectName();
    const auto hidden = map()->hiddenKinds();
    save("layers");
    press(name);
    QTRY_VERIFY_WITH_TIMEOUT(map()->hiddenKinds() != hidden, patience);
    QVERIFY(!item(name)->property("checked").toBool());
    press(name);
    QTRY_VERIFY_WITH_TIMEOUT(map()->hiddenKinds() == hidden, patience);
    press("layersButton");
    QTRY_VERIFY_WITH_TIMEOUT(!item("layersPanel")->isVisible(), patience);
}

void tst_MapToolsJourney::aRouteIsDrawn()
{
    const std::size_t before = locationCount();
    press("toolRoute");
    QCOMPARE(tool()->kind(), MapTool::Kind::Route);
    press("snapBorders");
    for (const QPointF& corner : {QPointF(0.3, 0.5), QPointF(0.5, 0.6), QPointF(0.7, 0.5)}) {
        window()->grabWindow();
        QTest::mouseMove(window(), onMap(corner.x(), corner.y()));
        QTest::mouseClick(window(), Qt::LeftButton, {}, onMap(corner.x(), corner.y()));
    }
    QCOMPARE(tool()->cornerCount(), 3);
    press("shapeName");
    type("Salt Road");
    save("route");
    press("shapeDone");
    QTRY_COMPARE_WITH_TIMEOUT(locationCount(), before + 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session()->selectedName() == "Salt Road", patience);
    const Value line = placeOf(session()->selection()->entityId());
    QCOMPARE(line.stringOr("type", ""), std::string("LineString"));
    QCOMPARE(line.find("coordinates")->asArray().size(), std::size_t{3});
    undo("Draw Salt Road");
    QCOMPARE(locationCount(), before);
}

void tst_MapToolsJourney::theScaleIsSetByTheWidth()
{
    const QString before = map()->scene().distanceUnit;
    QObject* dialog = item("mapView")->parentItem()->findChild<QObject*>("scaleDialog");
    QVERIFY(dialog);
    QVERIFY(QMetaObject::invokeMethod(dialog, "openFor", Q_ARG(bool, true)) ||
            QMetaObject::invokeMethod(dialog, "openFor", Q_ARG(QVariant, true)));
    QTRY_VERIFY_WITH_TIMEOUT(item("scaleDistance") && item("scaleDistance")->hasActiveFocus(), patience);
    QTest::keyClick(window(), Qt::Key_Return); // nothing typed yet
    QVERIFY(dialog->property("visible").toBool());
    type("300");
    item("scaleUnit")->setProperty("text", "leagues");
    save("scale");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(map()->scene().distanceUnit, QString("leagues"), patience);
    const QString step = session()->steps()->undoName();
    QTRY_VERIFY_WITH_TIMEOUT(!session()->steps()->undoName().isEmpty(), patience);
    session()->steps()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(map()->scene().distanceUnit, before, patience);
}

void tst_MapToolsJourney::aPictureLiesBelow()
{
    QImage picture(320, 200, QImage::Format_RGB32);
    picture.fill(QColor(20, 120, 40));
    const QString path = m_home.filePath("ground.png");
    QVERIFY(picture.save(path));
    editing()->setBackground(QUrl::fromLocalFile(path));
    QTRY_COMPARE_WITH_TIMEOUT(map()->scene().background.image.size(), QSize(320, 200), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!session()->steps()->undoName().isEmpty(), patience);
    save("picture");
    session()->steps()->undo();
    QTRY_VERIFY_WITH_TIMEOUT(map()->scene().background.image.isNull(), patience);
}

void tst_MapToolsJourney::aBadPictureIsExplained()
{
    const QString path = m_home.filePath("no picture.png");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no picture");
    file.close();
    QSignalSpy said(editing(), &WorldEditing::problem);
    editing()->setBackground(QUrl::fromLocalFile(path));
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
    QVERIFY2(said.first().first().toString().endsWith('.'), qPrintable(said.first().first().toString()));
}

void tst_MapToolsJourney::cleanupTestCase()
{
    finish();
}

int main(int argc, char** argv)
{
    return campaign::support::run<tst_MapToolsJourney>(argc, argv);
}
#include "tst_MapToolsJourney.moc"
