// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/workspace/HistoryModel.h"

#include <QGuiApplication>

using namespace campaign;

/// What the window says of effects that were put off by the clock on the wall, and how it takes them back.
class tst_WhatRanByItself : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatRanByItselfIsToldAndTakenBack();
    void undoWalksThroughIt();
    void aRefusalOffersTheWay();
    void whatFellDueWhileClosedIsTold();

private:
    QString putOff(const QString& eventName, const QStringList& effects);
    QString tagsOf(const QString& id);
    void hold(Qt::KeyboardModifiers modifiers, const std::function<bool()>& isAtTheEnd);

    static constexpr int patience = tests::OpenCampaign::patience;
    tests::OpenCampaign m_campaign;
};

void tst_WhatRanByItself::initTestCase()
{
    QVERIFY(m_campaign.open(true));
}

/// An event that happens now and whose effects, each adding a tag to it, run a second later; its id.
QString tst_WhatRanByItself::putOff(const QString& eventName, const QStringList& effects)
{
    const Value branch = m_campaign.session().place().branch();
    const auto make = [&](const std::string& type, Value::Object input) {
        input.set("branchId", branch);
        const client::Reply reply = m_campaign.ask("mutation Make($input: Create" + type + "Input!) { made: create" +
                                                       type + "(input: $input) { id } }",
                                                   {{"input", std::move(input)}});
        return reply.data.find("made")->stringOr("id", "");
    };
    const Id event = make("Event", {{"name", client::fromQString(eventName)},
                                    {"campaignId", m_campaign.session().place().campaignId},
                                    {"eventType", "story"}});
    for (const QString& effect : effects) {
        const Value::Object step{{"op", "add"}, {"path", "/tags/-"}, {"value", client::fromQString(effect)}};
        make("Effect", {{"name", client::fromQString(effect)},
                        {"entityType", "Event"},
                        {"entityId", event},
                        {"payload", Value::Array{step}},
                        {"runsAfterRealTime", 1}});
    }
    (void)m_campaign.ask("mutation Happen($id: ID!, $input: ResolutionInput) { result: resolve(id: $id, input: $input) "
                         "{ entityId } }",
                         {{"id", event}, {"input", Value::Object{{"override", true}, {"branchId", branch}}}});
    return client::toQString(event);
}

QString tst_WhatRanByItself::tagsOf(const QString& id)
{
    const client::Reply reply =
        m_campaign.ask("query Tags($id: ID!, $branch: ID) { event(id: $id, branchId: $branch) { tags } }",
                       {{"id", client::fromQString(id)}, {"branch", m_campaign.session().place().branch()}});
    QStringList tags;
    const Value* event = reply.data.find("event");
    const Value* held = event && event->isObject() ? event->find("tags") : nullptr;
    for (const Value& tag : held && held->isArray() ? held->asArray() : Value::Array())
        tags.append(client::toQString(tag.asString()));
    return tags.join(' ');
}

void tst_WhatRanByItself::whatRanByItselfIsToldAndTakenBack()
{
    Session& session = m_campaign.session();
    HistoryModel history;
    history.setSession(&session);
    QSignalSpy told(m_campaign.workspace().notifications(), &Notifications::toast);
    const QString event = putOff("The bells", {"first", "second"});
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, patience);
    QCOMPARE(told[1][0].toString(), QString("second (ran by itself)"));
    QCOMPARE(told[1][1].toString(), QString("Undo"));
    QCOMPARE(tagsOf(event), QString("first second"));
    m_campaign.workspace().undoOffered(); // that one change, not the last step of one's own
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 3, patience);
    QCOMPARE(tagsOf(event), QString("first"));
    session.create("Kingdom", "Afterwards");
    QTRY_COMPARE_WITH_TIMEOUT(history.index(0).data(HistoryModel::ReasonRole).toString(), QString("Create Afterwards"),
                              patience);
    QCOMPARE(history.index(1).data(HistoryModel::ReasonRole).toString(), QString("second (ran by itself)"));
    QVERIFY(history.index(1).data(HistoryModel::IsUndoneRole).toBool());
    QCOMPARE(history.index(2).data(HistoryModel::ReasonRole).toString(), QString("first (ran by itself)"));
    // What ran by itself is a step on the way back and forth like any other; what a newer one has buried is not.
    history.goTo(3);
    QTRY_VERIFY_WITH_TIMEOUT(history.index(3).data(HistoryModel::IsPresentRole).toBool(), patience);
    QVERIFY(m_campaign.idOf("Kingdom", "Afterwards").isEmpty());
    QCOMPARE(tagsOf(event), QString());
    history.goTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(history.index(0).data(HistoryModel::IsPresentRole).toBool(), patience);
    QVERIFY(!m_campaign.idOf("Kingdom", "Afterwards").isEmpty());
    QCOMPARE(tagsOf(event), QString("first"));
}

/// Ctrl+Z held down until nothing is left, then Ctrl+Shift+Z: through two resolutions and what each set off later.
void tst_WhatRanByItself::undoWalksThroughIt()
{
    UndoSteps& steps = *m_campaign.session().steps();
    QSignalSpy refused(&steps, &UndoSteps::refused);
    const QString bells = putOff("The second bells", {"rung"});
    QTRY_COMPARE_WITH_TIMEOUT(steps.undoName(), QString("rung (ran by itself)"), patience);
    const QString drums = putOff("The drummers", {"beaten"});
    QTRY_COMPARE_WITH_TIMEOUT(steps.undoName(), QString("beaten (ran by itself)"), patience);
    hold(Qt::ControlModifier, [&] { return steps.undoName().isEmpty(); });
    QVERIFY(steps.undoName().isEmpty());
    QVERIFY(m_campaign.idOf("Event", "The second bells").isEmpty());
    hold(Qt::ControlModifier | Qt::ShiftModifier, [&] { return steps.redoName().isEmpty(); });
    QVERIFY(steps.redoName().isEmpty());
    QCOMPARE(steps.undoName(), QString("beaten (ran by itself)"));
    QCOMPARE(tagsOf(bells) + ' ' + tagsOf(drums), QString("rung beaten"));
    QVERIFY2(refused.isEmpty(), refused.isEmpty() ? "" : qPrintable(refused[0][0].toString()));
}

/// Presses Z again and again, as a key held down does, until it has come to the end.
void tst_WhatRanByItself::hold(Qt::KeyboardModifiers modifiers, const std::function<bool()>& isAtTheEnd)
{
    const auto isQuiet = [this] { return m_campaign.session().client().pending() == 0; };
    for (int press = 0; press < 200 && !isAtTheEnd(); ++press) {
        QTest::keyClick(m_campaign.application().window(), Qt::Key_Z, modifiers);
        QTest::qWait(30);
    }
    QVERIFY(QTest::qWaitFor(isQuiet, patience));
}

/// An earlier step undone by itself, where a later one stands on it: the message names that one and takes it back.
void tst_WhatRanByItself::aRefusalOffersTheWay()
{
    Session& session = m_campaign.session();
    const QString town = m_campaign.idOf("Settlement", "Harrowford");
    std::vector<qlonglong> renames;
    for (const char* name : {"First", "Second"}) {
        session.rename(town, name);
        QTRY_VERIFY_WITH_TIMEOUT(!m_campaign.idOf("Settlement", name).isEmpty(), patience);
        renames.push_back(session.store().lastSeq());
    }
    QSignalSpy told(m_campaign.workspace().notifications(), &Notifications::toast);
    session.steps()->undoChange(renames[0], "the first");
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, patience);
    QVERIFY2(told[0][0].toString().contains("by “Rename First”"), qPrintable(told[0][0].toString()));
    QCOMPARE(told[0][1].toString(), QString("Undo that first"));
    QCOMPARE(told[0][2].toString(), QString("critical"));
    m_campaign.workspace().undoOffered();
    QTRY_VERIFY_WITH_TIMEOUT(!m_campaign.idOf("Settlement", "First").isEmpty(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, patience);
    QCOMPARE(told[1][0].toString(), QString("Undone: Rename First"));
    session.steps()->undoChange(renames[0], "the first");
    QTRY_VERIFY_WITH_TIMEOUT(!m_campaign.idOf("Settlement", "Harrowford").isEmpty(), patience);
}

void tst_WhatRanByItself::whatFellDueWhileClosedIsTold()
{
    Workspace& workspace = m_campaign.workspace();
    const QString path = m_campaign.session().path();
    const QString event = putOff("The drums", {"drums"});
    workspace.closeCampaign();
    QTRY_VERIFY_WITH_TIMEOUT(!workspace.session(), patience);
    QTest::qWait(1'000); // the shortest delay there is
    QSignalSpy told(workspace.notifications(), &Notifications::toast);
    workspace.openPath(path);
    const auto isTold = [&told] {
        return std::any_of(told.begin(), told.end(),
                           [](const QList<QVariant>& toast) { return toast[0] == "drums (ran by itself)"; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTold(), patience);
    QCOMPARE(tagsOf(event), QString("drums"));
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    tst_WhatRanByItself test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_WhatRanByItself.moc"
