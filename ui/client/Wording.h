// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"
#include "server/core/Value.h"

#include <QString>

/// Values in words.
namespace campaign::wording {

/// "tradeHub", "trade_hub" → "Trade hub".
QString ofName(const QString& identifier);
/// A choice of an enumeration in words: "ON_RESOLVE" of EffectTiming → "When it happens".
QString ofChoice(const std::string& enumeration, const QString& choice);
/// "State variables": what many of the type are called.
QString ofMany(const catalogue::Type& type);
/// A sentence of the server with the window's quotation marks.
QString ofSentence(const QString& sentence);
/// Numbers with separators, yes and no, lists with commas; objects as JSON.
QString ofValue(const Value& value);
/// What a person types: a number (as the locale writes it), yes or no, else the text itself; nothing is null.
Value fromText(const QString& text);
/// "Point at 412, 88", "Line of 12 points", "Region of 96 points".
QString ofGeometry(const Value& geometry);

} // namespace campaign::wording
