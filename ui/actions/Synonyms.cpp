// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/Synonyms.h"

#include <QCoreApplication>
#include <QHash>

#include <array>

namespace campaign {

namespace {

/// A word of a command and what stands for it, as one text, so that a translation has its own.
constexpr std::array lines{
    QT_TRANSLATE_NOOP("campaign::Synonyms", "create: new add make begin"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "draw: new add make create"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "place: put pin marker"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "delete: remove erase"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "duplicate: copy clone"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "rename: name"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "resolve: complete finish happen outcome"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "find: search look"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "open: load"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "quit: exit leave"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "preferences: settings options"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "shortcuts: keys hotkeys"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "guide: manual tutorial"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "theme: dark light colours"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "measure: distance ruler"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "settlement: town city village"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "structure: building"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "kingdom: realm country nation faction"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "region: area territory"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "route: road path way"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "character: person npc"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "party: group heroes"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "encounter: fight battle scene"),
    QT_TRANSLATE_NOOP("campaign::Synonyms", "event: quest"),
};

QHash<QString, QStringList> table()
{
    QHash<QString, QStringList> others;
    for (const char* line : lines) {
        const QString text = QCoreApplication::translate("campaign::Synonyms", line);
        others.insert(text.section(':', 0, 0), text.section(':', 1).split(' ', Qt::SkipEmptyParts));
    }
    return others;
}

} // namespace

QStringList synonymsOf(const QString& word)
{
    static const QHash<QString, QStringList> others = table(); // asked for each word of each command at each key
    return others.value(word);
}

} // namespace campaign
