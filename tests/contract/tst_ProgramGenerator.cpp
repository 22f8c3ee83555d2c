// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/Comparison.h"
#include "tests/support/NaiveStore.h"
#include "tests/support/SmallCatalogue.h"

#include <QTest>

using namespace campaign;
using namespace campaign::contract;

namespace {

/// Keeps its state over reopening by keeping the store.
StoreOpener oracleAgain(std::function<std::unique_ptr<history::Store>(const catalogue::Catalogue&, const Clock&)> make)
{
    struct Kept : history::Store
    {
        std::shared_ptr<history::Store> store;
        const catalogue::Catalogue& types() const override { return store->types(); }
        const Id& rootBranch() const override { return store->rootBranch(); }
        Result<std::unique_ptr<history::Snapshot>> read() override { return store->read(); }
        Result<history::Receipt> write(const history::ChangeRequest& request, const WriteFunction& function) override
        {
            return store->write(request, function);
        }
        Result<history::Receipt> undo(const Viewer& author, const Id& branch, std::optional<std::int64_t> change,
                                      bool onlyTheRest) override
        {
            return store->undo(author, branch, change, onlyTheRest);
        }
        Result<history::Receipt> redo(const Viewer& author, const Id& branch) override
        {
            return store->redo(author, branch);
        }
        events::EventBus& bus() override { return store->bus(); }
        Result<std::vector<std::string>> verify() override { return store->verify(); }
        Result<void> rebuild() override { return store->rebuild(); }
        Result<void> backup(const std::string& path) override { return store->backup(path); }
    };
    auto stores = std::make_shared<std::map<std::string, std::shared_ptr<history::Store>>>();
    return [make, stores](const catalogue::Catalogue& types, const Clock& clock, const std::string& file) {
        std::shared_ptr<history::Store>& store = (*stores)[file];
        if (!store)
            store = make(types, clock);
        auto kept = std::make_unique<Kept>();
        kept->store = store;
        return Result<std::unique_ptr<history::Store>>(std::move(kept));
    };
}

/// An oracle that forgets what "planned" means: it lets undo pass over what others did since.
class CarelessStore : public support::NaiveStore
{
public:
    using NaiveStore::NaiveStore;
    Result<history::Receipt> undo(const Viewer& author, const Id& branch, std::optional<std::int64_t> change,
                                  bool) override
    {
        return NaiveStore::undo(author, branch, change, true);
    }
};

} // namespace

class tst_ProgramGenerator : public QObject
{
    Q_OBJECT

private slots:
    void theOracleAgreesWithItself();
    void aStoreThatErrsIsFoundAndTheProgramMinimised();
};

void tst_ProgramGenerator::theOracleAgreesWithItself()
{
    const catalogue::Catalogue types = support::smallCatalogue();
    Outcomes outcomes;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        std::size_t last = 0;
        const StoreOpener open = oracleAgain([](const catalogue::Catalogue& all, const Clock& clock) {
            return std::make_unique<support::NaiveStore>(all, clock, "root");
        });
        QCOMPARE(firstDifference(makeTrial(types, seed, 60, 1), types, open, last, outcomes), std::string());
    }
    int steps = 0;
    for (const auto& [name, count] : outcomes) {
        qInfo("%s: %d", name.c_str(), count);
        steps += count;
    }
    QVERIFY(outcomes["write changed"] * 3 > steps); // programs of refusals alone would prove little
    QVERIFY(outcomes["undo changed"] > 0);
}

void tst_ProgramGenerator::aStoreThatErrsIsFoundAndTheProgramMinimised()
{
    const catalogue::Catalogue types = support::smallCatalogue();
    const StoreOpener open = oracleAgain([](const catalogue::Catalogue& all, const Clock& clock) {
        return std::make_unique<CarelessStore>(all, clock, "root");
    });
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        std::size_t last = 0;
        Outcomes outcomes;
        const Trial trial = makeTrial(types, seed, 60, 0);
        if (firstDifference(trial, types, open, last, outcomes).empty())
            continue;
        const std::string report = minimised(trial, types, open, last);
        qInfo("%s", report.c_str());
        QVERIFY(report.find(": undo") != std::string::npos);
        QVERIFY(std::count(report.begin(), report.end(), '#') < 30);
        return;
    }
    QFAIL("nothing found");
}

QTEST_APPLESS_MAIN(tst_ProgramGenerator)
#include "tst_ProgramGenerator.moc"
