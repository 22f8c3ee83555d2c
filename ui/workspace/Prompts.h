// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
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
    void restoreWanted();
    void quitWanted();
    /// The form for something new; `type` is empty when the user is to choose.
    void createWanted(const QString& type);
    void renameWanted();
    /// `start` is what stands in the field already: "", ">", "@", "#".
    void paletteWanted(const QString& start);
    void preferencesWanted();
    void shortcutsWanted();
    void aboutWanted();
};

} // namespace campaign
