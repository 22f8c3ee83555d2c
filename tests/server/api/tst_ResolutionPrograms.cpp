// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include "server/core/Json.h"

#include <QtTest>

#include <map>
#include <random>

using namespace campaign;
using namespace campaign::test;

/// Random effects on a few settlements, against a small model of our own of what they do: the same values afterwards or
/// the same refusal, a preview that says so beforehand, and an undo that brings back what was.
class tst_ResolutionPrograms : public QObject
{
    Q_OBJECT

private slots:
    void resolutionAgreesWithTheModel();
};

namespace {

constexpr int programs = 150;
constexpr int settlementCount = 3;
constexpr const char* keys[] = {"a", "b", "c"};

/// One settlement of the model.
struct Town
{
    int level = 1;
    std::map<std::string, int> variables;
    bool operator==(const Town&) const = default;
};
using Towns = std::vector<Town>;

struct Step
{
    enum class Kind { Set, Replace, Remove, Test, Level, Copy };
    Kind kind = Kind::Set;
    std::string key, other;
    int value = 0;
};

struct Deed
{
    int town = 0;
    int phase = 0;
    int priority = 0;
    std::string name;
    std::vector<Step> steps;
};

/// What RFC 6902 and the declared range of a level make of one step; false: it does not apply.
bool apply(Town& town, const Step& step)
{
    const bool isThere = town.variables.contains(step.key);
    switch (step.kind) {
    case Step::Kind::Set:
        town.variables[step.key] = step.value;
        return true;
    case Step::Kind::Replace:
        if (isThere)
            town.variables[step.key] = step.value;
        return isThere;
    case Step::Kind::Remove:
        town.variables.erase(step.key);
        return isThere;
    case Step::Kind::Test:
        return isThere && town.variables[step.key] == step.value;
    case Step::Kind::Level:
        town.level = step.value;
        return true;
    case Step::Kind::Copy:
        if (!isThere)
            return false;
        town.variables[step.other] = town.variables[step.key];
        return true;
    }
    return false;
}

bool apply(Towns& towns, std::vector<Deed> deeds)
{
    std::sort(deeds.begin(), deeds.end(), [](const Deed& left, const Deed& right) {
        return std::tuple(left.phase, -left.priority, left.name) < std::tuple(right.phase, -right.priority, right.name);
    });
    for (const Deed& deed : deeds) {
        Town& town = towns[static_cast<std::size_t>(deed.town)];
        for (const Step& step : deed.steps) {
            if (!apply(town, step))
                return false;
        }
        if (town.level < 1 || town.level > 10)
            return false;
    }
    return true;
}

Value toPatch(const std::vector<Step>& steps)
{
    Value::Array patch;
    for (const Step& step : steps) {
        const std::string path = "/variables/" + step.key;
        constexpr const char* operations[] = {"add", "replace", "remove", "test", "replace", "copy"};
        Value::Object one{{"op", operations[static_cast<int>(step.kind)]}};
        one.append("path", step.kind == Step::Kind::Level  ? "/level"
                           : step.kind == Step::Kind::Copy ? "/variables/" + step.other
                                                           : path);
        if (step.kind == Step::Kind::Copy)
            one.append("from", path);
        else if (step.kind != Step::Kind::Remove)
            one.append("value", step.value);
        patch.push_back(std::move(one));
    }
    return patch;
}

class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {
    }
    int below(int end) { return static_cast<int>(m_engine() % static_cast<unsigned>(end)); }
    Step step()
    {
        Step made;
        constexpr Step::Kind kinds[] = {Step::Kind::Set,     Step::Kind::Set,  Step::Kind::Replace, Step::Kind::Set,
                                        Step::Kind::Replace, Step::Kind::Test, Step::Kind::Level,   Step::Kind::Level,
                                        Step::Kind::Remove,  Step::Kind::Copy};
        made.kind = kinds[below(10)];
        made.key = keys[below(3)];
        made.other = keys[below(3)];
        made.value = made.kind == Step::Kind::Level ? below(12) : below(3);
        if (made.kind == Step::Kind::Level && made.value == 0)
            made.value = 1;
        return made;
    }
    Deed deed(int number)
    {
        Deed made{below(settlementCount), below(3), below(3), "deed " + std::to_string(number), {}};
        for (int count = 1 + below(2); count > 0; --count)
            made.steps.push_back(step());
        return made;
    }

private:
    std::mt19937 m_engine;
};

} // namespace

void tst_ResolutionPrograms::resolutionAgreesWithTheModel()
{
    const unsigned seed = qEnvironmentVariableIsSet("SEED") ? qEnvironmentVariable("SEED").toUInt() : 20240117U;
    Dice dice(seed);
    Client client;
    const SmallWorld world(client);
    std::vector<Id> ids;
    Towns towns(settlementCount);
    for (int i = 0; i < settlementCount; ++i)
        ids.push_back(client.make("createSettlement",
                                  Value::Object{{"kingdomId", world.kingdom}, {"name", "Town " + std::to_string(i)}}));
    const auto read = [&] {
        Towns found;
        for (const Id& id : ids) {
            const Value one = at(
                client.data("query($id: ID!) { settlement(id: $id) { level variables } }", Value::Object{{"id", id}}),
                "settlement");
            Town town;
            town.level = static_cast<int>(at(one, "level").asInteger());
            if (at(one, "variables").isObject()) {
                for (const auto& [key, value] : at(one, "variables").asObject())
                    town.variables[key] = static_cast<int>(value.asInteger());
            }
            found.push_back(std::move(town));
        }
        return found;
    };
    const std::string phases =
        "pre { results { name targets { id before after } } } onResolve { results { name targets "
        "{ id before after } } } post { results { name targets { id before after } } }";
    int succeeded = 0;
    for (int program = 0; program < programs; ++program) {
        const Id encounter = client.make(
            "createEncounter", Value::Object{{"campaignId", world.campaign}, {"name", std::to_string(program)}});
        std::vector<Deed> deeds;
        for (int count = 1 + dice.below(5); count > 0; --count) {
            constexpr const char* timings[] = {"PRE", "ON_RESOLVE", "POST"};
            const Deed deed = dice.deed(count);
            client.make("createEffect", Value::Object{{"entityType", "Encounter"},
                                                      {"entityId", encounter},
                                                      {"name", deed.name},
                                                      {"timing", timings[deed.phase]},
                                                      {"priority", deed.priority},
                                                      {"target", "entity"},
                                                      {"targetType", "Settlement"},
                                                      {"targetId", ids[static_cast<std::size_t>(deed.town)]},
                                                      {"payload", toPatch(deed.steps)}});
            deeds.push_back(deed);
        }
        const Towns before = towns;
        const bool applies = apply(towns, deeds);
        if (!applies)
            towns = before;
        const Value id = Value::Object{{"id", encounter}};
        const Value foretold =
            client.data("query($id: ID!) { it: previewResolution(id: $id) { problem " + phases + " } }", id);
        const std::string where = "program " + std::to_string(program) + ", seed " + std::to_string(seed);
        QVERIFY2(at(foretold, "it.problem").isNull() == applies, where.c_str());
        QVERIFY2(read() == before, where.c_str());
        const Value done = client.ask("mutation($id: ID!) { it: resolveEncounter(id: $id) { " + phases + " } }", id);
        QVERIFY2((done.find("errors") == nullptr) == applies, where.c_str());
        QVERIFY2(read() == towns, where.c_str());
        if (!applies)
            continue;
        ++succeeded;
        for (const char* phase : {"it.pre", "it.onResolve", "it.post"})
            QCOMPARE(text(done, std::string("data.") + phase), text(foretold, phase));
        const Value branch = Value::Object{{"c", world.campaign}, {"b", world.branch}};
        client.data("mutation($c: ID!, $b: ID!) { undo(campaignId: $c, branchId: $b) { change } }", branch);
        QVERIFY2(read() == before, where.c_str());
        if (dice.below(2) == 0)
            client.data("mutation($c: ID!, $b: ID!) { redo(campaignId: $c, branchId: $b) { change } }", branch);
        else
            towns = before;
        QVERIFY2(read() == towns, where.c_str());
    }
    QVERIFY2(succeeded > programs / 10, std::to_string(succeeded).c_str());
    QVERIFY2(succeeded < programs, std::to_string(succeeded).c_str());
    QVERIFY(client.store().verify().value().empty());
}

QTEST_APPLESS_MAIN(tst_ResolutionPrograms)
#include "tst_ResolutionPrograms.moc"
