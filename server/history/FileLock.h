// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <memory>
#include <string>

namespace campaign::history {

/// Keeps a second program from writing the same campaign: an advisory lock (flock) on `<path>.lock`, whose text names
/// the holder. The system lets go of it when the process ends, however it ends.
class FileLock
{
public:
    /// Conflict, naming the holder, when it is held elsewhere.
    static Result<std::unique_ptr<FileLock>> take(const std::string& path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    FileLock(int descriptor, std::string path)
        : m_descriptor(descriptor)
        , m_path(std::move(path))
    {
    }
    int m_descriptor;
    std::string m_path;
};

} // namespace campaign::history
