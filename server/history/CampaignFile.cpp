// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/CampaignFile.h"

#include "server/history/FileLock.h"
#include "server/history/Schema.h"
#include "server/history/Store.h"

#include <filesystem>

namespace campaign::history {

namespace {

namespace fs = std::filesystem;
using database::Connection;

Error unwritable(const std::string& path, const std::error_code& reason)
{
    return {ErrorCode::Unavailable, "\"" + path + "\" cannot be written: " + reason.message() + ".", {}, {}, {}};
}

Result<std::unique_ptr<Connection>> openForReading(const std::string& path)
{
    std::error_code ec;
    if (!fs::is_regular_file(path, ec))
        return Error{ErrorCode::NotFound, "There is no file " + path + ".", {}, {}, {}};
    // Not read-only: a log that a crash left is gone through first.
    return Connection::open(path, {.readOnly = false, .create = false, .spatial = false, .vfs = {}});
}

/// Deletes a campaign file together with what SQLite keeps beside it.
void removeWhole(const std::string& path)
{
    std::error_code ec;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        fs::remove(path + suffix, ec);
}

/// Copies what one transaction sees, so that writers neither wait nor make the copy begin again.
Result<void> copyPages(Connection& source, const std::string& target)
{
    Result<database::Transaction> reading = database::Transaction::begin(source, "BEGIN");
    if (!reading)
        return reading.error();
    if (const Result<std::int64_t> first = source.scalar("SELECT count(*) FROM sqlite_master"); !first)
        return first.error();
    if (Result<void> copied = source.backupTo(target); !copied)
        return copied;
    return reading->commit();
}

} // namespace

Result<FileMarks> readMarks(const std::string& path)
{
    const Result<std::unique_ptr<Connection>> file = openForReading(path);
    if (!file)
        return file.error();
    return marksOf(**file, path);
}

Result<FileMarks> marksOf(database::Connection& file, const std::string& path)
{
    const Result<std::int64_t> tables = file.scalar("SELECT count(*) FROM sqlite_master");
    if (!tables)
        return tables.error();
    if (*tables == 0)
        return FileMarks{};
    const Result<std::int64_t> application = file.scalar("PRAGMA application_id");
    const Result<std::int64_t> format = file.scalar("PRAGMA user_version");
    if (!application || !format)
        return application ? format.error() : application.error();
    if (*application != applicationId)
        return Error{ErrorCode::Invalid, path + " is a database of another program, not a campaign.", {}, {}, {}};
    if (*format > schemaNumber)
        return Error{ErrorCode::Invalid,
                     path + " was written by a newer Campaign Manager (format " + std::to_string(*format) +
                         ", this one reads up to " + std::to_string(schemaNumber) + "). Update to open it.",
                     {},
                     {},
                     {}};
    const Result<std::int64_t> seq = file.scalar("SELECT coalesce(max(seq), 0) FROM change");
    return seq ? Result<FileMarks>(FileMarks{*format, *seq}) : seq.error();
}

bool needsMigration(const FileMarks& marks)
{
    return marks.format > 0 && marks.format < schemaNumber;
}

Result<void> copyFile(const std::string& path, const std::string& target)
{
    const Result<std::unique_ptr<Connection>> source = openForReading(path);
    if (!source)
        return source.error();
    const std::string beside = target + ".part";
    removeWhole(beside);
    if (Result<void> copied = copyPages(**source, beside); !copied) {
        removeWhole(beside);
        return copied;
    }
    std::error_code ec;
    fs::rename(beside, target, ec);
    if (!ec)
        return {};
    removeWhole(beside);
    return unwritable(target, ec);
}

Result<void> checkCopy(const std::string& copy)
{
    if (const Result<FileMarks> marks = readMarks(copy); !marks || marks->format == 0)
        return marks ? Error{ErrorCode::Invalid, copy + " is empty, not a campaign.", {}, {}, {}} : marks.error();
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock{};
    StoreOptions options;
    options.readOnly = true;
    const Result<std::unique_ptr<Store>> opened = openStore(copy, types, clock, options);
    if (!opened)
        return opened.error();
    const Result<std::vector<std::string>> faults = (*opened)->verify();
    if (!faults)
        return faults.error();
    if (!faults->empty())
        return Error{ErrorCode::Invalid, "The copy " + copy + " is damaged: " + faults->front(), {}, {}, {}};
    return {};
}

Result<void> restoreFile(const std::string& copy, const std::string& path)
{
    if (Result<void> good = checkCopy(copy); !good)
        return good;
    const Result<std::unique_ptr<FileLock>> lock = FileLock::take(path);
    if (!lock)
        return lock.error();
    const std::string beside = path + ".restored";
    if (Result<void> copied = copyFile(copy, beside); !copied)
        return copied;
    std::error_code ec;
    for (const char* suffix : {"-wal", "-shm"})
        fs::remove(path + suffix, ec);
    fs::rename(beside, path, ec);
    return ec ? Result<void>(unwritable(path, ec)) : Result<void>();
}

} // namespace campaign::history
