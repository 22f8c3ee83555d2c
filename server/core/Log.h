// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <functional>
#include <string_view>

namespace campaign {

enum class LogLevel { Debug, Info, Warning, Critical };

/// One event: `category` is "campaign.<module>", `fields` its facts. Never secrets, never player text.
struct LogRecord
{
    LogLevel level;
    std::string_view category;
    std::string_view event;
    const Value::Object& fields;
};

using LogSink = std::function<void(const LogRecord&)>;

/// Replaces where records go; the default writes one JSON object a line to standard error from Info upwards.
/// Call before threads start. Sinks are called under a lock.
void setLogSink(LogSink sink);
void setLogLevel(LogLevel lowest);
void log(LogLevel level, std::string_view category, std::string_view event, const Value::Object& fields = {});

} // namespace campaign
