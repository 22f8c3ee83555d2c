// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// What commands ask the window to bring up: the window listens, whoever wants something calls. GUI thread.
class Prompts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has them.")

public:
    using QObject::QObject;

signals:
    void newCampaignWanted();
    void openFileWanted();
    void importWanted();
    /// The form for what the file would bring as a campaign of its own.
    void worldImportWanted(const QUrl& file);
    /// A list, places or a calendar for the open campaign; `file` is empty when the user is to choose.
    void listImportWanted(const QUrl& file);
    /// A file to be chosen for what `format` ("json", "geojson", "csv") makes of the campaign; `type` is that of a
    /// list.
    void exportWanted(const QString& format, const QString& type);
    void restoreWanted();
    void quitWanted();
    /// The campaign alone, with what is being typed.
    void closeWanted();
    /// The form for something new; `type` is empty when the user is to choose.
    void createWanted(const QString& type);
    void renameWanted();
    /// The form for the world's date.
    void worldClockWanted();
    /// A page of the inspector: "variables", "rules", "links".
    void inspectorTabWanted(const QString& tab);
    /// The form of a new rule of what is selected, or of a condition when it can happen.
    void ruleWanted(bool isCondition);
    /// `start` is what stands in the field already: "", ">", "@", "#".
    void paletteWanted(const QString& start);
    void preferencesWanted();
    void shortcutsWanted();
    void guideWanted();
    void aboutWanted();
};

} // namespace campaign
