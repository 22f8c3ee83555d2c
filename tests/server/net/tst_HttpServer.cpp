// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Log.h"
#include "server/net/HttpServer.h"
#include "tests/server/net/RawClient.h"

#include <QtTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace campaign;
using namespace campaign::net;
using namespace std::chrono_literals;

namespace {

/// Answers with the request's method, target and body; "/slow" waits for release().
class Echo
{
public:
    explicit Echo(HttpLimits limits)
    {
        auto made = HttpServer::listen({"127.0.0.1", 0, 1}, limits, [this](HttpRequest request, Reply reply) {
            answer(std::move(request), std::move(reply));
        });
        if (made)
            server = std::move(made).value();
    }
    ~Echo()
    {
        release();
        if (server)
            server->stop(100ms);
    }

    void answer(HttpRequest request, Reply reply)
    {
        if (request.path() == "/drop")
            return;
        const HttpResponse response{200,
                                    {{"X-Host", std::string(request.header("Host"))}},
                                    request.method + " " + request.target + " " + request.body};
        if (request.path() != "/slow")
            return reply(response);
        const std::lock_guard lock(mutex);
        waiting.push_back([reply = std::move(reply), response] { reply(response); });
        ++slowCount;
    }
    void release()
    {
        std::vector<std::function<void()>> due;
        {
            const std::lock_guard lock(mutex);
            due.swap(waiting);
        }
        for (const auto& one : due)
            one();
    }
    std::uint16_t port() const { return server->port(); }

    std::unique_ptr<HttpServer> server;
    std::mutex mutex; // guards waiting
    std::vector<std::function<void()>> waiting;
    std::atomic<int> slowCount = 0;
};

HttpLimits tightLimits()
{
    HttpLimits limits;
    limits.bodyBytes = 100'000;
    limits.headerBytes = 4096;
    limits.connections = 4;
    limits.idle = 400ms;
    limits.header = 300ms;
    limits.body = 300ms;
    limits.reply = 2000ms;
    return limits;
}

std::string post(const std::string& extraHeaders, const std::string& body)
{
    return "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + extraHeaders + "\r\n" + body;
}

} // namespace

class tst_HttpServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setLogLevel(LogLevel::Critical); }

    void aConnectionServesSeveralRequests();
    void pipelinedRequestsAreAnsweredInOrder();
    void aChunkedBodyIsPutTogether();
    void aLargeBodyArrivesWhole();
    void continueIsSentBeforeTheBodyIsRead();
    void headHasTheLengthButNoBody();
    void anAbsoluteTargetNamesTheHost();
    void closeIsHonoured_data();
    void closeIsHonoured();
    void brokenRequestsAreRefusedAndClosed_data();
    void brokenRequestsAreRefusedAndClosed();
    void slowAndIdleClientsAreClosed_data();
    void slowAndIdleClientsAreClosed();
    void tooManyConnectionsAreTurnedAway();
    void aHandlerThatForgetsItsReplyGives503();
    void aHandlerThatTakesTooLongGives503();
    void stopLetsARequestFinish();
    void stopDoesNotWaitForEver();
    void aTakenPortIsAnErrorInASentence();
    void aNameIsNoAddress();
};

void tst_HttpServer::aConnectionServesSeveralRequests()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(post("Content-Length: 2\r\n", "hi")));
        const std::string response = client.readResponses(1);
        QCOMPARE(RawClient::status(response), 200);
        QCOMPARE(QByteArray::fromStdString(RawClient::body(response)), QByteArray("POST /echo hi"));
    }
    QCOMPARE(echo.server->connectionCount(), 1);
}

void tst_HttpServer::pipelinedRequestsAreAnsweredInOrder()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    std::string requests;
    for (int i = 0; i < 20; ++i)
        requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    QVERIFY(client.send(requests));
    const std::string responses = client.readResponses(20);
    std::size_t at = 0;
    for (int i = 0; i < 20; ++i) {
        at = responses.find("GET /" + std::to_string(i) + " ", at);
        QVERIFY2(at != std::string::npos, qPrintable(QString::number(i)));
    }
}

void tst_HttpServer::aChunkedBodyIsPutTogether()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send(post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n")));
    QCOMPARE(QByteArray::fromStdString(RawClient::body(client.readResponses(1))), QByteArray("POST /echo abcdefg"));
}

void tst_HttpServer::aLargeBodyArrivesWhole()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    const std::string body(99'000, 'x');
    QVERIFY(client.send(post("Content-Length: 99000\r\n", body)));
    QCOMPARE(RawClient::body(client.readResponses(1)).size(), body.size() + std::strlen("POST /echo "));
}

void tst_HttpServer::continueIsSentBeforeTheBodyIsRead()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send(post("Content-Length: 2\r\nExpect: 100-continue\r\n", "")));
    QCOMPARE(QByteArray::fromStdString(client.readResponses(1)), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    QVERIFY(client.send("ok"));
    QCOMPARE(QByteArray::fromStdString(RawClient::body(client.readResponses(1))), QByteArray("POST /echo ok"));
}

void tst_HttpServer::headHasTheLengthButNoBody()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    const std::string response = client.readToEnd();
    QCOMPARE(RawClient::status(response), 200);
    QCOMPARE(RawClient::header(response, "Content-Length"), std::string("7"));
    QCOMPARE(RawClient::body(response), std::string());
    QVERIFY(RawClient::header(response, "Date").ends_with(" GMT"));
}

void tst_HttpServer::anAbsoluteTargetNamesTheHost()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send("GET http://evil.example:99?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    const std::string response = client.readResponses(1);
    QCOMPARE(RawClient::header(response, "X-Host"), std::string("evil.example:99"));
    QCOMPARE(QByteArray::fromStdString(RawClient::body(response)), QByteArray("GET /?a=b "));
}

void tst_HttpServer::closeIsHonoured_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("Connection: close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
}

void tst_HttpServer::closeIsHonoured()
{
    QFETCH(QByteArray, request);
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send(request.toStdString()));
    QCOMPARE(RawClient::status(client.readResponses(1)), 200);
    QVERIFY(client.isClosedWithin(300));
}

void tst_HttpServer::brokenRequestsAreRefusedAndClosed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const std::string& request, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(request) << status;
    };
    row("garbage", "\x16\x03\x01garbage garbage\r\n\r\n", 400);
    row("no version", "GET /\r\n\r\n", 400);
    row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400);
    row("blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400);
    row("NUL in a header", std::string("GET / HTTP/1.1\r\nHost: a\r\nX: ") + '\0' + "\r\n\r\n", 400);
    row("no host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    row("negative length", post("Content-Length: -5\r\n", "hello"), 400);
    row("length with a sign", post("Content-Length: +5\r\n", "hello"), 400);
    row("length is no number", post("Content-Length: five\r\n", "hello"), 400);
    row("length overflows", post("Content-Length: 18446744073709551617\r\n", "x"), 400);
    row("length list", post("Content-Length: 5, 5\r\n", "hello"), 400);
    row("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400);
    row("same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
    row("length, then chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400);
    row("chunked, then length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400);
    row("unknown coding", post("Transfer-Encoding: gzip\r\n", "x"), 501);
    row("gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501);
    row("chunked in disguise", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501);
    row("two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400);
    row("chunk length is no number", post("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n0\r\n\r\n"), 400);
    row("chunk longer than stated", post("Transfer-Encoding: chunked\r\n", "2\r\nabc\r\n0\r\n\r\n"), 400);
    row("body too large", post("Content-Length: 100001\r\n", "x"), 413);
    row("chunks too large", post("Transfer-Encoding: chunked\r\n", "30000\r\n" + std::string(150'000, 'x')), 413);
    row("header too large", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(5000, 'x') + "\r\n\r\n", 431);
    row("target too large", "GET /" + std::string(50'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 431);
    row("unknown expectation", post("Content-Length: 1\r\nExpect: a-miracle\r\n", "x"), 417);
}

void tst_HttpServer::brokenRequestsAreRefusedAndClosed()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    Echo echo(tightLimits());
    RawClient client(echo.port());
    client.send(request.toStdString() + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string response = client.readToEnd();
    QCOMPARE(RawClient::status(response), status);
    QVERIFY(response.find("smuggled") == std::string::npos);
    QVERIFY(RawClient::body(response).find("\"statusCode\":" + std::to_string(status)) != std::string::npos);
    RawClient next(echo.port());
    QVERIFY(next.send(post("Content-Length: 2\r\n", "hi")));
    QCOMPARE(RawClient::status(next.readResponses(1)), 200);
}

void tst_HttpServer::slowAndIdleClientsAreClosed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("idle") << QByteArray("");
    QTest::newRow("half a header") << QByteArray("GET / HTTP/1.1\r\nHo");
    QTest::newRow("half a body") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
}

void tst_HttpServer::slowAndIdleClientsAreClosed()
{
    QFETCH(QByteArray, request);
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send(request.toStdString()));
    QVERIFY(client.isClosedWithin(2000));
}

void tst_HttpServer::tooManyConnectionsAreTurnedAway()
{
    Echo echo(tightLimits());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<RawClient>(echo.port()));
        QVERIFY(clients.back()->send(post("Content-Length: 2\r\n", "hi")));
        QCOMPARE(RawClient::status(clients.back()->readResponses(1)), 200);
    }
    RawClient oneTooMany(echo.port());
    QCOMPARE(RawClient::status(oneTooMany.readToEnd()), 503);
    clients.pop_back();
    QTRY_COMPARE(echo.server->connectionCount(), 3);
    RawClient welcome(echo.port());
    QVERIFY(welcome.send(post("Content-Length: 2\r\n", "hi")));
    QCOMPARE(RawClient::status(welcome.readResponses(1)), 200);
}

void tst_HttpServer::aHandlerThatForgetsItsReplyGives503()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send("GET /drop HTTP/1.1\r\nHost: a\r\n\r\n"));
    QCOMPARE(RawClient::status(client.readResponses(1)), 503);
}

void tst_HttpServer::aHandlerThatTakesTooLongGives503()
{
    HttpLimits limits = tightLimits();
    limits.reply = 200ms;
    Echo echo(limits);
    RawClient client(echo.port());
    QVERIFY(client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
    QCOMPARE(RawClient::status(client.readResponses(1)), 503);
    echo.release(); // too late, and harmless
}

void tst_HttpServer::stopLetsARequestFinish()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    RawClient idle(echo.port());
    QVERIFY(client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
    QTRY_COMPARE(echo.slowCount.load(), 1);
    std::thread stopping([&] { echo.server->stop(2000ms); });
    QVERIFY(idle.isClosedWithin(300));
    echo.release();
    const std::string response = client.readToEnd();
    stopping.join();
    QCOMPARE(RawClient::status(response), 200);
    QCOMPARE(RawClient::header(response, "Connection"), std::string("close"));
    RawClient late(echo.port());
    QVERIFY(!late.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") || late.readToEnd().empty());
}

void tst_HttpServer::stopDoesNotWaitForEver()
{
    Echo echo(tightLimits());
    RawClient client(echo.port());
    QVERIFY(client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
    QTRY_COMPARE(echo.slowCount.load(), 1);
    QElapsedTimer timer;
    timer.start();
    echo.server->stop(200ms);
    QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    echo.server.reset();
    echo.release(); // the answer comes after the server is gone
}

void tst_HttpServer::aTakenPortIsAnErrorInASentence()
{
    Echo echo(tightLimits());
    const auto second = HttpServer::listen({"127.0.0.1", echo.port(), 1}, {}, [](HttpRequest, Reply) {});
    // SO_REUSEADDR lets a port in TIME_WAIT be taken, never one that is listened on.
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Unavailable);
    QVERIFY(second.error().message.starts_with("Cannot listen on 127.0.0.1 port "));
}

void tst_HttpServer::aNameIsNoAddress()
{
    const auto server = HttpServer::listen({"harrowford.example", 0, 1}, {}, [](HttpRequest, Reply) {});
    QVERIFY(!server);
    QCOMPARE(server.error().code, ErrorCode::Invalid);
}

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_HttpServer.moc"
