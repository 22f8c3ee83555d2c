// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/FileEndpoint.h"

#include "server/core/Id.h"
#include "server/net/Url.h"

#include <algorithm>
#include <array>

namespace campaign::net {

namespace {

/// What a browser may show by itself; everything else is offered for saving.
constexpr std::array<std::string_view, 9> shownTypes{"image/png",  "image/jpeg",      "image/gif",
                                                     "image/webp", "image/avif",      "image/svg+xml",
                                                     "text/plain", "application/pdf", "audio/mpeg"};

/// The type without its parameters, in lower case; "" when it is none (RFC 9110 §8.3.1).
std::string mediaTypeOf(std::string_view header)
{
    std::string type(trimmed(header.substr(0, header.find(';'))));
    for (char& c : type)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    const auto isToken = [](char c) {
        constexpr std::string_view others = "!#$&-^_.+";
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
    };
    const std::size_t slash = type.find('/');
    const bool isGood = slash != std::string::npos && slash > 0 && slash + 1 < type.size() && type.size() <= 100 &&
                        std::all_of(type.begin(), type.end(), [&](char c) { return c == '/' || isToken(c); }) &&
                        type.find('/', slash + 1) == std::string::npos;
    return isGood ? type : std::string();
}

/// The id of an entity, or of content: sha256- and hexadecimal digits.
bool isId(const Id& id)
{
    constexpr std::string_view prefix = "sha256-";
    constexpr std::size_t longest = 80;
    return isValidId(id) || (id.starts_with(prefix) && id.size() <= longest &&
                             id.find_first_not_of("0123456789abcdef", prefix.size()) == std::string::npos);
}

int statusOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Limit:
        return 413;
    case ErrorCode::Invalid:
        return 400;
    case ErrorCode::Forbidden:
        return 403;
    case ErrorCode::NotFound:
        return 404;
    default:
        return 500;
    }
}

HttpResponse notAllowed(const char* methods)
{
    HttpResponse response = errorResponse(405, std::string("This address is used by ") + methods + ".");
    response.headers.push_back({"Allow", methods});
    return response;
}

/// Whether the client has these bytes already: If-None-Match names their entity tag or "*" (RFC 9110 §13.1.2).
bool isKnownToClient(const HttpRequest& request, const std::string& tag)
{
    const std::string_view known = request.header("If-None-Match");
    return known == "*" || known.find(tag) != std::string_view::npos;
}

} // namespace

FileEndpoint::FileEndpoint(FileService& files, PostTask post, Viewer viewer)
    : m_files(files)
    , m_post(std::move(post))
    , m_viewer(std::move(viewer))
{
}

bool FileEndpoint::owns(std::string_view path)
{
    return path.starts_with(filesPath) && (path.size() == filesPath.size() || path[filesPath.size()] == '/');
}

void FileEndpoint::answer(HttpRequest request, Reply reply) const
{
    const std::string path(request.path());
    const bool isUpload = path == filesPath;
    const bool isReading = request.method == "GET" || request.method == "HEAD";
    if (isUpload ? request.method != "POST" : !isReading)
        return reply(notAllowed(isUpload ? "POST" : "GET, HEAD"));
    const Id id = isUpload ? Id() : path.substr(filesPath.size() + 1);
    if (!isUpload && !isId(id))
        return reply(errorResponse(404, "There is no such file."));
    const auto task = [this, request = std::move(request), reply, id] {
        reply(id.empty() ? store(request) : send(request, id));
    };
    if (m_post(task))
        return;
    HttpResponse busy = errorResponse(503, "The server has too much to do; try again.");
    busy.headers.push_back({"Retry-After", "1"});
    reply(std::move(busy));
}

HttpResponse FileEndpoint::store(const HttpRequest& request) const
{
    const std::string mediaType = mediaTypeOf(request.header("Content-Type"));
    if (mediaType.empty() || mediaType.starts_with("multipart/"))
        return errorResponse(415, "Send the file itself as the body, with its Content-Type (such as image/png).");
    const auto parameters = parseQuery(request.query());
    if (!parameters)
        return errorResponse(400, parameters.error().message);
    const auto name = parameters->find("name");
    history::ChangeRequest change;
    change.author = m_viewer;
    const Result<AddedFile> added = m_files.add(name == parameters->end() ? std::string() : name->second, mediaType,
                                                request.body, std::move(change));
    if (!added)
        return errorResponse(statusOf(added.error()), added.error().message);
    HttpResponse response =
        jsonResponse(added->isNew ? 201 : 200, Value(Value::Object{{"id", added->file->id},
                                                                   {"blob", added->file->field("blob")},
                                                                   {"name", added->file->name()},
                                                                   {"mediaType", added->mediaType},
                                                                   {"size", added->size}}));
    response.headers.push_back({"Location", std::string(filesPath) + '/' + added->file->id});
    return response;
}

HttpResponse FileEndpoint::send(const HttpRequest& request, const Id& id) const
{
    Result<std::optional<FileContent>> file = m_files.read(id, m_viewer);
    if (!file)
        return errorResponse(statusOf(file.error()), file.error().message);
    if (!*file)
        return errorResponse(404, "There is no such file.");
    history::Snapshot::File& content = (*file)->stored;
    const std::string tag = '"' + (*file)->blob + '"';
    const bool isShown = std::find(shownTypes.begin(), shownTypes.end(), content.mediaType) != shownTypes.end();
    HttpResponse response;
    response.headers = {
        {"ETag", tag},
        {"Cache-Control", id == (*file)->blob ? "private, max-age=31536000, immutable" : "private, no-cache"},
        // A picture may hold scripts (SVG); they shall not run with this address's rights.
        {"Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'"},
        {"Content-Disposition", isShown ? "inline" : "attachment"},
        {"Content-Type", isShown ? content.mediaType : "application/octet-stream"}};
    if (isKnownToClient(request, tag))
        response.status = 304;
    else
        response.body = std::move(content.bytes);
    return response;
}

} // namespace campaign::net
