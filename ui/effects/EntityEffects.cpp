// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EntityEffects.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/effects/EffectWords.h"
#include "ui/inspector/EntityEdits.h"

#include <algorithm>
#include <array>
#include <set>

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

namespace {

constexpr int mostEffects = 500;

std::int64_t integerOf(const Value& object, const char* member)
{
    const Value* number = object.find(member);
    return number && number->isInteger() ? number->asInteger() : 0;
}

std::size_t phaseOf(const Value& effect)
{
    const std::string timing = effect.stringOr("timing", effectwords::phases[1]);
    const auto found = std::find(effectwords::phases.begin(), effectwords::phases.end(), timing);
    return found == effectwords::phases.end() ? 1 : static_cast<std::size_t>(found - effectwords::phases.begin());
}

} // namespace

bool EntityEffects::takesEffects() const
{
    const catalogue::Type* effect = session() ? session()->store().types().find("Effect") : nullptr;
    const catalogue::Field* of = effect ? effect->field("entityType") : nullptr;
    return of && std::find(of->values.begin(), of->values.end(), fromQString(typeName())) != of->values.end();
}

void EntityEffects::clear()
{
    m_effects.clear();
    m_rows.clear();
}

bool EntityEffects::concerns(const std::vector<client::EntityDelta>& deltas) const
{
    // Sentences hold names of other things.
    return std::any_of(deltas.begin(), deltas.end(), [](const client::EntityDelta& delta) {
        return delta.type == "Effect" ||
               std::find(delta.fields.begin(), delta.fields.end(), "name") != delta.fields.end();
    });
}

void EntityEffects::ask()
{
    const catalogue::Type* effect = session()->store().types().find("Effect");
    if (!takesEffects())
        return;
    const Value::Object asked{{"first", mostEffects},
                              {"filter", client::documents::equals("entityId", id())},
                              {"branch", session()->place().branch()}};
    query(client::documents::page(*effect, client::documents::fullSelection(*effect)), asked,
          [this](const Value& data) { take(data); });
}

void EntityEffects::take(const Value& data)
{
    m_effects.clear();
    const Value* page = data.find("page");
    const Value* edges = page && page->isObject() ? page->find("edges") : nullptr;
    for (const Value& edge : edges && edges->isArray() ? edges->asArray() : Value::Array()) {
        const Value& node = *edge.find("node");
        m_effects.push_back({node.stringOr("id", ""), phaseOf(node), integerOf(node, "priority"), node});
    }
    // As a resolution runs them.
    std::sort(m_effects.begin(), m_effects.end(), [](const Effect& left, const Effect& right) {
        return std::tuple(left.phase, -left.priority, left.fields.stringOr("name", ""), left.id) <
               std::tuple(right.phase, -right.priority, right.fields.stringOr("name", ""), right.id);
    });
    show();
    askNames();
}

/// Of what the effects work on, where only ids are known.
void EntityEffects::askNames()
{
    std::set<std::pair<std::string, Id>> unknown;
    for (const Effect& effect : m_effects) {
        const Id target = effect.fields.stringOr("targetId", "");
        if (!target.empty() && session()->store().nameOf(target).empty())
            unknown.emplace(effect.fields.stringOr("targetType", ""), target);
    }
    std::string text;
    for (const auto& [typeName, id] : unknown) {
        if (const catalogue::Type* type = session()->store().types().find(typeName))
            text += "n" + std::to_string(text.size()) + ": " + type->queryName() + "(id: " + toJson(Value(id)) +
                    ", branchId: $branch) { __typename id version changeSeq name } ";
    }
    if (!text.empty())
        query("query Targets($branch: ID) { " + text + '}', {{"branch", session()->place().branch()}},
              [this](const Value&) { show(); });
}

QString EntityEffects::sentence(const Effect& effect) const
{
    return effectwords::ofEffect(effect.fields,
                                 {session()->store(), nullptr, toQString(session()->store().nameOf(id()))});
}

void EntityEffects::show()
{
    const QStringList labels = effectwords::phasesInWords();
    m_rows.clear();
    for (std::size_t phase = 0; phase < effectwords::phases.size(); ++phase) {
        const std::vector<const Effect*> effects = inPhase(phase);
        const int number = static_cast<int>(phase);
        m_rows.append(QVariantMap{{"isPhase", true},
                                  {"phase", number},
                                  {"label", labels[number]},
                                  {"count", static_cast<int>(effects.size())}});
        for (std::size_t place = 0; place < effects.size(); ++place) {
            const Value* active = effects[place]->fields.find("isActive");
            m_rows.append(QVariantMap{{"isPhase", false},
                                      {"phase", number},
                                      {"place", static_cast<int>(place)},
                                      {"id", toQString(effects[place]->id)},
                                      {"name", textOf(effects[place]->fields, "name")},
                                      {"sentence", sentence(*effects[place])},
                                      {"isActive", !active || *active != Value(false)}});
        }
    }
    emit changed();
}

std::vector<const EntityEffects::Effect*> EntityEffects::inPhase(std::size_t phase) const
{
    std::vector<const Effect*> found;
    for (const Effect& effect : m_effects) {
        if (effect.phase == phase)
            found.push_back(&effect);
    }
    return found;
}

const EntityEffects::Effect* EntityEffects::find(const QString& effectId) const
{
    const auto found = std::find_if(m_effects.begin(), m_effects.end(),
                                    [&](const Effect& effect) { return effect.id == fromQString(effectId); });
    return found == m_effects.end() ? nullptr : &*found;
}

int EntityEffects::rowOf(const QString& effectId) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&effectId](const QVariant& row) {
        return !effectId.isEmpty() && row.toMap()["id"].toString() == effectId;
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int EntityEffects::nextPriority() const
{
    std::int64_t lowest = 1;
    for (const Effect& effect : m_effects)
        lowest = std::min(lowest, effect.priority);
    return static_cast<int>(lowest - 1);
}

void EntityEffects::setActive(const QString& effectId, bool active)
{
    if (session())
        session()->commands().setField(fromQString(effectId), "isActive", Value(active));
}

void EntityEffects::remove(const QString& effectId)
{
    if (session())
        session()->commands().remove({fromQString(effectId)});
}

void EntityEffects::duplicate(const QString& effectId)
{
    if (session() && find(effectId))
        session()->commands().duplicate(fromQString(effectId));
}

void EntityEffects::step(int row, int by)
{
    const QVariantMap moved = m_rows.value(row).toMap();
    if (moved["id"].toString().isEmpty() || (by != 1 && by != -1))
        return;
    const int phase = moved["phase"].toInt();
    const int place = moved["place"].toInt() + by;
    const int last = static_cast<int>(inPhase(static_cast<std::size_t>(phase)).size()) - 1;
    if (place >= 0 && place <= last)
        move(moved["id"].toString(), phase, place);
    else if (by < 0 && phase > 0)
        move(moved["id"].toString(), phase - 1, mostEffects);
    else if (by > 0 && phase + 1 < static_cast<int>(effectwords::phases.size()))
        move(moved["id"].toString(), phase + 1, 0);
}

void EntityEffects::drop(int row, int target)
{
    const QString id = m_rows.value(row).toMap()["id"].toString();
    const QVariantMap at = m_rows.value(target).toMap();
    if (!id.isEmpty() && !at.isEmpty())
        move(id, at["phase"].toInt(), at["place"].toInt());
}

void EntityEffects::move(const QString& effectId, int phase, int place)
{
    const Effect* moved = find(effectId);
    if (!moved || phase < 0 || phase >= static_cast<int>(effectwords::phases.size()))
        return;
    const auto to = static_cast<std::size_t>(phase);
    std::vector<const Effect*> order = inPhase(to);
    std::erase(order, moved);
    const auto at = static_cast<std::ptrdiff_t>(std::clamp<std::int64_t>(place, 0, std::ssize(order)));
    order.insert(order.begin() + at, moved);
    if (order == inPhase(to))
        return;
    // Equal priorities would leave the order to the names, so each gets one of its own.
    EntityEdits edits(tr("Move the effect “%1”").arg(textOf(moved->fields, "name")));
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto priority = static_cast<std::int64_t>(order.size() - i);
        if (order[i]->priority != priority)
            edits.setField("Effect", order[i]->id, "priority", Value(priority));
    }
    if (moved->phase != to)
        edits.setField("Effect", moved->id, "timing", Value(effectwords::phases[to]));
    edits.send(*session(), this, [this](const QString& problem, int) {
        if (!problem.isEmpty())
            emit session()->client().failed(problem);
        session()->steps()->refresh();
    });
}

} // namespace campaign
