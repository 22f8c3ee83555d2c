// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Catalogue.h"
#include "ui/client/GraphQLClient.h"

#include <QtTest>

#include <optional>

using namespace campaign;
using client::Reply;

namespace {

/// Keeps what is asked until the test answers it, in any order.
class SlowTransport : public client::Transport
{
public:
    void execute(const std::string&, const Value::Object&, Callback callback) override
    {
        m_asked.push_back(std::move(callback));
    }
    void fetchFile(const std::string&, std::function<void(const QByteArray&)>) override {}

    void answer(std::size_t number, const char* text) { m_asked.at(number)({Value::Object{{"step", text}}, {}, {}}); }
    void fail(std::size_t number) { m_asked.at(number)({Value(), {{"Too late.", "UNAVAILABLE", ""}}, {}}); }

private:
    std::vector<Callback> m_asked;
};

} // namespace

class tst_GraphQLClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void anAnswerThatWasOvertakenShowsWhatIsNewer();
    void otherQuestionsAreOthers();
    void aFailureReplacesNothing();
    void mutationsKeepTheirOwnAnswers();
    void whoIsGoneHearsNothing();

private:
    void ask(const std::string& query, int variable = 0)
    {
        m_client->execute(query, {{"n", variable}}, this, [this](const Reply& reply) {
            m_heard.append(reply.isGood() ? QString::fromStdString(reply.data.stringOr("step", "")) : "failed");
        });
    }

    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    std::optional<client::EntityStore> m_store;
    std::optional<SlowTransport> m_transport;
    std::optional<client::GraphQLClient> m_client;
    QStringList m_heard;
};

void tst_GraphQLClient::init()
{
    m_client.reset();
    m_transport.emplace();
    m_store.emplace(m_types);
    m_client.emplace(*m_transport, *m_store);
    m_heard.clear();
}

void tst_GraphQLClient::anAnswerThatWasOvertakenShowsWhatIsNewer()
{
    for (int i = 0; i < 3; ++i)
        ask("query Steps { step }");
    m_transport->answer(1, "second");
    m_transport->answer(0, "first");
    m_transport->answer(2, "third");
    QCOMPARE(m_heard, (QStringList{"second", "second", "third"}));
    QCOMPARE(m_client->pending(), 0);
    ask("query Steps { step }"); // nothing is kept once all is answered
    m_transport->answer(3, "fourth");
    QCOMPARE(m_heard.last(), QString("fourth"));
}

void tst_GraphQLClient::otherQuestionsAreOthers()
{
    ask("query Steps { step }", 1);
    ask("query Steps { step }", 2);
    ask("query Others { step }", 1);
    m_transport->answer(2, "third");
    m_transport->answer(1, "second");
    m_transport->answer(0, "first");
    QCOMPARE(m_heard, (QStringList{"third", "second", "first"}));
}

void tst_GraphQLClient::aFailureReplacesNothing()
{
    ask("query Steps { step }");
    ask("query Steps { step }");
    m_transport->fail(1);
    m_transport->answer(0, "first");
    QCOMPARE(m_heard, (QStringList{"failed", "first"}));
}

void tst_GraphQLClient::mutationsKeepTheirOwnAnswers()
{
    ask("mutation Undo { step }");
    ask("mutation Undo { step }");
    m_transport->answer(1, "second");
    m_transport->answer(0, "first");
    QCOMPARE(m_heard, (QStringList{"second", "first"}));
}

void tst_GraphQLClient::whoIsGoneHearsNothing()
{
    auto asker = std::make_unique<QObject>();
    m_client->execute("query Steps { step }", {}, asker.get(), [this](const Reply&) { m_heard.append("late"); });
    asker.reset();
    m_transport->answer(0, "first");
    QVERIFY(m_heard.isEmpty());
    ask("query Steps { step }");
    m_client.reset();
    m_transport->answer(1, "second");
    QVERIFY(m_heard.isEmpty());
}

QTEST_GUILESS_MAIN(tst_GraphQLClient)
#include "tst_GraphQLClient.moc"
