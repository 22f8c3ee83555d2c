// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/SampleWindow.h"

#include <QGuiApplication>

#include <algorithm>

/// What a game master stumbled over in the first hour, done again the same way with keys and pointer.
class tst_FirstHour : public QObject, campaign::tests::SampleWindow
{
    Q_OBJECT

private slots:
    void initTestCase();
    void escapeBringsBackWhatStoodThere();
    void aMendedValueLosesItsMark();
    void aRefusedValueStaysWithItsMark();
    void deletingSaysHowMuchWent();
    void theFilterFormHasAGround();
    void aMenuOpensAfterEscape();
    void aScaleThatIsNoneIsExplained();
    void theGuideIsAKeyAway();
    void somethingNewIsLikeWhatIsSelected();
    void layersCloseWithEscape();
    void whatIsCreatedCanBePutOnTheMap();
    void aTownComesBeforeItsPlace();
    void whatNeedsMoreThanANameSaysSo();
    void aTabIsAlwaysMarked();
    void somethingNewBeginsWithItsName();
    void quittingNeedsOnePress();

private:
    QString m_lastStep; // before the first test
};

void tst_FirstHour::initTestCase()
{
    QVERIFY(begin());
    QTest::qWait(200); // the steps are read
    m_lastStep = m_campaign->session().steps()->undoName();
}

void tst_FirstHour::escapeBringsBackWhatStoodThere()
{
    select("Kingdom", "Veldmark");
    for (const QString& field : {QString("inspectorName"), QString("field-description")}) {
        QTRY_VERIFY2_WITH_TIMEOUT(item(field), qPrintable(field), patience);
        QQuickItem* editor = item(field);
        const QString before = editor->property("text").toString();
        editor->forceActiveFocus();
        type("Zed");
        QVERIFY(editor->property("text").toString() != before);
        key(Qt::Key_Escape);
        QCOMPARE(editor->property("text").toString(), before);
        key(Qt::Key_Escape);
        QVERIFY(!editor->hasActiveFocus());
        QTest::qWait(50);
        QCOMPARE(editor->property("text").toString(), before);
        QCOMPARE(m_campaign->session().selectedName(), QString("Veldmark"));
        QCOMPARE(m_campaign->session().steps()->undoName(), m_lastStep);
    }
}

void tst_FirstHour::aMendedValueLosesItsMark()
{
    select("Kingdom", "Veldmark");
    QTRY_VERIFY_WITH_TIMEOUT(item("field-level"), patience);
    const QString level = item("field-level")->property("text").toString();
    const auto problem = [&] { return item("field-level")->property("problem").toString(); };
    const auto enter = [&](const QString& text) {
        item("field-level")->forceActiveFocus();
        QMetaObject::invokeMethod(item("field-level"), "selectAll");
        type(text);
        key(Qt::Key_Return);
    };
    enter("abc");
    QVERIFY(!problem().isEmpty());
    QCOMPARE(item("field-level")->property("text").toString(), QString("abc"));
    enter(level);
    QCOMPARE(problem(), QString());
    enter("abc");
    QVERIFY(!problem().isEmpty());
    key(Qt::Key_Escape);
    QCOMPARE(problem(), QString());
    QCOMPARE(item("field-level")->property("text").toString(), level);
    key(Qt::Key_Escape);
    QCOMPARE(m_campaign->session().steps()->undoName(), m_lastStep);
}

/// Another tab and back: what was typed is still there to be mended, or nothing is marked.
void tst_FirstHour::aRefusedValueStaysWithItsMark()
{
    const auto isShown = [this](const QString& field) {
        return item(field) && !item(field)->property("problem").toString().isEmpty();
    };
    const std::map<QString, QString> wrong{{"field-difficulty", "hard"}, {"field-scheduledAt", "someday"}};
    select("Encounter", "The climb");
    for (const auto& [field, typed] : wrong) {
        QTRY_VERIFY2_WITH_TIMEOUT(item(field), qPrintable(field), patience);
        item(field)->forceActiveFocus();
        QMetaObject::invokeMethod(item(field), "selectAll");
        type(typed);
        key(Qt::Key_Return);
        QTRY_VERIFY2_WITH_TIMEOUT(isShown(field), qPrintable(field), patience);
    }
    for (const char* tab : {"effects", "summary"}) {
        QQuickItem* button = item(QString("inspectorTab-") + tab);
        QVERIFY(button);
        button->forceActiveFocus();
        key(Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(item("field-difficulty") != nullptr, tab == std::string("summary"), patience);
    }
    for (const auto& [field, typed] : wrong) {
        QTRY_VERIFY2_WITH_TIMEOUT(item(field), qPrintable(field), patience);
        QVERIFY(isShown(field));
        QCOMPARE(item(field)->property("text").toString(), typed);
        item(field)->forceActiveFocus();
        key(Qt::Key_Escape);
        QVERIFY(!isShown(field));
        QVERIFY(item(field)->property("text").toString() != typed);
        key(Qt::Key_Escape);
    }
    // Something else that is looked at takes both away.
    item("field-difficulty")->forceActiveFocus();
    type("hard");
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isShown("field-difficulty"), patience);
    select("Kingdom", "Veldmark");
    select("Encounter", "The climb");
    QTRY_VERIFY_WITH_TIMEOUT(item("field-difficulty"), patience);
    QVERIFY(!isShown("field-difficulty"));
    QVERIFY(item("field-difficulty")->property("text").toString() != "hard");
    QCOMPARE(m_campaign->session().steps()->undoName(), m_lastStep);
}

void tst_FirstHour::deletingSaysHowMuchWent()
{
    QSignalSpy told(m_campaign->workspace().notifications(), &campaign::Notifications::toast);
    select("Kingdom", "Norrland");
    m_campaign->session().removeSelected();
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), patience);
    const QString sentence = told.first().first().toString();
    QVERIFY2(sentence.startsWith("Deleted Norrland and "), qPrintable(sentence));
    QVERIFY2(sentence.contains(" settlements"), qPrintable(sentence));
    m_campaign->workspace().undoOffered();
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().steps()->undoName(), m_lastStep, patience);
}

void tst_FirstHour::theFilterFormHasAGround()
{
    m_campaign->workspace().centre()->open("tables");
    QTRY_VERIFY_WITH_TIMEOUT(item("addFilter"), patience);
    QTest::qWait(100); // the chips take their places
    press(item("addFilter"));
    QTRY_VERIFY_WITH_TIMEOUT(item("filterValue"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("filterValue")->hasActiveFocus(), patience);
    const QQuickItem* ground = item("filterGround");
    QVERIFY(ground);
    const QQuickItem* button = item("filterAdd");
    const QRectF inside = button->mapRectToItem(ground, QRectF(0, 0, button->width(), button->height()));
    QVERIFY(QRectF(0, 0, ground->width(), ground->height()).contains(inside));
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("filterValue"), patience);
}

void tst_FirstHour::aMenuOpensAfterEscape()
{
    press(item("title-File"));
    QTRY_VERIFY_WITH_TIMEOUT(item("title-File")->property("menu").value<QObject*>()->property("opened").toBool(),
                             patience);
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("title-File")->property("menu").value<QObject*>()->property("visible").toBool(),
                             patience);
    press(item("title-View"));
    QTRY_VERIFY_WITH_TIMEOUT(item("title-View")->property("menu").value<QObject*>()->property("opened").toBool(),
                             patience);
    key(Qt::Key_Escape);
}

void tst_FirstHour::aScaleThatIsNoneIsExplained()
{
    m_campaign->workspace().centre()->open("map");
    QTRY_VERIFY_WITH_TIMEOUT(item("mapView"), patience);
    QObject* dialog = item("mapView")->parentItem()->findChild<QObject*>("scaleDialog");
    QVERIFY(dialog);
    QMetaObject::invokeMethod(dialog, "openFor", Q_ARG(bool, true));
    QTRY_VERIFY_WITH_TIMEOUT(item("scaleDistance"), patience);
    for (const QString& text : {QString("abc"), QString("-5")}) {
        item("scaleDistance")->setProperty("text", text);
        QVERIFY(item("scaleObstacle"));
        QVERIFY(!dialog->property("acceptEnabled").toBool());
    }
    item("scaleDistance")->setProperty("text", "12");
    QVERIFY(!item("scaleObstacle"));
    QVERIFY(dialog->property("acceptEnabled").toBool());
    QMetaObject::invokeMethod(dialog, "reject");
    QVERIFY2(m_campaign->application().warnings().isEmpty(),
             qPrintable(m_campaign->application().warnings().join('\n')));
}

void tst_FirstHour::theGuideIsAKeyAway()
{
    key(Qt::Key_F1);
    QTRY_VERIFY_WITH_TIMEOUT(item("guideText"), patience);
    QVERIFY(item("guideText")->property("text").toString().contains("Backups"));
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("guideText"), patience);
}

void tst_FirstHour::somethingNewIsLikeWhatIsSelected()
{
    select("Kingdom", "Veldmark");
    QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(item("createKind"), patience);
    QCOMPARE(item("createKind")->property("displayText").toString(), QString("Kingdom"));
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("createKind"), patience);
}

void tst_FirstHour::layersCloseWithEscape()
{
    m_campaign->workspace().centre()->open("map");
    QTRY_VERIFY_WITH_TIMEOUT(item("layersButton"), patience);
    press(item("layersButton"));
    QTRY_VERIFY_WITH_TIMEOUT(item("layersPanel"), patience);
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("layersPanel"), patience);
    QVERIFY2(!m_campaign->session().selection()->isEmpty(), "one level a press");
}

void tst_FirstHour::whatIsCreatedCanBePutOnTheMap()
{
    select("Kingdom", "Veldmark");
    m_campaign->session().create("Settlement", "Nowhere");
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), QString("Nowhere"), patience);
    const auto place = [&] {
        const campaign::client::Record* record =
            m_campaign->session().store().find(m_campaign->session().selection()->entityId().toStdString());
        const campaign::Value* standsOn = record ? record->field("locationId") : nullptr;
        return standsOn && standsOn->isString();
    };
    QVERIFY(!place());
    campaign::Action* put = m_campaign->workspace().actions()->action("map.putSelected");
    QVERIFY(put);
    QTRY_VERIFY_WITH_TIMEOUT(put->isEnabled(), patience);
    put->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(item("mapToast"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("mapView"), patience);
    press(item("mapView"));
    QTRY_VERIFY_WITH_TIMEOUT(place(), patience);
    QVERIFY2(!item("placeName"), "it has its name already");
    QVERIFY2(!item("mapToast"), "what it asked for is done");
}

void tst_FirstHour::aTownComesBeforeItsPlace()
{
    const campaign::client::Reply reply =
        m_campaign->ask("query Twins($branch: ID) { hits: search(text: \"Nowhere\", branchId: $branch) { type name } }",
                        {{"branch", m_campaign->session().place().branch()}});
    const campaign::Value* hits = reply.data.find("hits");
    QVERIFY(hits && hits->isArray() && hits->asArray().size() >= 2);
    QCOMPARE(hits->asArray()[0].stringOr("type", ""), std::string("Settlement"));
    QCOMPARE(hits->asArray()[1].stringOr("type", ""), std::string("Location"));
}

void tst_FirstHour::whatNeedsMoreThanANameSaysSo()
{
    for (const QString& what : {QString("Effect"), QString("Link"), QString("Condition"), QString("FieldCondition")}) {
        emit m_campaign->workspace().prompts()->createWanted(what);
        QTRY_VERIFY2_WITH_TIMEOUT(item("createName"), qPrintable(what), patience);
        QTRY_VERIFY_WITH_TIMEOUT(item("createName")->hasActiveFocus(), patience);
        type("Anything");
        QVERIFY2(item("createObstacle"), qPrintable(what));
        QVERIFY(!item("createObstacle")->property("text").toString().isEmpty());
        key(Qt::Key_Return);
        QVERIFY2(item("createName"), "it stays and says what is missing");
        key(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!item("createName"), patience);
    }
}

void tst_FirstHour::aTabIsAlwaysMarked()
{
    select("Settlement", "Harrowford");
    QTRY_VERIFY_WITH_TIMEOUT(item("inspectorTab-rules"), patience);
    QTest::qWait(100); // the tabs take their places
    press(item("inspectorTab-rules"));
    QTRY_VERIFY_WITH_TIMEOUT(item("inspectorTab-rules")->property("checked").toBool(), patience);
    select("Note", "First evening");
    QTRY_VERIFY_WITH_TIMEOUT(!item("inspectorTab-rules"), patience);
    QVERIFY(item("inspectorTab-summary")->property("checked").toBool());
}

void tst_FirstHour::somethingNewBeginsWithItsName()
{
    const auto isShown = [this](const char* tab) {
        return item(QString("inspectorTab-") + tab) &&
               item(QString("inspectorTab-") + tab)->property("checked").toBool();
    };
    const auto writesName = [this](const QString& name) {
        QQuickItem* field = item("inspectorName");
        return field && field->hasActiveFocus() && field->property("selectedText").toString() == name;
    };
    select("Encounter", "The climb");
    QTRY_VERIFY_WITH_TIMEOUT(item("inspectorTab-effects"), patience);
    item("inspectorTab-effects")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(isShown("effects"), patience);
    emit m_campaign->workspace().prompts()->createWanted("Encounter");
    QTRY_VERIFY_WITH_TIMEOUT(item("createName") && item("createName")->hasActiveFocus(), patience);
    type("Ambush");
    key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), QString("Ambush"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isShown("summary"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(writesName("Ambush"), patience);
    type("Ford");
    key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), QString("Ford"), patience);
    m_campaign->session().duplicateSelected();
    QTRY_VERIFY_WITH_TIMEOUT(m_campaign->session().selectedName() != "Ford", patience);
    QTRY_VERIFY_WITH_TIMEOUT(writesName(m_campaign->session().selectedName()), patience);
    // Nothing is typed: undo takes back what was made.
    QTRY_VERIFY_WITH_TIMEOUT(!m_campaign->session().isSaving(), patience);
    const QString made = m_campaign->session().steps()->undoName();
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_campaign->session().steps()->undoName() != made, patience);
    key(Qt::Key_Escape);
}

void tst_FirstHour::quittingNeedsOnePress()
{
    m_campaign->workspace().centre()->open("tables");
    QTRY_VERIFY_WITH_TIMEOUT(item("addFilter"), patience);
    QTest::keyClick(window(), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!window()->isVisible(), patience);
}

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    campaign::desktop::DesktopApplication::setIdentity();
    QGuiApplication application(argc, argv);
    tst_FirstHour test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_FirstHour.moc"
