// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/database/sqlite/Connection.h"
#include "tests/support/FakeClock.h"

#include "server/history/Cursor.h"
#include "server/history/Store.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <set>

#include <sqlite3.h>

using namespace campaign;
using history::Condition;
using history::ListQuery;

namespace {

/// Every distinct statement that any connection of this process runs while it listens.
struct Statements
{
    std::mutex mutex; // guards the two below
    bool isListening = false;
    std::set<std::string> texts;
};

Statements& statements()
{
    static Statements all; // SQLite's hook takes no argument of ours
    return all;
}

int note(unsigned, void*, void* statement, void*)
{
    const char* text = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
    const std::lock_guard lock(statements().mutex);
    if (statements().isListening && text && std::string_view(text).starts_with("SELECT") &&
        !std::string_view(text).starts_with("SELECT k, v FROM 'main'")) // the full-text index reading its settings
        statements().texts.insert(text);
    return 0;
}

int listenTo(sqlite3* connection, const char**, const sqlite3_api_routines*)
{
    return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, note, nullptr);
}

/// Whether a line of a query plan goes through a whole table (https://www.sqlite.org/eqp.html).
bool isBareScan(const std::string& line)
{
    if (!line.starts_with("SCAN ") || line.starts_with("SCAN CONSTANT") || line.starts_with("SCAN json_each"))
        return false;
    const bool isVirtual = line.find("VIRTUAL TABLE INDEX") != std::string::npos;
    // Full-text and R-tree tables name what they were asked by after the colon; nothing there means everything, except
    // that an R-tree's plan 1 is the look-up of one row.
    return isVirtual ? line.ends_with(':') && !line.ends_with(" 1:") : line.find("USING") == std::string::npos;
}

} // namespace

/// No list, reference list, spatial query or search reads a whole table: its plan names an index.
class tst_Plans : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyReadNamesAnIndex_data();
    void everyReadNamesAnIndex();
    void noPageSortsItsWholeList_data() { everyReadNamesAnIndex_data(); }
    void noPageSortsItsWholeList();
    void aBareScanWouldBeFound();

private:
    void readLists(history::Snapshot& snapshot, const Id& branch);
    void readSpace(history::Snapshot& snapshot, const Id& branch);
    std::set<std::string> listened(const Id& branch);
    std::vector<std::string> plan(database::Connection& connection, const std::string& statement);

    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    support::FakeClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<history::Store> m_store;
    Id m_main, m_fork;
};

void tst_Plans::initTestCase()
{
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(listenTo));
    auto opened = history::openStore(m_folder.filePath("plans.campaign").toStdString(), m_types, m_clock);
    QVERIFY2(opened, opened ? "" : opened.error().toString().c_str());
    m_store = std::move(opened).value();
    history::ChangeRequest request;
    request.author = Viewer::owner();
    const auto write = [&](const history::Store::WriteFunction& function) {
        const auto receipt = m_store->write(request, function);
        QVERIFY2(receipt, receipt ? "" : receipt.error().toString().c_str());
    };
    const Value square = Value::Object{
        {"type", "Polygon"},
        {"coordinates", Value::Array{Value::Array{Value::Array{0, 0}, Value::Array{9, 0}, Value::Array{9, 9},
                                                  Value::Array{0, 9}, Value::Array{0, 0}}}}};
    const auto fill = [&](history::Writer& writer) -> Result<void> {
        Result<Id> made = writer.create(*m_types.find("World"), {{"name", "World"}}, "w");
        for (const char* id : {"r1", "r2"}) {
            if (made)
                made = writer.create(*m_types.find("Location"),
                                     {{"name", id}, {"worldId", "w"}, {"locationType", "region"}, {"geometry", square}},
                                     id);
        }
        return made ? Result<void>() : Result<void>(made.error());
    };
    write(fill);
    write([&](history::Writer& writer) -> Result<void> {
        Result<Id> made = writer.follow({}, "Main", {});
        m_main = made.value_or("");
        return made ? Result<void>() : Result<void>(made.error());
    });
    write([&](history::Writer& writer) -> Result<void> {
        Result<Id> made = writer.fork(m_main, "What if", {});
        m_fork = made.value_or("");
        return made ? Result<void>() : Result<void>(made.error());
    });
    for (const Id& branch : {m_main, m_fork}) { // so that nearer arms have something of their own to hide
        request.branch = branch;
        write([&](history::Writer& writer) {
            return writer.update(*m_types.find("Location"), "r1", {{"name", "On " + branch}});
        });
    }
}

void tst_Plans::readLists(history::Snapshot& snapshot, const Id& branch)
{
    const Viewer owner = Viewer::owner();
    const Viewer player{"player", "Player", false, {everyone}};
    const std::vector<Id> ids{"w", "r1"};
    for (const catalogue::Type& type : m_types.types()) {
        const history::ReadPoint at{branch, {}, {}};
        std::vector<ListQuery> queries(1);
        for (const catalogue::Field& field : type.fields) {
            for (const bool descending : {false, true}) {
                if (!field.sortable)
                    continue;
                queries.emplace_back().orderBy = {{field.name, descending}};
                for (const Value& key : {Value("a"), Value()}) {
                    queries.push_back(queries.back());
                    queries.back().after = history::makeCursor(key, "a", "a");
                }
            }
            if (field.filterable && field.type != catalogue::FieldType::Tags)
                queries.emplace_back().where = {{field.name, Condition::Operator::Equal, Value("1")}};
            if (field.type == catalogue::FieldType::Reference)
                QVERIFY(snapshot.byReference(type, field, ids, at, owner));
        }
        for (const ListQuery& query : queries) {
            QVERIFY(snapshot.list(type, query, at, owner));
            QVERIFY(snapshot.list(type, query, at, player));
            QVERIFY(snapshot.count(type, query, at, owner));
        }
        QVERIFY(snapshot.byIds(type, ids, at, owner));
    }
}

void tst_Plans::readSpace(history::Snapshot& snapshot, const Id& branch)
{
    const Viewer owner = Viewer::owner();
    QVERIFY(snapshot.search("world", {}, 20, branch, owner));
    QVERIFY(snapshot.search("wrold", {}, 20, branch, owner));
    QVERIFY(snapshot.search("wo", {}, 20, branch, owner));
    QVERIFY(snapshot.locationsInBox({0, 0, 5, 5}, {}, branch, owner));
    QVERIFY(snapshot.locationsNear(1, 1, 5, {}, branch, owner));
    QVERIFY(snapshot.nearestLocations(1, 1, 3, {}, branch, owner));
    QVERIFY(snapshot.locationsInRegion("r1", branch, owner));
    QVERIFY(snapshot.regionsOverlap("r1", "r2", branch, owner));
    QVERIFY(snapshot.nextUndo("owner", branch));
    QVERIFY(snapshot.nextRedo("owner", branch));
    QVERIFY(snapshot.changes(0, 10, owner));
}

void tst_Plans::everyReadNamesAnIndex_data()
{
    QTest::addColumn<QString>("branch");
    QTest::newRow("root") << QString();
    QTest::newRow("a branch that follows") << QString::fromStdString(m_main);
    QTest::newRow("a fork of it") << QString::fromStdString(m_fork);
}

std::vector<std::string> tst_Plans::plan(database::Connection& connection, const std::string& statement)
{
    std::vector<std::string> lines;
    Result<database::Statement> rows = connection.prepare("EXPLAIN QUERY PLAN " + statement);
    if (!rows)
        return {"SCAN: " + rows.error().toString()};
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step())
        lines.emplace_back(rows->text(3));
    return lines;
}

/// The statements of all reads on a branch.
std::set<std::string> tst_Plans::listened(const Id& branch)
{
    auto snapshot = m_store->read();
    if (!snapshot)
        return {};
    statements().texts.clear();
    statements().isListening = true;
    readLists(**snapshot, branch);
    readSpace(**snapshot, branch);
    statements().isListening = false;
    return statements().texts;
}

void tst_Plans::everyReadNamesAnIndex()
{
    QFETCH(QString, branch);
    const std::set<std::string> texts = listened(branch.toStdString());
    auto connection = database::Connection::open(m_folder.filePath("plans.campaign").toStdString(), {});
    QVERIFY(connection);
    QVERIFY(texts.size() > 100);
    QStringList bare;
    for (const std::string& statement : texts) {
        for (const std::string& line : plan(**connection, statement)) {
            if (isBareScan(line))
                bare.append(QString::fromStdString(line + " in " + statement));
        }
    }
    qInfo("%zu statements explained", texts.size());
    QVERIFY2(bare.isEmpty(), qPrintable(QString::number(bare.size()) + " scans:\n" + bare.mid(0, 8).join('\n')));
}

/// Sorted lists come in order out of their index; what is sorted on the way ("right part") lies above the boundary of a
/// falling list and is no more than a page.
void tst_Plans::noPageSortsItsWholeList()
{
    QFETCH(QString, branch);
    const std::set<std::string> texts = listened(branch.toStdString());
    auto connection = database::Connection::open(m_folder.filePath("plans.campaign").toStdString(), {});
    QVERIFY(connection);
    int sorted = 0;
    for (const std::string& statement : texts) {
        if (statement.find(" FROM state_") == std::string::npos || statement.find(" ORDER BY ") == std::string::npos)
            continue;
        ++sorted;
        const bool isFalling = statement.find(" DESC, ") != std::string::npos;
        for (const std::string& line : plan(**connection, statement)) {
            const bool isSorting = line.starts_with("USE TEMP B-TREE FOR");
            const bool isPart = line.find("PART OF ORDER BY") != std::string::npos ||
                                line.find("TERM OF ORDER BY") != std::string::npos;
            QVERIFY2(!isSorting || (isPart && isFalling), (line + " in " + statement).c_str());
        }
    }
    QVERIFY(sorted > 100);
}

void tst_Plans::aBareScanWouldBeFound()
{
    auto connection = database::Connection::open(m_folder.filePath("plans.campaign").toStdString(), {});
    QVERIFY(connection);
    for (const char* statement : {"SELECT * FROM state_location s WHERE s.description = 'x'", "SELECT * FROM space",
                                  "SELECT * FROM version v WHERE v.payload IS NULL"})
        QVERIFY2(isBareScan(plan(**connection, statement).front()), statement);
}

QTEST_APPLESS_MAIN(tst_Plans)
#include "tst_Plans.moc"
