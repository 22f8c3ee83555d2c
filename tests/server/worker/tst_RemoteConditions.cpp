// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/RemoteConditions.h"

#include "server/core/Log.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::worker;
using State = CircuitBreaker::State;

namespace {

/// A worker that answers as the test says.
struct FakeConnection : RulesConnection
{
    Result<RemoteVerdicts> judge(const std::vector<Id>& conditions, const Id&) override
    {
        ++calls;
        asked += conditions.size();
        if (error)
            return *error;
        RemoteVerdicts answer;
        answer.seq = seq;
        for (const Id& id : conditions)
            answer.verdicts.push_back({id.ends_with('1'), {}});
        return answer;
    }
    std::optional<Error> error;
    std::int64_t seq = 7;
    int calls = 0;
    std::size_t asked = 0;
};

Error unavailable()
{
    return {ErrorCode::Unavailable, "Nobody is there.", {}, {}, {}};
}

std::vector<history::EntityPtr> conditionsOf(int count)
{
    std::vector<history::EntityPtr> all;
    for (int i = 0; i < count; ++i) {
        auto one = std::make_shared<history::Entity>();
        one->id = "c" + std::to_string(i);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace

/// The circuit breaker, and who judges conditions when.
class tst_RemoteConditions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setLogLevel(LogLevel::Critical); }
    void init();

    void fiveFailuresInARowOpen();
    void aSuccessBetweenStartsTheCountAnew();
    void afterHalfAMinuteOneMayTry();
    void aFailedTryKeepsItOpenAsLongAgain();
    void whatWasAllowedBeforeDecidesNothing();
    void aTryGivenUpPassesTheTurnOn();
    void verdictsComeInTheOrderAsked();
    void longListsGoInSeveralCalls();
    void anotherStateIsNoAnswer();
    void refusalsAreNoFaults();
    void aDeadWorkerIsLeftAlone();

private:
    void fail(int times);

    CircuitBreaker::Time m_now;
    std::vector<State> m_states;
    std::unique_ptr<CircuitBreaker> m_breaker;
    FakeConnection* m_worker = nullptr;
    std::unique_ptr<RemoteConditions> m_remote;
};

void tst_RemoteConditions::init()
{
    m_now = {};
    m_states.clear();
    CircuitBreaker::Settings settings;
    settings.now = [this] { return m_now; };
    settings.changed = [this](State, State to) { m_states.push_back(to); };
    m_breaker = std::make_unique<CircuitBreaker>(settings);
    auto connection = std::make_unique<FakeConnection>();
    m_worker = connection.get();
    m_remote = std::make_unique<RemoteConditions>(
        std::move(connection), "localhost:1", RemoteConditions::Settings{.least = 2, .batch = 4, .breaker = settings});
}

void tst_RemoteConditions::fail(int times)
{
    for (int i = 0; i < times; ++i) {
        const auto permit = m_breaker->allow();
        QVERIFY(permit);
        m_breaker->failed(*permit);
    }
}

void tst_RemoteConditions::fiveFailuresInARowOpen()
{
    fail(4);
    QCOMPARE(m_breaker->state(), State::Closed);
    QCOMPARE(m_breaker->failures(), 4);
    fail(1);
    QCOMPARE(m_breaker->state(), State::Open);
    QVERIFY(!m_breaker->allow());
    QCOMPARE(m_states, std::vector{State::Open});
}

void tst_RemoteConditions::aSuccessBetweenStartsTheCountAnew()
{
    fail(4);
    m_breaker->succeeded(*m_breaker->allow());
    fail(4);
    QCOMPARE(m_breaker->state(), State::Closed);
}

void tst_RemoteConditions::afterHalfAMinuteOneMayTry()
{
    fail(5);
    m_now += std::chrono::milliseconds(29'999);
    QVERIFY(!m_breaker->allow());
    m_now += std::chrono::milliseconds(1);
    const auto permit = m_breaker->allow();
    QVERIFY(permit);
    QCOMPARE(m_breaker->state(), State::HalfOpen);
    QVERIFY(!m_breaker->allow()); // one
    m_breaker->succeeded(*permit);
    QCOMPARE(m_breaker->state(), State::Closed);
    QVERIFY(m_breaker->allow() && m_breaker->allow());
    QCOMPARE(m_states, (std::vector{State::Open, State::HalfOpen, State::Closed}));
}

void tst_RemoteConditions::aFailedTryKeepsItOpenAsLongAgain()
{
    fail(5);
    m_now += std::chrono::seconds(30);
    fail(1);
    QCOMPARE(m_breaker->state(), State::Open);
    m_now += std::chrono::seconds(29);
    QVERIFY(!m_breaker->allow());
    m_now += std::chrono::seconds(1);
    QVERIFY(m_breaker->allow());
}

void tst_RemoteConditions::whatWasAllowedBeforeDecidesNothing()
{
    const auto early = m_breaker->allow();
    fail(5);
    m_breaker->succeeded(*early);
    QCOMPARE(m_breaker->state(), State::Open);
    m_now += std::chrono::seconds(30);
    const auto probe = m_breaker->allow();
    m_breaker->failed(*early);
    QCOMPARE(m_breaker->state(), State::HalfOpen);
    m_breaker->succeeded(*probe);
    QCOMPARE(m_breaker->state(), State::Closed);
}

void tst_RemoteConditions::aTryGivenUpPassesTheTurnOn()
{
    fail(5);
    m_now += std::chrono::seconds(30);
    m_breaker->abandoned(*m_breaker->allow());
    QCOMPARE(m_breaker->state(), State::HalfOpen);
    QVERIFY(m_breaker->allow());
}

void tst_RemoteConditions::verdictsComeInTheOrderAsked()
{
    const auto verdicts = m_remote->judge(conditionsOf(3), "b", 7);
    QVERIFY(verdicts);
    QCOMPARE(verdicts->size(), std::size_t(3));
    QVERIFY(!(*verdicts)[0].holds && (*verdicts)[1].holds && !(*verdicts)[2].holds);
}

void tst_RemoteConditions::longListsGoInSeveralCalls()
{
    const auto verdicts = m_remote->judge(conditionsOf(10), "b", 7);
    QCOMPARE(verdicts->size(), std::size_t(10));
    QCOMPARE(m_worker->calls, 3);
    QCOMPARE(m_worker->asked, std::size_t(10));
}

void tst_RemoteConditions::anotherStateIsNoAnswer()
{
    QVERIFY(!m_remote->judge(conditionsOf(3), "b", 6));
    QCOMPARE(m_remote->numbers().outdated, std::uint64_t(1));
    QCOMPARE(m_remote->numbers().local, std::uint64_t(1));
    QCOMPARE(m_remote->state(), State::Closed);
}

void tst_RemoteConditions::refusalsAreNoFaults()
{
    m_worker->error = Error{ErrorCode::NotFound, "There is no such branch.", {}, {}, {}};
    for (int i = 0; i < 10; ++i)
        QVERIFY(!m_remote->judge(conditionsOf(2), "b", 7));
    QCOMPARE(m_remote->state(), State::Closed);
    QCOMPARE(m_remote->numbers().failures, std::uint64_t(0));
}

void tst_RemoteConditions::aDeadWorkerIsLeftAlone()
{
    m_worker->error = unavailable();
    for (int i = 0; i < 20; ++i)
        QVERIFY(!m_remote->judge(conditionsOf(2), "b", 7));
    QCOMPARE(m_worker->calls, 5);
    QCOMPARE(m_remote->numbers().local, std::uint64_t(20));
    QCOMPARE(m_remote->describe().find("state")->asString(), std::string("open"));
    m_worker->error.reset();
    m_now += std::chrono::seconds(30);
    QVERIFY(m_remote->judge(conditionsOf(2), "b", 7));
    QCOMPARE(m_remote->state(), State::Closed);
}

QTEST_GUILESS_MAIN(tst_RemoteConditions)
#include "tst_RemoteConditions.moc"
