// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Log.h"

#include "server/core/Json.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>

namespace campaign {

namespace {

std::mutex sinkMutex; // guards sink and keeps lines whole
LogSink sink;
std::atomic<LogLevel> lowestLevel = LogLevel::Info;

const char* levelName(LogLevel level)
{
    static constexpr const char* names[] = {"debug", "info", "warning", "critical"};
    return names[static_cast<int>(level)];
}

void writeLine(const LogRecord& record)
{
    using namespace std::chrono;
    const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    Value::Object line{{"time", std::int64_t{now}},
                       {"level", levelName(record.level)},
                       {"category", record.category},
                       {"event", record.event}};
    for (const auto& field : record.fields)
        line.set(field.first, field.second);
    const std::string text = toJson(line) + '\n';
    std::fwrite(text.data(), 1, text.size(), stderr);
}

} // namespace

void setLogSink(LogSink newSink)
{
    const std::lock_guard lock(sinkMutex);
    sink = std::move(newSink);
}

void setLogLevel(LogLevel lowest)
{
    lowestLevel = lowest;
}

void log(LogLevel level, std::string_view category, std::string_view event, const Value::Object& fields)
{
    if (level < lowestLevel)
        return;
    const LogRecord record{level, category, event, fields};
    const std::lock_guard lock(sinkMutex);
    if (sink)
        sink(record);
    else
        writeLine(record);
}

} // namespace campaign
