// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/Files.h"
#include "server/net/GraphqlEndpoint.h"

namespace campaign::net {

inline constexpr std::string_view filesPath = "/files";

/// `POST /files?name=…` stores the body under its Content-Type and answers {id, blob, name, mediaType, size}: 201, or
/// 200 where the content is there already. `GET /files/{id}` answers the bytes, by the id of a file or of its content.
/// Work is done on the workers. Safe from any thread.
class FileEndpoint
{
public:
    /// `files` outlives the endpoint and every task it posts. `viewer`: who everybody is until accounts exist.
    FileEndpoint(FileService& files, PostTask post, Viewer viewer);

    /// Whether a path is answered here.
    static bool owns(std::string_view path);
    void answer(HttpRequest request, Reply reply) const;

private:
    HttpResponse store(const HttpRequest& request) const;
    HttpResponse send(const HttpRequest& request, const Id& id) const;

    FileService& m_files;
    PostTask m_post;
    Viewer m_viewer;
};

} // namespace campaign::net
