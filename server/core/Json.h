// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"

namespace campaign {

/// Limits of parseJson: nesting and bytes beyond them are refused with ErrorCode::Limit.
struct JsonLimits
{
    int depth = 512;
    std::size_t bytes = 256u << 20;
};

/// Reads RFC 8259 text (UTF-8, validated). Whole numbers within 64 bits become integers, others doubles; a repeated
/// member keeps its first place and its last value. Errors name line and column.
Result<Value> parseJson(std::string_view text, const JsonLimits& limits = {});

/// Compact text, members in their order. Numbers in ECMAScript's shortest round-trip form (30, 0.1, 1e+21); NaN and
/// infinities become null.
std::string toJson(const Value& value);
void appendJson(std::string& out, const Value& value);
/// Indented by two spaces, for people and for exports that are compared line by line.
std::string toIndentedJson(const Value& value);

/// RFC 8785 (JCS): members sorted by UTF-16 code units, no white space; integers beyond 2^53 become strings.
std::string toCanonicalJson(const Value& value);

/// The quoted, escaped form of one string.
void appendJsonString(std::string& out, std::string_view text);
/// ECMAScript's Number::toString (https://tc39.es/ecma262/#sec-numeric-types-number-tostring).
std::string numberToString(double number);
void appendNumber(std::string& out, double number);

} // namespace campaign
