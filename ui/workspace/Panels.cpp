// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Panels.h"

#include <QSettings>

namespace campaign {

Panels::Panels(QObject* parent)
    : QObject(parent)
{
    const QSettings settings;
    m_navigatorShown = settings.value("panels/navigator", true).toBool();
    m_inspectorShown = settings.value("panels/inspector", true).toBool();
    m_dockShown = settings.value("panels/dock", false).toBool();
    m_dockPage = settings.value("panels/dockPage", "problems").toString();
}

void Panels::set(bool& member, const char* key, bool shown)
{
    if (member == shown)
        return;
    member = shown;
    QSettings().setValue(QString("panels/") + key, shown);
    emit changed();
}

void Panels::showNavigator(bool shown)
{
    set(m_navigatorShown, "navigator", shown);
}

void Panels::showInspector(bool shown)
{
    set(m_inspectorShown, "inspector", shown);
}

void Panels::showDock(bool shown)
{
    set(m_dockShown, "dock", shown);
}

void Panels::openDock(const QString& page)
{
    m_dockPage = page;
    m_dockShown = true;
    QSettings settings;
    settings.setValue("panels/dockPage", page);
    settings.setValue("panels/dock", true);
    emit changed();
}

double Panels::size(const QString& panel, double usual) const
{
    return QSettings().value("panels/size/" + panel, usual).toDouble();
}

void Panels::keepSize(const QString& panel, double size)
{
    if (size > 0)
        QSettings().setValue("panels/size/" + panel, size);
}

} // namespace campaign
