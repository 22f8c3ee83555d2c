// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/FileLock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace campaign::history {

namespace {

std::string holderName()
{
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    return "process " + std::to_string(getpid()) + " on " + host.data();
}

std::string readHolder(int descriptor)
{
    std::array<char, 512> text{};
    const ssize_t length = pread(descriptor, text.data(), text.size(), 0);
    return length > 0 ? std::string(text.data(), static_cast<std::size_t>(length)) : "another program";
}

} // namespace

Result<std::unique_ptr<FileLock>> FileLock::take(const std::string& path)
{
    const std::string lockPath = path + ".lock";
    const int descriptor = ::open(lockPath.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return Error{
            ErrorCode::Unavailable, "Cannot write beside " + path + ": " + std::strerror(errno) + ".", {}, {}, {}};
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const std::string holder = readHolder(descriptor);
        close(descriptor);
        return Error{ErrorCode::Conflict, path + " is open in " + holder + ". Close it there first.", {}, {}, {}};
    }
    const std::string name = holderName();
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, name.data(), name.size(), 0) < 0) {
        // The lock itself holds; only its description is missing.
    }
    return std::unique_ptr<FileLock>(new FileLock(descriptor, lockPath));
}

FileLock::~FileLock()
{
    unlink(m_path.c_str());
    close(m_descriptor);
}

} // namespace campaign::history
