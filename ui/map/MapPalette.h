// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace campaign::map {

/// The colours a map is drawn with, as values: what the painters use on any thread.
struct MapColors
{
    bool dark = false;
    QColor water{0xc9, 0xd9, 0xde};
    QColor land{0xf3, 0xed, 0xdf};
    QColor label{0x2b, 0x26, 0x1f};
    QColor halo{0xfb, 0xf7, 0xee, 0xe6};
    QColor regionLabel{0x5a, 0x4a, 0x36};
    QColor accent{0x8a, 0x4f, 0x10};
    QColor secret{0x63, 0x41, 0x8f};

    bool operator==(const MapColors&) const = default;
};

/// The same colours for QML, to be bound to the roles of the theme.
class MapPalette : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool dark READ dark WRITE setDark NOTIFY changed)
    Q_PROPERTY(QColor water READ water WRITE setWater NOTIFY changed)
    Q_PROPERTY(QColor land READ land WRITE setLand NOTIFY changed)
    Q_PROPERTY(QColor label READ label WRITE setLabel NOTIFY changed)
    Q_PROPERTY(QColor halo READ halo WRITE setHalo NOTIFY changed)
    Q_PROPERTY(QColor regionLabel READ regionLabel WRITE setRegionLabel NOTIFY changed)
    Q_PROPERTY(QColor accent READ accent WRITE setAccent NOTIFY changed)
    Q_PROPERTY(QColor secret READ secret WRITE setSecret NOTIFY changed)

public:
    using QObject::QObject;

    const MapColors& colors() const { return m_colors; }
    void setColors(const MapColors& colors);

    bool dark() const { return m_colors.dark; }
    QColor water() const { return m_colors.water; }
    QColor land() const { return m_colors.land; }
    QColor label() const { return m_colors.label; }
    QColor halo() const { return m_colors.halo; }
    QColor regionLabel() const { return m_colors.regionLabel; }
    QColor accent() const { return m_colors.accent; }
    QColor secret() const { return m_colors.secret; }

    void setDark(bool dark) { assign(&MapColors::dark, dark); }
    void setWater(const QColor& color) { assign(&MapColors::water, color); }
    void setLand(const QColor& color) { assign(&MapColors::land, color); }
    void setLabel(const QColor& color) { assign(&MapColors::label, color); }
    void setHalo(const QColor& color) { assign(&MapColors::halo, color); }
    void setRegionLabel(const QColor& color) { assign(&MapColors::regionLabel, color); }
    void setAccent(const QColor& color) { assign(&MapColors::accent, color); }
    void setSecret(const QColor& color) { assign(&MapColors::secret, color); }

signals:
    void changed();

private:
    template <typename Field, typename Setting>
    void assign(Field field, const Setting& setting)
    {
        if (m_colors.*field == setting) {
            return;
        }
        m_colors.*field = setting;
        emit changed();
    }

    MapColors m_colors;
};

} // namespace campaign::map
