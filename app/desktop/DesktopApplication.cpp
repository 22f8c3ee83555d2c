// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DesktopApplication.h"

#include "app/desktop/Screens.h"
#include "ui/client/Conversion.h"
#include "ui/map/MapItem.h"
#include "ui/map/MapPicture.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

#include <cstdio>

namespace campaign::desktop {

namespace {
constexpr int lookInterval = 20; // ms

/// Views are loaded, so the map hangs in the tree of items alone.
const map::MapItem* mapBelow(const QQuickItem& item)
{
    for (const QQuickItem* child : item.childItems()) {
        const auto* found = qobject_cast<const map::MapItem*>(child);
        if (const map::MapItem* map = found ? found : mapBelow(*child))
            return map;
    }
    return nullptr;
}
} // namespace

void DesktopApplication::setIdentity()
{
    QCoreApplication::setOrganizationName("Campaign Manager");
    QCoreApplication::setOrganizationDomain("campaign-manager.org");
    QCoreApplication::setApplicationName("Campaign Manager");
}

DesktopApplication::DesktopApplication(const DesktopOptions& options)
    : m_options(options)
    , m_files(m_transport)
    , m_workspace(m_transport, m_files, m_types)
{
    m_clock.start();
    keepQmlModules();
    m_workspace.preferences()->override(m_options.theme, m_options.fontScale);
    connect(&m_engine, &QQmlEngine::warnings, this, [this](const QList<QQmlError>& errors) {
        for (const QQmlError& error : errors)
            m_warnings.append(error.toString());
    });
    connect(&m_look, &QTimer::timeout, this, &DesktopApplication::watchPaint);
}

DesktopApplication::~DesktopApplication() = default;

bool DesktopApplication::show()
{
    // The file opens while the window is being made.
    begin();
    m_engine.addImportPath("qrc:/qt/qml");
    m_engine.setInitialProperties({{"workspace", QVariant::fromValue(&m_workspace)}});
    m_engine.load(QUrl("qrc:/qt/qml/Campaign/Shell/Main.qml"));
    m_window = m_engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(m_engine.rootObjects().first());
    if (!m_window)
        return false;
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    else
        m_place.follow(*m_window);
    if (!m_options.screenshots.isEmpty()) {
        m_tour = std::make_unique<ScreenTour>(*this, m_options);
        m_tour->start();
    } else if (m_options.measureStart || !m_options.screenshot.isEmpty() || !m_options.mapPicture.isEmpty())
        m_look.start(m_options.measureStart ? 1 : lookInterval);
    return true;
}

void DesktopApplication::begin()
{
    if (!m_options.screenshots.isEmpty())
        return; // the tour begins without a campaign
    if (!m_options.importFile.isEmpty())
        m_workspace.createFromWorld(QUrl::fromLocalFile(QFileInfo(m_options.importFile).absoluteFilePath()),
                                    QFileInfo(m_options.importFile).completeBaseName());
    else if (!m_options.file.isEmpty())
        m_workspace.openPath(m_options.file);
    if (!m_options.select.isEmpty())
        connect(&m_workspace, &Workspace::sessionChanged, this, &DesktopApplication::selectByName);
}

bool DesktopApplication::isPainted() const
{
    return m_window && m_window->isExposed() && m_window->property("isPainted").toBool();
}

void DesktopApplication::watchPaint()
{
    const bool wantsSession = !m_options.file.isEmpty() || !m_options.importFile.isEmpty();
    const bool waitsForSession = wantsSession && !(m_workspace.session() && m_workspace.session()->isReady());
    if (waitsForSession || !isPainted()) {
        m_calmLooks = 0;
        return;
    }
    // Pictures wait until forms and lists have come as well; the measure does not.
    constexpr int calm = 25;
    if (m_options.measureStart || ++m_calmLooks > calm) {
        m_look.stop();
        paintedOnce();
    }
}

void DesktopApplication::paintedOnce()
{
    if (m_options.measureStart) {
        m_window->grabWindow();
        std::printf("start %lld ms\n", static_cast<long long>(m_clock.elapsed()));
        std::fflush(stdout);
    }
    if (!m_options.screenshot.isEmpty() && !m_window->grabWindow().save(m_options.screenshot))
        std::fprintf(stderr, "campaign-manager: %s cannot be written.\n", qPrintable(m_options.screenshot));
    const bool isExported = m_options.mapPicture.isEmpty() || exportMap();
    if (!isExported)
        std::fprintf(stderr, "campaign-manager: %s cannot be written.\n", qPrintable(m_options.mapPicture));
    QCoreApplication::exit(isExported ? 0 : 1);
}

bool DesktopApplication::exportMap() const
{
    constexpr int across = 3000;
    const map::MapItem* shown = mapBelow(*m_window->contentItem());
    if (!shown || shown->scene().isEmpty())
        return false;
    const QImage picture =
        map::paintMap(shown->scene(), shown->colors(), shown->hiddenKinds(), map::pictureSize(shown->scene(), across));
    return picture.save(m_options.mapPicture, "PNG");
}

void DesktopApplication::selectByName()
{
    Session* session = m_workspace.session();
    if (!session)
        return;
    Value::Object variables{{"text", client::fromQString(m_options.select)}, {"branch", session->place().branch()}};
    session->client().execute("query Find($text: String!, $branch: ID) { search(text: $text, branchId: $branch, "
                              "types: [\"Settlement\", \"Kingdom\"]) { type id name } }",
                              variables, session, [session](const client::Reply& reply) {
                                  const Value* hits = reply.data.find("search");
                                  if (!hits || !hits->isArray() || hits->asArray().empty())
                                      return;
                                  const Value& first = hits->asArray().front();
                                  session->selection()->select(client::textOf(first, "type"),
                                                               client::textOf(first, "id"));
                              });
}

} // namespace campaign::desktop
