// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Screens.h"
#include "ui/client/Conversion.h"

#include <QCoreApplication>
#include <QCursor>
#include <QDir>
#include <QFile>
#include <QMouseEvent>
#include <QQuickItem>

// The screens one by one. What has a button is reached by that button.

namespace campaign::desktop {

namespace {

constexpr int lookInterval = 30; // ms
constexpr int mostLooks = 100;

QQuickItem* shownItem(const DesktopApplication& application, const QString& name)
{
    QList<QQuickItem*> open{const_cast<DesktopApplication&>(application).window()->contentItem()};
    while (!open.isEmpty()) {
        QQuickItem* next = open.takeLast();
        if (!next->isVisible())
            continue;
        if (next->objectName() == name)
            return next;
        open.append(next->childItems());
    }
    return nullptr;
}

/// Does something with an item as soon as it is there; views and tabs load on demand.
void whenShown(DesktopApplication& application, const QString& name, const std::function<void(QQuickItem&)>& use)
{
    auto* looks = new QTimer(&application);
    QObject::connect(looks, &QTimer::timeout, looks, [&application, looks, name, use, left = mostLooks]() mutable {
        QQuickItem* item = shownItem(application, name);
        if (!item && --left > 0)
            return;
        looks->stop();
        looks->deleteLater();
        if (item)
            use(*item);
    });
    looks->start(lookInterval);
}

/// As a mouse does it.
void click(QQuickItem& item)
{
    const QPointF middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2));
    const auto send = [&](QEvent::Type type, Qt::MouseButtons held) {
        QMouseEvent event(type, middle, item.window()->mapToGlobal(middle), Qt::LeftButton, held, Qt::NoModifier);
        QCoreApplication::sendEvent(item.window(), &event);
    };
    send(QEvent::MouseButtonPress, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, Qt::NoButton);
}

void press(DesktopApplication& application, const QString& name)
{
    whenShown(application, name, click);
}

void closePopups(DesktopApplication& application)
{
    application.workspace().ladder()->closePopups();
}

/// Selects the last of the first two of a type, or both.
void selectFirst(Workspace& workspace, const std::string& type, bool both = false)
{
    Session* session = workspace.session();
    const catalogue::Type* declared = workspace.types().find(type);
    const std::string query = "query First($branch: ID) { page: " + declared->plural +
                              "Connection(first: 2, branchId: $branch) { edges { node { __typename id version "
                              "changeSeq name } } } }";
    session->client().execute(query, {{"branch", session->place().branch()}}, session,
                              [session, type = client::toQString(type), both](const client::Reply& reply) {
                                  const Value* page = reply.data.find("page");
                                  const Value* edges = page ? page->find("edges") : nullptr;
                                  if (!edges || !edges->isArray() || edges->asArray().empty())
                                      return;
                                  QList<Selection::Entity> found;
                                  for (const Value& edge : edges->asArray())
                                      found.append({type, client::textOf(*edge.find("node"), "id")});
                                  session->selection()->selectAll(both ? found : found.mid(found.size() - 1));
                              });
}

Screen dialog(const QString& name, std::function<void(Prompts&)> ask, bool needsCampaign = true)
{
    return {name, needsCampaign, [ask](DesktopApplication& application) { ask(*application.workspace().prompts()); },
            closePopups};
}

Screen dock(const QString& page)
{
    return {"dock-" + page, true,
            [page](DesktopApplication& application) { application.workspace().panels()->openDock(page); },
            [](DesktopApplication& application) { application.workspace().panels()->showDock(false); }};
}

void deselect(DesktopApplication& application)
{
    application.workspace().session()->selection()->clear();
}

Screen entity(const QString& name, const char* type, bool both = false)
{
    return {name, true,
            [type, both](DesktopApplication& application) { selectFirst(application.workspace(), type, both); },
            deselect};
}

Screen inspectorTab(const QString& tab, const char* type = "Settlement")
{
    return {"inspector-" + tab, true,
            [tab, type](DesktopApplication& application) {
                selectFirst(application.workspace(), type);
                press(application, "inspectorTab-" + tab);
            },
            [](DesktopApplication& application) {
                if (QQuickItem* summary = shownItem(application, "inspectorTab-summary"))
                    click(*summary);
                deselect(application);
            }};
}

/// A rule being written, in blocks.
Screen ruleEditor()
{
    return {"rule-blocks", true,
            [](DesktopApplication& application) {
                selectFirst(application.workspace(), "Settlement");
                press(application, "inspectorTab-rules");
                press(application, "newRule");
                press(application, "addGroup");
            },
            [](DesktopApplication& application) {
                if (QQuickItem* cancel = shownItem(application, "cancelRule"))
                    click(*cancel); // what is unfinished would wait for the next visit
                inspectorTab("rules").leave(application);
            }};
}

/// What would happen if an encounter did.
Screen resolution()
{
    return {"resolve", true,
            [](DesktopApplication& application) {
                selectFirst(application.workspace(), "Encounter");
                press(application, "resolveEntity");
            },
            [](DesktopApplication& application) {
                closePopups(application);
                deselect(application);
            }};
}

/// A tool of the map in hand.
Screen tool(const QString& name, const char* function)
{
    return {"map-" + name, true,
            [function](DesktopApplication& application) { application.workspace().centre()->call(function); },
            [](DesktopApplication& application) { application.workspace().centre()->call("cancelTool"); }};
}

/// A dialog of the map, which only its own ways open.
Screen mapDialog(const QString& name)
{
    return {"map-" + name, true,
            [name](DesktopApplication& application) {
                QObject* map = application.workspace().centre()->itemOf("map");
                QMetaObject::invokeMethod(map ? map->findChild<QObject*>(name) : nullptr, "open");
            },
            closePopups};
}

Screen popup(const QString& name, const QString& view, const QString& button)
{
    return {name, true,
            [view, button](DesktopApplication& application) {
                application.workspace().centre()->open(view);
                press(application, button);
            },
            [view](DesktopApplication& application) {
                closePopups(application);
                if (view != "map")
                    application.workspace().centre()->closeActive();
            }};
}

/// A file to import, written anew each time.
QUrl fileWith(const QString& name, const QByteArray& content)
{
    QFile file(QDir::temp().filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return QUrl::fromLocalFile(file.fileName());
}

QUrl list()
{
    return fileWith("towns.csv", "Name;Kingdom;Level;Population;Motto\nAshby;Veldmark;3;1200;Hold the ford\n"
                                 "Badby;Nowhere;99;;\nGreyport;Veldmark;5;18000;By tide and tar\n");
}

QUrl places()
{
    return fileWith("wells.geojson",
                    R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"w1",)"
                    R"("geometry":{"type":"Point","coordinates":[3,4]},"properties":{"name":"Well"}}]})");
}

void addStart(std::vector<Screen>& all)
{
    all.push_back({"start", false, [](DesktopApplication&) {}, [](DesktopApplication&) {}});
    const auto add = [&](const QString& name, std::function<void(Prompts&)> ask) {
        all.push_back(dialog(name, std::move(ask), false));
    };
    add("start-new", [](Prompts& prompts) { emit prompts.newCampaignWanted(); });
    add("start-restore", [](Prompts& prompts) { emit prompts.restoreWanted(); });
    add("start-import", [](Prompts& prompts) { emit prompts.worldImportWanted(places()); });
    add("start-import-refused", [](Prompts& prompts) { emit prompts.worldImportWanted(list()); });
    add("start-preferences", [](Prompts& prompts) { emit prompts.preferencesWanted(); });
    all.push_back({"start-problem", false,
                   [](DesktopApplication& application) { application.workspace().take(list()); }, closePopups});
}

void addMenus(std::vector<Screen>& all, ActionRegistry& registry)
{
    const QVariantList menus = registry.menus();
    for (qsizetype i = 0; i < menus.size(); ++i) {
        const QString title = menus.at(i).toMap()["title"].toString();
        const QString place = menus.at(i).toMap()["place"].toString();
        all.push_back({"menu-" + place, true,
                       [title](DesktopApplication& application) {
                           QList<QQuickItem*> open{application.window()->contentItem()};
                           while (!open.isEmpty()) {
                               QQuickItem* next = open.takeLast();
                               const bool isIt = next->inherits("QQuickMenuBarItem") && next->property("text") == title;
                               if (isIt)
                                   click(*next);
                               open.append(next->childItems());
                           }
                       },
                       closePopups});
    }
    all.push_back({"menu-entity", true,
                   [](DesktopApplication& application) {
                       selectFirst(application.workspace(), "Settlement");
                       const QSize size = application.window()->size();
                       QCursor::setPos(application.window()->mapToGlobal(QPoint(size.width() / 2, size.height() / 3)));
                       emit application.workspace().centre()->menuWanted("context/entity");
                   },
                   [](DesktopApplication& application) {
                       closePopups(application);
                       deselect(application);
                   }});
}

void addDialogs(std::vector<Screen>& all)
{
    const auto add = [&](const QString& name, std::function<void(Prompts&)> ask) {
        all.push_back(dialog(name, std::move(ask)));
    };
    add("palette", [](Prompts& prompts) { emit prompts.paletteWanted({}); });
    add("palette-search", [](Prompts& prompts) { emit prompts.paletteWanted("harow"); });
    add("create", [](Prompts& prompts) { emit prompts.createWanted({}); });
    add("create-settlement", [](Prompts& prompts) { emit prompts.createWanted("Settlement"); });
    add("import-list", [](Prompts& prompts) { emit prompts.listImportWanted(list()); });
    add("world-clock", [](Prompts& prompts) { emit prompts.worldClockWanted(); });
    add("restore", [](Prompts& prompts) { emit prompts.restoreWanted(); });
    add("preferences", [](Prompts& prompts) { emit prompts.preferencesWanted(); });
    add("shortcuts", [](Prompts& prompts) { emit prompts.shortcutsWanted(); });
    add("guide", [](Prompts& prompts) { emit prompts.guideWanted(); });
    add("about", [](Prompts& prompts) { emit prompts.aboutWanted(); });
}

void addMap(std::vector<Screen>& all)
{
    all.push_back({"map", true, [](DesktopApplication&) {}, [](DesktopApplication&) {}});
    all.push_back({"map-layers", true, [](DesktopApplication& application) { press(application, "layersButton"); },
                   [](DesktopApplication& application) { press(application, "layersButton"); }});
    all.push_back(popup("map-menu", "map", "mapMenuButton"));
    all.push_back(tool("region", "drawRegion"));
    all.push_back(tool("route", "drawRoute"));
    all.push_back(tool("measure", "measure"));
    all.push_back(tool("point", "placePoint"));
    all.push_back(mapDialog("placeDialog"));
    all.push_back(mapDialog("scaleDialog"));
}

void addViews(std::vector<Screen>& all, const Centre& centre)
{
    for (const View& view : centre.views()) {
        if (view.id != "map" && !view.takesEntity)
            all.push_back(
                {"view-" + view.id, true,
                 [id = view.id](DesktopApplication& application) { application.workspace().centre()->open(id); },
                 [](DesktopApplication& application) { application.workspace().centre()->closeActive(); }});
    }
    all.push_back(popup("table-columns", "tables", "tableColumns"));
    all.push_back(popup("table-filter", "tables", "addFilter"));
    all.push_back(popup("flow-kinds", "flow", "flowKinds"));
    all.push_back(popup("flow-logic", "flow", "flowLogic"));
    all.push_back(popup("flow-story", "flow", "flowStory"));
    all.push_back({"split", true,
                   [](DesktopApplication& application) { application.workspace().centre()->splitActive(); },
                   [](DesktopApplication& application) { application.workspace().centre()->closeActive(); }});
}

} // namespace

std::vector<Screen> screens(DesktopApplication& application)
{
    Workspace& workspace = application.workspace();
    std::vector<Screen> all;
    addStart(all);
    addMap(all);
    for (const Screen& screen :
         {entity("settlement", "Settlement"), entity("kingdom", "Kingdom"), entity("rule", "FieldCondition"),
          entity("condition", "Condition"), entity("effect", "Effect"), entity("link", "Link"),
          entity("several", "Settlement", true)})
        all.push_back(screen);
    for (const char* tab : {"variables", "links", "rules", "notes", "history"})
        all.push_back(inspectorTab(tab));
    all.push_back(inspectorTab("effects", "Encounter"));
    all.push_back(ruleEditor());
    all.push_back(entity("encounter", "Encounter"));
    all.push_back(resolution());
    addMenus(all, *workspace.actions());
    addDialogs(all);
    for (const char* page : {"problems", "history", "putOff", "notifications"})
        all.push_back(dock(page));
    addViews(all, *workspace.centre());
    return all;
}

} // namespace campaign::desktop
