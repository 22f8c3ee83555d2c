// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Screens.h"

#include <QCoreApplication>
#include <QDir>

#include <cstdio>

namespace campaign::desktop {

namespace {

constexpr int lookInterval = 30; // ms
constexpr int calm = 12;

void selectFirst(Workspace& workspace, const char* type, const char* list)
{
    Session* session = workspace.session();
    const std::string query =
        std::string("query First($branch: ID) { page: ") + list +
        "Connection(first: 2, branchId: $branch) { edges { node { __typename id version changeSeq name } } } }";
    session->client().execute(query, {{"branch", session->place().branch()}}, session,
                              [session, type](const client::Reply& reply) {
                                  const Value* page = reply.data.find("page");
                                  const Value* edges = page ? page->find("edges") : nullptr;
                                  if (!edges || !edges->isArray() || edges->asArray().empty())
                                      return;
                                  const Value& node = *edges->asArray().back().find("node");
                                  session->selection()->select(type, QString::fromStdString(node.stringOr("id", "")));
                              });
}

void closePopups(Workspace& workspace)
{
    workspace.ladder()->closePopups();
}

Screen dialog(const QString& name, std::function<void(Prompts&)> ask, bool needsCampaign = true)
{
    return {name, needsCampaign, [ask](Workspace& workspace) { ask(*workspace.prompts()); }, closePopups};
}

Screen dock(const QString& page)
{
    return {"dock-" + page, true, [page](Workspace& workspace) { workspace.panels()->openDock(page); },
            [](Workspace& workspace) { workspace.panels()->showDock(false); }};
}

Screen entity(const QString& name, const char* type, const char* list)
{
    return {name, true, [type, list](Workspace& workspace) { selectFirst(workspace, type, list); },
            [](Workspace& workspace) { workspace.session()->selection()->clear(); }};
}

} // namespace

std::vector<Screen> screens(Workspace& workspace)
{
    std::vector<Screen> all{
        {"start", false, [](Workspace&) {}, [](Workspace&) {}},
        dialog(
            "start-new", [](Prompts& prompts) { emit prompts.newCampaignWanted(); }, false),
        dialog(
            "start-restore", [](Prompts& prompts) { emit prompts.restoreWanted(); }, false),
        {"map", true, [](Workspace&) {}, [](Workspace&) {}},
        entity("settlement", "Settlement", "settlements"),
        entity("kingdom", "Kingdom", "kingdoms"),
        entity("rule", "FieldCondition", "fieldConditions"),
        dialog("palette", [](Prompts& prompts) { emit prompts.paletteWanted({}); }),
        dialog("palette-search", [](Prompts& prompts) { emit prompts.paletteWanted("harow"); }),
        dialog("create", [](Prompts& prompts) { emit prompts.createWanted({}); }),
        dialog("create-settlement", [](Prompts& prompts) { emit prompts.createWanted("Settlement"); }),
        dialog("preferences", [](Prompts& prompts) { emit prompts.preferencesWanted(); }),
        dialog("shortcuts", [](Prompts& prompts) { emit prompts.shortcutsWanted(); }),
        dialog("about", [](Prompts& prompts) { emit prompts.aboutWanted(); }),
        dock("problems"),
        dock("history"),
        dock("notifications"),
        {"split", true, [](Workspace& open) { open.centre()->splitActive(); },
         [](Workspace& open) { open.centre()->closeActive(); }},
    };
    for (const View& view : workspace.centre()->views()) {
        if (view.id != "map" && !view.takesEntity)
            all.push_back({"view-" + view.id, true, [id = view.id](Workspace& open) { open.centre()->open(id); },
                           [](Workspace& open) { open.centre()->closeActive(); }});
    }
    return all;
}

ScreenTour::ScreenTour(DesktopApplication& application, QString file, QString folder)
    : m_application(application)
    , m_file(std::move(file))
    , m_folder(std::move(folder))
{
    connect(&m_look, &QTimer::timeout, this, &ScreenTour::look);
}

void ScreenTour::start()
{
    QDir().mkpath(m_folder);
    plan();
    m_look.start(lookInterval);
}

void ScreenTour::plan()
{
    const std::vector<Screen> all = screens(m_application.workspace());
    for (const bool withCampaign : {false, true}) {
        for (const char* theme : {"light", "dark"}) {
            for (const QSize& size : {QSize(1280, 720), QSize(1920, 1080)}) {
                for (const Screen& screen : all) {
                    if (screen.needsCampaign == withCampaign && !(withCampaign && m_file.isEmpty()))
                        m_stops.push_back({screen, theme, size});
                }
            }
        }
    }
}

void ScreenTour::look()
{
    if (!m_isThere) {
        arrive();
        return;
    }
    m_calmLooks = m_application.isPainted() ? m_calmLooks + 1 : 0;
    if (m_calmLooks >= calm)
        shoot();
}

void ScreenTour::arrive()
{
    if (m_next == m_stops.size()) {
        m_look.stop();
        QCoreApplication::exit(0);
        return;
    }
    Workspace& workspace = m_application.workspace();
    const Stop& stop = m_stops[m_next];
    if (stop.screen.needsCampaign && !workspace.session()) {
        if (workspace.busyWith().isEmpty())
            workspace.openPath(m_file);
        return;
    }
    if (stop.screen.needsCampaign && !workspace.session()->isReady())
        return;
    workspace.preferences()->override(stop.theme);
    m_application.window()->resize(stop.size);
    stop.screen.show(workspace);
    m_isThere = true;
    m_calmLooks = 0;
}

void ScreenTour::shoot()
{
    const Stop& stop = m_stops[m_next++];
    const QString path = QString("%1/%2-%3-%4.png").arg(m_folder, stop.screen.name, stop.theme).arg(stop.size.width());
    if (!m_application.window()->grabWindow().save(path)) {
        std::fprintf(stderr, "campaign-manager: %s cannot be written.\n", qPrintable(path));
        m_look.stop();
        QCoreApplication::exit(1);
        return;
    }
    stop.screen.leave(m_application.workspace());
    m_isThere = false;
}

} // namespace campaign::desktop
