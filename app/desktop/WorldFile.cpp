// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/WorldFile.h"

#include "server/core/Json.h"
#include "server/transfer/azgaar/AzgaarImport.h"
#include "server/transfer/azgaar/Reader.h"
#include "server/transfer/geojson/GeoJsonImport.h"
#include "server/transfer/json/HistoryFormat.h"
#include "server/transfer/json/JsonImport.h"
#include "ui/client/Conversion.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <set>

namespace campaign::desktop {

using client::toQString;

namespace {

constexpr int readingShare = 40; // percent of the whole import

QString tr(const char* text)
{
    return QCoreApplication::translate("WorldFile", text);
}

Result<std::string> readBytes(const std::string& path)
{
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::NotFound,
                     client::fromQString(tr("%1 cannot be read: %2.").arg(file.fileName(), file.errorString())),
                     {},
                     {},
                     {}};
    return file.readAll().toStdString();
}

Result<WorldFile> readAzgaar(const std::string& bytes, const transfer::ImportProgress& progress)
{
    const std::string step = client::fromQString(tr("Reading the world"));
    const Result<transfer::azgaar::World> world =
        transfer::azgaar::readWorld(bytes, [&](int percent) { return progress(percent * readingShare / 100, step); });
    if (!world)
        return world.error();
    WorldFile file;
    file.format = tr("Azgaar's Fantasy Map Generator");
    file.plan = transfer::azgaar::planImport(*world);
    file.counts = transfer::countPlan(file.plan);
    return file;
}

Result<WorldFile> readExport(std::string bytes)
{
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const Result<transfer::JsonContent> content = transfer::readJson(bytes, types);
    if (!content)
        return content.error();
    WorldFile file;
    file.format = tr("Campaign Manager export");
    file.counts = content->counts();
    file.isOwnExport = true;
    file.bytes = std::move(bytes);
    return file;
}

/// Places for a world of their own.
Result<WorldFile> readPlaces(const std::string& bytes, const std::string& path)
{
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    transfer::ImportTarget nothing(types);
    const std::string title = client::fromQString(QFileInfo(toQString(path)).completeBaseName());
    Result<transfer::ImportPlan> plan = transfer::geojson::planGeoJson(bytes, title, nothing);
    if (!plan)
        return plan.error();
    WorldFile file;
    file.format = tr("GeoJSON");
    file.plan = std::move(plan).value();
    file.counts = transfer::countPlan(file.plan);
    return file;
}

Result<WorldFile> readRecord(const std::string& bytes)
{
    Result<history::LogCopy> record = transfer::readHistory(bytes);
    if (!record)
        return record.error();
    WorldFile file;
    file.format = tr("Campaign Manager export with its history");
    std::set<std::pair<std::string, Id>> entities;
    for (const history::CopiedChange& change : record->changes) {
        for (const history::CopiedVersion& version : change.versions)
            entities.insert({version.type, version.entity});
    }
    const auto add = [&](const QString& group, std::size_t count) {
        file.counts.counts.push_back({client::fromQString(group), static_cast<std::int64_t>(count), 0, 0});
    };
    add(tr("Entries"), entities.size());
    add(tr("Changes"), record->changes.size());
    add(tr("Branches"), record->branches.size());
    add(tr("Files"), record->files.size());
    file.history = std::move(record).value();
    return file;
}

/// What the newest version of that type calls itself, "" when none does.
QString nameInRecord(const history::LogCopy& record, std::string_view type)
{
    for (auto change = record.changes.rbegin(); change != record.changes.rend(); ++change) {
        for (const history::CopiedVersion& version : change->versions) {
            const Result<Value> payload =
                version.type == type && version.payload ? parseJson(*version.payload) : Result<Value>(Value());
            const Value* fields = payload && payload->isObject() ? payload->find("fields") : nullptr;
            const QString name = fields ? client::textOf(*fields, "name") : QString();
            if (!name.isEmpty())
                return name;
        }
    }
    return {};
}

Error unknownFile(const std::string& path)
{
    const QString sentence = looksLikeList(path) ? tr("This is a list for a campaign, not a world.")
                                                 : tr("This is neither a world of Azgaar's Fantasy Map Generator nor "
                                                      "GeoJSON nor an export of Campaign Manager.");
    return {ErrorCode::Invalid, client::fromQString(sentence), {}, {}, {}};
}

} // namespace

bool looksLikeList(const std::string& path)
{
    const QString ending = QFileInfo(toQString(path)).suffix().toLower();
    return ending == "csv" || ending == "tsv" || ending == "txt";
}

Result<WorldFile> readWorldFile(const std::string& path, const transfer::ImportProgress& progress)
{
    Result<std::string> bytes = readBytes(path);
    if (!bytes)
        return bytes.error();
    if (transfer::looksLikeHistory(*bytes))
        return readRecord(*bytes);
    if (transfer::looksLikeJsonExport(*bytes))
        return readExport(std::move(bytes).value());
    if (transfer::azgaar::looksLikeWorld(*bytes))
        return readAzgaar(*bytes, progress);
    if (transfer::geojson::looksLikeGeoJson(*bytes))
        return readPlaces(*bytes, path);
    return unknownFile(path);
}

client::ImportPlan describe(const WorldFile& world, const std::string& path)
{
    client::ImportPlan plan;
    plan.source = toQString(path);
    plan.format = world.format;
    for (const transfer::PlannedEntity& entity : world.plan.entities) {
        if (entity.type == "World")
            plan.worldName = client::textOf(Value(entity.fields), "name");
    }
    if (world.history) {
        plan.worldName = nameInRecord(*world.history, "World");
        plan.campaignName = nameInRecord(*world.history, "Campaign");
    }
    for (const transfer::ImportCount& count : world.counts.counts)
        plan.counts.append({toQString(count.group), count.created});
    for (const transfer::LeftOut& left : world.plan.leftOut)
        plan.leftOut.append(
            {QLocale().toString(qlonglong{left.count}) + " " + toQString(left.what), toQString(left.reason)});
    for (const std::string& warning : world.plan.warnings)
        plan.warnings.append(toQString(warning));
    return plan;
}

Result<> importWorldFile(history::Store& store, const WorldFile& world, const transfer::ImportProgress& progress)
{
    const auto rest = [&](int percent, std::string_view step) {
        return progress(readingShare + percent * (100 - readingShare) / 100, step);
    };
    if (!world.isOwnExport) {
        const Result<transfer::ImportReport> report = transfer::applyImport(store, world.plan, Viewer::owner(), rest);
        return report ? Result<>() : Result<>(report.error());
    }
    const Result<transfer::JsonContent> content = transfer::readJson(world.bytes, store.types());
    if (!content)
        return content.error();
    const Result<transfer::ImportReport> report = transfer::importJson(store, *content, Viewer::owner(), rest);
    return report ? Result<>() : Result<>(report.error());
}

Result<> writeHistoryFile(const history::LogCopy& record, const std::string& path)
{
    return history::writeLog(path, catalogue::Catalogue::standard(), record);
}

} // namespace campaign::desktop
