// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/DesktopApplication.h"

#include <QGuiApplication>
#include <QQuickItem>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace campaign::support {

/// The real window in a home of its own, and a hand on mouse and keys. Journeys are made of it. GUI thread; needs a
/// QGuiApplication.
class DrivenWindow
{
protected:
    static constexpr int patience = 20'000; // ms, for a machine under a sanitizer

    /// False when there is no window; the reasons have been printed.
    bool start(const desktop::DesktopOptions& options);

    QQuickWindow* window() const { return m_application->window(); }
    Session* session() const { return m_application->workspace().session(); }
    /// The item of that object name, one that is visible before others; null when there is none.
    QQuickItem* item(const QString& name) const;
    /// Waits until it can be pressed, turns the wheel until it is in sight, and presses it.
    void press(const QString& name);
    void bringIntoView(const QQuickItem& item);
    void type(const QString& text);
    /// With the button held down all the way, in scene coordinates.
    void drag(const QPoint& from, const QPoint& to);
    static QPoint middleOf(const QQuickItem& item);
    /// Runs an operation and waits for the answer; "branch" is among the variables anyway.
    client::Reply ask(const std::string& query, Value::Object variables = {});
    /// Makes an entity on the branch shown and returns its id, "" when it was refused.
    Id make(const std::string& type, Value::Object input);
    /// What the item says, "none" when it is not to be seen.
    QString text(const QString& name) const;
    /// Closes it; fails the test when the window has warned of anything.
    void finish();
    /// A picture for the eye, where CAMPAIGN_TEST_PICTURES says.
    void save(const QString& name) const;

    QTemporaryDir m_home;
    std::unique_ptr<desktop::DesktopApplication> m_application;
};

/// The main function of a journey.
template <typename Journey>
int run(int argc, char** argv)
{
    desktop::DesktopApplication::setIdentity();
    QGuiApplication application(argc, argv);
    Journey journey;
    return QTest::qExec(&journey, argc, argv);
}

} // namespace campaign::support
