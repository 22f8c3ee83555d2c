// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/DrivenWindow.h"

#include <algorithm>

namespace campaign::support {

namespace {

/// How far the middle of an item lies outside what holds it, in pixels; 0 within.
qreal outside(const QQuickItem& item, const QQuickItem& view)
{
    const qreal y = item.mapToItem(&view, QPointF(0, item.height() / 2)).y();
    const qreal margin = std::min(item.height() / 2, view.height() / 2);
    return y < margin ? y - margin : std::max(qreal(0), y - (view.height() - margin));
}

void turnWheel(QQuickWindow& window, const QPointF& at, int degrees)
{
    QWheelEvent event(at, window.mapToGlobal(at), {}, {0, degrees * 8}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&window, &event);
}

} // namespace

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

/// Turns the wheel over each list that it lies in, as a hand would.
void DrivenWindow::bringIntoView(const QQuickItem& item)
{
    constexpr int notch = 15; // degrees
    constexpr int patientHand = 200;
    for (QQuickItem* view = item.parentItem(); view; view = view->parentItem()) {
        if (!view->inherits("QQuickFlickable"))
            continue;
        const QPointF edge = view->mapToScene(QPointF(4, view->height() / 2));
        for (int turn = 0; turn < patientHand && outside(item, *view) != 0; ++turn) {
            turnWheel(*window(), edge, outside(item, *view) > 0 ? -notch : notch);
            QTest::qWait(20);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!view->property("moving").toBool(), patience);
    }
}

void DrivenWindow::press(const QString& name)
{
    const auto isReady = [&] {
        const QQuickItem* found = item(name);
        return found && found->isVisible() && found->isEnabled();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), qPrintable(name), patience);
    window()->grabWindow(); // bars arrange themselves before a frame is drawn
    bringIntoView(*item(name));
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

Id DrivenWindow::make(const std::string& type, Value::Object input)
{
    input.set("branchId", session()->place().branch());
    const client::Reply reply =
        ask("mutation Make($input: Create" + type + "Input!) { made: create" + type + "(input: $input) { id } }",
            {{"input", std::move(input)}});
    const Value* made = reply.data.find("made");
    return made && made->isObject() ? made->stringOr("id", "") : Id();
}

QString DrivenWindow::text(const QString& name) const
{
    const QQuickItem* found = item(name);
    return found && found->isVisible() ? found->property("text").toString() : QString("none");
}

void DrivenWindow::save(const QString& name) const
{
    const QString folder = qEnvironmentVariable("CAMPAIGN_TEST_PICTURES");
    if (!folder.isEmpty())
        window()->grabWindow().save(folder + "/" + name + ".png");
}

} // namespace campaign::support
