// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/window/OpenCampaign.h"

#include <QQuickItem>

namespace campaign::tests {

/// The window with the sample campaign, 1280 by 720, and a hand on keys and pointer. Tests of what it does under them
/// are made of it.
class SampleWindow
{
protected:
    static constexpr int patience = OpenCampaign::patience;

    /// False when there is no window; the reason has been printed.
    bool begin();

    /// A row of the explorer by what it says; null when there is none.
    QQuickItem* row(const QString& name) const;
    /// The visible item of that object name, null when there is none.
    QQuickItem* item(const QString& name) const;
    QQuickWindow* window() const { return m_campaign->application().window(); }
    void type(const QString& text) const;
    void key(Qt::Key key) const { QTest::keyClick(window(), key); }
    void press(QQuickItem* target) const;
    void select(const QString& type, const QString& name) const;

    std::unique_ptr<OpenCampaign> m_campaign;
};

} // namespace campaign::tests
