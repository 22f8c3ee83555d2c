// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspector/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/RuleDraft.h"
#include "ui/inspector/RuleReach.h"
#include "ui/inspector/RuleReason.h"

#include <QStandardPaths>
#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using client::toQString;

/// What stands beside a rule that is being written: where it is true, and why.
class tst_RuleAnswers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_open.reset(); }

    void whereARuleIsTrueFollowsTheWorld();
    void whyIsToldInWords();

private:
    std::unique_ptr<OpenCampaign> m_open;
    Id m_kingdom, m_town;
};

void tst_RuleAnswers::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Campaign Manager tests");
    QCoreApplication::setApplicationName("tst_RuleAnswers");
}

void tst_RuleAnswers::init()
{
    m_open = std::make_unique<OpenCampaign>();
    m_kingdom = m_open->kingdom("Veldmark");
    m_town = m_open->settlement(m_kingdom, "Harrowford", 2, {{"population", 1200}});
}

namespace {

/// {"Harrowford: Yes", …} in the order listed.
QStringList rowsOf(const RuleReach& reach)
{
    QStringList rows;
    for (int row = 0; row < reach.count(); ++row)
        rows.append(reach.data(reach.index(row), RuleReach::NameRole).toString() + ": " +
                    reach.data(reach.index(row), RuleReach::ShownRole).toString());
    return rows;
}

/// {"Population is over 1,000: Yes (Population: 1,200)", …}, without what is unknown.
QStringList linesOf(const RuleReason& reason)
{
    QStringList lines;
    for (const QVariant& one : reason.lines()) {
        const QVariantMap line = one.toMap();
        const QString result = line["result"].toString();
        const QString detail = line["detail"].toString();
        lines.append(line["words"].toString() + (result.isEmpty() ? "" : ": " + result) +
                     (detail.isEmpty() ? "" : " (" + detail + ")"));
    }
    return lines;
}

void begin(RuleDraft& draft, OpenCampaign& open, const Id& town)
{
    draft.setProperty("session", QVariant::fromValue(&open.session()));
    draft.setProperty("typeName", "Settlement");
    draft.setProperty("entityId", toQString(town));
    draft.load("");
}

} // namespace

void tst_RuleAnswers::whereARuleIsTrueFollowsTheWorld()
{
    m_open->settlement(m_kingdom, "Greyport", 4, {{"population", 18000}});
    const Id mere = m_open->settlement(m_kingdom, "Stonemere", 1, {{"population", 300}});
    RuleDraft draft;
    begin(draft, *m_open, m_town);
    RuleReach reach;
    reach.setDraft(&draft);
    reach.setProperty("isWanted", true);
    draft.setText("population > 1000");
    QTRY_COMPARE_WITH_TIMEOUT(reach.summary(), QString("True of 2 of 3 settlements"), patience);
    QCOMPARE(rowsOf(reach), (QStringList{"Greyport: Yes", "Harrowford: Yes", "Stonemere: No"}));
    m_open->session().commands().setVariable(mere, "population", 1001);
    QTRY_COMPARE_WITH_TIMEOUT(reach.summary(), QString("True of 3 of 3 settlements"), patience);
    m_open->undo();
    QTRY_COMPARE_WITH_TIMEOUT(reach.summary(), QString("True of 2 of 3 settlements"), patience);
    reach.setProperty("only", "FALSE");
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(reach), QStringList{"Stonemere: No"}, patience);
    QCOMPARE(reach.counts().size(), 2);
    reach.setProperty("only", "");
    draft.setText("level * 2");
    QTRY_COMPARE_WITH_TIMEOUT(reach.summary(), QString("Gives a value for 3 of 3 settlements"), patience);
    QCOMPARE(rowsOf(reach), (QStringList{"Greyport: 8", "Harrowford: 4", "Stonemere: 2"}));
    draft.setText("level >");
    QTRY_COMPARE_WITH_TIMEOUT(reach.summary(), QString(), patience);
    draft.setProperty("isOwn", true);
    draft.setText("level = 2");
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(reach), QStringList{"Harrowford: Yes"}, patience);
    for (int i = 0; i < 20; ++i)
        m_open->settlement(m_kingdom, "Hamlet " + std::to_string(10 + i));
    draft.setProperty("isOwn", false);
    QTRY_VERIFY_WITH_TIMEOUT(reach.hasMore() && reach.count() == 12, patience);
    reach.more();
    QTRY_COMPARE_WITH_TIMEOUT(reach.count(), 23, patience);
    QVERIFY(!reach.hasMore());
    const QStringList rows = rowsOf(reach);
    QCOMPARE(QSet<QString>(rows.cbegin(), rows.cend()).size(), 23);
}

void tst_RuleAnswers::whyIsToldInWords()
{
    m_open->make("Structure", {{"settlementId", m_town}, {"name", "Old Market"}, {"type", "market"}, {"level", 2}});
    m_open->make("Structure", {{"settlementId", m_town}, {"name", "Long Wall"}, {"type", "wall"}, {"level", 3}});
    RuleDraft draft;
    begin(draft, *m_open, m_town);
    RuleReason reason;
    reason.setDraft(&draft);
    reason.setProperty("isWanted", true);
    const auto market = [](int level) {
        return QString(R"({"and": [{">": [{"var": "variables.population"}, 1000]}, {"some": [{"var": "structures"},
            {"and": [{"==": [{"var": "type"}, "market"]}, {">=": [{"var": "level"}, %1]}]}]}]})")
            .arg(level);
    };
    draft.setJson(true);
    draft.setText(market(2));
    QTRY_COMPARE_WITH_TIMEOUT(reason.lines().size(), 7, patience);
    const QStringList lines = linesOf(reason);
    QCOMPARE(lines[0], QString("All of: Yes"));
    QCOMPARE(lines[1], QString("Population is over 1,000: Yes (Population: 1,200)"));
    QCOMPARE(lines[2], QString("One or more of a list: Yes (Fits: Old Market)"));
    QCOMPARE(lines[5], QString("Type is market (Yes for Old Market · No for Long Wall)"));
    QCOMPARE(lines[6], QString("Level is at least 2 (Yes for Long Wall, Old Market)"));
    const auto detail = [&] { return linesOf(reason).value(2); };
    draft.setText(market(3));
    QTRY_COMPARE_WITH_TIMEOUT(detail(), QString("One or more of a list: No (None of them fits: Long Wall, Old Market)"),
                              patience);
    m_open->session().commands().setVariable(m_town, "population", 900);
    QTRY_COMPARE_WITH_TIMEOUT(linesOf(reason).value(1), QString("Population is over 1,000: No (Population: 900)"),
                              patience);
    QCOMPARE(detail(), QString("One or more of a list: Not looked at"));
}

QTEST_GUILESS_MAIN(tst_RuleAnswers)
#include "tst_RuleAnswers.moc"
