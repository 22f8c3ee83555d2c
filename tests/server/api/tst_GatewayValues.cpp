// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include <QTest>

#include <condition_variable>
#include <deque>

using namespace campaign;
using namespace campaign::test;

namespace {

constexpr std::chrono::seconds patience(20);

/// Hears of a branch and hands out what it heard, in order.
class Watcher
{
public:
    Watcher(Client& client, const Id& branch)
        : m_feed(client.gateway().values())
        , m_number(m_feed.watch(branch, [this](const events::ValuesEventPtr& event) { hear(event); }))
    {
    }
    ~Watcher() { stop(); }
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    void stop() { m_feed.unwatch(m_number); }

    /// Null when none comes in time.
    events::ValuesEventPtr next()
    {
        std::unique_lock lock(m_mutex);
        if (!m_news.wait_for(lock, patience, [this] { return !m_heard.empty(); }))
            return nullptr;
        events::ValuesEventPtr event = m_heard.front();
        m_heard.pop_front();
        return event;
    }

    bool isSilent()
    {
        const std::lock_guard lock(m_mutex);
        return m_heard.empty();
    }

private:
    void hear(const events::ValuesEventPtr& event)
    {
        const std::lock_guard lock(m_mutex);
        m_heard.push_back(event);
        m_news.notify_all();
    }

    events::ValuesFeed& m_feed;
    std::mutex m_mutex; // guards what was heard
    std::condition_variable m_news;
    std::deque<events::ValuesEventPtr> m_heard;
    int m_number = 0;
};

/// A world in whose settlements one rule counts the structures.
struct Counted : SmallWorld
{
    explicit Counted(Client& asked)
        : SmallWorld(asked)
        , client(asked)
        , rule(client.make("createFieldCondition",
                           Value::Object{{"name", "Count"},
                                         {"entityType", "Settlement"},
                                         {"field", "size"},
                                         {"expression", Value::Object{{"var", "structures.length"}}}}))
    {
    }

    Id build(const Id& where)
    {
        return client.make("createStructure", Value::Object{{"settlementId", where}, {"name", "Mill"}});
    }
    void rename(const char* mutation, const Id& id, const char* name)
    {
        client.data(std::string("mutation($id: ID!, $input: Update") + mutation + "Input!) { update" + mutation +
                        "(id: $id, input: $input) { id } }",
                    Value::Object{{"id", id}, {"input", Value::Object{{"name", name}}}});
    }

    Client& client;
    Id rule;
};

/// "Settlement.size=2" for each value that changed.
std::vector<std::string> words(const events::ValuesEventPtr& event)
{
    std::vector<std::string> all;
    for (const events::ChangedValue& value : event ? event->values : std::vector<events::ChangedValue>())
        all.push_back(value.type + "." + value.field + "=" + (value.isGone ? "gone" : text(value.value)));
    return all;
}

} // namespace

/// Which computed values became others is told to those who watch a branch, and nothing else is.
class tst_GatewayValues : public QObject
{
    Q_OBJECT

private slots:
    void theFirstTimeEverythingIsTold();
    void onlyWhatBecameAnotherIsTold();
    void aRuleOfAnotherNameIsTold();
    void whatWasForgottenIsToldAnew();
    void whoStoppedHearsNothing();
    void anotherBranchHearsNothing();
};

void tst_GatewayValues::theFirstTimeEverythingIsTold()
{
    Client client;
    const Counted world(client);
    Watcher watcher(client, world.branch);
    const events::ValuesEventPtr first = watcher.next();
    QVERIFY(first);
    QVERIFY(first->isEverything && first->values.empty());
    QCOMPARE(first->branchId, world.branch);
    Watcher second(client, world.branch);
    const events::ValuesEventPtr again = second.next();
    QVERIFY(again && again->isEverything);
}

void tst_GatewayValues::onlyWhatBecameAnotherIsTold()
{
    Client client;
    Counted world(client);
    Watcher watcher(client, world.branch);
    QVERIFY(watcher.next());
    world.rename("Settlement", world.settlement, "Harrowgate"); // nothing reads it
    world.build(world.settlement);
    const events::ValuesEventPtr event = watcher.next();
    QVERIFY(event && !event->isEverything);
    QCOMPARE(words(event), std::vector<std::string>{"Settlement.size=2"});
    QCOMPARE(event->values.front().id, world.settlement);
    QCOMPARE(event->seq, client.last().seq);
    client.data("mutation($id: ID!) { deleteFieldCondition(id: $id) { id } }", Value::Object{{"id", world.rule}});
    QCOMPARE(words(watcher.next()), std::vector<std::string>{"Settlement.size=gone"});
}

void tst_GatewayValues::aRuleOfAnotherNameIsTold()
{
    Client client;
    Counted world(client);
    Watcher watcher(client, world.branch);
    QVERIFY(watcher.next());
    world.rename("FieldCondition", world.rule, "Number");
    QCOMPARE(words(watcher.next()), std::vector<std::string>{"Settlement.size=1"});
}

void tst_GatewayValues::whatWasForgottenIsToldAnew()
{
    Client client;
    Counted world(client);
    Watcher watcher(client, world.branch);
    QVERIFY(watcher.next());
    client.data("mutation($campaign: ID!, $branch: ID!) { "
                "invalidateDependencyGraph(campaignId: $campaign, branchId: $branch) }",
                Value::Object{{"campaign", world.campaign}, {"branch", world.branch}});
    const events::ValuesEventPtr again = watcher.next();
    QVERIFY(again && again->isEverything);
    world.build(world.settlement);
    QCOMPARE(words(watcher.next()), std::vector<std::string>{"Settlement.size=2"});
}

void tst_GatewayValues::whoStoppedHearsNothing()
{
    Client client;
    Counted world(client);
    Watcher stopped(client, world.branch);
    QVERIFY(stopped.next());
    stopped.stop();
    Watcher watcher(client, world.branch);
    QVERIFY(watcher.next());
    world.build(world.settlement);
    QVERIFY(watcher.next());
    QVERIFY(stopped.isSilent());
}

void tst_GatewayValues::anotherBranchHearsNothing()
{
    Client client;
    Counted world(client);
    const Value forked = client.data("mutation($b: ID!) { forkBranch(input: {sourceBranchId: $b, name: \"What if\"}) { "
                                     "id } }",
                                     Value::Object{{"b", world.branch}});
    Watcher besides(client, at(forked, "forkBranch.id").asString());
    QVERIFY(besides.next());
    Watcher watcher(client, world.branch);
    QVERIFY(watcher.next());
    world.build(world.settlement);
    QCOMPARE(words(watcher.next()), std::vector<std::string>{"Settlement.size=2"});
    QVERIFY(besides.isSilent()); // it would have been told first
}

QTEST_GUILESS_MAIN(tst_GatewayValues)
#include "tst_GatewayValues.moc"
