// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Clock.h"
#include "server/core/Result.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace campaign::host {

/// One of the copies kept of a campaign file.
struct BackupCopy
{
    std::string path;
    std::int64_t time = 0; ///< µs since 1970 UTC
    std::string reason;    ///< "open", "hourly", "close", "migration", "restore", "asked"
    std::int64_t seq = 0;  ///< of the last change in it
    std::int64_t bytes = 0;
};

/// The rolling copies of one campaign file, in the folder "<name> backups" beside it. Any thread, one at a time.
class Backups
{
public:
    explicit Backups(std::string campaignFile, std::size_t keep = 10);

    const std::string& folder() const { return m_folder; }
    /// Newest first. What an interrupted copy left is not among them.
    std::vector<BackupCopy> list() const;
    /// Copies the file as it stands and lets the oldest go. Nothing new since the newest copy: returns that one.
    Result<BackupCopy> make(const std::string& reason, const Clock& clock) const;
    /// Puts a copy in the place of the file, which is kept as one more copy first. Conflict while somebody has it open.
    Result<void> restore(const std::string& copy, const Clock& clock) const;

private:
    void prune() const;

    std::string m_file;
    std::string m_folder;
    std::size_t m_keep;
};

/// Makes a copy at once and then one every interval, on a thread of its own, until it is destroyed.
class BackupSchedule
{
public:
    using Make = std::function<void(const std::string& reason)>;
    BackupSchedule(std::chrono::milliseconds interval, Make make);
    ~BackupSchedule();
    BackupSchedule(const BackupSchedule&) = delete;
    BackupSchedule& operator=(const BackupSchedule&) = delete;

private:
    void run();

    const std::chrono::milliseconds m_interval;
    const Make m_make;
    std::mutex m_mutex; // guards m_isStopping
    std::condition_variable m_wake;
    bool m_isStopping = false;
    std::thread m_thread;
};

} // namespace campaign::host
