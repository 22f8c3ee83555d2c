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

void EscapeLadder::addNotice(QQuickItem* owner)
{
    const QPointer<QQuickItem> notice = owner;
    add(
        Level::Notice, [notice] { return notice && notice->property("isInTheWay").toBool(); },
        [notice] { QMetaObject::invokeMethod(notice, "hide"); });
}

void EscapeLadder::addForm(QObject* owner)
{
    const QPointer<QObject> form = owner;
    add(
        Level::Form, [form] { return form && form->property("formOpen").toBool(); },
        [form] { QMetaObject::invokeMethod(form, "leaveForm"); });
}

namespace {

/// The popup on top that Esc can close; null when there is none.
QObject* topPopup(const QQuickItem* overlay)
{
    if (!overlay)
        return nullptr;
    const QList<QQuickItem*> items = overlay->childItems();
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        QObject* popup = (*item)->parent();
        if ((*item)->isVisible() && popup && popup->inherits("QQuickPopup") && !popup->inherits("QQuickToolTip"))
            return popup;
    }
    return nullptr;
}

} // namespace

void EscapeLadder::addPopups(QQuickItem* overlay)
{
    m_overlay = overlay;
    const QPointer<QQuickItem> layer = overlay;
    add(
        Level::Popup, [layer] { return topPopup(layer) != nullptr; },
        [this, layer] {
            QMetaObject::invokeMethod(topPopup(layer), "close");
            emit popupLeft();
        });
}

void EscapeLadder::closePopups()
{
    constexpr int mostPopups = 20;
    for (int i = 0; i < mostPopups && topPopup(m_overlay); ++i) {
        QObject* popup = topPopup(m_overlay);
        QMetaObject::invokeMethod(popup, "close");
        if (popup->property("visible").toBool())
            return; // on its way out
    }
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
