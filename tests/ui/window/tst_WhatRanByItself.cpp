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
    void whatFellDueWhileClosedIsTold();

private:
    QString putOff(const QString& eventName, const QStringList& effects);
    QString tagsOf(const QString& event);

    static constexpr int patience = tests::OpenCampaign::patience;
    tests::OpenCampaign m_campaign;
};

void tst_WhatRanByItself::initTestCase()
{
    QVERIFY(m_campaign.open(false));
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

QString tst_WhatRanByItself::tagsOf(const QString& event)
{
    const client::Reply reply =
        m_campaign.ask("query Tags($id: ID!, $branch: ID) { event(id: $id, branchId: $branch) { tags } }",
                       {{"id", client::fromQString(event)}, {"branch", m_campaign.session().place().branch()}});
    QStringList tags;
    for (const Value& tag : reply.data.find("event")->find("tags")->asArray())
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
    QCOMPARE(told[1][0].toString(), QString("\"second\" comes due"));
    QCOMPARE(told[1][1].toString(), QString("Undo"));
    QCOMPARE(tagsOf(event), QString("first second"));
    m_campaign.workspace().undoOffered(); // that one change, not the last step of one's own
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 3, patience);
    QCOMPARE(tagsOf(event), QString("first"));
    session.create("Kingdom", "Afterwards");
    QTRY_COMPARE_WITH_TIMEOUT(history.index(0).data(HistoryModel::ReasonRole).toString(), QString("Create Afterwards"),
                              patience);
    QCOMPARE(history.index(1).data(HistoryModel::ReasonRole).toString(), QString("\"second\" comes due"));
    QVERIFY(history.index(1).data(HistoryModel::IsUndoneRole).toBool());
    QCOMPARE(history.index(2).data(HistoryModel::ReasonRole).toString(), QString("\"first\" comes due"));
    // What ran by itself is no step on the way back and forth.
    history.goTo(3);
    QTRY_VERIFY_WITH_TIMEOUT(history.index(3).data(HistoryModel::IsPresentRole).toBool(), patience);
    QVERIFY(m_campaign.idOf("Kingdom", "Afterwards").isEmpty());
    QCOMPARE(tagsOf(event), QString("first"));
    history.goTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(history.index(0).data(HistoryModel::IsPresentRole).toBool(), patience);
    QVERIFY(!m_campaign.idOf("Kingdom", "Afterwards").isEmpty());
    QCOMPARE(tagsOf(event), QString("first"));
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
                           [](const QList<QVariant>& toast) { return toast[0] == "\"drums\" comes due"; });
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
