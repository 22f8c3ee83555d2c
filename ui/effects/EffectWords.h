// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/effects/EffectFields.h"
#include "ui/effects/EffectPatch.h"

#include <array>

/// Effects in words. GUI thread.
namespace campaign::effectwords {

/// When effects run, in the order in which they do.
inline constexpr std::array phases{"PRE", "ON_RESOLVE", "POST"};
/// "Before it happens", …, in the same order.
QStringList phasesInWords();

/// What the words need to know around an effect.
struct Around
{
    const client::EntityStore& store;
    const EffectFields* fields = nullptr; ///< of what it works on; null: names are made of paths
    QString subject;                      ///< the name of the event or encounter
    bool standsAlone = false; ///< nothing beside it says what event: "where “Storm” happens", not "there"
};

/// "Harrowford", "the settlement there", "everything tagged coast".
QString ofTarget(const Value& effect, const Around& around);
/// "Raises population of Harrowford by 50".
QString ofStep(const effectpatch::Step& step, const QString& target, const Around& around);
/// A whole effect, its fields as the API has them: "Raises population of Harrowford by 50, 3 days later".
QString ofEffect(const Value& effect, const Around& around);
/// "3 days later", "" when it is not put off.
QString ofDelay(const Value& effect, const client::WorldDates& dates);
/// The value of a step, or of a field of something made.
QString ofValue(const std::string& path, const Value& value, const Around& around);
/// The type of what it works on, null when that is open.
const catalogue::Type* targetType(const Value& effect, const catalogue::Catalogue& types);

} // namespace campaign::effectwords
