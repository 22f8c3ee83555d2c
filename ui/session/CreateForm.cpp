// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/CreateForm.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {
constexpr std::int64_t mostOwners = 500;
const char* const lastKind = "create/kind";
} // namespace

void CreateForm::setSession(Session* session)
{
    m_session = session;
    m_type = nullptr;
    emit sessionChanged();
    emit typeChanged();
}

QVariantList CreateForm::types() const
{
    QVariantList list;
    if (!m_session)
        return list;
    for (const catalogue::Type& type : m_session->store().types().types()) {
        if (m_session->isCreatable(type))
            list.append(QVariantMap{
                {"type", toQString(type.name)}, {"label", toQString(type.label)}, {"icon", toQString(type.icon)}});
    }
    return list;
}

int CreateForm::typeIndex() const
{
    const QVariantList offered = types();
    const auto found = std::find_if(offered.begin(), offered.end(),
                                    [this](const QVariant& one) { return one.toMap().value("type") == type(); });
    return m_type && found != offered.end() ? static_cast<int>(found - offered.begin()) : -1;
}

QString CreateForm::label() const
{
    return m_type ? toQString(m_type->label).toLower() : QString();
}

QString CreateForm::ownerLabel() const
{
    const catalogue::Field* owner = m_type ? m_session->ownerField(*m_type) : nullptr;
    return owner ? toQString(owner->label) : QString();
}

void CreateForm::setType(const QString& type)
{
    if (!m_session)
        return;
    m_type = m_session->store().types().find(fromQString(type.isEmpty() ? usualType() : type));
    m_owners.clear();
    m_owner = -1;
    m_isReading = false;
    if (const catalogue::Field* field = m_type ? m_session->ownerField(*m_type) : nullptr)
        readOwners(*field);
    m_about = aboutHere();
    emit typeChanged();
    emit ownersChanged();
    emit aboutChanged();
}

/// What is selected, when one of the type can be about it; one of its own kind is rather an example to follow.
Selection::Entity CreateForm::aboutHere() const
{
    const Selection* selection = m_session->selection();
    const bool tells = m_type && m_type->field("aboutId") && selection->count() == 1;
    return tells && selection->type() != type() ? Selection::Entity{selection->type(), selection->entityId()}
                                                : Selection::Entity{};
}

QString CreateForm::aboutName() const
{
    return m_session && !m_about.id.isEmpty() ? toQString(m_session->store().nameOf(fromQString(m_about.id)))
                                              : QString();
}

QString CreateForm::aboutIcon() const
{
    return m_session ? m_session->iconOf(m_about.type) : QString();
}

void CreateForm::forgetAbout()
{
    m_about = {};
    emit aboutChanged();
}

/// What was made last here, else what a world begins with.
QString CreateForm::usualType() const
{
    const QVariantList offered = types();
    const QString usual = m_session->recall(lastKind, "Kingdom").toString();
    const auto found = std::find_if(offered.begin(), offered.end(),
                                    [&](const QVariant& one) { return one.toMap().value("type") == usual; });
    const auto chosen = found == offered.end() ? offered.begin() : found;
    return chosen == offered.end() ? QString() : chosen->toMap().value("type").toString();
}

void CreateForm::readOwners(const catalogue::Field& field)
{
    const catalogue::Type* target = m_session->store().types().find(field.target);
    if (!target)
        return;
    m_isReading = true;
    const Value::Object variables{{"first", mostOwners}, {"branch", m_session->place().branch()}};
    m_session->client().execute(client::documents::page(*target, "__typename id version changeSeq name "), variables,
                                this,
                                [this, asked = m_type, here = m_session->ownerHere(field)](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    if (asked == m_type && page && page->isObject())
                                        takeOwners(*page, here);
                                });
}

void CreateForm::takeOwners(const Value& page, const Id& here)
{
    m_isReading = false;
    m_owners.clear();
    for (const Value& edge : page.find("edges")->asArray())
        m_owners.append({client::textOf(*edge.find("node"), "id"), client::textOf(*edge.find("node"), "name")});
    const QString standing = toQString(here);
    const auto isHere = [&](const Owner& owner) { return owner.id == standing; };
    if (!here.empty() && std::none_of(m_owners.begin(), m_owners.end(), isHere))
        m_owners.append({standing, toQString(m_session->store().nameOf(here))});
    std::sort(m_owners.begin(), m_owners.end(),
              [](const Owner& left, const Owner& right) { return left.name.localeAwareCompare(right.name) < 0; });
    const auto found = std::find_if(m_owners.begin(), m_owners.end(), isHere);
    m_owner = found == m_owners.end() ? (m_owners.isEmpty() ? -1 : 0) : static_cast<int>(found - m_owners.begin());
    emit ownersChanged();
}

QStringList CreateForm::ownerNames() const
{
    QStringList names;
    for (const Owner& owner : m_owners)
        names.append(owner.name);
    return names;
}

void CreateForm::setOwnerIndex(int index)
{
    if (index == m_owner || index < 0 || index >= m_owners.size())
        return;
    m_owner = index;
    emit ownersChanged();
}

/// What it must say beside name, owner, world and campaign, in words.
QStringList CreateForm::lacking() const
{
    QStringList labels;
    const catalogue::Field* owner = m_type ? m_session->ownerField(*m_type) : nullptr;
    for (const catalogue::Field& field : m_type ? m_type->fields : std::vector<catalogue::Field>()) {
        const bool isGiven = !field.required || !field.defaultValue.isNull() || field.name == "name" ||
                             &field == owner || field.target == "World" || field.target == "Campaign";
        if (!isGiven)
            labels.append(toQString(field.label).toLower());
    }
    return labels;
}

QString CreateForm::obstacle() const
{
    if (m_type && !m_session->isCreatable(*m_type)) {
        const QString missing = lacking().join(tr(", "));
        return missing.isEmpty() ? tr("This cannot be made here.")
                                 : tr("A name is not enough for this; it also needs: %1. It is made in the inspector "
                                      "of what it belongs to.")
                                       .arg(missing);
    }
    if (ownerLabel().isEmpty() || m_isReading || !m_owners.isEmpty())
        return {};
    return tr("It has to stand in a %1, and there is none yet. Make that first.").arg(ownerLabel().toLower());
}

void CreateForm::create(const QString& name)
{
    if (!m_type || !obstacle().isEmpty())
        return;
    m_session->remember(lastKind, type());
    m_session->create(type(), name, m_owner >= 0 ? m_owners.at(m_owner).id : QString(), m_about);
}

} // namespace campaign
