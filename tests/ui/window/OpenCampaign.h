// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/DesktopApplication.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace campaign::tests {

/// The application with the sample campaign open, in a home of its own; with or without its window.
class OpenCampaign
{
public:
    static constexpr int patience = 20'000; // ms, for a machine under a sanitizer

    /// Before the first QSettings.
    OpenCampaign();

    /// False when the campaign did not open; the reason has been printed.
    bool open(bool withWindow, const desktop::DesktopOptions& options = {});

    desktop::DesktopApplication& application() { return *m_application; }
    Workspace& workspace() { return m_application->workspace(); }
    Session& session() { return *m_application->workspace().session(); }
    /// Runs an operation and waits for the answer.
    client::Reply ask(const std::string& query, const Value::Object& variables = {});
    /// The first hit of a search, with the store knowing it; its id.
    QString idOf(const QString& type, const QString& name);
    void close();

private:
    QTemporaryDir m_home;
    std::unique_ptr<desktop::DesktopApplication> m_application;
};

} // namespace campaign::tests
