// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Screens.h"
#include "tests/ui/window/OpenCampaign.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QQuickItem>

using namespace campaign;
using desktop::Screen;

namespace {

bool inherits(const QObject* object, std::initializer_list<const char*> classes)
{
    return std::any_of(classes.begin(), classes.end(), [&](const char* name) { return object->inherits(name); });
}

bool isShown(const QQuickItem* item)
{
    return item->isVisible() && item->width() > 0 && item->height() > 0 && item->opacity() > 0;
}

/// What a user operates.
bool isControl(const QQuickItem* item)
{
    return inherits(item, {"QQuickAbstractButton", "QQuickTextField", "QQuickTextArea", "QQuickComboBox"}) ||
           item->activeFocusOnTab();
}

QQuickItem* above(const QQuickItem* item, std::initializer_list<const char*> classes)
{
    for (QQuickItem* parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (inherits(parent, classes))
            return parent;
    }
    return nullptr;
}

/// Rows of lists and menus are reached by arrows; the list by Tab.
bool isReachedByArrows(const QQuickItem* item)
{
    return above(item, {"QQuickListView"}) || inherits(item, {"QQuickMenuItem", "QQuickMenuBarItem"});
}

QString describe(const QQuickItem* item)
{
    const QVariant text = item->property("text");
    return QString("%1 \"%2\" %3").arg(item->metaObject()->className(), item->objectName(), text.toString());
}

} // namespace

/// Walks every screen as the keyboard, a screen reader and large letters meet it.
class tst_Screens : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyControlHasAName_data();
    void everyControlHasAName();
    void tabReachesEveryControl_data();
    void tabReachesEveryControl();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void cleanupTestCase();

private:
    void listScreens(bool withScales);
    void arrive(const Screen& screen);
    void leave(const Screen& screen);
    const Screen& screen() const;
    QList<QQuickItem*> shownItems() const;
    QList<QQuickItem*> controls() const;
    /// The dialog that keeps the keyboard to itself, null when there is none.
    QQuickItem* modalPopup() const;

    tests::OpenCampaign m_campaign;
    std::vector<Screen> m_screens;
};

void tst_Screens::initTestCase()
{
    desktop::DesktopOptions options;
    options.size = {1280, 720};
    options.theme = "light";
    QVERIFY(m_campaign.open(true, options));
    QVERIFY(QTest::qWaitForWindowExposed(m_campaign.application().window()));
    m_campaign.application().window()->requestActivate();
    m_screens = desktop::screens(m_campaign.workspace());
    m_screens.erase(
        std::remove_if(m_screens.begin(), m_screens.end(), [](const Screen& one) { return !one.needsCampaign; }),
        m_screens.end());
    QVERIFY(m_screens.size() > 10);
}

void tst_Screens::listScreens(bool withScales)
{
    QTest::addColumn<int>("index");
    QTest::addColumn<double>("scale");
    for (std::size_t i = 0; i < m_screens.size(); ++i) {
        for (const double scale : withScales ? std::vector<double>{1, 2} : std::vector<double>{1})
            QTest::newRow(qPrintable(QString("%1 at %2 %").arg(m_screens[i].name).arg(scale * 100)))
                << static_cast<int>(i) << scale;
    }
}

const Screen& tst_Screens::screen() const
{
    QFETCH(int, index);
    return m_screens[static_cast<std::size_t>(index)];
}

void tst_Screens::arrive(const Screen& screen)
{
    QFETCH(double, scale);
    m_campaign.workspace().preferences()->override({}, scale);
    screen.show(m_campaign.workspace());
    QTRY_VERIFY_WITH_TIMEOUT(m_campaign.application().isPainted(), tests::OpenCampaign::patience);
    QTest::qWait(300);
}

void tst_Screens::leave(const Screen& screen)
{
    screen.leave(m_campaign.workspace());
    QTest::qWait(250);
}

QList<QQuickItem*> tst_Screens::shownItems() const
{
    QList<QQuickItem*> shown;
    QList<QQuickItem*> open{const_cast<tests::OpenCampaign&>(m_campaign).application().window()->contentItem()};
    while (!open.isEmpty()) {
        QQuickItem* item = open.takeLast();
        if (!item->isVisible() || item->opacity() <= 0)
            continue;
        if (isShown(item))
            shown.append(item);
        open.append(item->childItems());
    }
    return shown;
}

QQuickItem* tst_Screens::modalPopup() const
{
    QQuickItem* found = nullptr;
    for (QQuickItem* item : shownItems()) {
        const QObject* popup = item->parent();
        if (item->inherits("QQuickPopupItem") && popup && popup->property("modal").toBool())
            found = item;
    }
    return found;
}

QList<QQuickItem*> tst_Screens::controls() const
{
    QList<QQuickItem*> list;
    const QQuickItem* modal = modalPopup();
    for (QQuickItem* item : shownItems()) {
        if (isControl(item) && item->isEnabled() && (!modal || modal->isAncestorOf(item)))
            list.append(item);
    }
    return list;
}

void tst_Screens::everyControlHasAName_data()
{
    listScreens(false);
}

void tst_Screens::everyControlHasAName()
{
    arrive(screen());
    QStringList nameless;
    const QList<QQuickItem*> found = controls();
    for (QQuickItem* item : found) {
        const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item);
        if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
            nameless.append(describe(item));
    }
    leave(screen());
    QVERIFY(found.size() >= 1);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
}

void tst_Screens::tabReachesEveryControl_data()
{
    listScreens(false);
}

void tst_Screens::tabReachesEveryControl()
{
    arrive(screen());
    QQuickWindow* window = m_campaign.application().window();
    QSet<QQuickItem*> reached;
    constexpr int mostPresses = 250;
    for (int i = 0; i < mostPresses; ++i) {
        QTest::keyClick(window, Qt::Key_Tab);
        for (QQuickItem* item = window->activeFocusItem(); item; item = item->parentItem())
            reached.insert(item);
    }
    QStringList missed;
    for (QQuickItem* item : controls()) {
        const bool refusesFocus = item->property("focusPolicy").isValid() && item->property("focusPolicy").toInt() == 0;
        // What has a key of its own instead (Esc empties a search, Ctrl+W closes a tab) stays out of the way of Tab.
        const bool hasKey = refusesFocus && above(item, {"QQuickTextField", "QQuickAbstractButton", "QQuickSpinBox"});
        if (!reached.contains(item) && !isReachedByArrows(item) && !hasKey)
            missed.append(describe(item));
    }
    leave(screen());
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join('\n')));
}

void tst_Screens::nothingIsCutOff_data()
{
    listScreens(true);
}

/// Words must lie inside the window and inside the control they stand in, unless they can be scrolled to.
void tst_Screens::nothingIsCutOff()
{
    arrive(screen());
    QQuickWindow* window = m_campaign.application().window();
    const QRectF frame(-1, -1, window->width() + 2, window->height() + 2);
    QStringList cut;
    for (QQuickItem* item : shownItems()) {
        const bool isText = item->inherits("QQuickText") && !item->property("text").toString().isEmpty();
        if ((!isText && !isControl(item)) || above(item, {"QQuickFlickable"}))
            continue;
        const QRectF area = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
        if (!frame.contains(area))
            cut.append(describe(item) + " leaves the window");
        const QQuickItem* holder = above(item, {"QQuickControl"});
        const bool isTall = isText && holder && item->property("contentHeight").toDouble() > holder->height() + 1;
        if (isTall)
            cut.append(describe(item) + " is taller than what holds it");
    }
    leave(screen());
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join('\n')));
}

void tst_Screens::cleanupTestCase()
{
    const QStringList warnings = m_campaign.application().warnings();
    QVERIFY2(warnings.isEmpty(), qPrintable(warnings.join('\n')));
    m_campaign.close();
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    tst_Screens test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Screens.moc"
