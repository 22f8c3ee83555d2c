// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journeys/Workload.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <sstream>

#include <signal.h>

using namespace campaign;
using namespace campaign::journeys;

namespace {

constexpr int roundsAtScaleOne = 40; // the long run has CAMPAIGN_TEST_SCALE=5: 200
constexpr int roundsAFile = 5;

int rounds()
{
    const bool isScaled = qEnvironmentVariableIsSet("CAMPAIGN_TEST_SCALE");
    return std::max(1, static_cast<int>(roundsAtScaleOne * (isScaled ? qgetenv("CAMPAIGN_TEST_SCALE").toDouble() : 1)));
}

std::vector<Acknowledged> readReports(const QByteArray& output)
{
    std::vector<Acknowledged> reports;
    for (const QByteArray& line : output.left(output.lastIndexOf('\n') + 1).split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 3)
            reports.push_back(
                {words[0].toLongLong(), words[1] == "-" ? Id() : words[1].toStdString(), words[2].toLongLong()});
    }
    return reports;
}

} // namespace

/// kill -9 in the middle of concurrent writes: every change whose receipt another process had is there afterwards.
class tst_CrashSafety : public QObject
{
    Q_OBJECT

private slots:
    void killedWriterLosesNothing();

private:
    void prepare(const QString& file);
    std::vector<Acknowledged> writeUntilKilled(const QString& file, std::uint64_t seed);

    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    const SystemClock m_clock{};
};

void tst_CrashSafety::prepare(const QString& file)
{
    const auto store = history::openStore(file.toStdString(), m_types, m_clock);
    QVERIFY2(store, store ? "" : store.error().toString().c_str());
    QVERIFY(prepareWorld(**store));
}

std::vector<Acknowledged> tst_CrashSafety::writeUntilKilled(const QString& file, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    QProcess writer;
    writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    writer.start(CRASH_WRITER, {file, QString::number(seed)});
    if (!writer.waitForStarted())
        return {};
    if (random() % 10 != 0) // else it may die while it opens the file
        writer.waitForReadyRead(5000);
    QTest::qSleep(static_cast<int>(random() % 80));
    ::kill(static_cast<pid_t>(writer.processId()), SIGKILL);
    writer.waitForFinished(5000);
    return readReports(writer.readAllStandardOutput());
}

void tst_CrashSafety::killedWriterLosesNothing()
{
    std::unique_ptr<QTemporaryDir> folder;
    QString file;
    std::size_t reported = 0;
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < rounds(); ++round) {
        if (round % roundsAFile == 0) {
            // What a killed process wrote stays with the kernel, so memory serves as disk here and lets it write more.
            const bool hasMemory = QFileInfo("/dev/shm").isWritable();
            folder =
                std::make_unique<QTemporaryDir>((hasMemory ? QString("/dev/shm") : QDir::tempPath()) + "/crash-XXXXXX");
            file = folder->filePath("world.campaign");
            prepare(file);
        }
        const auto seed = static_cast<std::uint64_t>(round) + 1;
        const std::vector<Acknowledged> acknowledged = writeUntilKilled(file, seed);
        reported += acknowledged.size();
        const auto store = history::openStore(file.toStdString(), m_types, m_clock);
        const QString where = QString("seed %1, %2 reported: ").arg(seed).arg(acknowledged.size());
        QVERIFY2(store, qPrintable(where + (store ? "" : store.error().toString().c_str())));
        const std::string lost = findLosses(**store, acknowledged);
        QVERIFY2(lost.empty(), qPrintable(where + lost.c_str()));
    }
    qInfo("%d rounds (seeds 1 to %d), %zu changes reported, %lld ms a round", rounds(), rounds(), reported,
          timer.elapsed() / rounds());
    QVERIFY(reported > 0);
}

QTEST_APPLESS_MAIN(tst_CrashSafety)
#include "tst_CrashSafety.moc"
