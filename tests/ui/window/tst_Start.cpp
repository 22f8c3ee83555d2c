// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/LogCopy.h"
#include "server/transfer/json/HistoryFormat.h"
#include "tests/ui/window/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/start/ImportForm.h"
#include "ui/start/RestoreForm.h"

#include <QGuiApplication>

using namespace campaign;

/// The ways into a campaign from the start screen: a copy restored, a file recovered, an export with its history.
class tst_Start : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aCopyComesBack();
    void aCampaignWithoutCopiesSaysSo();
    void aDamagedCopyChangesNothing();
    void afterACrashTheWindowSaysWhatIsThere();
    void anOrderlyCloseIsNoCrash();
    void aHistoryBecomesACampaign();
    void aDamagedHistoryLeavesNothing();
    void whatIsNoWorldIsRefusedWithTheWayOut();
    void whatWasRefusedBeforeIsOverInACampaign();
    void theSampleIsFoundAsItWasLeft();
    void cleanupTestCase() { m_campaign.close(); }

private:
    Workspace& workspace() { return m_campaign.workspace(); }
    void close();
    void openAgain();
    void rename(const QString& name);
    void showCopies(RestoreForm& form);
    QByteArray history();
    QString write(const QString& name, const QByteArray& bytes);

    static constexpr int patience = tests::OpenCampaign::patience;
    tests::OpenCampaign m_campaign;
    QTemporaryDir m_folder;
    QString m_path;
};

void tst_Start::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY(m_campaign.open(false));
    m_path = m_campaign.session().path();
}

void tst_Start::close()
{
    workspace().closeCampaign();
    QVERIFY(!workspace().session());
}

void tst_Start::openAgain()
{
    workspace().openPath(m_path);
    QTRY_VERIFY_WITH_TIMEOUT(workspace().session() && workspace().session()->isReady(), patience);
    m_campaign.idOf("Settlement", "Greyport");
}

void tst_Start::rename(const QString& name)
{
    Session& session = m_campaign.session();
    session.selectWorld();
    QTRY_VERIFY_WITH_TIMEOUT(!session.selectedName().isEmpty(), patience);
    session.rename(session.worldId(), name);
    QTRY_COMPARE_WITH_TIMEOUT(session.worldName(), name, patience);
}

void tst_Start::showCopies(RestoreForm& form)
{
    form.setProperty("workspace", QVariant::fromValue(&workspace()));
    form.open();
    QTRY_VERIFY_WITH_TIMEOUT(!form.isReading(), patience);
}

void tst_Start::aCopyComesBack()
{
    const QString before = m_campaign.session().worldName();
    close();
    openAgain(); // of what it was a copy is there since it was closed
    QTRY_VERIFY_WITH_TIMEOUT(!QDir(QFileInfo(m_path).path()).entryList({"* backups"}, QDir::Dirs).isEmpty(), patience);
    QTest::qWait(200);
    rename("Another world");
    RestoreForm form;
    showCopies(form);
    QCOMPARE(form.campaigns().value(0), m_campaign.session().campaignName());
    QCOMPARE(form.copies().size(), 1);
    const QVariantMap copy = form.copies().constFirst().toMap();
    QVERIFY2(copy["when"].toString().startsWith("Today at "), qPrintable(copy["when"].toString()));
    QCOMPARE(copy["why"].toString(), QString("when it was closed"));
    QVERIFY2(copy["size"].toString().endsWith("B"), qPrintable(copy["size"].toString()));

    form.restore(0);
    QTRY_VERIFY_WITH_TIMEOUT(workspace().session() && workspace().session()->isReady() &&
                                 workspace().session()->worldName() == before,
                             patience);
    showCopies(form);
    // What was replaced was copied when it was closed for that, and going back to it is possible as well.
    const QVariantList copies = form.copies();
    const auto kept = std::find_if(copies.begin(), copies.end(), [](const QVariant& one) {
        return one.toMap()["why"].toString() == "when it was closed";
    });
    QVERIFY(kept != copies.end());
    form.restore(static_cast<int>(kept - copies.begin()));
    QTRY_VERIFY_WITH_TIMEOUT(workspace().session() && workspace().session()->isReady() &&
                                 workspace().session()->worldName() == "Another world",
                             patience);
    rename(before);
}

void tst_Start::aCampaignWithoutCopiesSaysSo()
{
    RestoreForm form;
    showCopies(form);
    form.choose(QUrl::fromLocalFile(m_folder.filePath("elsewhere.campaign")));
    QTRY_VERIFY_WITH_TIMEOUT(!form.isReading(), patience);
    QCOMPARE(form.campaigns().value(form.campaignIndex()), QString("elsewhere"));
    QVERIFY(form.copies().isEmpty());
    form.restore(0); // nothing to restore
    QVERIFY(workspace().session());
}

void tst_Start::aDamagedCopyChangesNothing()
{
    RestoreForm form;
    showCopies(form);
    QVERIFY(!form.copies().isEmpty());
    const QString folder = QFileInfo(m_path).path() + "/" + QFileInfo(m_path).completeBaseName() + " backups";
    const QStringList files = QDir(folder).entryList({"*.campaign"}, QDir::Files, QDir::Name);
    QFile newest(folder + "/" + files.constLast());
    QVERIFY(newest.open(QIODevice::ReadWrite));
    QVERIFY(newest.seek(newest.size() / 2));
    newest.write(QByteArray(8192, 'x'));
    newest.close();
    QSignalSpy problems(workspace().notifications(), &Notifications::problem);
    form.restore(0);
    QTRY_COMPARE_WITH_TIMEOUT(problems.count(), 1, patience);
    QVERIFY(!problems.constFirst().at(1).toString().isEmpty());
    QVERIFY(newest.remove());
    openAgain();
    QVERIFY(workspace().session()->isReady());
}

void tst_Start::afterACrashTheWindowSaysWhatIsThere()
{
    const QString lost = m_folder.filePath("Lost.campaign");
    rename("Aurelia at dusk");
    // As a crash leaves it: the file and its log, taken from under the open campaign.
    QVERIFY(QFile::copy(m_path, lost));
    QVERIFY(QFile::copy(m_path + "-wal", lost + "-wal"));
    QSignalSpy toasts(workspace().notifications(), &Notifications::toast);
    workspace().openPath(lost);
    QTRY_VERIFY_WITH_TIMEOUT(workspace().session() && workspace().session()->path() == lost, patience);
    const auto warned = [&] {
        return std::any_of(toasts.begin(), toasts.end(), [](const QList<QVariant>& one) {
            const QString said = one.at(0).toString();
            return said.contains("closed unexpectedly") && said.contains("Rename Aurelia") && said.contains("today at");
        });
    };
    QTRY_VERIFY2_WITH_TIMEOUT(
        warned(), toasts.isEmpty() ? "nothing said" : qPrintable(toasts.constLast().at(0).toString()), patience);
    QCOMPARE(workspace().session()->worldName(), QString("Aurelia at dusk"));
}

void tst_Start::anOrderlyCloseIsNoCrash()
{
    close();
    QSignalSpy toasts(workspace().notifications(), &Notifications::toast);
    openAgain();
    QTest::qWait(200);
    for (const QList<QVariant>& one : toasts)
        QVERIFY2(!one.at(0).toString().contains("unexpectedly"), qPrintable(one.at(0).toString()));
}

QByteArray tst_Start::history()
{
    const Result<history::LogCopy> record = history::readLog(client::fromQString(m_path));
    return record ? QByteArray::fromStdString(transfer::writeHistory(*record)) : QByteArray();
}

QString tst_Start::write(const QString& name, const QByteArray& bytes)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void tst_Start::aHistoryBecomesACampaign()
{
    const QString undo = "Rename " + m_campaign.session().worldName();
    rename("Aurelia at dawn");
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign.session().steps()->undoName(), undo, patience);
    const QString source = write("told.json", history());
    ImportForm form;
    form.setProperty("workspace", QVariant::fromValue(&workspace()));
    form.read(QUrl::fromLocalFile(source));
    QTRY_VERIFY_WITH_TIMEOUT(!form.isReading(), patience);
    QVERIFY2(form.isReady(), qPrintable(form.problem()));
    QCOMPARE(form.worldName(), QString("Aurelia at dawn"));
    QCOMPARE(form.suggestedName(), m_campaign.session().campaignName());
    QCOMPARE(form.counts().constFirst().toMap()["label"].toString(), QString("Entries"));
    form.accept("Told again");
    QTRY_VERIFY_WITH_TIMEOUT(workspace().session() && workspace().session()->isReady() &&
                                 workspace().session()->path().endsWith("Told again.campaign"),
                             patience);
    QCOMPARE(workspace().session()->worldName(), QString("Aurelia at dawn"));
    // The steps came along.
    QTRY_VERIFY_WITH_TIMEOUT(!workspace().session()->steps()->undoName().isEmpty(), patience);
    QCOMPARE(workspace().session()->steps()->undoName(), undo);
    workspace().session()->steps()->undo();
    QTRY_VERIFY_WITH_TIMEOUT(workspace().session()->worldName() != "Aurelia at dawn", patience);
    close();
    openAgain();
}

void tst_Start::whatIsNoWorldIsRefusedWithTheWayOut()
{
    ImportForm form;
    form.setProperty("workspace", QVariant::fromValue(&workspace()));
    const auto read = [&](const char* name) {
        const QString source = write(name, "Name;Level\nAshby;3\n");
        form.read(QUrl::fromLocalFile(source));
        return source;
    };
    const QString list = read("towns.csv");
    QTRY_VERIFY_WITH_TIMEOUT(!form.isReading(), patience);
    QVERIFY(!form.isReady() && form.problem().contains("list"));
    QVERIFY(!form.problem().contains(list)); // the dialog names the file already
    QVERIFY(form.advice().contains("Import a list"));
    read("towns.map");
    QTRY_VERIFY_WITH_TIMEOUT(!form.isReading(), patience);
    QVERIFY(!form.isReady() && form.problem().contains("neither"));
    QVERIFY(form.advice().contains("another file"));
}

void tst_Start::aDamagedHistoryLeavesNothing()
{
    QByteArray bytes = history();
    QVERIFY(bytes.contains("Greyport"));
    const QString source = write("forged.json", bytes.replace("Greyport", "Grayport"));
    ImportForm form;
    form.setProperty("workspace", QVariant::fromValue(&workspace()));
    form.read(QUrl::fromLocalFile(source));
    QTRY_VERIFY_WITH_TIMEOUT(!form.isReading(), patience);
    QVERIFY(!form.isReady());
    QVERIFY(!form.problem().isEmpty());
    QSignalSpy problems(workspace().notifications(), &Notifications::problem);
    workspace().createFromWorld(QUrl::fromLocalFile(source), "Forged");
    QTRY_COMPARE_WITH_TIMEOUT(problems.count(), 1, patience);
    QVERIFY(!QFileInfo::exists(QFileInfo(m_path).path() + "/Forged.campaign"));
}

void tst_Start::whatWasRefusedBeforeIsOverInACampaign()
{
    const Notifications& said = *workspace().notifications();
    const auto has = [&](const QString& words) {
        for (int row = 0; row < said.count(); ++row) {
            if (said.index(row).data(Notifications::MessageRole).toString().contains(words))
                return true;
        }
        return false;
    };
    close();
    workspace().take(QUrl::fromLocalFile("/somewhere/towns.csv"));
    QVERIFY(has("No campaign is open"));
    QVERIFY2(has("Open or make a campaign first"), "with the way out");
    workspace().notifications()->tell("It was kept.");
    openAgain();
    QVERIFY(!has("No campaign is open"));
    QVERIFY(has("It was kept."));
}

void tst_Start::theSampleIsFoundAsItWasLeft()
{
    openAgain();
    QVERIFY(m_path.endsWith("/Campaigns/The Ashen Crown.campaign"));
    rename("Changed");
    close();
    workspace().openSample();
    QTRY_VERIFY_WITH_TIMEOUT(workspace().session() && workspace().session()->isReady(), patience);
    QCOMPARE(workspace().session()->path(), m_path);
    QCOMPARE(workspace().session()->worldName(), QString("Changed"));
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    tst_Start test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Start.moc"
