// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Wkb.h"

#include <QtTest>

#include <sqlite3.h>

#include <memory>

using namespace campaign;
using namespace campaign::geometry;

Q_DECLARE_METATYPE(Geometry)

class tst_Wkb : public QObject
{
    Q_OBJECT

private slots:
    void comesBackAsItWent_data();
    void comesBackAsItWent();
    void bigEndianIsRead();
    void everyTruncationIsRefused();
    void everyFlippedByteIsReadOrRefused();
    void spatiaLiteAgrees_data();
    void spatiaLiteAgrees();
};

namespace {

const Polygon ringLand{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}}}};

void shapes()
{
    QTest::addColumn<Geometry>("geometry");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("point") << Geometry(Point{1.5, -2}) << QByteArray("POINT(1.5 -2)");
    QTest::newRow("line") << Geometry(LineString{{{0, 0}, {3, 4}}}) << QByteArray("LINESTRING(0 0, 3 4)");
    QTest::newRow("polygon") << Geometry(ringLand)
                             << QByteArray("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))");
    QTest::newRow("points") << Geometry(MultiPoint{{{1, 2}, {3, 4}}}) << QByteArray("MULTIPOINT(1 2, 3 4)");
    QTest::newRow("lines") << Geometry(MultiLineString{{{{{0, 0}, {1, 1}}}, {{{2, 2}, {3, 3}, {4, 2}}}}})
                           << QByteArray("MULTILINESTRING((0 0, 1 1), (2 2, 3 3, 4 2))");
    QTest::newRow("polygons") << Geometry(MultiPolygon{{ringLand, {{{{20, 0}, {22, 0}, {20, 2}, {20, 0}}}}}})
                              << QByteArray("MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4)), "
                                            "((20 0, 22 0, 20 2, 20 0)))");
}

} // namespace

void tst_Wkb::comesBackAsItWent_data()
{
    shapes();
}

void tst_Wkb::comesBackAsItWent()
{
    QFETCH(Geometry, geometry);
    const auto fromPlain = fromWkb(toWkb(geometry));
    QVERIFY(fromPlain.has_value());
    QVERIFY(*fromPlain == geometry);
    const auto fromBlob = fromSpatiaLite(toSpatiaLite(geometry, 4326));
    QVERIFY(fromBlob.has_value());
    QVERIFY(fromBlob->geometry == geometry);
    QCOMPARE(fromBlob->srid, 4326);
    QCOMPARE(fromSpatiaLite(toSpatiaLite(geometry, flatSrid))->srid, -1);
}

void tst_Wkb::bigEndianIsRead()
{
    const QByteArray bytes = QByteArray::fromHex("00000000013FF8000000000000C000000000000000");
    const auto point = fromWkb(bytes.toStdString());
    QVERIFY(point.has_value());
    QVERIFY(*point == Geometry(Point{1.5, -2}));
}

void tst_Wkb::everyTruncationIsRefused()
{
    const Geometry area = MultiPolygon{{ringLand}};
    const std::string plain = toWkb(area), blob = toSpatiaLite(area, 1);
    for (std::size_t length = 0; length < plain.size(); ++length)
        QVERIFY(!fromWkb(plain.substr(0, length)).has_value());
    for (std::size_t length = 0; length < blob.size(); ++length)
        QVERIFY(!fromSpatiaLite(blob.substr(0, length)).has_value());
    QVERIFY(!fromWkb(plain + '\0').has_value());
    QVERIFY(!fromWkb(QByteArray::fromHex("0107000000FFFFFFFF").toStdString()).has_value()); // a collection
    QVERIFY(!fromWkb(QByteArray::fromHex("0102000000FFFFFFFF").toStdString())
                 .has_value());                                                     // four thousand million positions
    QVERIFY(!fromWkb(QByteArray::fromHex("01E9030000").toStdString()).has_value()); // POINT Z
}

void tst_Wkb::everyFlippedByteIsReadOrRefused()
{
    const std::string blob = toSpatiaLite(MultiPolygon{{ringLand}}, 1);
    int refused = 0;
    for (std::size_t at = 0; at < blob.size(); ++at)
        for (const char bits : {'\x01', '\x10', '\x7F', '\xFF'}) {
            std::string changed = blob;
            changed[at] = static_cast<char>(changed[at] ^ bits);
            refused += !fromSpatiaLite(changed).has_value();
        }
    QVERIFY(refused > 0);
}

void tst_Wkb::spatiaLiteAgrees_data()
{
    shapes();
}

void tst_Wkb::spatiaLiteAgrees()
{
    QFETCH(Geometry, geometry);
    QFETCH(QByteArray, text);
    sqlite3* opened = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &opened), SQLITE_OK);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, sqlite3_close);
    sqlite3_enable_load_extension(database.get(), 1);
    if (sqlite3_load_extension(database.get(), "mod_spatialite", nullptr, nullptr) != SQLITE_OK)
        QSKIP("mod_spatialite is not installed");
    sqlite3_stmt* prepared = nullptr;
    QCOMPARE(sqlite3_prepare_v2(database.get(),
                                "SELECT AsText(?1), ST_SRID(?1), ST_IsValid(?1), GeomFromText(?2, -1), AsBinary(?1), "
                                "GeomFromWKB(?3, -1) = GeomFromText(?2, -1)",
                                -1, &prepared, nullptr),
             SQLITE_OK);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, sqlite3_finalize);
    const std::string blob = toSpatiaLite(geometry, flatSrid), plain = toWkb(geometry);
    sqlite3_bind_blob(prepared, 1, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
    sqlite3_bind_text(prepared, 2, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC);
    sqlite3_bind_blob(prepared, 3, plain.data(), static_cast<int>(plain.size()), SQLITE_STATIC);
    QCOMPARE(sqlite3_step(prepared), SQLITE_ROW);
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0))), text);
    QCOMPARE(sqlite3_column_int(prepared, 1), -1);
    QCOMPARE(sqlite3_column_int(prepared, 2), 1);
    const QByteArray theirs(static_cast<const char*>(sqlite3_column_blob(prepared, 3)),
                            sqlite3_column_bytes(prepared, 3));
    QCOMPARE(QByteArray::fromStdString(blob), theirs);
    const QByteArray theirWkb(static_cast<const char*>(sqlite3_column_blob(prepared, 4)),
                              sqlite3_column_bytes(prepared, 4));
    QCOMPARE(QByteArray::fromStdString(plain), theirWkb);
    QCOMPARE(sqlite3_column_int(prepared, 5), 1);
}

QTEST_APPLESS_MAIN(tst_Wkb)
#include "tst_Wkb.moc"
