// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Screens.h"
#include "tests/ui/window/OpenCampaign.h"
#include "tests/ui/window/ShownText.h"

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

/// Words of a control must be readable whole; names in rows, cells and chips may end in an ellipsis.
bool mayBeElided(const QQuickItem* item)
{
    const QQuickItem* button = above(item, {"QQuickAbstractButton"});
    // A column can be made wider.
    return !button || button->objectName().startsWith("header-") ||
           above(item, {"QQuickItemDelegate", "QQuickListView", "QQuickTableView", "QQuickGridView"}) ||
           above(item, {"QQuickComboBox"});
}

bool isText(const QQuickItem* item)
{
    return inherits(item, {"QQuickText", "QQuickTextInput", "QQuickTextEdit"}) &&
           !item->property("text").toString().trimmed().isEmpty();
}

QString describe(const QQuickItem* item)
{
    const QVariant text = item->property("text");
    return QString("%1 \"%2\" %3").arg(item->metaObject()->className(), item->objectName(), text.toString());
}

} // namespace

/// Walks every screen as the keyboard, a screen reader, weak eyes and large letters meet it.
class tst_Screens : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aScreenCanBeUsed_data() { listScreens(); }
    void aScreenCanBeUsed();
    void largeLettersFit_data() { listScreens(); }
    void largeLettersFit();
    void cleanupTestCase();

private:
    void listScreens();
    void arrive(const Screen& screen, double scale);
    void leave(const Screen& screen);
    const Screen& screen() const;
    QQuickWindow* window() { return m_campaign.application().window(); }
    QList<QQuickItem*> shownItems();
    QList<QQuickItem*> controls();
    /// Texts that nothing lies over.
    QList<QQuickItem*> texts();
    /// The dialog that keeps the keyboard to itself, null when there is none.
    QQuickItem* modalPopup();
    QStringList nameless();
    QStringList unreached();
    QStringList cutOff();
    QStringList faint();

    tests::OpenCampaign m_campaign;
    QString m_path;
    std::vector<Screen> m_screens;
};

void tst_Screens::initTestCase()
{
    desktop::DesktopOptions options;
    options.size = {1280, 720};
    options.theme = "light";
    QVERIFY(m_campaign.open(true, options));
    m_path = m_campaign.session().path();
    QVERIFY(QTest::qWaitForWindowExposed(window()));
    window()->requestActivate();
    m_screens = desktop::screens(m_campaign.application());
    QVERIFY(m_screens.size() > 40);
}

void tst_Screens::listScreens()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_screens.size(); ++i)
        QTest::newRow(qPrintable(m_screens[i].name)) << static_cast<int>(i);
}

const Screen& tst_Screens::screen() const
{
    QFETCH(int, index);
    return m_screens[static_cast<std::size_t>(index)];
}

void tst_Screens::arrive(const Screen& screen, double scale)
{
    Workspace& workspace = m_campaign.workspace();
    if (screen.needsCampaign && !workspace.session())
        workspace.openPath(m_path);
    if (!screen.needsCampaign && workspace.session())
        workspace.closeCampaign();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.busyWith().isEmpty() &&
                                 screen.needsCampaign == (workspace.session() && workspace.session()->isReady()),
                             tests::OpenCampaign::patience);
    workspace.preferences()->override("light", scale);
    QTRY_VERIFY_WITH_TIMEOUT(m_campaign.application().isPainted(), tests::OpenCampaign::patience);
    screen.show(m_campaign.application());
    QTest::qWait(250);
    QTRY_VERIFY_WITH_TIMEOUT(m_campaign.application().isPainted(), tests::OpenCampaign::patience);
}

void tst_Screens::leave(const Screen& screen)
{
    screen.leave(m_campaign.application());
    QTest::qWait(200);
}

QList<QQuickItem*> tst_Screens::shownItems()
{
    QList<QQuickItem*> shown;
    QList<QQuickItem*> open{window()->contentItem()};
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

QQuickItem* tst_Screens::modalPopup()
{
    QQuickItem* found = nullptr;
    for (QQuickItem* item : shownItems()) {
        const QObject* popup = item->parent();
        if (item->inherits("QQuickPopupItem") && popup &&
            (popup->property("modal").toBool() || popup->property("activeFocus").toBool()))
            found = item;
    }
    return found;
}

QList<QQuickItem*> tst_Screens::controls()
{
    QList<QQuickItem*> list;
    const QQuickItem* modal = modalPopup();
    for (QQuickItem* item : shownItems()) {
        if (isControl(item) && item->isEnabled() && (!modal || modal->isAncestorOf(item)))
            list.append(item);
    }
    return list;
}

QList<QQuickItem*> tst_Screens::texts()
{
    const QQuickItem* modal = modalPopup();
    const QList<QQuickItem*> items = shownItems();
    QList<QQuickItem*> popups;
    std::copy_if(items.begin(), items.end(), std::back_inserter(popups),
                 [](const QQuickItem* item) { return item->inherits("QQuickPopupItem"); });
    QList<QQuickItem*> found;
    for (QQuickItem* item : items) {
        const bool isCovered = std::any_of(popups.begin(), popups.end(), [&](const QQuickItem* popup) {
            return !popup->isAncestorOf(item) && tests::seenArea(popup).intersects(tests::seenArea(item));
        });
        const bool isBelow = modal && !modal->isAncestorOf(item);
        // What cannot be used at the moment is faint on purpose.
        if (isText(item) && item->isEnabled() && !isBelow && !isCovered)
            found.append(item);
    }
    return found;
}

QStringList tst_Screens::nameless()
{
    QStringList faults;
    for (QQuickItem* item : controls()) {
        const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item);
        if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
            faults.append(describe(item) + " has no name");
    }
    return faults;
}

QStringList tst_Screens::unreached()
{
    QSet<QQuickItem*> reached;
    constexpr int mostPresses = 250;
    for (int i = 0; i < mostPresses; ++i) {
        QTest::keyClick(window(), Qt::Key_Tab);
        for (QQuickItem* item = window()->activeFocusItem(); item; item = item->parentItem())
            reached.insert(item);
    }
    QStringList faults;
    for (QQuickItem* item : controls()) {
        const bool refusesFocus = item->property("focusPolicy").isValid() && item->property("focusPolicy").toInt() == 0;
        // What has a key of its own instead (Esc empties a search, Ctrl+W closes a tab) stays out of the way of Tab.
        const bool hasKey = refusesFocus && above(item, {"QQuickTextField", "QQuickAbstractButton", "QQuickSpinBox"});
        if (!reached.contains(item) && !isReachedByArrows(item) && !hasKey)
            faults.append(describe(item) + " is not reached by Tab");
    }
    return faults;
}

/// Words must lie inside the window and inside the control they stand in, unless they can be scrolled to.
QStringList tst_Screens::cutOff()
{
    const QRectF frame(-1, -1, window()->width() + 2, window()->height() + 2);
    QStringList faults;
    for (QQuickItem* item : shownItems()) {
        if (isText(item) && item->property("truncated").toBool() && !mayBeElided(item))
            faults.append(describe(item) + " ends in an ellipsis");
        if ((!isText(item) && !isControl(item)) || above(item, {"QQuickFlickable"}))
            continue;
        if (!frame.contains(item->mapRectToScene(QRectF(0, 0, item->width(), item->height()))))
            faults.append(describe(item) + " leaves the window");
        const QQuickItem* holder = above(item, {"QQuickControl"});
        const bool isTall = isText(item) && holder && item->property("contentHeight").toDouble() > holder->height() + 1;
        if (isTall)
            faults.append(describe(item) + " is taller than what holds it");
    }
    return faults;
}

QStringList tst_Screens::faint()
{
    constexpr double least = 4.5;
    QStringList faults;
    Preferences& preferences = *m_campaign.workspace().preferences();
    for (const char* theme : {"light", "dark"}) {
        for (const QString& accent : Preferences::accents()) {
            preferences.override(theme, 1);
            preferences.setAccent(accent);
            QTest::qWait(120);
            if (!QTest::qWaitFor([this] { return m_campaign.application().isPainted(); },
                                 tests::OpenCampaign::patience))
                faults.append(QString("%1 is not drawn").arg(theme));
            const QImage picture = window()->grabWindow();
            for (QQuickItem* item : texts()) {
                const double contrast = tests::contrastOf(item, picture);
                if (contrast < least)
                    faults.append(QString("%1 stands out by %2 in %3, %4")
                                      .arg(describe(item), QString::number(contrast, 'f', 2), theme, accent));
            }
        }
    }
    preferences.setAccent("copper");
    return faults;
}

void tst_Screens::aScreenCanBeUsed()
{
    arrive(screen(), 1);
    const bool hasControls = !controls().isEmpty();
    const QStringList faults = nameless() + cutOff() + faint() + unreached();
    leave(screen());
    QVERIFY(hasControls);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
}

void tst_Screens::largeLettersFit()
{
    arrive(screen(), 2);
    const QStringList faults = cutOff();
    leave(screen());
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
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
