// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/net/GraphqlEndpoint.h"
#include "server/net/Router.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;
using namespace campaign::net;

namespace {

const std::string graphqlMedia = "application/graphql-response+json";
const std::string jsonMedia = "application/json";

/// Knows the documents "query", "mutation", "subscription" and "broken", and remembers what it was asked.
class FakeGateway : public api::Gateway
{
public:
    api::Response execute(const api::Request& request, const Viewer&) override
    {
        ++executions;
        last = request;
        if (request.query == "broken")
            return {R"({"errors":[{"message":"Syntax Error: no"}]})", false, true, false, 0, {}};
        if (request.query == "subscription")
            return {R"({"errors":[{"message":"no"}]})", false, true, true, 0, {}};
        return {R"({"data":{"a":1}})", true, false, false, 7, {}};
    }
    std::optional<api::OperationKind> operationKind(const api::Request& request) override
    {
        if (request.query == "broken")
            return std::nullopt;
        return request.query == "mutation" ? api::OperationKind::Mutation : api::OperationKind::Query;
    }
    cache::Statistics cacheStatistics() const override { return {}; }
    events::EventBus& bus() override { return m_bus; }
    events::ValuesFeed& values() override { return m_values; }
    std::optional<std::int64_t> runDue(const std::function<bool()>&) override { return std::nullopt; }
    bool altersDue(const events::ChangeEvent&) const override { return false; }

    int executions = 0;
    api::Request last;

private:
    struct SilentFeed : events::ValuesFeed
    {
        int watch(const Id&, Listener) override { return 0; }
        void unwatch(int) override {}
    };
    events::LocalBus m_bus;
    SilentFeed m_values;
};

/// The files of an empty campaign.
struct StoredFiles
{
    explicit StoredFiles(PostTask post)
        : endpoint(service, std::move(post), Viewer::owner())
    {
    }

    QTemporaryDir folder;
    SystemClock clock;
    catalogue::Catalogue types = catalogue::Catalogue::standard();
    std::unique_ptr<history::Store> store =
        *history::openStore(folder.filePath("files.campaign").toStdString(), types, clock);
    FileService service{*store, 1'000};
    FileEndpoint endpoint;
};

std::string headerOf(const HttpResponse& response, std::string_view name)
{
    HttpRequest seen;
    seen.headers = response.headers;
    return std::string(seen.header(name));
}

} // namespace

class tst_GraphqlEndpoint : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersComeInTheMediaTypeAsked();
    void requestErrorsAre400OnlyUnderTheirOwnMediaType();
    void malformedRequestsAre400UnderBoth_data();
    void malformedRequestsAre400UnderBoth();
    void nullIsAbsent();
    void getCarriesAQuery();
    void getRefusesAMutation();
    void brokenAddressesAre400_data();
    void brokenAddressesAre400();
    void headersAloneCanRefuse_data();
    void headersAloneCanRefuse();
    void aSubscriptionIsRefused();
    void fullWorkersAre503();
    void theRouterKnowsItsPaths_data();
    void theRouterKnowsItsPaths();
    void theCacheIsJudgedByItsHits();

private:
    HttpResponse ask(HttpRequest request);
    HttpResponse post(const std::string& body, const std::string& accept = jsonMedia);
    HttpResponse get(const std::string& target, const std::string& accept = jsonMedia);

    std::unique_ptr<FakeGateway> m_gateway;
    std::unique_ptr<GraphqlEndpoint> m_endpoint;
    bool m_full = false;
};

void tst_GraphqlEndpoint::init()
{
    m_full = false;
    m_gateway = std::make_unique<FakeGateway>();
    const PostTask post = [this](const std::function<void()>& task) {
        if (!m_full)
            task();
        return !m_full;
    };
    m_endpoint = std::make_unique<GraphqlEndpoint>(*m_gateway, post, GraphqlEndpoint::Settings{Viewer::owner(), {}});
}

HttpResponse tst_GraphqlEndpoint::ask(HttpRequest request)
{
    HttpResponse answer{0, {}, {}};
    m_endpoint->answer(std::move(request), [&](HttpResponse response) { answer = std::move(response); });
    return answer;
}

HttpResponse tst_GraphqlEndpoint::post(const std::string& body, const std::string& accept)
{
    return ask({"POST", "/graphql", {{"Content-Type", "application/json"}, {"Accept", accept}}, body});
}

HttpResponse tst_GraphqlEndpoint::get(const std::string& target, const std::string& accept)
{
    return ask({"GET", target, {{"Accept", accept}}, {}});
}

void tst_GraphqlEndpoint::answersComeInTheMediaTypeAsked()
{
    for (const std::string& media : {jsonMedia, graphqlMedia}) {
        const HttpResponse response = post(R"({"query":"query","extensions":{"clientLibrary":{"name":"x"}}})", media);
        QCOMPARE(response.status, 200);
        QCOMPARE(headerOf(response, "Content-Type"), media + "; charset=utf-8");
        QCOMPARE(response.body, std::string(R"({"data":{"a":1}})"));
    }
}

void tst_GraphqlEndpoint::requestErrorsAre400OnlyUnderTheirOwnMediaType()
{
    QCOMPARE(post(R"({"query":"broken"})", graphqlMedia).status, 400);
    QCOMPARE(post(R"({"query":"broken"})", jsonMedia).status, 200);
}

void tst_GraphqlEndpoint::malformedRequestsAre400UnderBoth_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char* body : {"",
                             " ",
                             "{",
                             "not json",
                             "[]",
                             "\"query\"",
                             "1",
                             "null",
                             "{}",
                             R"({"query":null})",
                             R"({"query":1})",
                             R"({"query":["query"]})",
                             R"({"qeury":"query"})",
                             R"({"query":"query","operationName":1})",
                             R"({"query":"query","operationName":{}})",
                             R"({"query":"query","variables":[]})",
                             R"({"query":"query","variables":"{}"})",
                             R"({"query":"query","variables":0})",
                             R"({"query":"query","variables":false})",
                             R"({"query":"query","extensions":[]})",
                             R"({"query":"query","extensions":"x"})",
                             R"([{"query":"query"}])",
                             "{\"query\":\"\xff\"}"})
        QTest::newRow(*body ? body : "empty") << QByteArray(body);
    QTest::newRow("nested deeply") << QByteArray("{\"query\":\"query\",\"variables\":{\"a\":") +
                                          QByteArray(100'000, '[');
}

void tst_GraphqlEndpoint::malformedRequestsAre400UnderBoth()
{
    QFETCH(QByteArray, body);
    for (const std::string& media : {jsonMedia, graphqlMedia}) {
        const HttpResponse response = post(body.toStdString(), media);
        QCOMPARE(response.status, 400);
        const auto parsed = parseJson(response.body);
        QVERIFY(parsed && parsed->find("errors") && !parsed->find("data"));
    }
    QCOMPARE(m_gateway->executions, 0);
}

void tst_GraphqlEndpoint::nullIsAbsent()
{
    QCOMPARE(post(R"({"query":"query","variables":null,"operationName":null,"extensions":null})").status, 200);
    QCOMPARE(m_gateway->last.operationName, std::string());
    QVERIFY(m_gateway->last.variables.isNull());
}

void tst_GraphqlEndpoint::getCarriesAQuery()
{
    QCOMPARE(get("/graphql?query=query&variables=%7B%22a%22%3A1%7D&operationName=A&extensions=%7B%7D").status, 200);
    QCOMPARE(m_gateway->last.operationName, std::string("A"));
    QCOMPARE(m_gateway->last.variables.find("a")->asInteger(), std::int64_t(1));
}

void tst_GraphqlEndpoint::getRefusesAMutation()
{
    const HttpResponse response = get("/graphql?query=mutation");
    QCOMPARE(response.status, 405);
    QCOMPARE(headerOf(response, "Allow"), std::string("POST"));
    QCOMPARE(m_gateway->executions, 0);
}

void tst_GraphqlEndpoint::brokenAddressesAre400_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target : {"/graphql", "/graphql?", "/graphql?variables=%7B%7D", "/graphql?query=query&variables=x",
                               "/graphql?query=query&variables=%5B%5D", "/graphql?query=query&extensions=1",
                               "/graphql?query=%", "/graphql?query=query&query=query"})
        QTest::newRow(target) << QByteArray(target);
}

void tst_GraphqlEndpoint::brokenAddressesAre400()
{
    QFETCH(QByteArray, target);
    QCOMPARE(get(target.toStdString(), jsonMedia).status, 400);
    QCOMPARE(get(target.toStdString(), graphqlMedia).status, 400);
    QCOMPARE(m_gateway->executions, 0);
}

void tst_GraphqlEndpoint::headersAloneCanRefuse_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    const auto row = [](const char* title, const char* method, const char* name, const char* value, int status) {
        QTest::newRow(title) << QByteArray(method) << QByteArray(name) << QByteArray(value) << status;
    };
    row("no content type", "POST", "X", "y", 415);
    row("form", "POST", "Content-Type", "application/x-www-form-urlencoded", 415);
    row("other charset", "POST", "Content-Type", "application/json; charset=utf-16", 415);
    row("PUT", "PUT", "Content-Type", "application/json", 405);
    row("DELETE", "DELETE", "X", "y", 405);
    row("HEAD", "HEAD", "X", "y", 405);
    row("not acceptable", "GET", "Accept", "text/html", 406);
    row("WebSocket", "GET", "Upgrade", "websocket", 400);
}

void tst_GraphqlEndpoint::headersAloneCanRefuse()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    const HttpResponse response = ask({method.toStdString(),
                                       "/graphql?query=query",
                                       {{name.toStdString(), value.toStdString()}},
                                       R"({"query":"query"})"});
    QCOMPARE(response.status, status);
    QVERIFY(parseJson(response.body).has_value());
    if (status == 405)
        QCOMPARE(headerOf(response, "Allow"), std::string("GET, POST"));
}

void tst_GraphqlEndpoint::aSubscriptionIsRefused()
{
    QCOMPARE(post(R"({"query":"subscription"})", jsonMedia).status, 400);
    QCOMPARE(post(R"({"query":"subscription"})", graphqlMedia).status, 400);
}

void tst_GraphqlEndpoint::fullWorkersAre503()
{
    m_full = true;
    const HttpResponse response = post(R"({"query":"query"})");
    QCOMPARE(response.status, 503);
    QCOMPARE(headerOf(response, "Retry-After"), std::string("1"));
}

void tst_GraphqlEndpoint::theRouterKnowsItsPaths_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    const auto row = [](const char* method, const char* target, int status) {
        QTest::addRow("%s %s", method, target) << QByteArray(method) << QByteArray(target) << status;
    };
    row("GET", "/health", 200);
    row("HEAD", "/health", 200);
    row("GET", "/health/live", 200);
    row("GET", "/health/ready?x=y", 200);
    row("POST", "/health", 405);
    row("OPTIONS", "/health", 204);
    row("OPTIONS", "/graphql", 204);
    row("GET", "/graphql?query=query", 200);
    row("GET", "/", 404);
    row("GET", "/graphql/", 404);
    row("GET", "/healthy", 404);
    row("GET", "/../etc/passwd", 404);
    row("GET", "", 404);
}

void tst_GraphqlEndpoint::theRouterKnowsItsPaths()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    const PostTask now = [](const std::function<void()>& task) {
        task();
        return true;
    };
    StoredFiles files(now);
    const Router router(AccessGuard({}), *m_endpoint, files.endpoint, now, [] { return Health{true, "1", 0, {}}; });
    HttpResponse answer{0, {}, {}};
    router.route({method.toStdString(), target.toStdString(), {{"Host", "localhost"}}, {}},
                 [&](HttpResponse response) { answer = std::move(response); });
    QCOMPARE(answer.status, status);
    if (status == 404)
        QVERIFY(answer.body.find("\"error\":\"Not Found\"") != std::string::npos);
}

void tst_GraphqlEndpoint::theCacheIsJudgedByItsHits()
{
    const PostTask now = [](const std::function<void()>& task) {
        task();
        return true;
    };
    Health health{true, "1", 0, {}};
    StoredFiles files(now);
    const Router router(AccessGuard({}), *m_endpoint, files.endpoint, now, [&] { return health; });
    const auto ask = [&](int status) {
        HttpResponse answer{0, {}, {}};
        router.route({"GET", "/health/cache", {{"Host", "localhost"}}, {}},
                     [&](HttpResponse response) { answer = std::move(response); });
        return answer.status == status ? parseJson(answer.body)->stringOr("status", "") : "status " + answer.body;
    };
    QCOMPARE(ask(200), std::string("up")); // nothing to judge yet
    health.cache.total.hits = 400;
    health.cache.total.misses = 1'600;
    QCOMPARE(ask(200), std::string("degraded"));
    health.cache.total.hits = 7'000;
    QCOMPARE(ask(200), std::string("up"));
    health.cache.total.bytes = std::uint64_t{513} << 20;
    QCOMPARE(ask(200), std::string("degraded"));
    health.isReady = false;
    QCOMPARE(ask(503), std::string("down"));
}

QTEST_APPLESS_MAIN(tst_GraphqlEndpoint)
#include "tst_GraphqlEndpoint.moc"
