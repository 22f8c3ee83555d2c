// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/Files.h"

namespace campaign {

using history::EntityPtr;
using history::Snapshot;

namespace {

constexpr std::size_t longestName = 200;

bool isBlobId(const Id& id)
{
    return id.starts_with("sha256-");
}

/// A path's last part, cut to what a name may be.
std::string nameOf(const std::string& wanted)
{
    std::string name = wanted.substr(wanted.find_last_of("/\\") + 1);
    while (name.size() > longestName || (!name.empty() && name.back() == ' '))
        name.pop_back();
    while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80 && name.size() == longestName)
        name.pop_back(); // never half a letter
    return name.empty() ? "File" : name;
}

/// The file that names this content already, null when none does.
Result<EntityPtr> known(history::Writer& writer, const catalogue::Type& type, const Id& blob)
{
    history::ListQuery query;
    query.first = 1;
    query.where = {{"blob", history::Condition::Operator::Equal, blob}};
    const Result<history::Page> page = writer.list(type, query);
    if (!page)
        return page.error();
    return page->entities.empty() ? EntityPtr() : page->entities.front();
}

} // namespace

FileService::FileService(history::Store& store, std::uint64_t largest)
    : m_store(store)
    , m_largest(largest)
{
}

Result<AddedFile> FileService::add(const std::string& name, const std::string& mediaType, std::string_view bytes,
                                   history::ChangeRequest request)
{
    if (bytes.size() > m_largest)
        return Error{ErrorCode::Limit,
                     "A file has at most " + std::to_string(m_largest) + " bytes; this one has " +
                         std::to_string(bytes.size()) + ".",
                     {},
                     {},
                     {}};
    if (bytes.empty())
        return Error{ErrorCode::Invalid, "The file is empty.", {}, {}, {}};
    const catalogue::Type& type = *m_store.types().withRole(catalogue::Role::File);
    request.branch = m_store.rootBranch();
    request.kind = "create";
    request.reason = "Upload " + nameOf(name);
    AddedFile added{nullptr, false, static_cast<std::int64_t>(bytes.size()), mediaType};
    const Result<history::Receipt> receipt = m_store.write(request, [&](history::Writer& writer) -> Result<> {
        const Result<Id> blob = writer.storeFile(mediaType, bytes);
        if (!blob)
            return blob.error();
        Result<EntityPtr> file = known(writer, type, *blob);
        if (file && !*file) {
            const Result<Id> made = writer.create(type, {{"name", nameOf(name)}, {"blob", *blob}});
            if (!made)
                return made.error();
            added.isNew = true;
            file = writer.find(type, *made);
        }
        if (!file)
            return file.error();
        added.file = *file;
        return {};
    });
    if (!receipt)
        return receipt.error();
    return added;
}

Result<EntityPtr> findFile(const catalogue::Catalogue& types, Snapshot& snapshot, const Id& id, const Viewer& viewer)
{
    const catalogue::Type& type = *types.withRole(catalogue::Role::File);
    if (!isBlobId(id)) {
        const auto found = snapshot.byIds(type, {&id, 1}, {}, viewer);
        return found ? Result<EntityPtr>(found->front()) : found.error();
    }
    history::ListQuery query;
    query.first = 1;
    query.where = {{"blob", history::Condition::Operator::Equal, id}};
    const Result<history::Page> page = snapshot.list(type, query, {}, viewer);
    if (!page)
        return page.error();
    if (!page->entities.empty())
        return page->entities.front();
    const Result<std::optional<Snapshot::File>> bytes = snapshot.file(id, viewer);
    if (!bytes || !*bytes)
        return bytes ? Result<EntityPtr>(EntityPtr()) : bytes.error();
    auto made = std::make_shared<history::Entity>();
    made->type = &type;
    made->id = id;
    made->isLive = true;
    made->fields.resize(type.fields.size());
    made->fields[catalogue::common::Name] = "File";
    made->fields[static_cast<std::size_t>(type.fieldIndex("blob"))] = id;
    return EntityPtr(std::move(made));
}

Result<std::optional<FileContent>> FileService::read(const Id& id, const Viewer& viewer)
{
    const Result<std::unique_ptr<Snapshot>> snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    const Result<EntityPtr> file = findFile(m_store.types(), **snapshot, id, viewer);
    if (!file || !*file)
        return file ? Result<std::optional<FileContent>>(std::nullopt) : file.error();
    const Id blob = (*file)->field("blob").asString();
    Result<std::optional<Snapshot::File>> stored = (*snapshot)->file(blob, viewer);
    if (!stored || !*stored)
        return stored ? Result<std::optional<FileContent>>(std::nullopt) : stored.error();
    return std::optional(FileContent{blob, std::move(**stored)});
}

} // namespace campaign
