// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/OpenCampaign.h"

#include <QGuiApplication>
#include <QQuickItem>
#include <QTranslator>

using namespace campaign;

namespace {

/// A language in which every sentence stands between marks.
class Marked : public QTranslator
{
public:
    QString translate(const char*, const char* source, const char*, int) const override
    {
        return QString("\u27e6%1\u27e7").arg(QString::fromUtf8(source));
    }
    bool isEmpty() const override { return false; }
};

bool isMarked(const QString& text)
{
    return text.contains(QChar(0x27e6));
}

} // namespace

/// The window in a made-up language: what it says itself must come out of the translation.
class tst_Translation : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void commandsAreTranslated();
    void buttonsAreTranslated();
    void cleanupTestCase() { m_campaign.close(); }

private:
    tests::OpenCampaign m_campaign;
};

void tst_Translation::initTestCase()
{
    desktop::DesktopOptions options;
    options.size = {1280, 720};
    QVERIFY(m_campaign.open(true, options));
    QTRY_VERIFY_WITH_TIMEOUT(m_campaign.application().isPainted(), tests::OpenCampaign::patience);
}

void tst_Translation::commandsAreTranslated()
{
    ActionRegistry* registry = m_campaign.workspace().actions();
    registry->refresh();
    int seen = 0;
    for (const auto& action : registry->actions()) {
        // Types are called what the catalogue calls them, files what the user does.
        if (action->actionId().startsWith("create.") || action->actionId().startsWith("file.recent."))
            continue;
        QVERIFY2(isMarked(action->title()), qPrintable(action->actionId() + ": " + action->title()));
        ++seen;
    }
    QVERIFY(seen > 30);
    for (const QVariant& menu : registry->menus())
        QVERIFY2(isMarked(menu.toMap()["title"].toString()), qPrintable(menu.toMap()["title"].toString()));
}

void tst_Translation::buttonsAreTranslated()
{
    int seen = 0;
    QList<QQuickItem*> open{m_campaign.application().window()->contentItem()};
    while (!open.isEmpty()) {
        QQuickItem* item = open.takeLast();
        open.append(item->childItems());
        const bool isButton = item->inherits("QQuickToolButton") || item->inherits("QQuickButton");
        const QString text = item->property("text").toString();
        const QString placeholder = item->property("placeholderText").toString();
        // A chip says what the world or an entity is called.
        if (isButton && item->isVisible() && !text.isEmpty() && item->objectName() != "worldChip") {
            QVERIFY2(isMarked(text), qPrintable(item->objectName() + ": " + text));
            ++seen;
        }
        if (!placeholder.isEmpty())
            QVERIFY2(isMarked(placeholder), qPrintable(placeholder));
    }
    QVERIFY(seen > 10);
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    Marked words;
    QCoreApplication::installTranslator(&words);
    tst_Translation test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Translation.moc"
