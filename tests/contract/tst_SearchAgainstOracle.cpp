// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Text.h"
#include "server/history/Store.h"
#include "server/history/TextMatch.h"
#include "tests/contract/Dice.h"
#include "tests/support/FakeClock.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace campaign;
using history::EntityPtr;

namespace {

/// Whether so many edits can turn one text into the other, found by trying them all.
bool canTurn(std::u32string_view a, std::u32string_view b, std::size_t most)
{
    const auto without = [](std::u32string_view text, std::size_t count) {
        return text.substr(0, text.size() - count);
    };
    if (a.empty() || b.empty())
        return a.size() + b.size() <= most;
    if (a.back() == b.back())
        return canTurn(without(a, 1), without(b, 1), most);
    if (most == 0)
        return false;
    const bool swaps =
        a.size() > 1 && b.size() > 1 && a[a.size() - 1] == b[b.size() - 2] && a[a.size() - 2] == b.back();
    return canTurn(without(a, 1), b, most - 1) || canTurn(a, without(b, 1), most - 1) ||
           canTurn(without(a, 1), without(b, 1), most - 1) ||
           (swaps && canTurn(without(a, 2), without(b, 2), most - 1));
}

/// The smallest number of edits; 4 stands for more than 3.
std::size_t edits(std::u32string_view a, std::u32string_view b)
{
    std::size_t count = 0;
    while (count < 4 && !canTurn(a, b, count))
        ++count;
    return count;
}

std::u32string letters(const std::string& text)
{
    const QList<uint> units = QString::fromStdString(text).toUcs4();
    return {units.begin(), units.end()};
}

/// The oracle: everything visible and not archived that answers, told by looking at each thing and each beginning of
/// each of its words.
class NaiveSearch
{
public:
    explicit NaiveSearch(const std::string& query)
        : m_words(QString::fromStdString(foldCase(query)).simplified().split(' ', Qt::SkipEmptyParts))
    {
    }

    bool isExact(const history::Entity& entity) const
    {
        const bool onlyNames =
            std::all_of(m_words.begin(), m_words.end(), [](const QString& word) { return word.size() < 3; });
        QString all = QString::fromStdString(foldCase(entity.name()));
        for (std::size_t i = 0; i < entity.fields.size() && !onlyNames; ++i) {
            const Value& value = entity.fields[i];
            if (entity.type->fields[i].searchable && value.isString())
                all += '\n' + QString::fromStdString(foldCase(value.asString()));
            if (entity.type->fields[i].searchable && value.isArray()) {
                for (const Value& tag : value.asArray())
                    all += '\n' + QString::fromStdString(foldCase(tag.asString()));
            }
        }
        return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) { return all.contains(word); });
    }

    bool isNear(const history::Entity& entity) const
    {
        const QStringList names =
            QString::fromStdString(foldCase(entity.name())).simplified().split(' ', Qt::SkipEmptyParts);
        return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
            return std::any_of(names.begin(), names.end(),
                               [&](const QString& name) { return beginsNearly(word, name); });
        });
    }

private:
    static bool beginsNearly(const QString& word, const QString& name)
    {
        const bool isSameStart = !name.isEmpty() && name.front() == word.front();
        const qsizetype allowed = word.size() < 3 ? 0 : word.size() >= 9 || (word.size() >= 6 && isSameStart) ? 2 : 1;
        for (qsizetype length = std::max<qsizetype>(0, word.size() - allowed); length <= name.size(); ++length) {
            if (length > word.size() + allowed)
                break;
            const std::u32string begin = letters(name.left(length).toStdString());
            if (canTurn(letters(word.toStdString()), begin, static_cast<std::size_t>(allowed)))
                return true;
        }
        return false;
    }

    QStringList m_words;
};

} // namespace

/// The store's search finds exactly what a look at everything finds: through forks and what they hide, for the game
/// master and for players, with typos and without.
class tst_SearchAgainstOracle : public QObject
{
    Q_OBJECT

private slots:
    void distancesAgree();
    void hitsAgree_data();
    void hitsAgree();
    void aSlipIsFound_data();
    void aSlipIsFound();
    void everySwapIsFound();
    void thePastAnswersLikeThePresent();

private:
    void fill(contract::Dice& dice);
    std::set<Id> expected(const std::string& query, const Id& branch, const Viewer& viewer);
    std::string query(contract::Dice& dice);

    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    support::FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<history::Store> m_store;
    std::vector<Id> m_branches;
    std::vector<std::string> m_words{"harrow", "ford",  "Élan", "stone", "bridge", "thalungvale", "mor",  "den",
                                     "öst",    "river", "9",    "king",  "queen",  "of",          "ashen"};
};

void tst_SearchAgainstOracle::distancesAgree()
{
    contract::Dice dice(7);
    const auto word = [&](int most) {
        std::u32string made;
        for (int i = 1 + dice.below(most); i > 0; --i)
            made += static_cast<char32_t>(U'a' + dice.below(3));
        return made;
    };
    for (int turn = 0; turn < 4000; ++turn) {
        const std::u32string wanted = word(6);
        const std::u32string name = word(8);
        const std::size_t most = static_cast<std::size_t>(dice.below(3));
        std::size_t best = most + 1;
        for (std::size_t length = 0; length <= std::min(name.size(), wanted.size() + most); ++length)
            best = std::min(best, edits(wanted, std::u32string_view(name).substr(0, length)));
        const history::PrefixDistance found = history::prefixDistance(wanted, name, most);
        QCOMPARE(std::min(found.edits, most + 1), best);
        if (best <= most)
            QCOMPARE(edits(wanted, std::u32string_view(name).substr(0, found.length)), best);
    }
}

void tst_SearchAgainstOracle::fill(contract::Dice& dice)
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::move(history::openStore(m_folder->filePath("s.campaign").toStdString(), m_types, m_clock)).value();
    history::ChangeRequest request;
    request.author = Viewer::owner();
    m_branches = {Id()};
    std::vector<Id> known;
    const catalogue::Type& type = *m_types.find("Location");
    const auto name = [&] {
        std::string made = dice.of(m_words);
        for (int i = dice.below(3); i > 0; --i)
            made += (dice.inHundred(60) ? " " : "") + dice.of(m_words);
        return made;
    };
    const auto change = [&](history::Writer& writer) -> Result<void> {
        if (known.empty()) {
            if (const Result<Id> made = writer.create(*m_types.find("World"), {{"name", "World"}}, "w"); !made)
                return made.error();
        }
        for (int i = 0; i < 30; ++i) {
            const bool isNew = known.size() < 20 || dice.inHundred(60);
            Value::Object fields{{"name", name()}, {"visibility", dice.below(2)}};
            if (dice.inHundred(40))
                fields.set("description", "Here lies " + name() + ".");
            if (dice.inHundred(20))
                fields.set("tags", Value::Array{dice.of(m_words)});
            if (isNew) {
                fields.set("worldId", "w");
                const Result<Id> made = writer.create(type, fields);
                if (!made)
                    return made.error();
                known.push_back(*made);
                continue;
            }
            const Id id = dice.of(known);
            const Result<EntityPtr> there = writer.find(type, id);
            if (!there || !*there)
                continue;
            const Result<void> done = dice.inHundred(70)   ? writer.update(type, id, fields)
                                      : dice.inHundred(50) ? writer.remove(type, id)
                                                           : writer.setArchived(type, id, true);
            if (!done)
                return done;
        }
        return {};
    };
    for (int round = 0; round < 6; ++round) {
        request.branch = dice.of(m_branches);
        if (!m_store->write(request, change))
            QFAIL("cannot fill the store");
        const auto forked = m_store->write(request, [&](history::Writer& writer) -> Result<void> {
            const Result<Id> made = dice.inHundred(50) ? writer.fork(request.branch, "Fork", {})
                                                       : writer.follow(request.branch, "Follower", {});
            if (made)
                m_branches.push_back(*made);
            return made ? Result<void>() : made.error();
        });
        QVERIFY(forked);
    }
}

std::set<Id> tst_SearchAgainstOracle::expected(const std::string& text, const Id& branch, const Viewer& viewer)
{
    const NaiveSearch naive(text);
    history::ListQuery all;
    all.first = 10'000;
    const auto snapshot = m_store->read();
    std::set<Id> exact, near;
    const auto page = (*snapshot)->list(*m_types.find("Location"), all, {branch, {}, {}}, viewer);
    for (const EntityPtr& entity : page->entities) {
        if (naive.isExact(*entity))
            exact.insert(entity->id);
        else if (naive.isNear(*entity))
            near.insert(entity->id);
    }
    if (exact.size() < history::TextQuery::enough)
        exact.insert(near.begin(), near.end());
    return exact;
}

/// A word or two, as they stand or with a slip of the finger or two, or only begun.
std::string tst_SearchAgainstOracle::query(contract::Dice& dice)
{
    std::string made;
    for (int i = 0; i < (dice.inHundred(30) ? 2 : 1); ++i) {
        QString word = QString::fromStdString(dice.of(m_words)) +
                       QString::fromStdString(dice.inHundred(30) ? dice.of(m_words) : "");
        for (int slips = dice.below(3); slips > 0 && word.size() > 1; --slips) {
            const int at = dice.below(static_cast<int>(word.size()) - 1);
            switch (dice.below(4)) {
            case 0:
                word.remove(at, 1);
                break;
            case 1:
                word.insert(at, QChar('a' + dice.below(26)));
                break;
            case 2:
                word[at] = QChar('a' + dice.below(26));
                break;
            default:
                std::swap(word[at], word[at + 1]);
            }
        }
        if (dice.inHundred(20))
            word.truncate(1 + dice.below(static_cast<int>(word.size())));
        made += (made.empty() ? "" : " ") + word.toStdString();
    }
    return made;
}

void tst_SearchAgainstOracle::hitsAgree_data()
{
    QTest::addColumn<int>("seed");
    const int rounds = 4 * std::max(1, qEnvironmentVariableIntValue("CAMPAIGN_TEST_SCALE"));
    for (int seed = 1; seed <= rounds; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void tst_SearchAgainstOracle::hitsAgree()
{
    QFETCH(int, seed);
    contract::Dice dice(static_cast<std::uint64_t>(seed));
    fill(dice);
    const Viewer player{"player", "Player", false, {everyone}};
    const std::vector<std::string> types{"Location"};
    int found = 0;
    for (int turn = 0; turn < 150; ++turn) {
        const Id branch = dice.of(m_branches);
        const std::string text = query(dice);
        for (const Viewer& viewer : {Viewer::owner(), player}) {
            const auto snapshot = m_store->read();
            const auto hits = (*snapshot)->search(text, types, 10'000, branch, viewer);
            QVERIFY(hits);
            std::set<Id> ids;
            for (const history::SearchHit& hit : *hits) {
                QVERIFY(ids.insert(hit.entity->id).second);
                QVERIFY(hit.score > 0 && hit.score <= 1);
            }
            QVERIFY(std::is_sorted(hits->begin(), hits->end(), history::isBetterHit));
            const std::set<Id> wanted = expected(text, branch, viewer);
            if (ids != wanted)
                qWarning("\"%s\" on %s: %zu hits, the oracle has %zu", text.c_str(), branch.c_str(), ids.size(),
                         wanted.size());
            QVERIFY(ids == wanted);
            found += static_cast<int>(ids.size());
        }
    }
    QVERIFY(found > 100);
}

void tst_SearchAgainstOracle::aSlipIsFound_data()
{
    QTest::addColumn<QString>("slip");
    QTest::addColumn<QString>("name");
    for (const char* slip :
         {"harowford", "harrowfrod", "ahrrowford", "harrowfordd", "hxrrowford", "HARROWFODR", "harroewfrod"})
        QTest::newRow(slip) << QString(slip) << "Harrowford";
    for (const char* slip : {"harrow frod", "ford harow", "Härow fo"})
        QTest::newRow(slip) << QString(slip) << "Harrow Ford";
}

void tst_SearchAgainstOracle::aSlipIsFound()
{
    QFETCH(QString, slip);
    QFETCH(QString, name);
    history::Entity entity;
    entity.type = m_types.find("Location");
    entity.fields.resize(entity.type->fields.size());
    entity.fields[catalogue::common::Name] = name.toStdString();
    const history::TextQuery::Match match = history::TextQuery(slip.toStdString()).match(entity);
    QVERIFY(match.score > 0.3);
    QVERIFY(match.isTypo);
}

/// Two neighbours swapped, wherever they stand: also where the pieces meet by which candidates are found.
void tst_SearchAgainstOracle::everySwapIsFound()
{
    contract::Dice dice(5);
    fill(dice);
    const std::vector<std::string> types{"Location"};
    for (const std::string& word : {std::string("bridge"), std::string("harrow"), std::string("thalungvale")}) {
        for (std::size_t at = 0; at + 1 < word.size(); ++at) {
            std::string slip = word;
            std::swap(slip[at], slip[at + 1]);
            const auto snapshot = m_store->read();
            const auto hits = (*snapshot)->search(slip, types, 10'000, {}, Viewer::owner());
            std::set<Id> ids;
            for (const history::SearchHit& hit : *hits)
                ids.insert(hit.entity->id);
            QVERIFY2(!ids.empty(), slip.c_str());
            QVERIFY2(ids == expected(slip, {}, Viewer::owner()), slip.c_str());
        }
    }
}

void tst_SearchAgainstOracle::thePastAnswersLikeThePresent()
{
    contract::Dice dice(99);
    fill(dice);
    const auto snapshot = m_store->read();
    history::ListQuery all;
    all.first = 10'000;
    const auto page = (*snapshot)->list(*m_types.find("Location"), all, {m_branches.back(), {}, {}}, Viewer::owner());
    const std::vector<std::string> types{"Location"};
    for (const char* text : {"harrow", "hrarow", "king of", "9", "bridgestoen"}) {
        const auto hits = (*snapshot)->search(text, types, 10'000, m_branches.back(), Viewer::owner());
        const auto past = history::answersTo(history::TextQuery(text), page->entities);
        QCOMPARE(past.size(), hits->size());
        for (std::size_t i = 0; i < past.size(); ++i)
            QCOMPARE(past[i].entity->id, (*hits)[i].entity->id);
    }
}

QTEST_APPLESS_MAIN(tst_SearchAgainstOracle)
#include "tst_SearchAgainstOracle.moc"
