// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Log.h"
#include "server/history/Store.h"
#include "server/host/Host.h"
#include "tests/server/net/RawClient.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>

using namespace campaign;
using namespace campaign::host;

namespace {

using Texts = std::map<std::string, std::string>;

SettingSources sourcesOf(const Texts& options, const Texts& environment)
{
    const auto from = [](const Texts& texts) {
        return [texts](const std::string& name) {
            const auto found = texts.find(name);
            return found == texts.end() ? std::nullopt : std::optional<std::string>(found->second);
        };
    };
    return {from(options), from(environment)};
}

} // namespace

class tst_Host : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setLogLevel(LogLevel::Critical); }

    void optionsGoBeforeEnvironmentBeforeDefaults();
    void wrongSettingsAreNamed_data();
    void wrongSettingsAreNamed();
    void workersRunEverything();
    void aFullPoolRefuses();
    void stoppingDropsWhatWaits();
    void aHostServesWithoutAListener();
    void aHostServesHttp();
    void foreignNamesAreRefused();
    void onlyThisMachineIsServed_data();
    void onlyThisMachineIsServed();
    void aFileThatIsNoneIsRefused();
};

void tst_Host::optionsGoBeforeEnvironmentBeforeDefaults()
{
    const auto config =
        HostConfig::read(sourcesOf({{"port", "1"}}, {{"CAMPAIGN_PORT", "2"}, {"CAMPAIGN_MAX_BODY", "2048"}}));
    QVERIFY(config);
    QCOMPARE(config->listen.port, std::uint16_t(1));
    QCOMPARE(config->http.bodyBytes, std::uint64_t(2048));
    QCOMPARE(config->listen.address, std::string("127.0.0.1"));
    for (const Setting& one : config->settings) {
        if (one.name == "port")
            QCOMPARE(one.source, std::string("--port"));
        else if (one.name == "max-body")
            QCOMPARE(one.source, std::string("CAMPAIGN_MAX_BODY"));
        else
            QCOMPARE(one.source, std::string("default"));
    }
    QCOMPARE(config->settings.size(), HostConfig::names().size());
}

void tst_Host::wrongSettingsAreNamed_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) {
        QTest::addRow("%s=%s", name, text) << QByteArray(name) << QByteArray(text);
    };
    for (const char* text : {"", "x", "-1", "65536", "1.5", "1 ", "99999999999999999999"})
        row("port", text);
    for (const char* text : {"", ",", "dragon", "api,dragon"})
        row("role", text);
    for (const char* text : {"example", "https://a/b", "*"})
        row("cors-origin", text);
    row("drain", "5");
    row("workers", "-1");
    row("max-body", "0");
    row("database", "postgres://x");
    row("listen", "");
    row("idle-timeout", "0");
}

void tst_Host::wrongSettingsAreNamed()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, text);
    const auto config = HostConfig::read(sourcesOf({{name.toStdString(), text.toStdString()}}, {}));
    QVERIFY(!config);
    QCOMPARE(config.error().code, ErrorCode::Invalid);
    QCOMPARE(config.error().path, name.toStdString());
    QVERIFY(config.error().message.starts_with("--" + name.toStdString()));
}

void tst_Host::workersRunEverything()
{
    std::atomic<int> count = 0;
    WorkerPool pool(3, 1000);
    for (int i = 0; i < 500; ++i)
        QVERIFY(pool.post([&] { ++count; }));
    QTRY_COMPARE(count.load(), 500);
}

void tst_Host::aFullPoolRefuses()
{
    std::atomic<bool> go = false;
    std::atomic<bool> busy = false;
    WorkerPool pool(1, 2);
    QVERIFY(pool.post([&] {
        busy = true;
        while (!go)
            std::this_thread::yield();
    }));
    QTRY_VERIFY(busy.load());
    QVERIFY(pool.post([] {}));
    QVERIFY(pool.post([] {}));
    QVERIFY(!pool.post([] {}));
    go = true;
}

void tst_Host::stoppingDropsWhatWaits()
{
    const auto held = std::make_shared<int>(1);
    WorkerPool pool(1, 10);
    std::atomic<bool> go = false;
    std::atomic<bool> busy = false;
    std::atomic<bool> ran = false;
    QVERIFY(pool.post([&] {
        busy = true;
        while (!go)
            std::this_thread::yield();
    }));
    QTRY_VERIFY(busy.load());
    QVERIFY(pool.post([&ran, held] { ran = true; }));
    std::thread stopping([&] { pool.stop(); });
    QTRY_COMPARE(held.use_count(), 1L);
    go = true;
    stopping.join();
    QVERIFY(!ran);
    QVERIFY(!pool.post([] {}));
}

namespace {

std::unique_ptr<Host> openHost(const QTemporaryDir& folder)
{
    auto config = HostConfig::read(
        sourcesOf({{"file", folder.filePath("a.campaign").toStdString()}, {"port", "0"}, {"workers", "2"}}, {}));
    auto host = Host::open(std::move(config).value());
    if (!host)
        qFatal("%s", host.error().toString().c_str());
    return std::move(host).value();
}

std::string ask(std::uint16_t port, const std::string& host, const std::string& target)
{
    RawClient client(port);
    client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    return client.readResponses(1);
}

} // namespace

void tst_Host::aHostServesWithoutAListener()
{
    const QTemporaryDir folder;
    const auto host = openHost(folder);
    QCOMPARE(host->port(), std::uint16_t(0));
    std::atomic<bool> done = false;
    std::string json;
    QVERIFY(host->post([&] {
        json = host->gateway().execute({"{ __typename }", {}, {}, {}, {}}, Viewer::owner()).json;
        done = true;
    }));
    QTRY_VERIFY(done.load());
    QCOMPARE(json, std::string(R"({"data":{"__typename":"Query"}})"));
    host->stop();
    QVERIFY(!host->post([] {}));
}

void tst_Host::aHostServesHttp()
{
    const QTemporaryDir folder;
    const auto host = openHost(folder);
    const auto listening = host->listen();
    QVERIFY2(listening, listening ? "" : listening.error().toString().c_str());
    QCOMPARE(RawClient::status(ask(host->port(), "localhost", "/health")), 200);
    const std::string answer = ask(host->port(), "localhost", "/graphql?query=%7B__typename%7D");
    QCOMPARE(RawClient::body(answer), std::string(R"({"data":{"__typename":"Query"}})"));
    QElapsedTimer timer;
    timer.start();
    host->stop();
    QVERIFY(timer.elapsed() < 5000);
}

void tst_Host::foreignNamesAreRefused()
{
    const QTemporaryDir folder;
    const auto host = openHost(folder);
    QVERIFY(host->listen());
    QCOMPARE(RawClient::status(ask(host->port(), "evil.example", "/graphql?query=%7B__typename%7D")), 403);
    QCOMPARE(RawClient::status(ask(host->port(), "evil.example", "/health")), 403);
}

void tst_Host::onlyThisMachineIsServed_data()
{
    QTest::addColumn<QByteArray>("address");
    for (const char* address : {"0.0.0.0", "::", "192.168.1.1", "example.org"})
        QTest::newRow(address) << QByteArray(address);
}

void tst_Host::onlyThisMachineIsServed()
{
    QFETCH(QByteArray, address);
    const QTemporaryDir folder;
    auto config = HostConfig::read(sourcesOf(
        {{"file", folder.filePath("a.campaign").toStdString()}, {"listen", address.toStdString()}, {"port", "0"}}, {}));
    const auto host = Host::open(std::move(config).value());
    QVERIFY(!host);
    QCOMPARE(host.error().code, ErrorCode::Forbidden);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void tst_Host::aFileThatIsNoneIsRefused()
{
    const QTemporaryDir folder;
    auto config = HostConfig::read(sourcesOf({}, {}));
    QVERIFY(!Host::open(*config));
    config->file = folder.path().toStdString();
    QVERIFY(!Host::open(*config));
}

QTEST_GUILESS_MAIN(tst_Host)
#include "tst_Host.moc"
