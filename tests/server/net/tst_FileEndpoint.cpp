// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/net/FileEndpoint.h"
#include "tests/support/FakeClock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace campaign;
using net::HttpResponse;

namespace {

std::string header(const HttpResponse& response, std::string_view name)
{
    for (const net::Header& one : response.headers) {
        if (net::equalsIgnoringCase(one.name, name))
            return one.value;
    }
    return {};
}

} // namespace

/// Files go in and come out by HTTP as they are, once for each content, and only to those who may see them.
class tst_FileEndpoint : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void comesOutAsItWentIn();
    void theSameBytesAreOneFile();
    void theClientsCopyIsGoodForEver();
    void playersSeeWhatTheyMay();
    void anUploadIsUndone();
    void scriptsInPicturesDoNotRun();
    void whatABrowserMightRunIsOnlySaved();
    void namesAreNamesOnly_data();
    void namesAreNamesOnly();
    void badRequestsAreRefused_data();
    void badRequestsAreRefused();
    void saysWhenThereIsTooMuchToDo();

private:
    HttpResponse ask(const std::string& method, const std::string& target, std::vector<net::Header> headers = {},
                     std::string body = {});
    Value upload(const std::string& bytes, const std::string& type = "image/png", const std::string& name = "map.png");

    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    support::FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<history::Store> m_store;
    std::unique_ptr<FileService> m_files;
    Viewer m_viewer = Viewer::owner();
    bool m_isBusy = false;
};

void tst_FileEndpoint::init()
{
    m_files.reset();
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = history::openStore(m_folder->filePath("f.campaign").toStdString(), m_types, m_clock);
    QVERIFY(opened);
    m_store = std::move(*opened);
    m_files = std::make_unique<FileService>(*m_store, 1000);
    m_viewer = Viewer::owner();
    m_isBusy = false;
}

HttpResponse tst_FileEndpoint::ask(const std::string& method, const std::string& target,
                                   std::vector<net::Header> headers, std::string body)
{
    const auto atOnce = [this](const std::function<void()>& task) {
        if (!m_isBusy)
            task();
        return !m_isBusy;
    };
    const net::FileEndpoint endpoint(*m_files, atOnce, m_viewer);
    HttpResponse answer{0, {}, {}};
    endpoint.answer({method, target, std::move(headers), std::move(body)},
                    [&](HttpResponse response) { answer = std::move(response); });
    return answer;
}

Value tst_FileEndpoint::upload(const std::string& bytes, const std::string& type, const std::string& name)
{
    const HttpResponse answer = ask("POST", "/files?name=" + name, {{"Content-Type", type}}, bytes);
    if (answer.status != 201 && answer.status != 200)
        qFatal("%d %s", answer.status, answer.body.c_str());
    return *parseJson(answer.body);
}

void tst_FileEndpoint::comesOutAsItWentIn()
{
    const std::string bytes("\x89PNG\0\r\n\x1a", 8);
    const HttpResponse made =
        ask("POST", "/files?name=Old%20map.png", {{"Content-Type", "Image/PNG; charset=binary"}}, bytes);
    QCOMPARE(made.status, 201);
    const Value file = *parseJson(made.body);
    QCOMPARE(file.stringOr("name", ""), std::string("Old map.png"));
    QCOMPARE(file.stringOr("mediaType", ""), std::string("image/png"));
    QCOMPARE(file.find("size")->asInteger(), 8);
    QCOMPARE(header(made, "Location"), "/files/" + file.stringOr("id", ""));
    for (const char* key : {"id", "blob"}) {
        const HttpResponse answer = ask("GET", "/files/" + file.stringOr(key, ""));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, bytes);
        QCOMPARE(header(answer, "Content-Type"), std::string("image/png"));
    }
}

void tst_FileEndpoint::theSameBytesAreOneFile()
{
    const Value first = upload("abc");
    const HttpResponse again = ask("POST", "/files?name=other.png", {{"Content-Type", "image/png"}}, "abc");
    QCOMPARE(again.status, 200);
    QCOMPARE(parseJson(again.body)->stringOr("id", ""), first.stringOr("id", "?"));
    QVERIFY(upload("abd").stringOr("id", "") != first.stringOr("id", "?"));
}

void tst_FileEndpoint::theClientsCopyIsGoodForEver()
{
    const std::string blob = upload("abc").stringOr("blob", "");
    const HttpResponse answer = ask("GET", "/files/" + blob);
    QVERIFY(header(answer, "Cache-Control").find("immutable") != std::string::npos);
    const HttpResponse again = ask("GET", "/files/" + blob, {{"If-None-Match", header(answer, "ETag")}});
    QCOMPARE(again.status, 304);
    QVERIFY(again.body.empty());
    QCOMPARE(ask("GET", "/files/" + blob, {{"If-None-Match", "\"other\""}}).status, 200);
}

void tst_FileEndpoint::playersSeeWhatTheyMay()
{
    const Value file = upload("abc");
    const Id id = file.stringOr("id", "");
    const Viewer player{"player", "Player", false, {everyone}};
    m_viewer = player;
    for (const char* key : {"id", "blob"}) {
        const HttpResponse hidden = ask("GET", "/files/" + file.stringOr(key, ""));
        const HttpResponse absent = ask("GET", "/files/nothing-at-all");
        QCOMPARE(hidden.status, 404);
        QCOMPARE(hidden.body, absent.body);
    }
    history::ChangeRequest request;
    request.author = Viewer::owner();
    QVERIFY(m_store->write(request, [&](history::Writer& writer) {
        return writer.update(*m_types.withRole(catalogue::Role::File), id, {{"visibility", everyone}});
    }));
    for (const char* key : {"id", "blob"})
        QCOMPARE(ask("GET", "/files/" + file.stringOr(key, "")).body, std::string("abc"));
}

void tst_FileEndpoint::anUploadIsUndone()
{
    const Value file = upload("abc");
    QVERIFY(m_store->undo(Viewer::owner(), {}));
    QCOMPARE(ask("GET", "/files/" + file.stringOr("id", "")).status, 404);
    QVERIFY(m_store->verify().value_or(std::vector<std::string>{"?"}).empty());
}

void tst_FileEndpoint::scriptsInPicturesDoNotRun()
{
    const HttpResponse answer = ask("GET", "/files/" + upload("<svg/>", "image/svg+xml").stringOr("id", ""));
    QVERIFY(header(answer, "Content-Security-Policy").starts_with("sandbox"));
    QCOMPARE(header(answer, "Content-Disposition"), std::string("inline"));
}

void tst_FileEndpoint::whatABrowserMightRunIsOnlySaved()
{
    const HttpResponse answer = ask("GET", "/files/" + upload("<script>", "text/html").stringOr("id", ""));
    QCOMPARE(header(answer, "Content-Disposition"), std::string("attachment"));
    QCOMPARE(header(answer, "Content-Type"), std::string("application/octet-stream"));
}

void tst_FileEndpoint::namesAreNamesOnly_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("name");
    QTest::newRow("a path") << "?name=%2Fhome%2Fann%2Fmap.png"
                            << "map.png";
    QTest::newRow("a path of another system") << "?name=C%3A%5Cmap.png"
                                              << "map.png";
    QTest::newRow("none") << ""
                          << "File";
    QTest::newRow("only a folder") << "?name=maps%2F"
                                   << "File";
    QTest::newRow("too long") << "?name=" + QString(201, 'a') << QString(200, 'a');
}

void tst_FileEndpoint::namesAreNamesOnly()
{
    QFETCH(QString, query);
    QFETCH(QString, name);
    const HttpResponse answer = ask("POST", "/files" + query.toStdString(), {{"Content-Type", "image/png"}}, "abc");
    QCOMPARE(answer.status, 201);
    QCOMPARE(QString::fromStdString(parseJson(answer.body)->stringOr("name", "?")), name);
}

void tst_FileEndpoint::badRequestsAreRefused_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("status");
    QTest::newRow("too large") << "POST"
                               << "/files"
                               << "image/png" << 1001 << 413;
    QTest::newRow("just not too large") << "POST"
                                        << "/files"
                                        << "image/png" << 1000 << 201;
    QTest::newRow("empty") << "POST"
                           << "/files"
                           << "image/png" << 0 << 400;
    QTest::newRow("no type") << "POST"
                             << "/files"
                             << "" << 3 << 415;
    QTest::newRow("half a type") << "POST"
                                 << "/files"
                                 << "image/" << 3 << 415;
    QTest::newRow("two types") << "POST"
                               << "/files"
                               << "a/b/c" << 3 << 415;
    QTest::newRow("a type with a line") << "POST"
                                        << "/files"
                                        << "image/png\r\nX: y" << 3 << 415;
    QTest::newRow("a form") << "POST"
                            << "/files"
                            << "multipart/form-data; boundary=x" << 3 << 415;
    QTest::newRow("a broken query") << "POST"
                                    << "/files?name=%2"
                                    << "image/png" << 3 << 400;
    QTest::newRow("reading all") << "GET"
                                 << "/files"
                                 << "" << 0 << 405;
    QTest::newRow("deleting one") << "DELETE"
                                  << "/files/x"
                                  << "" << 0 << 405;
    QTest::newRow("no such file") << "GET"
                                  << "/files/x"
                                  << "" << 0 << 404;
    QTest::newRow("no content of that name") << "GET"
                                             << "/files/sha256-0"
                                             << "" << 0 << 404;
    QTest::newRow("a way out") << "GET"
                               << "/files/../secret"
                               << "" << 0 << 404;
    QTest::newRow("no id") << "GET"
                           << "/files/"
                           << "" << 0 << 404;
}

void tst_FileEndpoint::badRequestsAreRefused()
{
    QFETCH(QString, method);
    QFETCH(QString, target);
    QFETCH(QString, type);
    QFETCH(int, size);
    QFETCH(int, status);
    const HttpResponse answer = ask(method.toStdString(), target.toStdString(), {{"Content-Type", type.toStdString()}},
                                    std::string(static_cast<std::size_t>(size), 'x'));
    QCOMPARE(answer.status, status);
}

void tst_FileEndpoint::saysWhenThereIsTooMuchToDo()
{
    m_isBusy = true;
    QCOMPARE(ask("GET", "/files/x").status, 503);
}

QTEST_APPLESS_MAIN(tst_FileEndpoint)
#include "tst_FileEndpoint.moc"
