// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host/Backups.h"

#include "server/history/CampaignFile.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace campaign::host {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view extension = ".campaign";

// A copy is named "<µs since 1970>-<reason>-<seq>.campaign".
std::string nameOf(const BackupCopy& copy)
{
    return std::to_string(copy.time) + '-' + copy.reason + '-' + std::to_string(copy.seq) + std::string(extension);
}

bool readNumber(std::string_view text, std::int64_t& out)
{
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool readName(std::string_view name, BackupCopy& copy)
{
    if (!name.ends_with(extension))
        return false;
    name.remove_suffix(extension.size());
    const std::size_t first = name.find('-');
    const std::size_t last = name.rfind('-');
    if (first == std::string_view::npos || first == last)
        return false;
    copy.reason = name.substr(first + 1, last - first - 1);
    return readNumber(name.substr(0, first), copy.time) && readNumber(name.substr(last + 1), copy.seq);
}

} // namespace

Backups::Backups(std::string campaignFile, std::size_t keep)
    : m_file(std::move(campaignFile))
    , m_keep(keep)
{
    const fs::path file(m_file);
    m_folder = (file.parent_path() / (file.stem().string() + " backups")).string();
}

std::vector<BackupCopy> Backups::list() const
{
    std::vector<BackupCopy> copies;
    std::error_code ec;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder, ec)) {
        BackupCopy copy;
        if (!entry.is_regular_file(ec) || !readName(entry.path().filename().string(), copy))
            continue;
        copy.path = entry.path().string();
        copy.bytes = static_cast<std::int64_t>(entry.file_size(ec));
        copies.push_back(std::move(copy));
    }
    std::sort(copies.begin(), copies.end(), [](const BackupCopy& left, const BackupCopy& right) {
        return std::tie(left.time, left.path) > std::tie(right.time, right.path);
    });
    return copies;
}

Result<BackupCopy> Backups::make(const std::string& reason, const Clock& clock) const
{
    const Result<history::FileMarks> marks = history::readMarks(m_file);
    if (!marks)
        return marks.error();
    const std::vector<BackupCopy> copies = list();
    if (!copies.empty() && copies.front().seq == marks->seq && !history::needsMigration(*marks))
        return copies.front();
    std::error_code ec;
    fs::create_directories(m_folder, ec);
    BackupCopy copy{{}, clock.nowMicroseconds(), reason, marks->seq, 0};
    copy.path = (fs::path(m_folder) / nameOf(copy)).string();
    if (const Result<void> copied = history::copyFile(m_file, copy.path); !copied)
        return copied.error();
    copy.bytes = static_cast<std::int64_t>(fs::file_size(copy.path, ec));
    prune();
    return copy;
}

void Backups::prune() const
{
    std::error_code ec;
    const std::vector<BackupCopy> copies = list();
    for (std::size_t i = m_keep; i < copies.size(); ++i)
        fs::remove(copies[i].path, ec);
    // Whatever an interrupted copy left; nobody else copies at the same time.
    std::vector<fs::path> rest;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder, ec)) {
        const std::string name = entry.path().filename().string();
        if (name.find(".campaign.part") != std::string::npos)
            rest.push_back(entry.path());
    }
    for (const fs::path& path : rest)
        fs::remove(path, ec);
}

Result<void> Backups::restore(const std::string& copy, const Clock& clock) const
{
    if (Result<void> good = history::checkCopy(copy); !good)
        return good;
    std::error_code ec;
    // A damaged file is what one restores for: then there is nothing to keep.
    const bool isWhole = fs::exists(m_file, ec) && history::checkCopy(m_file);
    if (isWhole) {
        // Under another name, so that rolling on does not delete what is being restored.
        Backups roomier = *this;
        roomier.m_keep = m_keep + 1;
        if (const Result<BackupCopy> kept = roomier.make("restore", clock); !kept)
            return kept.error();
    }
    return history::restoreFile(copy, m_file);
}

BackupSchedule::BackupSchedule(std::chrono::milliseconds interval, Make make)
    : m_interval(interval)
    , m_make(std::move(make))
    , m_thread([this] { run(); })
{
}

BackupSchedule::~BackupSchedule()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void BackupSchedule::run()
{
    m_make("open");
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, m_interval, [this] { return m_isStopping; })) {
        lock.unlock();
        m_make("hourly");
        lock.lock();
    }
}

} // namespace campaign::host
