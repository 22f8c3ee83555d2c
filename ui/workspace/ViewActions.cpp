// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WindowActions.h"

#include "server/catalogue/Offering.h"
#include "ui/client/Conversion.h"
#include "ui/workspace/Workspace.h"

// The commands of the View menu.

namespace campaign {

void WindowActions::addViewActions()
{
    m_registry.addMenu("view", tr("&View"));
    addViews();
    addTabActions();
    addWayActions();
    addMapActions();
    addFlowActions();
    addPanels();
    addThemes();
}

void WindowActions::addViews()
{
    Centre* centre = m_workspace.centre();
    for (const View& view : centre->views()) {
        if (view.takesEntity)
            continue;
        m_registry.add(
            {.id = "view." + view.id,
             .title = view.title,
             .places = {"view", "rail"},
             .group = 1,
             .shortcut = view.shortcut,
             .icon = view.icon,
             .run = [centre, id = view.id] { centre->open(id); },
             .isEnabled = m_isOpen,
             .isChecked = [this, centre, id = view.id] { return m_isOpen() && centre->activeView() == id; }});
    }
    m_registry.addMenu("view/beside", tr("Open &beside"));
    for (const View& view : centre->views()) {
        if (view.takesEntity)
            continue;
        m_registry.add({.id = "beside." + view.id,
                        .title = view.title,
                        .places = {"view/beside"},
                        .icon = view.icon,
                        .run = [centre, id = view.id] { centre->openBeside(id); },
                        .isEnabled = m_isOpen});
    }
}

void WindowActions::addTabActions()
{
    Centre* centre = m_workspace.centre();
    m_registry.add({.id = "view.split",
                    .title = tr("&Split the view"),
                    .places = {"view"},
                    .group = 1,
                    .shortcut = "Ctrl+\\",
                    .icon = "split",
                    .run = [centre] { centre->splitActive(); },
                    .isEnabled = m_isOpen});
    m_registry.add({.id = "view.closeTab",
                    .title = tr("&Close the tab"),
                    .places = {"view"},
                    .group = 1,
                    .shortcut = "Ctrl+W",
                    .run = [centre] { centre->closeActive(); },
                    .isEnabled = [this, centre] { return m_isOpen() && centre->canClose(); }});
    m_registry.add({.id = "view.nextTab",
                    .title = tr("&Next tab"),
                    .places = {"view"},
                    .group = 1,
                    .shortcut = "Ctrl+Tab",
                    .run = [centre] { centre->step(1); },
                    .isEnabled = [this, centre] { return m_isOpen() && centre->canStep(); }});
}

void WindowActions::addWayActions()
{
    m_registry.add({.id = "view.back",
                    .title = tr("Bac&k"),
                    .places = {"view"},
                    .group = 2,
                    .shortcut = "Alt+Left",
                    .icon = "chevron-left",
                    .run = [this] { session()->selection()->goBack(); },
                    .isEnabled = [this] { return m_isOpen() && session()->selection()->canGoBack(); }});
    m_registry.add({.id = "view.forward",
                    .title = tr("&Forward"),
                    .places = {"view"},
                    .group = 2,
                    .shortcut = "Alt+Right",
                    .icon = "chevron-right",
                    .run = [this] { session()->selection()->goForward(); },
                    .isEnabled = [this] { return m_isOpen() && session()->selection()->canGoForward(); }});
}

void WindowActions::addMapActions()
{
    Centre* centre = m_workspace.centre();
    const auto add = [&](const char* id, const QString& title, const char* keys, const char* icon,
                         const char* function) {
        m_registry.add({.id = id,
                        .title = title,
                        .places = {"view"},
                        .group = 3,
                        .shortcut = keys,
                        .icon = icon,
                        .run = [centre, function] { centre->call(function); },
                        .isEnabled = [centre, function] { return centre->canCall(function); }});
    };
    m_registry.add({.id = "view.fit",
                    .title = tr("Show the &whole map"),
                    .places = {"view"},
                    .group = 3,
                    .shortcut = "Ctrl+0",
                    .icon = "fit",
                    .run = [centre] { centre->call("fit"); },
                    .isEnabled = [centre] { return centre->canCall("fit"); },
                    .liveTitle =
                        [centre] {
                            const bool isOther = centre->canCall("fit") && centre->activeView() != "map";
                            return isOther ? tr("Show the &whole") : tr("Show the &whole map");
                        }});
    add("view.zoomIn", tr("Zoom &in"), "Ctrl++", "zoom-in", "zoomIn");
    add("view.zoomOut", tr("Zoom &out"), "Ctrl+-", "zoom-out", "zoomOut");
    addMapTools();
    addPlaceActions();
}

void WindowActions::addMapTools()
{
    Centre* centre = m_workspace.centre();
    const auto add = [&](const char* id, const QString& title, const char* place, int group, const char* icon,
                         const char* function) {
        m_registry.add({.id = id,
                        .title = title,
                        .places = {place},
                        .group = group,
                        .icon = icon,
                        .run = [centre, function] { centre->call(function); },
                        .isEnabled = [centre, function] { return centre->canCall(function); }});
    };
    add("map.place", tr("Place on the &map"), "create", 5, "pin", "placePoint");
    add("map.region", tr("&Draw a region"), "create", 5, "region", "drawRegion");
    add("map.route", tr("Draw a &route"), "create", 5, "route", "drawRoute");
    add("map.measure", tr("&Measure a distance"), "view", 3, "measure", "measure");
    add("map.picture", tr("Choose the map's &picture…"), "world", 1, "image", "choosePicture");
    add("map.scale", tr("Set the map's s&cale…"), "world", 1, "measure", "calibrate");
    add("map.export", tr("Sa&ve the map as a picture…"), "file", 2, "export", "exportImage");
    m_registry.add({.id = "map.editShape",
                    .title = tr("Edit the &shape"),
                    .places = {"context/entity"},
                    .group = 3,
                    .icon = "region",
                    .run = [centre] { centre->call("editShape"); },
                    .isEnabled = [centre] { return centre->says("canEditShape"); }});
}

void WindowActions::addPlaceActions()
{
    Centre* centre = m_workspace.centre();
    // One thing that stands on a place.
    const auto canBePlaced = [this] {
        const catalogue::Type* type = selectedType();
        return type && session()->selection()->count() == 1 && type->field("locationId");
    };
    const auto hasPlace = [this] {
        const client::Record* record =
            m_hasSelection() ? session()->store().find(client::fromQString(session()->selection()->entityId()))
                             : nullptr;
        const Value* place = record ? record->field("locationId") : nullptr;
        return place && !place->isNull();
    };
    // A place, what stands on one, and what stands in something that does.
    const auto isShowable = [this, hasPlace] {
        const catalogue::Type* type = selectedType();
        return type && (type->role == catalogue::Role::Place || hasPlace() ||
                        (!type->field("locationId") && type->field("settlementId")));
    };
    m_registry.add({.id = "map.putSelected",
                    .title = tr("P&ut on the map"),
                    .places = {"context/entity"},
                    .group = 3,
                    .icon = "pin",
                    .run =
                        [centre] {
                            centre->open("map");
                            centre->call("placeSelected");
                        },
                    .isEnabled = canBePlaced,
                    .liveTitle = [hasPlace] { return hasPlace() ? tr("Mo&ve on the map") : tr("P&ut on the map"); }});
    m_registry.add({.id = "view.showOnMap",
                    .title = tr("Show on the ma&p"),
                    .places = {"view", "context/entity"},
                    .group = 3,
                    .shortcut = "Ctrl+M",
                    .icon = "map",
                    .run = [this] { m_workspace.showOnMap(); },
                    .isEnabled = isShowable});
}

const catalogue::Type* WindowActions::selectedType() const
{
    return m_hasSelection() ? m_workspace.types().find(client::fromQString(session()->selection()->type())) : nullptr;
}

void WindowActions::addFlowActions()
{
    Centre* centre = m_workspace.centre();
    const auto hasPart = [this] {
        const catalogue::Type* type = selectedType();
        return type && session()->selection()->count() == 1 && catalogue::isPartOfFlow(*type);
    };
    m_registry.add({.id = "flow.showSelected",
                    .title = tr("Show in the f&low"),
                    .places = {"view", "context/entity"},
                    .group = 3,
                    .icon = "branch",
                    .run =
                        [centre] {
                            centre->open("flow");
                            centre->call("showSelected");
                        },
                    .isEnabled = hasPart});
}

void WindowActions::addPanels()
{
    Panels* panels = m_workspace.panels();
    m_registry.addMenu("view/panels", tr("&Panels"), 4);
    m_registry.add({.id = "panel.navigator",
                    .title = tr("&Explorer"),
                    .places = {"view/panels", "rail"},
                    .shortcut = "Ctrl+B",
                    .icon = "tree",
                    .run = [panels] { panels->showNavigator(!panels->navigatorShown()); },
                    .isEnabled = m_isOpen,
                    .isChecked = [panels] { return panels->navigatorShown(); }});
    m_registry.add({.id = "panel.inspector",
                    .title = tr("&Inspector"),
                    .places = {"view/panels"},
                    .shortcut = "Ctrl+I",
                    .run = [panels] { panels->showInspector(!panels->inspectorShown()); },
                    .isEnabled = m_isOpen,
                    .isChecked = [panels] { return panels->inspectorShown(); }});
    m_registry.add({.id = "panel.dock",
                    .title = tr("&Bottom dock"),
                    .places = {"view/panels"},
                    .shortcut = "Ctrl+J",
                    .run = [panels] { panels->showDock(!panels->dockShown()); },
                    .isEnabled = m_isOpen,
                    .isChecked = [panels] { return panels->dockShown(); }});
    const auto page = [&](const char* id, const QString& title, const char* name, const char* icon) {
        m_registry.add({.id = id,
                        .title = title,
                        .places = {"view/panels", "rail/foot"},
                        .group = 1,
                        .icon = icon,
                        .run = [panels, name] { panels->openDock(name); },
                        .isEnabled = m_isOpen});
    };
    page("dock.problems", tr("&Problems"), "problems", "warning");
    page("dock.history", tr("&History"), "history", "time");
    m_registry.add({.id = "dock.putOff",
                    .title = tr("Put off &effects"),
                    .places = {"view/panels"},
                    .group = 1,
                    .icon = "event",
                    .run = [panels] { panels->openDock("putOff"); },
                    .isEnabled = m_isOpen});
    page("dock.notifications", tr("&Notifications"), "notifications", "bell");
    m_registry.add({.id = "view.fullScreen",
                    .title = tr("F&ull screen"),
                    .places = {"view"},
                    .group = 4,
                    .shortcut = "F11",
                    .run = [this] { m_workspace.toggleFullScreen(); },
                    .isChecked = [this] { return m_workspace.isFullScreen(); }});
}

void WindowActions::addThemes()
{
    m_registry.addMenu("view/theme", tr("&Theme"), 4);
    Preferences* preferences = m_workspace.preferences();
    const auto add = [&](const QString& theme, const QString& title, const QString& icon) {
        m_registry.add({.id = "theme." + theme,
                        .title = title,
                        .places = {"view/theme"},
                        .icon = icon,
                        .run = [preferences, theme] { preferences->setTheme(theme); },
                        .isChecked = [preferences, theme] { return preferences->theme() == theme; }});
    };
    add("system", tr("&System"), "settings");
    add("light", tr("&Light"), "sun");
    add("dark", tr("&Dark"), "moon");
    const auto scale = [&](const char* id, const QString& title, const char* keys, double step) {
        m_registry.add({.id = id,
                        .title = title,
                        .places = {"view/theme"},
                        .group = 1,
                        .shortcut = keys,
                        .run = [preferences, step] { preferences->setFontScale(preferences->fontScale() + step); }});
    };
    constexpr double oneStep = 0.1;
    scale("theme.larger", tr("L&arger text"), "Ctrl+Shift++", oneStep);
    scale("theme.smaller", tr("S&maller text"), "Ctrl+Shift+-", -oneStep);
}

} // namespace campaign
