// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/EscapeLadder.h"

#include <QVariant>

#include <algorithm>

namespace campaign {

void EscapeLadder::add(Level level, std::function<bool()> applies, std::function<void()> step)
{
    const auto place = std::upper_bound(m_rungs.begin(), m_rungs.end(), level,
                                        [](Level wanted, const Rung& rung) { return wanted < rung.level; });
    m_rungs.insert(place, {level, std::move(applies), std::move(step)});
}

void EscapeLadder::addTool(QObject* owner)
{
    const QPointer<QObject> tool = owner;
    add(
        Level::Tool, [tool] { return tool && tool->property("toolActive").toBool(); },
        [tool] { QMetaObject::invokeMethod(tool, "cancelTool"); });
}

bool EscapeLadder::step()
{
    const auto rung = std::find_if(m_rungs.begin(), m_rungs.end(), [](const Rung& one) { return one.applies(); });
    if (rung == m_rungs.end())
        return false;
    rung->step();
    return true;
}

} // namespace campaign
