// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WindowActions.h"

#include "server/catalogue/Offering.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/workspace/Workspace.h"

#include <QGuiApplication>
#include <QWindow>

#include <algorithm>

namespace campaign {

using client::toQString;

namespace {
constexpr int lastGroup = 9; // of the File menu: other files of ours add to it as well
} // namespace

WindowActions::WindowActions(Workspace& workspace)
    : m_workspace(workspace)
    , m_isOpen([this] { return session() && session()->isReady() && m_workspace.busyWith().isEmpty(); })
    , m_hasSelection([this] { return m_isOpen() && !session()->selection()->isEmpty(); })
{
    addFileActions();
    addEditActions();
    addEntityActions();
    addRemovalActions();
    addFindActions();
    addPreferences();
    addCreateActions();
    addViewActions();
    addWorldActions();
    addHelpActions();
    addRungs();
    listRecent();
    const auto refresh = [this] { m_registry.refreshSoon(); };
    QObject::connect(&workspace, &Workspace::sessionChanged, &m_registry, refresh);
    QObject::connect(&workspace, &Workspace::busyChanged, &m_registry, refresh);
    QObject::connect(workspace.panels(), &Panels::changed, &m_registry, refresh);
    QObject::connect(workspace.preferences(), &Preferences::changed, &m_registry, refresh);
    QObject::connect(workspace.centre(), &Centre::activeChanged, &m_registry, refresh);
    QObject::connect(workspace.recent(), &RecentCampaigns::countChanged, &m_registry, [this] { listRecent(); });
}

Session* WindowActions::session() const
{
    return m_workspace.session();
}

void WindowActions::follow(Session* session)
{
    const auto refresh = [this] { m_registry.refreshSoon(); };
    QObject::connect(session, &Session::selectedNameChanged, &m_registry, refresh);
    QObject::connect(session, &Session::favouritesChanged, &m_registry, refresh);
    QObject::connect(session->selection(), &Selection::changed, &m_registry, refresh);
    QObject::connect(session->selection(), &Selection::trailChanged, &m_registry, refresh);
    QObject::connect(session->steps(), &UndoSteps::changed, &m_registry, refresh);
}

QString WindowActions::aboutSelection(const QString& withName, const QString& withCount, const QString& alone) const
{
    if (!m_hasSelection())
        return alone;
    const int count = session()->selection()->count();
    if (count > 1)
        return withCount.contains("%1") ? withCount.arg(count) : withCount;
    // An ampersand of the name is none of the menu's.
    const QString name = session()->selectedName().replace("&", "&&");
    return name.isEmpty() ? alone : withName.arg(name);
}

void WindowActions::addFileActions()
{
    m_registry.addMenu("file", tr("&File"));
    Prompts* prompts = m_workspace.prompts();
    m_registry.add({.id = "file.new",
                    .title = tr("&New campaign…"),
                    .places = {"file"},
                    .shortcut = "Ctrl+Shift+N",
                    .icon = "add",
                    .run = [prompts] { emit prompts->newCampaignWanted(); }});
    m_registry.add({.id = "file.open",
                    .title = tr("&Open…"),
                    .places = {"file"},
                    .shortcut = "Ctrl+O",
                    .icon = "open",
                    .run = [prompts] { emit prompts->openFileWanted(); }});
    m_registry.addMenu("file/recent", tr("Open &recent"));
    m_registry.add({.id = "file.sample",
                    .title = tr("Open the &sample campaign"),
                    .places = {"file"},
                    .icon = "map",
                    .run = [this] { m_workspace.openSample(); }});
    m_registry.add({.id = "file.import",
                    .title = tr("&Import a world…"),
                    .places = {"file"},
                    .group = 1,
                    .shortcut = "Ctrl+Shift+I",
                    .icon = "import",
                    .run = [prompts] { emit prompts->importWanted(); }});
    m_registry.add({.id = "file.importList",
                    .title = tr("Import a &list, places or a calendar…"),
                    .places = {"file"},
                    .group = 1,
                    .icon = "import",
                    .run = [prompts] { emit prompts->listImportWanted({}); },
                    .isEnabled = m_isOpen});
    addExportActions();
    m_registry.add({.id = "file.restore",
                    .title = tr("Restore &backup…"),
                    .places = {"file"},
                    .group = 1,
                    .icon = "archive",
                    .run = [prompts] { emit prompts->restoreWanted(); }});
    m_registry.add({.id = "file.close",
                    .title = tr("&Close campaign"),
                    .places = {"file"},
                    .group = lastGroup,
                    .shortcut = "Ctrl+Shift+W",
                    .icon = "close",
                    .run = [prompts] { emit prompts->closeWanted(); },
                    .isEnabled = m_isOpen});
    m_registry.add({.id = "file.quit",
                    .title = tr("&Quit"),
                    .places = {"file"},
                    .group = lastGroup,
                    .shortcut = "Ctrl+Q",
                    .run = [prompts] { emit prompts->quitWanted(); }});
}

void WindowActions::addExportActions()
{
    m_registry.addMenu("file/export", tr("&Export"), 1);
    const auto add = [this](const QString& id, const QString& title, const QString& format, const QString& type) {
        m_registry.add({.id = id,
                        .title = title,
                        .places = {"file/export"},
                        .icon = "export",
                        .run = [this, format, type] { emit m_workspace.prompts()->exportWanted(format, type); },
                        .isEnabled = m_isOpen});
    };
    add("file.export.json", tr("Export &everything, as JSON…"), "json", {});
    add("file.export.geojson", tr("Export the &places, as GeoJSON…"), "geojson", {});
    for (const catalogue::Type& type : m_workspace.types().types()) {
        if (offeringOf(type) != catalogue::Offering::InLists)
            continue;
        const QString name = client::toQString(type.name);
        const QString list = wording::ofName(client::toQString(type.plural)).toLower();
        add("file.export.csv." + name, tr("Export the list of %1, as CSV…").arg(list), "csv", name);
    }
}

void WindowActions::listRecent()
{
    constexpr int mostListed = 9;
    m_registry.removeAll("file.recent.");
    RecentCampaigns* recent = m_workspace.recent();
    for (int row = 0; row < std::min(recent->count(), mostListed); ++row) {
        const QModelIndex index = recent->index(row);
        if (index.data(RecentCampaigns::IsMissingRole).toBool())
            continue;
        const QString path = recent->pathAt(row);
        const QString name = index.data(RecentCampaigns::NameRole).toString().replace("&", "&&");
        m_registry.add({.id = "file.recent." + path,
                        .title = name,
                        .places = {"file/recent"},
                        .icon = "map",
                        .run = [this, path] { m_workspace.openPath(path); },
                        .isEnabled = [this] { return m_workspace.busyWith().isEmpty(); }});
    }
}

void WindowActions::addEditActions()
{
    m_registry.addMenu("edit", tr("&Edit"));
    const auto named = [this](const QString& name, const QString& with, const QString& alone) {
        return m_isOpen() && !name.isEmpty() ? with.arg(QString(name).replace("&", "&&")) : alone;
    };
    m_registry.add({.id = "edit.undo",
                    .title = tr("&Undo"),
                    .places = {"edit"},
                    .shortcut = "Ctrl+Z",
                    .icon = "undo",
                    .run = [this] { session()->steps()->undo(); },
                    .isEnabled = [this] { return m_isOpen() && !session()->steps()->undoName().isEmpty(); },
                    .liveTitle =
                        [this, named] {
                            return named(session() ? session()->steps()->undoName() : "", tr("&Undo %1"), tr("&Undo"));
                        }});
    m_registry.add({.id = "edit.redo",
                    .title = tr("&Redo"),
                    .places = {"edit"},
                    .shortcut = "Ctrl+Shift+Z",
                    .otherShortcut = "Ctrl+Y",
                    .icon = "redo",
                    .run = [this] { session()->steps()->redo(); },
                    .isEnabled = [this] { return m_isOpen() && !session()->steps()->redoName().isEmpty(); },
                    .liveTitle =
                        [this, named] {
                            return named(session() ? session()->steps()->redoName() : "", tr("&Redo %1"), tr("&Redo"));
                        }});
    m_registry.add({.id = "edit.history",
                    .title = tr("&History…"),
                    .places = {"edit"},
                    .icon = "time",
                    .run = [this] { m_workspace.panels()->openDock("history"); },
                    .isEnabled = m_isOpen});
}

void WindowActions::addEntityActions()
{
    const auto isOne = [this] { return m_hasSelection() && session()->selection()->count() == 1; };
    Prompts* prompts = m_workspace.prompts();
    m_registry.add({.id = "edit.rename",
                    .title = tr("Re&name"),
                    .places = {"edit", "context/entity"},
                    .group = 1,
                    .shortcut = "F2",
                    .icon = "edit",
                    .run = [prompts] { emit prompts->renameWanted(); },
                    .isEnabled = isOne,
                    .whyNot = [this] { return whatToSelect(); },
                    .liveTitle = [this] { return aboutSelection(tr("Re&name %1"), tr("Re&name"), tr("Re&name")); }});
    m_registry.add(
        {.id = "edit.duplicate",
         .title = tr("D&uplicate"),
         .places = {"edit", "context/entity"},
         .group = 1,
         .shortcut = "Ctrl+D",
         .icon = "copy",
         .run = [this] { session()->duplicateSelected(); },
         .isEnabled = isOne,
         .whyNot = [this] { return whatToSelect(); },
         .liveTitle = [this] { return aboutSelection(tr("D&uplicate %1"), tr("D&uplicate"), tr("D&uplicate")); }});
    m_registry.add(
        {.id = "edit.favourite",
         .title = tr("Add to &favourites"),
         .places = {"edit", "context/entity"},
         .group = 1,
         .icon = "star",
         .run =
             [this] { session()->toggleFavourite(session()->selection()->type(), session()->selection()->entityId()); },
         .isEnabled = isOne,
         .whyNot = [this] { return whatToSelect(); },
         .liveTitle =
             [this] {
                 const bool isOneAlready =
                     m_hasSelection() && session()->isFavourite(session()->selection()->entityId());
                 return isOneAlready ? tr("Remove from &favourites") : tr("Add to &favourites");
             }});
}

void WindowActions::addRemovalActions()
{
    m_registry.add(
        {.id = "edit.archive",
         .title = tr("&Archive"),
         .places = {"edit", "context/entity"},
         .group = 2,
         .icon = "archive",
         .run = [this] { session()->archiveSelected(); },
         .isEnabled = m_hasSelection,
         .whyNot = [this] { return whatToSelect(); },
         .liveTitle = [this] { return aboutSelection(tr("&Archive %1"), tr("&Archive %1 entries"), tr("&Archive")); }});
    m_registry.add(
        {.id = "edit.delete",
         .title = tr("&Delete"),
         .places = {"edit", "context/entity"},
         .group = 2,
         .shortcut = "Delete",
         .icon = "remove",
         .run = [this] { session()->removeSelected(); },
         .isEnabled = m_hasSelection,
         .whyNot = [this] { return whatToSelect(); },
         .liveTitle = [this] { return aboutSelection(tr("&Delete %1"), tr("&Delete %1 entries"), tr("&Delete")); }});
    m_registry.add({.id = "edit.deselect",
                    .title = tr("Clear the &selection"),
                    .places = {"edit"},
                    .group = 3,
                    .run = [this] { session()->selection()->clear(); },
                    .isEnabled = m_hasSelection});
}

void WindowActions::addFindActions()
{
    Prompts* prompts = m_workspace.prompts();
    Centre* centre = m_workspace.centre();
    m_registry.add({.id = "edit.find",
                    .title = tr("F&ind in the view…"),
                    .places = {"edit"},
                    .group = 3,
                    .shortcut = "Ctrl+F",
                    .icon = "search",
                    .run = [centre] { centre->call("find"); },
                    .isEnabled = [centre] { return centre->canCall("find"); }});
    m_registry.add({.id = "edit.findEverywhere",
                    .title = tr("Find &everywhere…"),
                    .places = {"edit"},
                    .group = 3,
                    .shortcut = "Ctrl+Shift+F",
                    .otherShortcut = "Ctrl+P",
                    .icon = "search",
                    .run = [prompts] { emit prompts->paletteWanted("@"); },
                    .isEnabled = m_isOpen});
    m_registry.add({.id = "edit.palette",
                    .title = tr("Find or &do…"),
                    .places = {"edit", "rail"},
                    .group = 3,
                    .shortcut = "Ctrl+K",
                    .icon = "search",
                    .run = [prompts] { emit prompts->paletteWanted({}); }});
}

void WindowActions::addPreferences()
{
    m_registry.add({.id = "edit.preferences",
                    .title = tr("&Preferences…"),
                    .places = {"edit", "rail/foot"},
                    .group = 4,
                    .shortcut = "Ctrl+,",
                    .icon = "settings",
                    .run = [prompts = m_workspace.prompts()] { emit prompts->preferencesWanted(); }});
}

void WindowActions::addCreateActions()
{
    m_registry.addMenu("create", tr("&Create"));
    m_registry.addMenu("context/entity/new", tr("&New here"));
    Prompts* prompts = m_workspace.prompts();
    m_registry.add({.id = "create.any",
                    .title = tr("&Create…"),
                    .places = {"create"},
                    .shortcut = "Ctrl+N",
                    .icon = "add",
                    .run = [prompts] { emit prompts->createWanted({}); },
                    .isEnabled = m_isOpen});
    for (const catalogue::Type& type : m_workspace.types().types()) {
        if (!Session::isCreatable(type))
            continue;
        const QString name = toQString(type.name);
        const catalogue::Field* owner = Session::ownerField(type);
        QStringList places{"create"};
        if (owner || type.name == "Note")
            places.append("context/entity/new");
        m_registry.add({.id = "create." + name,
                        .title = toQString(type.label),
                        .places = places,
                        .group = 1,
                        .icon = toQString(type.icon),
                        .run = [prompts, name] { emit prompts->createWanted(name); },
                        .isEnabled = m_isOpen});
    }
    addPartsOfTheSelected();
}

bool WindowActions::canHaveRules(bool areConditions) const
{
    const catalogue::Type* type = m_hasSelection() && session()->selection()->count() == 1 ? selectedType() : nullptr;
    return type && canHaveRules(*type, areConditions);
}

bool WindowActions::canHaveRules(const catalogue::Type& type, bool areConditions) const
{
    if (!client::documents::hasComputedFields(type) || type.name == "Note")
        return false;
    const catalogue::Type* condition = m_workspace.types().find("Condition");
    const catalogue::Field* of = condition ? condition->field("entityType") : nullptr;
    return !areConditions || (of && std::find(of->values.begin(), of->values.end(), type.name) != of->values.end());
}

QString WindowActions::whatToSelect() const
{
    if (!session())
        return tr("Open a campaign first.");
    return m_isOpen() ? tr("Select one entry first.") : QString();
}

QString WindowActions::whatHasRules(bool areConditions) const
{
    if (!m_isOpen())
        return whatToSelect();
    QStringList names;
    for (const catalogue::Type& type : m_workspace.types().types()) {
        if (Session::isCreatable(type) && canHaveRules(type, areConditions))
            names.append(toQString(type.label).toLower());
    }
    // A few say what kind of thing is meant.
    constexpr qsizetype mostNamed = 4;
    const QString some = names.mid(0, mostNamed).join(tr(", ", "between the kinds of things"));
    const QString all = names.size() > mostNamed ? tr("%1 …", "kinds of things, and others").arg(some) : some;
    return areConditions ? tr("Select first what the condition is for: %1").arg(all)
                         : tr("Select first what the rule is for: %1").arg(all);
}

// What belongs to an entity is made in its inspector; the menu leads there.
void WindowActions::addPartsOfTheSelected()
{
    m_registry.addMenu("create/part", tr("For the selecte&d"), 2);
    const auto add = [&](const char* tab, const QString& title, const char* icon) {
        m_registry.add({.id = QString("create.part.") + tab,
                        .title = title,
                        .places = {"create/part"},
                        .icon = icon,
                        .run =
                            [this, tab] {
                                m_workspace.panels()->showInspector(true);
                                emit m_workspace.prompts()->inspectorTabWanted(tab);
                            },
                        .isEnabled = [this] { return m_hasSelection() && session()->selection()->count() == 1; },
                        .whyNot = [this] { return whatToSelect(); }});
    };
    add("variables", tr("&Variable"), "tag");
    add("links", tr("&Link"), "branch");
    const auto addRule = [&](const char* id, const QString& title, bool isCondition) {
        m_registry.add({.id = id,
                        .title = title,
                        .places = {"create/part"},
                        .icon = "rule",
                        .run =
                            [this, isCondition] {
                                m_workspace.panels()->showInspector(true);
                                emit m_workspace.prompts()->ruleWanted(isCondition);
                            },
                        .isEnabled = [this, isCondition] { return canHaveRules(isCondition); },
                        .whyNot = [this, isCondition] { return whatHasRules(isCondition); }});
    };
    addRule("create.part.rules", tr("&Rule…"), false);
    addRule("create.part.conditions", tr("&Condition…"), true);
}

void WindowActions::addWorldActions()
{
    m_registry.addMenu("world", tr("&World"));
    m_registry.add({.id = "world.about",
                    .title = tr("&World and its description"),
                    .places = {"world"},
                    .icon = "world",
                    .run =
                        [this] {
                            session()->selectWorld();
                            m_workspace.panels()->showInspector(true);
                        },
                    .isEnabled = m_isOpen});
    Prompts* prompts = m_workspace.prompts();
    m_registry.add({.id = "world.clock",
                    .title = tr("&Set the world clock…"),
                    .places = {"world"},
                    .icon = "time",
                    .run = [prompts] { emit prompts->worldClockWanted(); },
                    .isEnabled = m_isOpen});
}

void WindowActions::addHelpActions()
{
    m_registry.addMenu("help", tr("&Help"));
    Prompts* prompts = m_workspace.prompts();
    m_registry.add({.id = "help.guide",
                    .title = tr("&Guide"),
                    .places = {"help"},
                    .shortcut = "F1",
                    .icon = "help",
                    .run = [prompts] { emit prompts->guideWanted(); }});
    m_registry.add({.id = "help.shortcuts",
                    .title = tr("Keyboard &shortcuts"),
                    .places = {"help"},
                    .shortcut = "Ctrl+/",
                    .icon = "keyboard",
                    .run = [prompts] { emit prompts->shortcutsWanted(); }});
    m_registry.add({.id = "help.about", .title = tr("&About"), .places = {"help"}, .icon = "info", .run = [prompts] {
                        emit prompts->aboutWanted();
                    }});
}

void WindowActions::addRungs()
{
    const auto editField = [] {
        QObject* focus = QGuiApplication::focusObject();
        return focus && focus->property("cursorPosition").isValid() && focus->property("readOnly").isValid() ? focus
                                                                                                             : nullptr;
    };
    m_ladder.add(
        EscapeLadder::EditField, [editField] { return editField() != nullptr; },
        [this, editField] {
            editField()->setProperty("focus", false);
            emit m_workspace.fieldLeft();
        });
    m_ladder.add(EscapeLadder::Selection, m_hasSelection, [this] { session()->selection()->clear(); });
    QObject::connect(m_workspace.centre(), &Centre::itemLoaded, &m_ladder,
                     [this](QObject* item) { m_ladder.addTool(item); });
}

} // namespace campaign
