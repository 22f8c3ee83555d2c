// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/HistoryFormat.h"

#include "server/core/Json.h"
#include "server/core/Sha256.h"
#include "server/transfer/json/Base64.h"

#include <charconv>

namespace campaign::transfer {

namespace {

using history::CopiedChange;
using history::CopiedVersion;

void addText(Value::Object& out, std::string_view name, const std::string& text)
{
    if (!text.empty())
        out.append(std::string(name), text);
}

Value payloadValue(const std::string& payload)
{
    Result<Value> read = parseJson(payload);
    return read && toCanonicalJson(*read) == payload ? std::move(read).value() : Value(payload);
}

Value versionValue(const CopiedVersion& version)
{
    Value::Object out;
    addText(out, "branch", version.branch);
    out.append("hash", toHex(version.payloadHash));
    if (version.schema != 1)
        out.append("schema", version.schema);
    if (version.payload) {
        out.append("payload", payloadValue(*version.payload));
        return Value(std::move(out));
    }
    out.append("type", version.type);
    out.append("entity", version.entity);
    out.append("worldTime", std::to_string(version.worldTime));
    addText(out, "cause", version.cause);
    return Value(std::move(out));
}

Value changeValue(const CopiedChange& change)
{
    const history::ChangeHeader& header = change.header;
    Value::Object out{{"seq", header.seq},         {"id", header.changeId},       {"author", header.author},
                      {"kind", header.kind},       {"realTime", header.realTime}, {"reason", header.reason},
                      {"hash", toHex(change.hash)}};
    addText(out, "branch", change.branch);
    addText(out, "cause", header.cause);
    addText(out, "requestKey", header.requestKey);
    if (header.undoes)
        out.append("undoes", header.undoes);
    if (header.worldTime)
        out.append("worldTime", std::to_string(*header.worldTime));
    Value::Array versions;
    for (const CopiedVersion& version : change.versions)
        versions.push_back(versionValue(version));
    out.append("versions", Value(std::move(versions)));
    return Value(std::move(out));
}

Error invalid(std::string message, std::string path)
{
    return {ErrorCode::Invalid, std::move(message), std::move(path), {}, {}};
}

std::string step(const std::string& path, std::size_t index)
{
    return path + "[" + std::to_string(index) + "]";
}

std::optional<std::string> fromHex(std::string_view hex)
{
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    if (hex.size() != 64 || hex.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    return bytes;
}

std::optional<std::int64_t> toInteger(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(number)
                                                                                    : std::nullopt;
}

Result<std::int64_t> integerAt(const Value& object, std::string_view name, const std::string& path)
{
    const Value* value = object.find(name);
    if (!value || !value->isInteger())
        return invalid("\"" + std::string(name) + "\" must be a whole number.", path + "." + std::string(name));
    return value->asInteger();
}

Result<std::string> textAt(const Value& object, std::string_view name, const std::string& path)
{
    const Value* value = object.find(name);
    if (!value || !value->isString())
        return invalid("\"" + std::string(name) + "\" must be a text.", path + "." + std::string(name));
    return value->asString();
}

Result<std::string> hashAt(const Value& object, const std::string& path)
{
    const std::optional<std::string> hash = fromHex(object.stringOr("hash", ""));
    return hash ? Result<std::string>(*hash) : invalid("\"hash\" must have 64 hexadecimal digits.", path + ".hash");
}

Result<history::WorldTime> timeAt(const Value& object, const std::string& path)
{
    const std::optional<std::int64_t> time = toInteger(object.stringOr("worldTime", ""));
    return time ? Result<history::WorldTime>(*time)
                : invalid("\"worldTime\" must be a whole number as a text.", path + ".worldTime");
}

/// What stands beside the payload in the table stands in the payload, so it is taken from there.
Result<void> describe(const Value& source, std::string_view idName, const std::string& path, CopiedVersion& version)
{
    const Result<std::string> type = textAt(source, "type", path);
    const Result<std::string> entity = textAt(source, idName, path);
    const Result<history::WorldTime> time = timeAt(source, path);
    if (!type || !entity || !time)
        return !type ? type.error() : !entity ? entity.error() : time.error();
    version.type = *type;
    version.entity = *entity;
    version.worldTime = *time;
    version.cause = source.stringOr("cause", "");
    return {};
}

Result<CopiedVersion> readVersion(const Value& value, const std::string& path)
{
    CopiedVersion version;
    version.branch = value.stringOr("branch", "");
    const Result<std::string> hash = hashAt(value, path);
    if (!hash)
        return hash.error();
    version.payloadHash = *hash;
    if (const Value* schema = value.find("schema"))
        version.schema = schema->isInteger() ? schema->asInteger() : 1;
    const Value* payload = value.find("payload");
    if (!payload) {
        const Result<void> described = describe(value, "entity", path, version);
        return described ? Result<CopiedVersion>(version) : described.error();
    }
    version.payload = payload->isString() ? payload->asString() : toCanonicalJson(*payload);
    if (sha256(*version.payload) != version.payloadHash)
        return invalid("The record does not fit its hash; the export is damaged.", path + ".payload");
    Result<Value> parsed = payload->isString() ? parseJson(payload->asString()) : Result<Value>(*payload);
    if (!parsed)
        return invalid(parsed.error().message, path + ".payload");
    const Result<void> described = describe(*parsed, "id", path + ".payload", version);
    return described ? Result<CopiedVersion>(version) : described.error();
}

Result<void> readTimes(const Value& value, const std::string& path, history::ChangeHeader& header)
{
    if (value.find("undoes")) {
        const Result<std::int64_t> undoes = integerAt(value, "undoes", path);
        if (!undoes)
            return undoes.error();
        header.undoes = *undoes;
    }
    if (value.find("worldTime")) {
        const Result<history::WorldTime> time = timeAt(value, path);
        if (!time)
            return time.error();
        header.worldTime = *time;
    }
    return {};
}

Result<CopiedChange> readChange(const Value& value, const std::string& path)
{
    CopiedChange change;
    const Result<std::int64_t> seq = integerAt(value, "seq", path);
    const Result<std::int64_t> realTime = integerAt(value, "realTime", path);
    const Result<std::string> hash = hashAt(value, path);
    if (!seq || !realTime || !hash)
        return !seq ? seq.error() : !realTime ? realTime.error() : hash.error();
    history::ChangeHeader& header = change.header;
    header.seq = *seq;
    header.realTime = *realTime;
    change.hash = *hash;
    const std::pair<const char*, std::string*> texts[] = {
        {"id", &header.changeId}, {"author", &header.author}, {"kind", &header.kind}, {"reason", &header.reason}};
    for (const auto& [name, into] : texts) {
        Result<std::string> text = textAt(value, name, path);
        if (!text)
            return text.error();
        *into = std::move(text).value();
    }
    change.branch = value.stringOr("branch", "");
    header.cause = value.stringOr("cause", "");
    header.requestKey = value.stringOr("requestKey", "");
    if (Result<void> read = readTimes(value, path, header); !read)
        return read.error();
    const Value* versions = value.find("versions");
    if (!versions || !versions->isArray())
        return invalid("\"versions\" must be a list.", path + ".versions");
    for (std::size_t i = 0; i < versions->asArray().size(); ++i) {
        Result<CopiedVersion> version = readVersion(versions->asArray()[i], step(path + ".versions", i));
        if (!version)
            return version.error();
        change.versions.push_back(std::move(version).value());
    }
    return change;
}

Result<const Value::Array*> listAt(const Value& whole, std::string_view name)
{
    const Value* list = whole.find(name);
    if (!list || !list->isArray())
        return invalid("\"" + std::string(name) + "\" must be a list.", std::string(name));
    return &list->asArray();
}

Result<void> readBranches(const Value& whole, history::LogCopy& log)
{
    const Result<const Value::Array*> branches = listAt(whole, "branches");
    if (!branches)
        return branches.error();
    for (std::size_t i = 0; i < (*branches)->size(); ++i) {
        const Value& id = (**branches)[i];
        if (!id.isString() || !isValidId(id.asString()))
            return invalid("A branch is named by its id.", step("branches", i));
        log.branches.push_back(id.asString());
    }
    return {};
}

} // namespace

std::string writeHistory(const history::LogCopy& log)
{
    const auto lines = [](auto&& all, auto&& describe) {
        std::string text = "[";
        for (const auto& one : all)
            text += (text.size() == 1 ? "\n" : ",\n") + toCanonicalJson(describe(one));
        return text + (text.size() == 1 ? "]" : "\n]");
    };
    std::string text = "{\"branches\":" + toJson(Value(Value::Array(log.branches.begin(), log.branches.end())));
    text += ",\n\"changes\":" + lines(log.changes, changeValue);
    text += ",\n\"files\":" + lines(log.files, [](const history::CopiedFile& file) {
                return Value(
                    Value::Object{{"base64", toBase64(file.bytes)}, {"id", file.id}, {"mediaType", file.mediaType}});
            });
    text += ",\n\"format\":" + toJson(Value(historyFormatName));
    return text + ",\n\"version\":" + std::to_string(historyFormatVersion) + "}\n";
}

bool looksLikeHistory(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const auto has = [&](const std::string& word) { return text.find("\"" + word + "\"") != std::string_view::npos; };
    // The name stands at the end; one that was cut off is still known by its lists.
    return first != std::string_view::npos && text[first] == '{' &&
           (has(std::string(historyFormatName)) ||
            (text.substr(first).starts_with("{\"branches\":[\"") && has("changes")));
}

Result<history::LogCopy> readHistory(std::string_view text)
{
    const Result<Value> whole = parseJson(text, {.depth = 512, .bytes = std::size_t{1} << 30});
    if (!whole)
        return whole.error();
    const Value* version = whole->find("version");
    if (whole->stringOr("format", "") != historyFormatName || !version || !version->isInteger())
        return invalid("This is JSON, but no history of this program.", "format");
    if (version->asInteger() != historyFormatVersion)
        return invalid("The history has version " + std::to_string(version->asInteger()) +
                           "; this program reads version " + std::to_string(historyFormatVersion) + ".",
                       "version");
    history::LogCopy log;
    if (Result<void> read = readBranches(*whole, log); !read)
        return read.error();
    const Result<const Value::Array*> changes = listAt(*whole, "changes");
    if (!changes)
        return changes.error();
    for (std::size_t i = 0; i < (*changes)->size(); ++i) {
        Result<CopiedChange> change = readChange((**changes)[i], step("changes", i));
        if (!change)
            return change.error();
        log.changes.push_back(std::move(change).value());
    }
    const Result<const Value::Array*> files = listAt(*whole, "files");
    if (!files)
        return files.error();
    for (std::size_t i = 0; i < (*files)->size(); ++i) {
        const Value& file = (**files)[i];
        std::optional<std::string> bytes = fromBase64(file.stringOr("base64", "?"));
        const Id id = file.stringOr("id", "");
        if (!bytes || id != "sha256-" + toHex(sha256(*bytes)))
            return invalid("The file's content does not fit its id; the export is damaged.", step("files", i));
        log.files.push_back({id, file.stringOr("mediaType", "application/octet-stream"), std::move(*bytes)});
    }
    return log;
}

} // namespace campaign::transfer
