// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/AccessGuard.h"
#include "server/net/MediaType.h"
#include "server/net/Url.h"

#include <QtTest>

using namespace campaign::net;

namespace {
std::string text(const QByteArray& bytes)
{
    return bytes.toStdString();
}
} // namespace

class tst_AccessGuard : public QObject
{
    Q_OBJECT

private slots:
    void hostsAreChecked_data();
    void hostsAreChecked();
    void originsAreChecked_data();
    void originsAreChecked();
    void preflightIsAnswered();
    void acceptIsRanked_data();
    void acceptIsRanked();
    void contentTypeIsRead_data();
    void contentTypeIsRead();
    void queriesAreDecoded();
    void brokenQueriesAreRefused_data();
    void brokenQueriesAreRefused();
};

void tst_AccessGuard::hostsAreChecked_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("passes");
    for (const char* host :
         {"localhost", "LOCALHOST:3000", "127.0.0.1:3000", "127.3.4.5", "[::1]:3000", "[::1]", "table.localhost:80"})
        QTest::newRow(host) << QByteArray(host) << true;
    for (const char* host : {"", "evil.example", "evil.example:3000", "127.0.0.1.evil.example", "127.0.0.256",
                             "127.0.0", "127.0.0.1.1", "localhost.evil.example", "evillocalhost", "[::2]", "[::1",
                             "localhost:port", "localhost:123456", "a@localhost/", "0.0.0.0", "192.168.1.1"})
        QTest::newRow(*host ? host : "none") << QByteArray(host) << false;
}

void tst_AccessGuard::hostsAreChecked()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, passes);
    const HttpRequest request{"GET", "/health", {{"host", text(host)}}, {}};
    const auto refusal = AccessGuard({}).refuse(request);
    QCOMPARE(!refusal.has_value(), passes);
    if (refusal)
        QCOMPARE(refusal->status, 403);
}

void tst_AccessGuard::originsAreChecked_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("passes");
    QTest::newRow("local page") << QByteArray("Origin") << QByteArray("http://localhost:5173") << true;
    QTest::newRow("allowed") << QByteArray("Origin") << QByteArray("https://table.example") << true;
    QTest::newRow("same site") << QByteArray("Sec-Fetch-Site") << QByteArray("same-origin") << true;
    QTest::newRow("other page") << QByteArray("Origin") << QByteArray("https://evil.example") << false;
    QTest::newRow("allowed, other scheme") << QByteArray("Origin") << QByteArray("http://table.example") << false;
    QTest::newRow("allowed is a prefix") << QByteArray("Origin") << QByteArray("https://table.example.evil") << false;
    QTest::newRow("null") << QByteArray("Origin") << QByteArray("null") << false;
    QTest::newRow("empty") << QByteArray("Origin") << QByteArray("") << false;
    QTest::newRow("cross-site navigation") << QByteArray("Sec-Fetch-Site") << QByteArray("cross-site") << false;
}

void tst_AccessGuard::originsAreChecked()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, passes);
    const AccessGuard guard({"https://table.example"});
    const HttpRequest request{"POST", "/graphql", {{"Host", "localhost"}, {text(name), text(value)}}, {}};
    QCOMPARE(!guard.refuse(request).has_value(), passes);
}

void tst_AccessGuard::preflightIsAnswered()
{
    const AccessGuard guard({});
    const HttpRequest request{"OPTIONS",
                              "/graphql",
                              {{"Host", "localhost"},
                               {"Origin", "http://localhost:1"},
                               {"Access-Control-Request-Method", "POST"},
                               {"Access-Control-Request-Headers", "content-type,x-own"}},
                              {}};
    HttpResponse response = guard.answerOptions(request, "GET, POST, OPTIONS");
    guard.addCorsHeaders(request, response);
    HttpRequest seen;
    seen.headers = response.headers;
    QCOMPARE(response.status, 204);
    QCOMPARE(seen.header("Access-Control-Allow-Origin"), std::string_view("http://localhost:1"));
    QCOMPARE(seen.header("Access-Control-Allow-Methods"), std::string_view("GET, POST, OPTIONS"));
    QCOMPARE(seen.header("Access-Control-Allow-Headers"), std::string_view("content-type,x-own"));
    QCOMPARE(seen.header("Vary"), std::string_view("Origin"));
}

void tst_AccessGuard::acceptIsRanked_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<int>("media"); // 0 JSON, 1 graphql-response+json, 2 none
    const auto row = [](const char* accept, int media) { QTest::newRow(accept) << QByteArray(accept) << media; };
    row("", 0);
    row("*/*", 0);
    row("application/*", 0);
    row("application/json", 0);
    row("application/json; charset=utf-8", 0);
    row("APPLICATION/JSON", 0);
    row("application/graphql-response+json", 1);
    row("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", 1);
    row("application/graphql-response+json,application/json;q=0.9", 1);
    row("application/json,application/graphql-response+json", 0);
    row("application/json;q=0.5, application/graphql-response+json;q=0.8", 1);
    row("application/json;q=0.8, application/graphql-response+json;q=0.5", 0);
    row("application/graphql-response+json;q=0, application/json", 0);
    row("application/graphql-response+json;q=0, */*", 0);
    row("application/json;q=0, */*", 1);
    row("application/graphql-response+json, */*", 1);
    row("text/html, application/json;q=\"0.5\"", 0);
    row("application/json;charset=iso-8859-1", 2);
    row("text/html", 2);
    row("application/json;q=0", 2);
    row("application/json;q=banana", 2);
    row("application/json;q=-1", 2);
    row(";;;,,,", 2);
    row("text/plain;a=\"application/json, application/json", 2);
}

void tst_AccessGuard::acceptIsRanked()
{
    QFETCH(QByteArray, accept);
    QFETCH(int, media);
    const auto chosen = negotiate(text(accept));
    QCOMPARE(chosen ? static_cast<int>(*chosen) : 2, media);
}

void tst_AccessGuard::contentTypeIsRead_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<bool>("good");
    for (const char* good : {"application/json", "Application/JSON", "application/json;charset=utf-8",
                             "application/json; charset=\"UTF-8\"", "application/json; boundary=x"})
        QTest::newRow(good) << QByteArray(good) << true;
    for (const char* bad : {"", "text/plain", "application/jsonx", "application/json; charset=utf-16",
                            "application/x-www-form-urlencoded", "application/graphql", "json"})
        QTest::newRow(*bad ? bad : "none") << QByteArray(bad) << false;
}

void tst_AccessGuard::contentTypeIsRead()
{
    QFETCH(QByteArray, contentType);
    QFETCH(bool, good);
    QCOMPARE(isJsonInUtf8(text(contentType)), good);
}

void tst_AccessGuard::queriesAreDecoded()
{
    const auto parameters = parseQuery("query=%7B+a%20%7D&&empty=&flag&name=%C3%A9");
    QVERIFY(parameters.has_value());
    QCOMPARE(parameters->size(), std::size_t(4));
    QCOMPARE(parameters->at("query"), std::string("{ a }"));
    QCOMPARE(parameters->at("empty"), std::string());
    QCOMPARE(parameters->at("flag"), std::string());
    QCOMPARE(parameters->at("name"), std::string("é"));
}

void tst_AccessGuard::brokenQueriesAreRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char* query : {"a=%", "a=%4", "a=%zz", "a=%-1", "a=%FF", "a=1&a=2"})
        QTest::newRow(query) << QByteArray(query);
}

void tst_AccessGuard::brokenQueriesAreRefused()
{
    QFETCH(QByteArray, query);
    QVERIFY(!parseQuery(text(query)).has_value());
}

QTEST_APPLESS_MAIN(tst_AccessGuard)
#include "tst_AccessGuard.moc"
