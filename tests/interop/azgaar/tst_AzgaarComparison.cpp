// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Measures.h"
#include "server/transfer/azgaar/Reader.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <cmath>
#include <map>

using namespace campaign;
using namespace campaign::transfer::azgaar;

/// Our reading of a real world against that of read_burgs.mjs, which shares neither code nor method with it.
class tst_AzgaarComparison : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void burgsAreTheSame();
    void statesAreTheSame();

private:
    World m_world;
    std::vector<QJsonObject> m_lines;
};

void tst_AzgaarComparison::initTestCase()
{
    const QString path = qEnvironmentVariable("CAMPAIGN_TEST_DATA") + "/azgaar/comia-1.71.map";
    QFile file(path);
    if (!qEnvironmentVariableIsSet("CAMPAIGN_TEST_DATA") || !file.open(QIODevice::ReadOnly))
        QSKIP("CAMPAIGN_TEST_DATA does not name a folder with azgaar/comia-1.71.map");
    auto world = readWorld(file.readAll().toStdString());
    QVERIFY2(world.has_value(), world ? "" : world.error().toString().c_str());
    m_world = std::move(*world);
    QProcess reader;
    reader.start(CAMPAIGN_NODE, {CAMPAIGN_READER, path});
    QVERIFY(reader.waitForFinished(60000));
    QVERIFY2(reader.exitCode() == 0, reader.readAllStandardError());
    for (const QByteArray& line : reader.readAllStandardOutput().split('\n'))
        if (!line.isEmpty())
            m_lines.push_back(QJsonDocument::fromJson(line).object());
}

void tst_AzgaarComparison::burgsAreTheSame()
{
    std::map<int, const Burg*> ours;
    for (const Burg& burg : m_world.burgs)
        ours[burg.id] = &burg;
    std::size_t count = 0, neutral = 0;
    for (const QJsonObject& theirs : m_lines) {
        if (theirs["kind"] != "burg")
            continue;
        ++count;
        neutral += theirs["state"].toInt() == 0;
        const auto found = ours.find(theirs["id"].toInt());
        QVERIFY(found != ours.end());
        const Burg& burg = *found->second;
        QCOMPARE(QString::fromStdString(burg.name), theirs["name"].toString());
        QCOMPARE(burg.state, theirs["state"].toInt());
        QVERIFY(std::abs(burg.position.x - theirs["x"].toDouble()) < 0.01);
        QVERIFY(std::abs(burg.position.y - theirs["y"].toDouble()) < 0.01);
        QCOMPARE(burg.people, theirs["people"].toInteger());
        QCOMPARE(burg.isCapital, theirs["capital"].toBool());
        QCOMPARE(burg.isPort, theirs["port"].toBool());
    }
    QCOMPARE(count, ours.size());
    QCOMPARE(count, std::size_t{229});
    QCOMPARE(neutral, std::size_t{71});
}

void tst_AzgaarComparison::statesAreTheSame()
{
    std::size_t count = 0;
    for (const QJsonObject& theirs : m_lines) {
        if (theirs["kind"] != "state")
            continue;
        QVERIFY(count < m_world.states.size());
        const State& state = m_world.states[count++];
        QCOMPARE(state.id, theirs["id"].toInt());
        QCOMPARE(QString::fromStdString(state.name), theirs["name"].toString());
        QCOMPARE(state.capital, theirs["capital"].toInt());
        QCOMPARE(state.cellCount, theirs["cells"].toInt());
        const double listed = theirs["listedArea"].toDouble();
        QVERIFY(std::abs(geometry::area(state.area) - listed) < 0.01 * listed);
    }
    QCOMPARE(count, m_world.states.size());
    QCOMPARE(count, std::size_t{12});
}

QTEST_GUILESS_MAIN(tst_AzgaarComparison)
#include "tst_AzgaarComparison.moc"
