// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeClock.h"
#include "tests/support/NaiveStore.h"
#include "tests/support/SmallCatalogue.h"

#include <QTest>

using namespace campaign;
using namespace campaign::support;
using history::ChangeRequest;
using history::ReadPoint;
using history::Writer;

namespace {

Viewer person(const char* name)
{
    return {name, name, true, {gameMasterOnly, everyone}};
}

ChangeRequest by(const char* name)
{
    ChangeRequest request;
    request.author = person(name);
    return request;
}

ChangeRequest on(const Id& branch)
{
    ChangeRequest request;
    request.branch = branch;
    return request;
}

ChangeRequest at(WorldTime time)
{
    ChangeRequest request;
    request.worldTime = time;
    return request;
}

ReadPoint asOf(WorldTime time, std::optional<std::int64_t> atChange = {})
{
    return {{}, time, atChange};
}

ReadPoint of(const Id& branch, std::optional<WorldTime> time = {})
{
    return {branch, time, {}};
}

/// A store with a guild "g" (level 1) and a person "p" in it, written by ann on the root.
struct Town
{
    FakeClock clock;
    catalogue::Catalogue types = smallCatalogue();
    NaiveStore store{types, clock, "root"};
    const catalogue::Type& guild = *types.find("Guild");
    const catalogue::Type& member = *types.find("Person");
    const catalogue::Type& place = *types.find("Place");
    const catalogue::Type& chest = *types.find("Chest");

    Town()
    {
        const auto receipt = write({}, [&](Writer& writer) -> Result<void> {
            if (Result<Id> made = writer.create(guild, {{"name", "Masons"}}, "g"); !made)
                return made.error();
            Result<Id> made = writer.create(member, {{"name", "Pia"}, {"guildId", "g"}}, "p");
            return made ? Result<void>() : Result<void>(made.error());
        });
        Q_ASSERT(receipt);
    }

    Result<history::Receipt> write(const ChangeRequest& request, const history::Store::WriteFunction& function)
    {
        ChangeRequest asked = request;
        if (asked.author.userId.empty())
            asked.author = person("ann");
        return store.write(asked, function);
    }
    Result<history::Receipt> setLevel(int level, const ChangeRequest& request = {})
    {
        return write(request, [&](Writer& writer) { return writer.update(guild, "g", {{"level", level}}, {}); });
    }
    Result<history::Receipt> rename(const char* name, const ChangeRequest& request = {})
    {
        return write(request, [&](Writer& writer) { return writer.update(guild, "g", {{"name", name}}, {}); });
    }
    void advance(WorldTime to, const Id& branch = {})
    {
        QVERIFY(write({}, [&](Writer& writer) { return writer.advanceClock(branch, to); }));
    }
    Id fork(std::optional<WorldTime> at = {})
    {
        Id made;
        auto receipt = write({}, [&](Writer& writer) -> Result<void> {
            Result<Id> id = writer.fork({}, "What if", at);
            made = id.value_or("");
            return id ? Result<void>() : Result<void>(id.error());
        });
        return receipt ? made : Id();
    }
    history::EntityPtr find(const catalogue::Type& type, const Id& id, const history::ReadPoint& at = {})
    {
        const std::vector<Id> ids{id};
        return store.read().value()->byIds(type, ids, at, Viewer::owner()).value().front();
    }
    std::int64_t level(const history::ReadPoint& at = {})
    {
        const Value value = find(guild, "g", at)->field(guild.fieldIndex("level"));
        return value.isNull() ? -1 : value.asInteger();
    }
};

template <typename T>
bool failsWith(const Result<T>& result, ErrorCode code)
{
    return !result && result.error().code == code;
}

} // namespace

/// Sentences of semantics §1–§5, one by one, on the oracle alone: whoever judges the store must be judged first.
class tst_NaiveStore : public QObject
{
    Q_OBJECT

private slots:
    void aCorrectionInThePastHoldsUntilTheNextPatchOfThatField();
    void plannedPatchesWaitForTheClock();
    void timelessFieldsHoldAtAllTimes();
    void asOfAndAtChangeCombine();
    void variablesAreMergedKeyByKey();
    void aFieldThatDoesNotDifferIsNotWritten();
    void aFollowingBranchSeesLaterWritesOfItsParent();
    void aForkDoesNot();
    void aForkInThePastLeavesOutWhatCameAfter();
    void deletionCascadesAndRestoringTheCauseBringsExactlyThoseBack();
    void requiredReferencesKeepTheirTarget();
    void uniqueTreeAndReferenceRulesRefuse();
    void undoIsRefusedWhereAnotherChangeCameBetween();
    void aNewChangeEmptiesTheRedo();
    void undoReachesOnlyTheCallersOwnChanges();
};

void tst_NaiveStore::aCorrectionInThePastHoldsUntilTheNextPatchOfThatField()
{
    Town town;
    town.advance(100);
    QVERIFY(town.setLevel(5));
    QVERIFY(town.setLevel(3, at(50)));
    QCOMPARE(town.level(), 5);
    QCOMPARE(town.level(asOf(99)), 3);
    QCOMPARE(town.level(asOf(49)), 1);
}

void tst_NaiveStore::plannedPatchesWaitForTheClock()
{
    Town town;
    town.advance(100);
    QVERIFY(town.setLevel(7, at(200)));
    QCOMPARE(town.level(), 1);
    QCOMPARE(town.level(asOf(200)), 7);
    QCOMPARE(town.find(town.guild, "g")->version, 2);
    town.advance(200);
    QCOMPARE(town.level(), 7);
    QVERIFY(
        failsWith(town.write({}, [&](Writer& writer) { return writer.advanceClock({}, 150); }), ErrorCode::Invalid));
}

void tst_NaiveStore::timelessFieldsHoldAtAllTimes()
{
    Town town;
    town.advance(100);
    QVERIFY(town.rename("Free Masons"));
    QCOMPARE(town.find(town.guild, "g", asOf(0))->field(0).asString(), std::string("Free Masons"));
}

void tst_NaiveStore::asOfAndAtChangeCombine()
{
    Town town;
    town.advance(100);
    const std::int64_t before = town.setLevel(5, at(50))->seq;
    QVERIFY(town.setLevel(6, at(50)));
    QCOMPARE(town.level(asOf(60)), 6);
    QCOMPARE(town.level(asOf(60, before)), 5);
    QCOMPARE(town.level(asOf(40, before)), 1);
}

void tst_NaiveStore::variablesAreMergedKeyByKey()
{
    Town town;
    const auto set = [&](const Value::Object& members) {
        return town.write({}, [&](Writer& writer) {
            return writer.update(town.guild, "g", {{"variables", members}}, {});
        });
    };
    QVERIFY(set({{"ale", 1}, {"bread", 2}}));
    QVERIFY(set({{"ale", nullptr}, {"cheese", 3}}));
    const Value expected = Value::Object{{"bread", 2}, {"cheese", 3}};
    QVERIFY(town.find(town.guild, "g")->field(catalogue::common::Variables) == expected);
}

void tst_NaiveStore::aFieldThatDoesNotDifferIsNotWritten()
{
    Town town;
    const auto receipt = town.setLevel(1);
    QVERIFY(receipt && !receipt->changed);
    QCOMPARE(receipt->seq, 1);
}

void tst_NaiveStore::aFollowingBranchSeesLaterWritesOfItsParent()
{
    Town town;
    Id main;
    QVERIFY(town.write({}, [&](Writer& writer) -> Result<void> {
        main = writer.follow({}, "Main", {}).value_or("");
        return {};
    }));
    QVERIFY(town.setLevel(2, on(main)));
    QCOMPARE(town.level(), 1);
    QCOMPARE(town.level(of(main)), 2);
    QVERIFY(town.setLevel(3));
    QCOMPARE(town.level(of(main)), 3);
}

void tst_NaiveStore::aForkDoesNot()
{
    Town town;
    town.advance(10);
    QVERIFY(town.setLevel(9, at(50)));
    const Id fork = town.fork();
    QVERIFY(town.setLevel(3));
    QCOMPARE(town.level(of(fork)), 1);
    town.advance(60, fork); // what was planned came along
    QCOMPARE(town.level(of(fork)), 9);
}

void tst_NaiveStore::aForkInThePastLeavesOutWhatCameAfter()
{
    Town town;
    town.advance(100);
    QVERIFY(town.setLevel(5));
    const Id fork = town.fork(50);
    QCOMPARE(town.level(of(fork)), 1);
    QCOMPARE(town.level(of(fork, 1000)), 1);
}

void tst_NaiveStore::deletionCascadesAndRestoringTheCauseBringsExactlyThoseBack()
{
    Town town;
    QVERIFY(town.write({}, [&](Writer& writer) -> Result<void> {
        if (Result<Id> made = writer.create(town.member, {{"name", "Quentin"}, {"guildId", "g"}}, "q"); !made)
            return made.error();
        return {};
    }));
    QVERIFY(town.write({}, [&](Writer& writer) { return writer.remove(town.member, "q", {}); }));
    QVERIFY(town.write({}, [&](Writer& writer) { return writer.remove(town.guild, "g", {}); }));
    QVERIFY(!town.find(town.guild, "g"));
    QVERIFY(!town.find(town.member, "p"));
    QVERIFY(town.write({}, [&](Writer& writer) { return writer.restore(town.guild, "g"); }));
    QVERIFY(town.find(town.guild, "g"));
    QVERIFY(town.find(town.member, "p"));
    QVERIFY(!town.find(town.member, "q"));
}

void tst_NaiveStore::requiredReferencesKeepTheirTarget()
{
    Town town;
    QVERIFY(town.write({}, [&](Writer& writer) -> Result<void> {
        auto made = writer.create(town.chest, {{"name", "Chest"}, {"placeId", "hall"}}, "chest"); // in any order
        if (made)
            made = writer.create(town.place, {{"name", "Hall"}}, "hall");
        return made ? Result<void>() : Result<void>(made.error());
    }));
    const auto removed = town.write({}, [&](Writer& writer) { return writer.remove(town.place, "hall", {}); });
    QVERIFY(failsWith(removed, ErrorCode::Conflict));
    QVERIFY(town.find(town.place, "hall"));
}

void tst_NaiveStore::uniqueTreeAndReferenceRulesRefuse()
{
    Town town;
    const auto update = [&](const Id& id, const Value::Object& fields) {
        return town.write({}, [&](Writer& writer) { return writer.update(town.member, id, fields, {}); });
    };
    QVERIFY(town.write({}, [&](Writer& writer) -> Result<void> {
        auto made = writer.create(town.place, {{"name", "Hall"}}, "hall");
        made = writer.create(town.member, {{"name", "Quentin"}, {"guildId", "g"}, {"mentorId", "p"}}, "q");
        return made ? Result<void>() : Result<void>(made.error());
    }));
    QVERIFY(update("p", {{"placeId", "hall"}}));
    QVERIFY(failsWith(update("q", {{"placeId", "hall"}}), ErrorCode::Conflict));
    QVERIFY(failsWith(update("p", {{"mentorId", "q"}}), ErrorCode::Conflict));
    QVERIFY(failsWith(update("p", {{"placeId", "nowhere"}}), ErrorCode::Conflict));
    QVERIFY(failsWith(update("nobody", {{"rank", 1}}), ErrorCode::NotFound));
    QVERIFY(failsWith(update("p", {{"guildId", nullptr}}), ErrorCode::Invalid));
}

void tst_NaiveStore::undoIsRefusedWhereAnotherChangeCameBetween()
{
    Town town;
    const std::int64_t seq =
        town.write({},
                   [&](Writer& writer) {
                       return writer.update(town.guild, "g", {{"level", 4}, {"motto", "Stone"}}, {});
                   })
            ->seq;
    QVERIFY(town.setLevel(8, by("bob")));
    QVERIFY(failsWith(town.store.undo(person("ann"), {}), ErrorCode::Conflict));
    QVERIFY(town.store.undo(person("ann"), {}, seq, true));
    QCOMPARE(town.level(), 8);
    QVERIFY(town.find(town.guild, "g")->field(town.guild.fieldIndex("motto")).isNull());
}

void tst_NaiveStore::aNewChangeEmptiesTheRedo()
{
    Town town;
    QVERIFY(town.setLevel(2));
    QVERIFY(town.setLevel(3));
    QVERIFY(town.store.undo(person("ann"), {}));
    QVERIFY(town.store.undo(person("ann"), {}));
    QCOMPARE(town.level(), 1);
    QVERIFY(town.store.redo(person("ann"), {}));
    QCOMPARE(town.level(), 2);
    QVERIFY(town.store.undo(person("ann"), {}));
    QVERIFY(town.store.redo(person("ann"), {}));
    QVERIFY(town.store.redo(person("ann"), {}));
    QCOMPARE(town.level(), 3);
    QVERIFY(town.store.undo(person("ann"), {}));
    QVERIFY(town.rename("Free Masons"));
    QVERIFY(failsWith(town.store.redo(person("ann"), {}), ErrorCode::NotFound));
}

void tst_NaiveStore::undoReachesOnlyTheCallersOwnChanges()
{
    Town town;
    QVERIFY(town.setLevel(2));
    QVERIFY(town.rename("Masons of the North", by("bob")));
    QVERIFY(town.store.undo(person("ann"), {}));
    QCOMPARE(town.level(), 1);
    QCOMPARE(town.find(town.guild, "g")->field(0).asString(), std::string("Masons of the North"));
}

QTEST_APPLESS_MAIN(tst_NaiveStore)
#include "tst_NaiveStore.moc"
