// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace campaign::support {

/// An SQLite VFS (https://www.sqlite.org/vfs.html) over the real one that can lose power and fail on demand. It
/// remembers for every database, journal and WAL file what was synchronised and, in 512-byte sectors, what was written
/// since; after a power cut any subset of the latter, applied in any order, may have reached the disk. Safe from any
/// thread.
class FaultVfs
{
public:
    /// Registers the VFS under that name until destruction; all its connections must be closed before.
    explicit FaultVfs(std::string name);
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    const std::string& name() const { return m_name; }
    /// Lies about every later synchronisation, as broken hardware does.
    void ignoreSyncs(bool ignored);
    /// Loses power at the n-th write, truncation or synchronisation from now: it and all later ones fail.
    void cutPowerAfter(int operations);
    void cutPower();
    bool isPowerCut() const;
    /// Lets `count` such operations fail with an SQLite code (SQLITE_FULL, SQLITE_IOERR_…) after the next `operations`.
    void failAfter(int operations, int count, int code);
    /// Writes, synchronisations and truncations so far.
    int operations() const;

    /// Writes what the disk holds after the cut into another folder, under the same file names.
    void saveSurvivors(const std::string& folder, std::uint64_t seed) const;
    /// Power is back and all is forgotten; no connection may be open.
    void reset();

    // For the functions that SQLite calls.
    struct Change
    {
        std::int64_t offset = 0;
        std::string bytes; ///< one sector or less
        bool isTruncation = false;
    };
    struct DiskFile
    {
        std::string durable;         ///< content as last synchronised
        bool isEntryDurable = false; ///< whether the file's name would survive
        bool isDeleted = false;      ///< unlinked, but the folder was not synchronised
        std::vector<Change> changes; ///< since then, in order
    };
    int beginOperation();
    void opened(const std::string& path);
    void wrote(const std::string& path, std::int64_t offset, const char* bytes, int count);
    void truncated(const std::string& path, std::int64_t size);
    void synchronised(const std::string& path);
    void deleted(const std::string& path, bool isDurable);
    sqlite3_vfs* real() const { return m_real; }

private:
    void synchroniseFolder();

    std::string m_name;
    sqlite3_vfs* m_real;
    std::unique_ptr<sqlite3_vfs> m_vfs;
    mutable std::mutex m_mutex; // guards everything below
    std::map<std::string, DiskFile> m_files;
    bool m_ignoresSyncs = false;
    bool m_isCut = false;
    int m_operations = 0;
    int m_cutAt = -1;
    int m_failFrom = -1;
    int m_failUntil = -1;
    int m_failCode = 0;
};

} // namespace campaign::support
