// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/DrivenWindow.h"

namespace campaign::support {

bool DrivenWindow::start(const desktop::DesktopOptions& options)
{
    if (!m_home.isValid())
        return false;
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_DATA_HOME", (m_home.path() + "/data").toUtf8());
    qputenv("XDG_CONFIG_HOME", (m_home.path() + "/config").toUtf8());
    m_application = std::make_unique<desktop::DesktopApplication>(options);
    if (m_application->show() && QTest::qWaitForWindowExposed(window()))
        return true;
    qWarning("%s", qPrintable(m_application->warnings().join('\n')));
    return false;
}

void DrivenWindow::finish()
{
    if (m_application)
        QVERIFY2(m_application->warnings().isEmpty(), qPrintable(m_application->warnings().join('\n')));
    m_application.reset();
}

QQuickItem* DrivenWindow::item(const QString& name) const
{
    QQuickItem* hidden = nullptr;
    QList<QQuickItem*> open{window()->contentItem()};
    while (!open.isEmpty()) {
        QQuickItem* next = open.takeLast();
        if (next->objectName() == name && next->isVisible())
            return next;
        if (next->objectName() == name)
            hidden = next;
        open.append(next->childItems());
    }
    return hidden;
}

QPoint DrivenWindow::middleOf(const QQuickItem& item)
{
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint();
}

void DrivenWindow::press(const QString& name)
{
    const auto isReady = [&] {
        const QQuickItem* found = item(name);
        return found && found->isVisible() && found->isEnabled();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), qPrintable(name), patience);
    window()->grabWindow(); // bars arrange themselves before a frame is drawn
    QTest::mouseClick(window(), Qt::LeftButton, {}, middleOf(*item(name)));
}

void DrivenWindow::type(const QString& text)
{
    for (const QChar letter : text)
        QTest::keyClick(window(), letter.toLatin1());
}

void DrivenWindow::drag(const QPoint& from, const QPoint& to)
{
    constexpr int steps = 8;
    QTest::mouseMove(window(), from);
    QTest::mousePress(window(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= steps; ++step) {
        QTest::mouseMove(window(), from + (to - from) * step / steps);
        QTest::qWait(10);
    }
    QTest::mouseRelease(window(), Qt::LeftButton, {}, to);
}

client::Reply DrivenWindow::ask(const std::string& query, Value::Object variables)
{
    client::Reply answer;
    bool isAnswered = false;
    if (session() && !variables.find("branch"))
        variables.set("branch", session()->place().branch());
    m_application->transport().execute(query, variables, [&](const client::Reply& reply) {
        answer = reply;
        isAnswered = true;
    });
    if (!QTest::qWaitFor([&] { return isAnswered; }, patience) || !answer.isGood())
        qWarning("%s", answer.sentence().c_str());
    return answer;
}

void DrivenWindow::save(const QString& name) const
{
    const QString folder = qEnvironmentVariable("CAMPAIGN_TEST_PICTURES");
    if (!folder.isEmpty())
        window()->grabWindow().save(folder + "/" + name + ".png");
}

} // namespace campaign::support
