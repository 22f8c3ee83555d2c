// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Centre.h"

#include "ui/client/Conversion.h"

#include <algorithm>

namespace campaign {

namespace {
constexpr std::size_t mostPanes = 3;
}

Centre::Centre(std::vector<View> views, QObject* parent)
    : QAbstractListModel(parent)
    , m_views(std::move(views))
{
}

Centre::~Centre() = default;

int Centre::indexOf(const CentrePane* pane) const
{
    const auto found = std::find_if(m_panes.begin(), m_panes.end(), [&](const auto& one) { return one.get() == pane; });
    return found == m_panes.end() ? -1 : static_cast<int>(found - m_panes.begin());
}

int Centre::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : paneCount();
}

QVariant Centre::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= paneCount() || role != Qt::UserRole)
        return {};
    return QVariant::fromValue(m_panes[static_cast<std::size_t>(index.row())].get());
}

QHash<int, QByteArray> Centre::roleNames() const
{
    return {{Qt::UserRole, "pane"}};
}

CentrePane* Centre::active() const
{
    const auto index = static_cast<std::size_t>(m_active);
    return index < m_panes.size() ? m_panes[index].get() : nullptr;
}

QObject* Centre::activeItem() const
{
    const CentrePane::Tab* tab = active() ? active()->current() : nullptr;
    return tab ? tab->item.data() : nullptr;
}

QString Centre::activeView() const
{
    const CentrePane::Tab* tab = active() ? active()->current() : nullptr;
    return tab ? tab->view->id : QString();
}

QObject* Centre::itemOf(const QString& viewId) const
{
    for (const auto& pane : m_panes) {
        for (const CentrePane::Tab& tab : pane->tabs()) {
            if (tab.view->id == viewId && tab.item)
                return tab.item;
        }
    }
    return nullptr;
}

bool Centre::isPainted() const
{
    return !m_panes.empty() && std::all_of(m_panes.begin(), m_panes.end(), [](const auto& pane) {
        const CentrePane::Tab* tab = pane->current();
        if (!tab)
            return true;
        const QVariant painted = tab->item ? tab->item->property("isPainted") : QVariant(false);
        return !painted.isValid() || painted.toBool();
    });
}

const View* Centre::find(const QString& viewId) const
{
    const auto found =
        std::find_if(m_views.begin(), m_views.end(), [&](const View& view) { return view.id == viewId; });
    return found == m_views.end() ? nullptr : &*found;
}

void Centre::addPane(int index)
{
    beginInsertRows({}, index, index);
    m_panes.insert(m_panes.begin() + index, std::make_unique<CentrePane>(this));
    endInsertRows();
    emit panesChanged();
}

void Centre::removePane(int index)
{
    beginRemoveRows({}, index, index);
    m_panes[static_cast<std::size_t>(index)].release()->deleteLater(); // views let go of it before it dies
    m_panes.erase(m_panes.begin() + index);
    endRemoveRows();
    emit panesChanged();
}

void Centre::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session) {
        m_session->store().disconnect(this);
        m_session->selection()->disconnect(this);
    }
    m_session = session;
    while (!m_panes.empty())
        removePane(paneCount() - 1);
    m_active = 0;
    if (session) {
        connect(&session->store(), &client::EntityStore::entitiesChanged, this, &Centre::nameTabs);
        connect(session->selection(), &Selection::viewWanted, this,
                [this](const QString& view) { open(view.section(' ', 0, 0), view.section(' ', 1)); });
        restore();
        noteView();
    }
    emit activeChanged();
}

void Centre::restore()
{
    m_isRestoring = true;
    // A pane is a list of "view" or "view entity" after the number of its current tab.
    for (const QVariant& remembered : m_session->recall("centre", {}).toList()) {
        const QStringList lines = remembered.toStringList();
        addPane(paneCount());
        m_active = paneCount() - 1;
        for (const QString& line : lines.mid(1)) {
            if (const View* view = find(line.section(' ', 0, 0)))
                openIn(m_active, *view, line.section(' ', 1));
        }
        active()->setCurrent(lines.value(0).toInt());
        if (active()->count() == 0)
            removePane(m_active);
    }
    if (m_panes.empty()) {
        addPane(0);
        if (!m_views.empty())
            openIn(0, m_views.front(), {});
    }
    m_active = 0;
    m_isRestoring = false;
}

void Centre::remember() const
{
    if (!m_session || m_isRestoring)
        return;
    QVariantList panes;
    for (const auto& pane : m_panes) {
        QStringList lines{QString::number(pane->currentIndex())};
        for (const CentrePane::Tab& tab : pane->tabs())
            lines.append(tab.entityId.isEmpty() ? tab.view->id : tab.view->id + ' ' + tab.entityId);
        panes.append(QVariant(lines));
    }
    m_session->remember("centre", panes);
}

void Centre::nameTabs(const std::vector<client::EntityDelta>& deltas)
{
    for (const client::EntityDelta& delta : deltas) {
        for (const auto& pane : m_panes)
            pane->rename(client::toQString(delta.id), client::toQString(m_session->store().nameOf(delta.id)));
    }
}

void Centre::openIn(int pane, const View& view, const QString& entityId)
{
    CentrePane& target = *m_panes[static_cast<std::size_t>(pane)];
    const QString about = view.takesEntity ? entityId : QString();
    const QString name =
        about.isEmpty() ? QString() : client::toQString(m_session->store().nameOf(client::fromQString(about)));
    const CentrePane::Tab tab{&view, about, name, {}};
    int index = target.indexOf(tab);
    if (index < 0) {
        index = target.currentIndex() + 1;
        target.insert(index, tab);
    }
    activate(pane, index);
}

void Centre::open(const QString& viewId, const QString& entityId)
{
    const View* view = find(viewId);
    if (!view || !m_session)
        return;
    const CentrePane::Tab wanted{view, view->takesEntity ? entityId : QString(), {}, {}};
    for (std::size_t pane = 0; pane < m_panes.size(); ++pane) {
        if (m_panes[pane]->indexOf(wanted) >= 0) {
            activate(static_cast<int>(pane), m_panes[pane]->indexOf(wanted));
            return;
        }
    }
    openIn(m_active, *view, entityId);
}

void Centre::openBeside(const QString& viewId, const QString& entityId)
{
    const View* view = find(viewId);
    if (!view || !m_session)
        return;
    if (paneCount() == 1)
        addPane(1);
    openIn((m_active + 1) % paneCount(), *view, entityId);
}

void Centre::splitActive()
{
    const CentrePane::Tab* tab = active() ? active()->current() : nullptr;
    if (!tab || m_panes.size() == mostPanes)
        return;
    const View& view = *tab->view;
    const QString entityId = tab->entityId;
    if (active()->count() > 1)
        active()->remove(active()->currentIndex());
    addPane(m_active + 1);
    openIn(m_active + 1, view, entityId);
}

void Centre::activate(int pane, int tab)
{
    if (pane < 0 || pane >= paneCount())
        return;
    m_panes[static_cast<std::size_t>(pane)]->setCurrent(tab);
    m_active = pane;
    emit activeChanged();
    remember();
    noteView();
}

/// For the way back.
void Centre::noteView() const
{
    const CentrePane::Tab* tab = active() ? active()->current() : nullptr;
    if (tab && m_session && !m_isRestoring)
        m_session->selection()->noteView(tab->entityId.isEmpty() ? tab->view->id : tab->view->id + ' ' + tab->entityId);
}

void Centre::activatePane(int pane)
{
    if (pane != m_active && pane >= 0 && pane < paneCount())
        activate(pane, m_panes[static_cast<std::size_t>(pane)]->currentIndex());
}

bool Centre::canClose() const
{
    return m_panes.size() > 1 || (active() && active()->count() > 1);
}

void Centre::close(int pane, int tab)
{
    const auto index = static_cast<std::size_t>(pane);
    if (index >= m_panes.size() || tab < 0 || tab >= m_panes[index]->count() ||
        (m_panes.size() == 1 && m_panes[index]->count() == 1))
        return;
    m_panes[index]->remove(tab);
    if (m_panes[index]->count() == 0) {
        removePane(pane);
        m_active = std::clamp(m_active > pane ? m_active - 1 : m_active, 0, paneCount() - 1);
    }
    emit activeChanged();
    remember();
    noteView();
}

void Centre::closeActive()
{
    if (active())
        close(m_active, active()->currentIndex());
}

bool Centre::canStep() const
{
    return active() && active()->count() > 1;
}

void Centre::step(int by)
{
    if (canStep())
        activate(m_active, (active()->currentIndex() + by + active()->count()) % active()->count());
}

void Centre::setItem(int pane, int tab, QObject* item)
{
    if (pane < 0 || pane >= paneCount())
        return;
    m_panes[static_cast<std::size_t>(pane)]->setItem(tab, item);
    if (item)
        emit itemLoaded(item);
    emit activeChanged();
}

bool Centre::canCall(const char* function) const
{
    const QObject* item = activeItem();
    return item && item->metaObject()->indexOfMethod(QByteArray(function) + "()") >= 0;
}

bool Centre::says(const char* property) const
{
    const QObject* item = activeItem();
    return item && item->property(property).toBool();
}

void Centre::call(const char* function) const
{
    if (canCall(function))
        QMetaObject::invokeMethod(activeItem(), function);
}

} // namespace campaign
