// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ColourWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace campaign::wording {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::ColourWords)
};

struct Shade
{
    double hue = 0;      ///< degrees
    double strength = 0; ///< 0 is grey
    double lightness = 0;
};

/// The HSL model of CSS Color Module Level 3, section 4.2.4.
Shade shadeOf(int rgb)
{
    const double red = ((rgb >> 16) & 0xff) / 255.0;
    const double green = ((rgb >> 8) & 0xff) / 255.0;
    const double blue = (rgb & 0xff) / 255.0;
    const double most = std::max({red, green, blue});
    const double least = std::min({red, green, blue});
    const double span = most - least;
    Shade shade{0, 0, (most + least) / 2};
    if (span <= 0)
        return shade;
    shade.strength = span / (shade.lightness > 0.5 ? 2 - most - least : most + least);
    const double sixth = most == red     ? (green - blue) / span + (green < blue ? 6 : 0)
                         : most == green ? (blue - red) / span + 2
                                         : (red - green) / span + 4;
    shade.hue = sixth * 60;
    return shade;
}

QString hueOf(const Shade& shade)
{
    struct Hue
    {
        double until;
        QString words;
    };
    const bool isDark = shade.lightness < 0.42;
    const bool isDull = isDark || shade.strength < 0.45;
    const QString red = shade.lightness > 0.72 ? Words::tr("pink") : Words::tr("red");
    const std::array hues{Hue{12, red},
                          Hue{24, isDull ? Words::tr("brown") : Words::tr("rust red")},
                          Hue{42, isDull ? Words::tr("brown") : Words::tr("orange")},
                          Hue{66, isDull ? Words::tr("olive") : Words::tr("yellow")},
                          Hue{84, isDull ? Words::tr("olive green") : Words::tr("yellow green")},
                          Hue{158, Words::tr("green")},
                          Hue{196, Words::tr("teal")},
                          Hue{250, Words::tr("blue")},
                          Hue{290, Words::tr("violet")},
                          Hue{340, shade.lightness > 0.72 ? Words::tr("pink") : Words::tr("purple")}};
    const auto found = std::find_if(hues.begin(), hues.end(), [&](const Hue& one) { return shade.hue < one.until; });
    return found == hues.end() ? red : found->words;
}

QString greyOf(double lightness)
{
    if (lightness < 0.1)
        return Words::tr("black");
    if (lightness > 0.93)
        return Words::tr("white");
    return lightness < 0.35 ? Words::tr("dark grey") : lightness > 0.7 ? Words::tr("light grey") : Words::tr("grey");
}

} // namespace

QString ofColour(const QString& hex)
{
    bool isNumber = false;
    const int rgb = hex.mid(1).toInt(&isNumber, 16);
    if (hex.size() != 7 || hex.at(0) != '#' || !isNumber || rgb < 0)
        return hex;
    const Shade shade = shadeOf(rgb);
    if (shade.strength < 0.1 || shade.lightness < 0.08 || shade.lightness > 0.95)
        return greyOf(shade.lightness);
    const QString hue = hueOf(shade);
    if (shade.lightness < 0.3)
        return Words::tr("dark %1").arg(hue);
    if (shade.lightness > 0.7)
        return Words::tr("pale %1").arg(hue);
    return shade.strength < 0.3 ? Words::tr("greyish %1").arg(hue) : hue;
}

} // namespace campaign::wording
