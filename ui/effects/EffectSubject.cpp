// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EffectSubject.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/effects/EffectWords.h"

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

void EffectSubject::ask()
{
    query(client::documents::one(*type()), {{"id", id()}, {"branch", session()->place().branch()}},
          [this](const Value& data) {
              const Value* effect = data.find("entity");
              if (!effect || !effect->isObject())
                  return;
              m_effect = *effect;
              askName(m_effect.stringOr("entityType", ""), m_effect.stringOr("entityId", ""));
              askName(m_effect.stringOr("targetType", ""), m_effect.stringOr("targetId", ""));
          });
}

QString EffectSubject::sentence() const
{
    return m_effect.isObject() ? effectwords::ofEffect(m_effect, {session()->store(), nullptr, ofName(), true})
                               : QString();
}

QString EffectSubject::when() const
{
    if (!m_effect.isObject())
        return {};
    const std::string timing = m_effect.stringOr("timing", "ON_RESOLVE");
    return (timing == "PRE"    ? tr("Before “%1” happens")
            : timing == "POST" ? tr("After “%1” has happened")
                               : tr("When “%1” happens"))
        .arg(ofName());
}

QString EffectSubject::ofType() const
{
    return m_effect.isObject() ? textOf(m_effect, "entityType") : QString();
}

QString EffectSubject::ofId() const
{
    return m_effect.isObject() ? textOf(m_effect, "entityId") : QString();
}

QString EffectSubject::ofName() const
{
    return session() ? toQString(session()->store().nameOf(fromQString(ofId()))) : QString();
}

} // namespace campaign
