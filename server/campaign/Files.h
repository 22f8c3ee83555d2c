// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"

namespace campaign {

/// A file as it was just stored, or as it was there before.
struct AddedFile
{
    history::EntityPtr file;
    bool isNew = false;
    std::int64_t size = 0;
    std::string mediaType;
};

/// A file's bytes as they are sent.
struct FileContent
{
    Id blob; ///< names the bytes: equal ids are equal bytes
    history::Snapshot::File stored;
};

/// Uploads and downloads. The bytes are kept once for each content, under the SHA-256 of it; the audience is that of
/// the file entities that name them. Safe from any thread.
class FileService
{
public:
    /// The store outlives it. Larger files than `largest` bytes are refused (Limit).
    FileService(history::Store& store, std::uint64_t largest);

    /// One change. A file of this content that is there already is answered as it is.
    Result<AddedFile> add(const std::string& name, const std::string& mediaType, std::string_view bytes,
                          history::ChangeRequest request);
    /// By the id of a file or of its content; nothing when there is none or the viewer may not see it.
    Result<std::optional<FileContent>> read(const Id& id, const Viewer& viewer);

    std::uint64_t largest() const { return m_largest; }

private:
    history::Store& m_store;
    std::uint64_t m_largest;
};

/// The file entity of that id, or one made up for bytes that an importer stored without one; null when there is
/// neither or the viewer may not see it.
Result<history::EntityPtr> findFile(const catalogue::Catalogue& types, history::Snapshot& snapshot, const Id& id,
                                    const Viewer& viewer);

} // namespace campaign
