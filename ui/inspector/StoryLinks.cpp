// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/StoryLinks.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"

#include <algorithm>
#include <array>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

/// A kind of link, seen from one of its ends.
struct Relation
{
    const char* kind;
    bool isOutgoing;
    const char* words;
};

constexpr std::array relationsThereAre{
    Relation{"prerequisite", false, QT_TRANSLATE_NOOP("campaign::StoryLinks", "Needs first")},
    Relation{"prerequisite", true, QT_TRANSLATE_NOOP("campaign::StoryLinks", "Is needed for")},
    Relation{"triggers", true, QT_TRANSLATE_NOOP("campaign::StoryLinks", "Triggers")},
    Relation{"triggers", false, QT_TRANSLATE_NOOP("campaign::StoryLinks", "Is triggered by")},
    Relation{"blocks", true, QT_TRANSLATE_NOOP("campaign::StoryLinks", "Blocks")},
    Relation{"blocks", false, QT_TRANSLATE_NOOP("campaign::StoryLinks", "Is blocked by")},
    Relation{"related", true, QT_TRANSLATE_NOOP("campaign::StoryLinks", "Is related to")},
};

/// Related is the same from both ends.
std::size_t relationOf(const std::string& kind, bool isOutgoing)
{
    const auto found = std::find_if(relationsThereAre.begin(), relationsThereAre.end(), [&](const Relation& one) {
        return kind == one.kind && (one.isOutgoing == isOutgoing || kind == "related");
    });
    return static_cast<std::size_t>(std::min(found, relationsThereAre.end() - 1) - relationsThereAre.begin());
}

} // namespace

const catalogue::Type* StoryLinks::linkType() const
{
    return session() ? session()->store().types().find("Link") : nullptr;
}

bool StoryLinks::canLink() const
{
    const catalogue::Type* link = linkType();
    const catalogue::Field* end = link ? link->field("sourceType") : nullptr;
    return end && std::find(end->values.begin(), end->values.end(), fromQString(typeName())) != end->values.end();
}

QStringList StoryLinks::relations() const
{
    QStringList words;
    for (const Relation& one : relationsThereAre)
        words.append(tr(one.words));
    return words;
}

QVariantList StoryLinks::otherTypes() const
{
    QVariantList types;
    const catalogue::Type* link = linkType();
    const catalogue::Field* end = link ? link->field("targetType") : nullptr;
    for (const std::string& name : end ? end->values : std::vector<std::string>()) {
        if (const catalogue::Type* type = session()->store().types().find(name))
            types.append(QVariantMap{{"type", toQString(name)}, {"label", toQString(type->label)}});
    }
    return types;
}

void StoryLinks::make(int relation, const QString& otherType, const QString& otherId)
{
    if (!canLink() || relation < 0 || relation >= static_cast<int>(relationsThereAre.size()) || otherId.isEmpty())
        return;
    const Relation& wanted = relationsThereAre[static_cast<std::size_t>(relation)];
    const Commands::LinkEnd own{fromQString(typeName()), id()};
    const Commands::LinkEnd other{fromQString(otherType), fromQString(otherId)};
    const auto& [source, target] = wanted.isOutgoing ? std::pair(own, other) : std::pair(other, own);
    session()->commands().link(wanted.kind, source, target);
}

void StoryLinks::remove(const QString& linkId)
{
    if (session())
        session()->commands().remove({fromQString(linkId)});
}

void StoryLinks::clear()
{
    m_groups.clear();
}

void StoryLinks::ask()
{
    if (!canLink())
        return;
    const std::string rows = " { edges { node { __typename id version changeSeq name linkType sourceType source "
                             "targetType target } } } ";
    const std::string text = "query StoryLinks($id: ID, $branch: ID) { outgoing: linksConnection(first: 100, filter: "
                             "{source: {eq: $id}}, branchId: $branch)" +
                             rows +
                             "incoming: linksConnection(first: 100, filter: {target: {eq: $id}}, branchId: "
                             "$branch)" +
                             rows + '}';
    query(text, {{"id", id()}, {"branch", session()->place().branch()}}, [this](const Value& data) {
        std::vector<End> ends;
        gather(data, "outgoing", true, ends);
        gather(data, "incoming", false, ends);
        askNames(std::move(ends));
    });
}

void StoryLinks::gather(const Value& data, const char* alias, bool isOutgoing, std::vector<End>& ends) const
{
    const Value* list = data.find(alias);
    const Value* edges = list && list->isObject() ? list->find("edges") : nullptr;
    if (!edges || !edges->isArray())
        return;
    for (const Value& edge : edges->asArray()) {
        const Value& link = *edge.find("node");
        ends.push_back({link.stringOr("id", ""), relationOf(link.stringOr("linkType", ""), isOutgoing),
                        link.stringOr(isOutgoing ? "targetType" : "sourceType", ""),
                        link.stringOr(isOutgoing ? "target" : "source", "")});
    }
}

void StoryLinks::askNames(std::vector<End> ends)
{
    std::string text;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const catalogue::Type* type = session()->store().types().find(ends[i].type);
        if (type && session()->store().nameOf(ends[i].id).empty())
            text += "end" + std::to_string(i) + ": " + type->queryName() + "(id: " + toJson(Value(ends[i].id)) +
                    ", branchId: $branch) { __typename id version changeSeq name } ";
    }
    show(ends);
    if (!text.empty())
        query("query LinkEnds($branch: ID) { " + text + '}', {{"branch", session()->place().branch()}},
              [this, ends = std::move(ends)](const Value&) { show(ends); });
}

void StoryLinks::show(const std::vector<End>& ends)
{
    m_groups.clear();
    for (std::size_t relation = 0; relation < relationsThereAre.size(); ++relation) {
        QVariantList items;
        for (const End& end : ends) {
            const catalogue::Type* type = session()->store().types().find(end.type);
            if (end.relation == relation && type)
                items.append(QVariantMap{{"linkId", toQString(end.link)},
                                         {"type", toQString(end.type)},
                                         {"icon", toQString(type->icon)},
                                         {"id", toQString(end.id)},
                                         {"name", toQString(session()->store().nameOf(end.id))}});
        }
        if (!items.isEmpty())
            m_groups.append(QVariantMap{{"label", tr(relationsThereAre[relation].words)}, {"items", items}});
    }
    emit changed();
}

} // namespace campaign
