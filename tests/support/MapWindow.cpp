// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/MapWindow.h"

#include "tests/server/transfer/AzgaarFixture.h"

namespace campaign::support {

bool MapWindow::startOnMap()
{
    const QString world = m_home.filePath("small.map");
    QFile file(world);
    if (!file.open(QIODevice::WriteOnly)) {
        qWarning("%s", qPrintable(file.errorString()));
        return false;
    }
    file.write(QByteArray::fromStdString(tests::AzgaarFixture().map()));
    file.close();
    desktop::DesktopOptions options;
    options.size = {1280, 720};
    options.theme = "light";
    options.importFile = world;
    if (!start(options))
        return false;
    const auto isShown = [this] {
        return session() && session()->isReady() && map() && m_application->isPainted() &&
               map()->scene().points.size() >= 5;
    };
    if (QTest::qWaitFor(isShown, 2 * patience))
        return true;
    qWarning("the map was not painted");
    return false;
}

} // namespace campaign::support
