// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/Import.h"

#include <memory>

namespace campaign::transfer {

/// Whether the text starts like a canonical export, without reading it.
bool looksLikeJsonExport(std::string_view text);

/// What a canonical export says, checked against the catalogue: types, fields, values, ids, files. References between
/// entities are the store's to check.
class JsonContent
{
public:
    struct Entity
    {
        const catalogue::Type* type = nullptr;
        Id id;
        bool isArchived = false;
        Value::Object fields; ///< null where the text says so
    };
    struct Removed
    {
        const catalogue::Type* type = nullptr;
        Id id;
    };
    struct Branch
    {
        std::string key;
        std::string parent;                     ///< key of the branch a fork is off, "" for others
        std::optional<catalogue::WorldTime> at; ///< of a fork in the past
        Id campaignId;                          ///< of a main branch
        Value::Object fields;
        std::optional<catalogue::WorldTime> clock;
        std::vector<Entity> entities;
        std::vector<Removed> removed;
    };
    struct File
    {
        Id id;
        std::string mediaType;
        std::string bytes;
    };

    std::vector<Branch> branches; ///< the root first
    std::vector<File> files;

    /// What an empty file gets, by type.
    ImportReport counts() const;
};

/// Reads an export. Errors: Invalid with a path ("branches[0].entities.Kingdom[3].level"), Limit over 256 MiB.
Result<JsonContent> readJson(std::string_view text, const catalogue::Catalogue& types);

/// Writes the content into a file that holds nothing yet, ids kept, as one change of all branches. Conflict when the
/// file is not empty. Blocks; any thread but the store's own.
Result<ImportReport> importJson(history::Store& store, const JsonContent& content, const Viewer& author,
                                const ImportProgress& progress = {});

} // namespace campaign::transfer
