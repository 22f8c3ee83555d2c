// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DesktopApplication.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

using campaign::desktop::DesktopOptions;

QSize sizeFrom(const QString& text)
{
    const QStringList parts = text.split('x');
    return parts.size() == 2 ? QSize(parts.at(0).toInt(), parts.at(1).toInt()) : QSize();
}

DesktopOptions readOptions(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription("Worlds, kingdoms and what becomes of them.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("file", "Campaign to open.", "[FILE.campaign]");
    const QCommandLineOption screenshot("screenshot", "Writes a picture of the painted window and quits.", "PNG");
    const QCommandLineOption picture("export-map", "Writes the map of the campaign as a picture and quits.", "PNG");
    const QCommandLineOption tour("screenshots", "Writes pictures of every screen and quits.", "FOLDER");
    const QCommandLineOption only("screens", "Names of the screens to write pictures of, all without it.", "NAME,NAME");
    const QCommandLineOption size("size", "Size of the window.", "WIDTHxHEIGHT");
    const QCommandLineOption theme("theme", "system, light or dark.", "theme");
    const QCommandLineOption scale("font-scale", "Size of letters, from 0.8 to 2.", "factor");
    const QCommandLineOption world("import", "Imports a world into a new campaign.", "FILE");
    const QCommandLineOption select("select", "Selects what has this name.", "name");
    const QCommandLineOption measure("measure-start", "Prints milliseconds to the first painted frame and quits.");
    parser.addOptions({screenshot, tour, only, picture, size, theme, scale, world, select, measure});
    parser.process(application);
    DesktopOptions options;
    options.file = parser.positionalArguments().value(0);
    options.screenshot = parser.value(screenshot);
    options.mapPicture = parser.value(picture);
    options.screenshots = parser.value(tour);
    options.screens = parser.value(only).split(',', Qt::SkipEmptyParts);
    options.size = sizeFrom(parser.value(size));
    options.theme = parser.value(theme);
    options.fontScale = parser.value(scale).toDouble();
    options.importFile = parser.value(world);
    options.select = parser.value(select);
    options.measureStart = parser.isSet(measure);
    return options;
}

/// Each of the dozen threads would keep what it once needed to itself: with 100,000 entities 75 MB that nobody uses.
void shareMemory()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 2);
#endif
}

} // namespace

int main(int argc, char** argv)
{
    shareMemory();
    campaign::desktop::DesktopApplication::setIdentity();
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationVersion("0.1.0");
    QTranslator words;
    if (words.load(QLocale(), "campaign", "_", ":/campaign/translations"))
        QCoreApplication::installTranslator(&words);
    campaign::desktop::DesktopApplication desktop(readOptions(application));
    if (!desktop.show()) {
        for (const QString& warning : desktop.warnings())
            std::fprintf(stderr, "campaign-manager: %s\n", qPrintable(warning));
        return 1;
    }
    return QGuiApplication::exec();
}
