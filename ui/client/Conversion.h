// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <QString>
#include <QVariant>

#include <string>

namespace campaign::client {

/// UTF-8 to the window's text and back; the only place where the two meet.
QString toQString(std::string_view text);
std::string fromQString(const QString& text);

/// Objects become maps, arrays lists, integers qlonglong.
QVariant toVariant(const Value& value);
/// The way back; a whole double becomes an integer. Types that JSON does not know become null.
Value fromVariant(const QVariant& variant);

/// A member's text for display, "" when it is absent or no text.
QString textOf(const Value& object, std::string_view key);

} // namespace campaign::client
