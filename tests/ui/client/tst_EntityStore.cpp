// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/EntityStore.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::client;

class tst_EntityStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsWhatAReplyBrings();
    void anOlderReplyDoesNotOverwrite();
    void anOlderReplyFillsWhatIsUnknown();
    void anEventChangesAndTells();
    void theSameEventTwiceTellsOnce();
    void anEventAfterItsReplyIsStillTold();
    void eventsOfOtherBranchesDoNotShow();
    void eventsOfFollowedBranchesShow();
    void aDeletionIsRemembered();
    void aHugeEventAsksForReading();

private:
    static Value settlement(const std::string& name, std::int64_t seq);
    static events::ChangeEvent renamed(const std::string& name, std::int64_t seq, const Id& branch = "main");

    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    std::unique_ptr<EntityStore> m_store;
    std::vector<EntityDelta> m_told;
    int m_reloads = 0;
};

void tst_EntityStore::init()
{
    m_store = std::make_unique<EntityStore>(m_types);
    m_store->setBranch("main", {"root"});
    m_told.clear();
    m_reloads = 0;
    connect(m_store.get(), &EntityStore::entitiesChanged, this, [this](const std::vector<EntityDelta>& deltas) {
        m_told.insert(m_told.end(), deltas.begin(), deltas.end());
    });
    connect(m_store.get(), &EntityStore::reloadNeeded, this, [this] { ++m_reloads; });
}

Value tst_EntityStore::settlement(const std::string& name, std::int64_t seq)
{
    return Value::Object{{"__typename", "Settlement"}, {"id", "h"}, {"changeSeq", seq}, {"version", 1}, {"name", name}};
}

events::ChangeEvent tst_EntityStore::renamed(const std::string& name, std::int64_t seq, const Id& branch)
{
    events::ChangeEvent event;
    event.seq = seq;
    event.branchId = branch;
    event.entities.push_back(
        {"Settlement", "h", events::Operation::Update, gameMasterOnly, 2, Value::Object{{"name", name}}});
    return event;
}

void tst_EntityStore::keepsWhatAReplyBrings()
{
    m_store->absorb(Value::Object{{"list", Value::Array{settlement("Harrowford", 3)}}});
    QCOMPARE(m_store->nameOf("h"), std::string("Harrowford"));
    QCOMPARE(m_store->lastSeq(), 3);
    QVERIFY(m_told.empty());
}

void tst_EntityStore::anOlderReplyDoesNotOverwrite()
{
    m_store->absorb(settlement("Harrowford", 5));
    m_store->absorb(settlement("Oldname", 4));
    QCOMPARE(m_store->nameOf("h"), std::string("Harrowford"));
}

void tst_EntityStore::anOlderReplyFillsWhatIsUnknown()
{
    m_store->absorb(settlement("Harrowford", 5));
    Value older = settlement("Oldname", 4);
    older.asObject().set("level", 3);
    m_store->absorb(older);
    QVERIFY(m_store->find("h")->field("level"));
    QCOMPARE(m_store->nameOf("h"), std::string("Harrowford"));
}

void tst_EntityStore::anEventChangesAndTells()
{
    m_store->absorb(settlement("Harrowford", 3));
    m_store->apply(renamed("Harrow", 4));
    QCOMPARE(m_store->nameOf("h"), std::string("Harrow"));
    QCOMPARE(m_told.size(), std::size_t{1});
    QCOMPARE(m_told.front().fields, std::vector<std::string>{"name"});
}

void tst_EntityStore::theSameEventTwiceTellsOnce()
{
    m_store->apply(renamed("Harrow", 4));
    m_store->apply(renamed("Harrow", 4));
    QCOMPARE(m_told.size(), std::size_t{1});
}

void tst_EntityStore::anEventAfterItsReplyIsStillTold()
{
    m_store->absorb(settlement("Harrowford", 3));
    Value bare = settlement("", 4);
    bare.asObject().erase("name");
    m_store->absorb(bare);
    m_store->apply(renamed("Harrow", 4));
    QCOMPARE(m_store->nameOf("h"), std::string("Harrow"));
    QCOMPARE(m_told.size(), std::size_t{1});
}

void tst_EntityStore::eventsOfOtherBranchesDoNotShow()
{
    m_store->absorb(settlement("Harrowford", 3));
    m_store->apply(renamed("Whatif", 4, "whatif"));
    QCOMPARE(m_store->nameOf("h"), std::string("Harrowford"));
}

void tst_EntityStore::eventsOfFollowedBranchesShow()
{
    m_store->absorb(settlement("Harrowford", 3));
    m_store->apply(renamed("Harrow", 4, "root"));
    QCOMPARE(m_store->nameOf("h"), std::string("Harrow"));
}

void tst_EntityStore::aDeletionIsRemembered()
{
    m_store->absorb(settlement("Harrowford", 3));
    events::ChangeEvent event = renamed("Harrowford", 4);
    event.entities.front().operation = events::Operation::Delete;
    m_store->apply(event);
    QVERIFY(m_store->find("h")->isGone);
    m_store->absorb(settlement("Harrowford", 3));
    QVERIFY(m_store->find("h")->isGone);
}

void tst_EntityStore::aHugeEventAsksForReading()
{
    events::ChangeEvent event = renamed("Harrow", 4);
    for (int i = 0; i < 3000; ++i)
        event.entities.push_back({"Location", std::to_string(i), events::Operation::Create, gameMasterOnly, 1, {}});
    m_store->apply(event);
    QCOMPARE(m_reloads, 1);
    QVERIFY(m_told.empty());
}

QTEST_APPLESS_MAIN(tst_EntityStore)
#include "tst_EntityStore.moc"
