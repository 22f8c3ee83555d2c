// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Preferences.h"

#include <QSettings>

#include <algorithm>

namespace campaign {

namespace {

constexpr double smallest = 0.8;
constexpr double largest = 2;

bool isTheme(const QString& theme)
{
    return theme == "system" || theme == "light" || theme == "dark";
}

} // namespace

Preferences::Preferences(QObject* parent)
    : QObject(parent)
{
    const QSettings settings;
    const QString theme = settings.value("preferences/theme").toString();
    m_theme = isTheme(theme) ? theme : "system";
    const QString accent = settings.value("preferences/accent").toString();
    m_accent = accents().contains(accent) ? accent : accents().first();
    m_fontScale = std::clamp(settings.value("preferences/fontScale", 1).toDouble(), smallest, largest);
    m_reducedMotion = settings.value("preferences/reducedMotion", false).toBool();
}

QStringList Preferences::accents()
{
    return {"copper", "moss", "lake", "plum"};
}

void Preferences::keep(const QString& key, const QVariant& value)
{
    QSettings().setValue("preferences/" + key, value);
    emit changed();
}

void Preferences::setTheme(const QString& theme)
{
    if (theme == m_theme || !isTheme(theme))
        return;
    m_theme = theme;
    keep("theme", theme);
}

void Preferences::setAccent(const QString& accent)
{
    if (accent == m_accent || !accents().contains(accent))
        return;
    m_accent = accent;
    keep("accent", accent);
}

void Preferences::setFontScale(double scale)
{
    const double within = std::clamp(scale, smallest, largest);
    if (qFuzzyCompare(within, m_fontScale))
        return;
    m_fontScale = within;
    keep("fontScale", within);
}

void Preferences::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion)
        return;
    m_reducedMotion = reduced;
    keep("reducedMotion", reduced);
}

void Preferences::override(const QString& theme, double fontScale)
{
    if (isTheme(theme))
        m_theme = theme;
    if (fontScale > 0)
        m_fontScale = std::clamp(fontScale, smallest, largest);
    emit changed();
}

} // namespace campaign
