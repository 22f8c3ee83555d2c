// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// make_fixture <path without extension>: writes a small campaign as this release does, and what is in it.
#include "tests/migrations/Contents.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace campaign;

namespace {

/// $name in a later step is the id that an earlier one answered.
struct Step
{
    std::string name;
    std::string mutation;
};

const std::vector<Step> steps{
    {"world", R"(createWorldWithCampaign(input: {name: "Arda"}) { world { id } map { id } campaign { id } })"},
    {"kingdom", R"(createKingdom(input: {campaignId: "$campaign", name: "Gondor", variables: {gold: 700}}) { id })"},
    {"location", R"(createLocation(input: {worldId: "$world", mapId: "$map", name: "Harrow's ford",
        geometry: {type: "Point", coordinates: [10, 20]}}) { id })"},
    {"settlement", R"(createSettlement(input: {kingdomId: "$kingdom", locationId: "$location", name: "Harrowford",
        variables: {population: 1200}}) { id })"},
    {"structure",
     R"(createStructure(input: {settlementId: "$settlement", name: "Old wall", type: "wall", level: 2}) { id })"},
    {"rule", R"(createFieldCondition(input: {name: "Walls", entityType: "settlement", field: "walls",
        expression: {var: "structures.length"}}) { id })"},
    {"raised", R"(updateSettlement(id: "$settlement", input: {level: 3}) { id })"},
    {"note",
     R"(createNote(input: {worldId: "$world", name: "Rumour", description: "They say the wall sings."}) { id })"},
    {"doomed", R"(createStructure(input: {settlementId: "$settlement", name: "Shed", type: "shed"}) { id })"},
    {"gone", R"(deleteStructure(id: "$doomed") { id })"}};

void remember(const std::string& name, const Value& answer, std::vector<std::pair<std::string, std::string>>& ids)
{
    if (const Value* id = answer.find("id"))
        ids.insert(ids.begin(), {"$" + name, id->asString()});
    for (const char* part : {"world", "map", "campaign"}) {
        if (const Value* made = answer.find(part))
            ids.insert(ids.begin(), {std::string("$") + part, made->find("id")->asString()});
    }
}

std::string filledIn(std::string text, const std::vector<std::pair<std::string, std::string>>& ids)
{
    for (const auto& [name, id] : ids) {
        for (std::size_t at = text.find(name + '"'); at != std::string::npos; at = text.find(name + '"'))
            text.replace(at, name.size(), id);
    }
    return text;
}

bool fill(history::Store& store)
{
    const SystemClock clock{};
    const auto gateway = api::makeGateway(store, clock);
    std::vector<std::pair<std::string, std::string>> ids;
    for (const Step& step : steps) {
        const std::string json = migrations::ask(**gateway, "mutation { made: " + filledIn(step.mutation, ids) + " }");
        const Result<Value> body = parseJson(json);
        if (!body || body->find("errors") || !body->find("data")) {
            std::fprintf(stderr, "%s\n%s\n", step.mutation.c_str(), json.c_str());
            return false;
        }
        remember(step.name, *body->find("data")->find("made"), ids);
    }
    return true;
}

bool writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2)
        return 64;
    const QTemporaryDir folder;
    const std::string path = folder.filePath("fixture.campaign").toStdString();
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock{};
    std::string contents;
    {
        const auto store = history::openStore(path, types, clock);
        if (!store || !fill(**store))
            return 1;
        contents = migrations::contentsOf(**store);
    }
    QFile made(QString::fromStdString(path));
    if (!made.open(QIODevice::ReadOnly))
        return 1;
    const QString target = QString::fromLocal8Bit(arguments[1]);
    return writeFile(target + ".campaign.z", qCompress(made.readAll(), 9)) &&
                   writeFile(target + ".json", QByteArray::fromStdString(contents) + '\n')
               ? 0
               : 1;
}
