// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FaultVfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <new>
#include <random>
#include <sstream>

namespace campaign::support {

namespace {

constexpr std::int64_t sectorSize = 512;

/// What SQLite allocates for an open file: our part, then the real one's.
struct File
{
    sqlite3_file base;
    FaultVfs* vfs;
    std::string* path; ///< null for temporary files, which nobody misses
    sqlite3_file* real;
};

File& fileOf(sqlite3_file* file)
{
    return *reinterpret_cast<File*>(file);
}

const sqlite3_io_methods& realMethods(sqlite3_file* file)
{
    return *fileOf(file).real->pMethods;
}

FaultVfs& vfsOf(sqlite3_vfs* vfs)
{
    return *static_cast<FaultVfs*>(vfs->pAppData);
}

int closeFile(sqlite3_file* file)
{
    File& own = fileOf(file);
    const int result = own.real->pMethods ? own.real->pMethods->xClose(own.real) : SQLITE_OK;
    delete own.path;
    own.path = nullptr;
    return result;
}

int readFile(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset)
{
    if (fileOf(file).vfs->isPowerCut())
        return SQLITE_IOERR_READ;
    return realMethods(file).xRead(fileOf(file).real, bytes, count, offset);
}

int writeFile(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset)
{
    File& own = fileOf(file);
    if (own.path) {
        if (const int failed = own.vfs->beginOperation(); failed != SQLITE_OK)
            return failed;
        own.vfs->wrote(*own.path, offset, static_cast<const char*>(bytes), count);
    }
    return realMethods(file).xWrite(own.real, bytes, count, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    File& own = fileOf(file);
    if (own.path) {
        if (const int failed = own.vfs->beginOperation(); failed != SQLITE_OK)
            return failed;
        own.vfs->truncated(*own.path, size);
    }
    return realMethods(file).xTruncate(own.real, size);
}

/// The real file need not be synchronised: it is not what survives.
int syncFile(sqlite3_file* file, int)
{
    File& own = fileOf(file);
    if (!own.path)
        return SQLITE_OK;
    if (const int failed = own.vfs->beginOperation(); failed != SQLITE_OK)
        return failed;
    own.vfs->synchronised(*own.path);
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size)
{
    return realMethods(file).xFileSize(fileOf(file).real, size);
}
int lockFile(sqlite3_file* file, int level)
{
    return realMethods(file).xLock(fileOf(file).real, level);
}
int unlockFile(sqlite3_file* file, int level)
{
    return realMethods(file).xUnlock(fileOf(file).real, level);
}
int checkLock(sqlite3_file* file, int* isLocked)
{
    return realMethods(file).xCheckReservedLock(fileOf(file).real, isLocked);
}
int controlFile(sqlite3_file* file, int operation, void* argument)
{
    if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE)
        return SQLITE_OK; // the real file must not change behind our back
    return realMethods(file).xFileControl(fileOf(file).real, operation, argument);
}
int sectorOf(sqlite3_file* file)
{
    return realMethods(file).xSectorSize(fileOf(file).real);
}
int characteristicsOf(sqlite3_file* file)
{
    return realMethods(file).xDeviceCharacteristics(fileOf(file).real);
}
int mapShared(sqlite3_file* file, int page, int size, int extend, void volatile** memory)
{
    return realMethods(file).xShmMap(fileOf(file).real, page, size, extend, memory);
}
int lockShared(sqlite3_file* file, int offset, int count, int flags)
{
    return realMethods(file).xShmLock(fileOf(file).real, offset, count, flags);
}
void barrierShared(sqlite3_file* file)
{
    realMethods(file).xShmBarrier(fileOf(file).real);
}
int unmapShared(sqlite3_file* file, int isDeleted)
{
    return realMethods(file).xShmUnmap(fileOf(file).real, isDeleted);
}

// Version 2: without memory-mapped pages, which would pass us by.
const sqlite3_io_methods methods = {
    2,          closeFile,     readFile,    writeFile,   truncateFile, syncFile,          sizeOfFile,
    lockFile,   unlockFile,    checkLock,   controlFile, sectorOf,     characteristicsOf, mapShared,
    lockShared, barrierShared, unmapShared, nullptr,     nullptr};

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    FaultVfs& own = vfsOf(vfs);
    if (own.isPowerCut()) {
        file->pMethods = nullptr;
        return SQLITE_CANTOPEN;
    }
    auto* real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
    constexpr int kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
    const bool isKept = name && (flags & kept) != 0;
    if (isKept)
        own.opened(name);
    File* made = new (file) File{{nullptr}, &own, nullptr, real};
    const int result = own.real()->xOpen(own.real(), name, real, flags, outFlags);
    if (result != SQLITE_OK)
        return result;
    made->path = isKept ? new std::string(name) : nullptr;
    made->base.pMethods = &methods;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int isDurable)
{
    FaultVfs& own = vfsOf(vfs);
    if (own.isPowerCut())
        return SQLITE_IOERR_DELETE;
    own.deleted(name, isDurable != 0);
    return own.real()->xDelete(own.real(), name, isDurable);
}

int accessFile(sqlite3_vfs* vfs, const char* name, int flags, int* result)
{
    return vfsOf(vfs).real()->xAccess(vfsOf(vfs).real(), name, flags, result);
}
int fullPath(sqlite3_vfs* vfs, const char* name, int count, char* out)
{
    return vfsOf(vfs).real()->xFullPathname(vfsOf(vfs).real(), name, count, out);
}
void* openLibrary(sqlite3_vfs* vfs, const char* name)
{
    return vfsOf(vfs).real()->xDlOpen(vfsOf(vfs).real(), name);
}
void libraryError(sqlite3_vfs* vfs, int count, char* message)
{
    vfsOf(vfs).real()->xDlError(vfsOf(vfs).real(), count, message);
}
using Symbol = void (*)();
Symbol findSymbol(sqlite3_vfs* vfs, void* library, const char* name)
{
    return vfsOf(vfs).real()->xDlSym(vfsOf(vfs).real(), library, name);
}
void closeLibrary(sqlite3_vfs* vfs, void* library)
{
    vfsOf(vfs).real()->xDlClose(vfsOf(vfs).real(), library);
}
int fillRandom(sqlite3_vfs* vfs, int count, char* out)
{
    return vfsOf(vfs).real()->xRandomness(vfsOf(vfs).real(), count, out);
}
int sleepFor(sqlite3_vfs* vfs, int microseconds)
{
    return vfsOf(vfs).real()->xSleep(vfsOf(vfs).real(), microseconds);
}
int currentTime(sqlite3_vfs* vfs, double* days)
{
    return vfsOf(vfs).real()->xCurrentTime(vfsOf(vfs).real(), days);
}
int lastError(sqlite3_vfs* vfs, int count, char* message)
{
    return vfsOf(vfs).real()->xGetLastError(vfsOf(vfs).real(), count, message);
}
int currentTime64(sqlite3_vfs* vfs, sqlite3_int64* milliseconds)
{
    return vfsOf(vfs).real()->xCurrentTimeInt64(vfsOf(vfs).real(), milliseconds);
}

std::string contentOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

void apply(std::string& content, const FaultVfs::Change& change)
{
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.isTruncation) {
        if (offset < content.size())
            content.resize(offset);
        return;
    }
    content.resize(std::max(content.size(), offset + change.bytes.size()), '\0');
    content.replace(offset, change.bytes.size(), change.bytes);
}

} // namespace

FaultVfs::FaultVfs(std::string name)
    : m_name(std::move(name))
    , m_real(sqlite3_vfs_find(nullptr))
    , m_vfs(std::make_unique<sqlite3_vfs>())
{
    *m_vfs = sqlite3_vfs{2,
                         m_real->szOsFile + static_cast<int>(sizeof(File)),
                         m_real->mxPathname,
                         nullptr,
                         m_name.c_str(),
                         this,
                         openFile,
                         deleteFile,
                         accessFile,
                         fullPath,
                         openLibrary,
                         libraryError,
                         findSymbol,
                         closeLibrary,
                         fillRandom,
                         sleepFor,
                         currentTime,
                         lastError,
                         currentTime64,
                         nullptr,
                         nullptr,
                         nullptr};
    sqlite3_vfs_register(m_vfs.get(), 0);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_unregister(m_vfs.get());
}

void FaultVfs::ignoreSyncs(bool ignored)
{
    const std::lock_guard lock(m_mutex);
    m_ignoresSyncs = ignored;
}

void FaultVfs::cutPowerAfter(int operations)
{
    const std::lock_guard lock(m_mutex);
    m_cutAt = m_operations + operations;
}

void FaultVfs::cutPower()
{
    const std::lock_guard lock(m_mutex);
    m_isCut = true;
}

bool FaultVfs::isPowerCut() const
{
    const std::lock_guard lock(m_mutex);
    return m_isCut;
}

void FaultVfs::failAfter(int operations, int count, int code)
{
    const std::lock_guard lock(m_mutex);
    m_failFrom = m_operations + operations;
    m_failUntil = m_failFrom + count;
    m_failCode = code;
}

int FaultVfs::operations() const
{
    const std::lock_guard lock(m_mutex);
    return m_operations;
}

int FaultVfs::beginOperation()
{
    const std::lock_guard lock(m_mutex);
    ++m_operations;
    m_isCut = m_isCut || m_operations == m_cutAt;
    if (m_isCut)
        return SQLITE_IOERR;
    return m_operations > m_failFrom && m_operations <= m_failUntil ? m_failCode : SQLITE_OK;
}

void FaultVfs::opened(const std::string& path)
{
    const std::lock_guard lock(m_mutex);
    if (m_files.contains(path))
        return;
    DiskFile& file = m_files[path];
    file.isEntryDurable = std::filesystem::exists(path);
    file.durable = file.isEntryDurable ? contentOf(path) : std::string();
}

void FaultVfs::wrote(const std::string& path, std::int64_t offset, const char* bytes, int count)
{
    const std::lock_guard lock(m_mutex);
    if (m_isCut)
        return;
    DiskFile& file = m_files[path];
    file.isDeleted = false;
    for (std::int64_t at = offset; at < offset + count;) {
        const std::int64_t end = std::min(offset + count, (at / sectorSize + 1) * sectorSize);
        file.changes.push_back({at, std::string(bytes + (at - offset), static_cast<std::size_t>(end - at)), false});
        at = end;
    }
}

void FaultVfs::truncated(const std::string& path, std::int64_t size)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isCut)
        m_files[path].changes.push_back({size, {}, true});
}

void FaultVfs::synchronised(const std::string& path)
{
    const std::lock_guard lock(m_mutex);
    if (m_isCut || m_ignoresSyncs)
        return;
    DiskFile& file = m_files[path];
    for (const Change& change : file.changes)
        apply(file.durable, change);
    file.changes.clear();
    if (!file.isEntryDurable)
        synchroniseFolder();
}

/// SQLite does so together with a new journal's or WAL's first synchronisation.
void FaultVfs::synchroniseFolder()
{
    std::erase_if(m_files, [](const auto& entry) { return entry.second.isDeleted; });
    for (auto& [path, file] : m_files)
        file.isEntryDurable = true;
}

void FaultVfs::deleted(const std::string& path, bool isDurable)
{
    const std::lock_guard lock(m_mutex);
    if (m_isCut)
        return;
    if (isDurable && !m_ignoresSyncs) {
        m_files.erase(path);
        return;
    }
    if (const auto found = m_files.find(path); found != m_files.end()) {
        found->second.isDeleted = true;
        found->second.changes.push_back({0, {}, true});
    }
}

void FaultVfs::saveSurvivors(const std::string& folder, std::uint64_t seed) const
{
    const std::lock_guard lock(m_mutex);
    std::mt19937_64 random(seed);
    for (const auto& [path, file] : m_files) {
        const std::uint64_t chances = random() % 5 * 25; // of a sector to survive: none … all
        if ((!file.isEntryDurable || file.isDeleted) && random() % 2 == 0)
            continue;
        std::vector<Change> changes = file.changes;
        for (std::size_t i = changes.size(); i > 1; --i)
            std::swap(changes[i - 1], changes[random() % i]);
        std::string content = file.durable;
        for (const Change& change : changes) {
            if (random() % 100 < chances)
                apply(content, change);
        }
        std::ofstream(folder + '/' + std::filesystem::path(path).filename().string(), std::ios::binary) << content;
    }
}

void FaultVfs::reset()
{
    const std::lock_guard lock(m_mutex);
    m_files.clear();
    m_isCut = false;
    m_ignoresSyncs = false;
    m_operations = 0;
    m_cutAt = m_failFrom = m_failUntil = -1;
}

} // namespace campaign::support
