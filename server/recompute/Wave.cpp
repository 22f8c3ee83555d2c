// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/recompute/Wave.h"

#include "server/dependencies/Ordering.h"

#include <algorithm>

namespace campaign::recompute {

using catalogue::Type;
using history::Entity;
using history::EntityPtr;
using Kind = ReadSite::Kind;

namespace {

constexpr int deepest = 16; ///< formulas that reach for others along paths known only when they run

bool isReference(const catalogue::Field& field)
{
    return field.type == catalogue::FieldType::Reference || field.type == catalogue::FieldType::AnyId;
}

/// A list as places name it.
std::string listName(const Type& members, const catalogue::Field& reference)
{
    return reference.name + "<" + members.name;
}

bool isSame(const ComputedField& left, const ComputedField& right)
{
    const auto failure = [](const RuleFailure& one, const RuleFailure& other) {
        return one.ruleId == other.ruleId && one.message == other.message;
    };
    return left.value == right.value && left.ruleId == right.ruleId && left.ruleName == right.ruleName &&
           std::equal(left.failures.begin(), left.failures.end(), right.failures.begin(), right.failures.end(),
                      failure);
}

} // namespace

Wave::Wave(LiveState& state, const history::ReadPoint& at, const Viewer& viewer)
    : m_state(state)
    , m_graph(state.types(), state.image, at, viewer)
    , m_reach(state.formulas, m_graph, state.defaults)
    , m_context(state.formulas.names(), m_graph, state.defaults)
{
    m_context.useDerived(*this);
    ++m_state.work.waves;
}

void Wave::noteEntity(const EntityPtr& before, const EntityPtr& after)
{
    const Entity& entity = after ? *after : *before;
    m_hasTouched = true;
    if (entity.type->fieldIndex("formula") >= 0)
        noteVariable(before.get(), after.get());
    if (before && after)
        return noteFields(*before, *after);
    noteComingOrGoing(entity, after != nullptr);
}

void Wave::noteComingOrGoing(const Entity& entity, bool isThere)
{
    touch({entity.type, entity.id, Kind::Exists, {}});
    noteMembership(entity, -1);
    for (const LiveRule* rule : m_state.rules.onlyOn(entity.id))
        mark(*rule, entity.id);
    std::set<std::string> fields = m_state.rules.fieldsOf(*entity.type, entity.id);
    if (const auto known = m_state.fields.find(entity.id); !isThere && known != m_state.fields.end())
        for (const auto& [name, field] : known->second)
            fields.insert(name);
    for (const std::string& field : fields)
        markField(*entity.type, entity.id, field);
}

/// Who is in the lists that its references put it in; all of them, or that of one field.
void Wave::noteMembership(const Entity& entity, int onlyField)
{
    if (entity.isArchived())
        return; // it stands in none
    for (std::size_t i = 0; i < entity.type->fields.size(); ++i) {
        const catalogue::Field& field = entity.type->fields[i];
        const bool isAsked = onlyField < 0 || static_cast<std::size_t>(onlyField) == i;
        if (!isAsked || field.type != catalogue::FieldType::Reference || !entity.fields[i].isString())
            continue;
        const Type* target = m_state.types().find(field.target);
        touch({target, entity.fields[i].asString(), Kind::Members, listName(*entity.type, field)});
    }
}

void Wave::noteFields(const Entity& before, const Entity& after)
{
    const Type& type = *after.type;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const Value& was = before.fields[i];
        const Value& is = after.fields[i];
        if (was == is)
            continue;
        const std::string& name = type.fields[i].name;
        touch({&type, after.id, Kind::Field, name});
        if (i == catalogue::common::ArchivedAt) {
            noteMembership(before, -1);
            noteMembership(after, -1);
        } else if (isReference(type.fields[i])) {
            noteMembership(before, static_cast<int>(i));
            noteMembership(after, static_cast<int>(i));
        }
        if (i == catalogue::common::Variables)
            noteVariables(before, after);
    }
    touch({&type, after.id, Kind::Whole, {}});
}

/// One that was not set and is now set to its default, or the other way round, reads as before.
void Wave::noteVariables(const Entity& before, const Entity& after)
{
    const Type& type = *after.type;
    const Value& was = before.field(catalogue::common::Variables);
    const Value& is = after.field(catalogue::common::Variables);
    const VariableDefaults& defaults = m_state.defaults[static_cast<std::size_t>(m_state.types().indexOf(type))];
    std::set<std::string> keys;
    for (const Value* value : {&was, &is})
        for (const auto& member : value->isObject() ? value->asObject() : Value::Object())
            keys.insert(member.first);
    for (const std::string& key : keys) {
        const Value* one = was.find(key);
        const Value* other = is.find(key);
        const Value& unset = defaultOf(defaults, key);
        if (m_newDefaults.contains({&type, key}) || !((one ? *one : unset) == (other ? *other : unset)))
            touch({&type, after.id, Kind::Field, type.fields[catalogue::common::Variables].name + "." + key});
    }
}

/// A state variable: what is read under its key where it hangs.
void Wave::noteVariable(const Entity* before, const Entity* after)
{
    const auto shown = [](const Entity* entity) {
        const bool isRead = entity && isInForce(*entity);
        return isRead ? std::tuple(entity->field("scopeId"), entity->field("key"), isDerived(*entity),
                                   entity->field("value"))
                      : std::tuple(Value(), Value(), false, Value());
    };
    if (shown(before) == shown(after))
        return;
    for (const Entity* entity : {before, after}) {
        const Type* owner = entity ? m_state.types().typeNamed(entity->field("scope")) : nullptr;
        if (owner && entity->field("scopeId").isString() && entity->field("key").isString())
            touch({owner, entity->field("scopeId").asString(), Kind::Keyed, entity->field("key").asString()});
    }
}

void Wave::noteRule(const std::shared_ptr<const LiveRule>& was, const std::shared_ptr<const LiveRule>& is)
{
    for (const LiveRule* rule : {was.get(), is.get()}) {
        if (rule && (rule->kind == LiveRule::Kind::Field || rule == is.get()))
            markEverywhere(*rule);
    }
    if (!was || is)
        return;
    if (m_state.variables.erase(was->id()) + m_state.conditions.erase(was->id()) > 0)
        report(*was, {}, true);
}

void Wave::noteDefault(const Type& type, const std::string& name)
{
    m_newDefaults.insert({&type, name});
    for (const auto& [id, entity] : m_state.image.all(type)) {
        if (!entity->field(catalogue::common::Variables).find(name))
            touch({&type, id, Kind::Field, "variables." + name});
    }
}

void Wave::noteClock()
{
    for (const auto& [id, rule] : m_state.rules.all()) {
        if (rule->sites->clock)
            markEverywhere(*rule);
    }
}

void Wave::touch(const Touched& touched)
{
    m_state.rules.forReaders(touched, m_state.image,
                             [this](const LiveRule& rule, const Id& root) { mark(rule, root); });
}

void Wave::mark(const LiveRule& rule, const Id& root)
{
    if (rule.kind == LiveRule::Kind::Field)
        markField(*rule.root, root, rule.field);
    else
        (rule.kind == LiveRule::Kind::Variable ? m_dirtyVariables : m_dirtyConditions).insert(rule.id());
}

void Wave::markField(const Type& type, const Id& entity, std::string_view field)
{
    m_dirtyFields.emplace(&type, entity, field);
}

void Wave::markEverywhere(const LiveRule& rule)
{
    if (rule.kind != LiveRule::Kind::Field || !rule.only.empty())
        return mark(rule, rule.only);
    for (const auto& [id, entity] : m_state.image.all(*rule.root))
        mark(rule, id);
}

const EntityPtr& Wave::rootOf(const LiveRule& rule) const
{
    return m_state.image.find(*rule.root, rule.only);
}

std::vector<ChangedValue> Wave::run()
{
    if (m_hasTouched)
        for (const LiveRule* rule : m_state.rules.readingEverything())
            markEverywhere(*rule);
    settleVariables();
    settleFields();
    settleConditions();
    return std::move(m_changed);
}

const Value* Wave::of(const Entity& variable)
{
    // One that is still to come: the path to it was known only now.
    if (const LiveRule* rule = m_state.rules.find(variable.id);
        rule && m_dirtyVariables.contains(variable.id) && m_depth < deepest)
        evaluateVariable(*rule);
    const auto found = m_state.variables.find(variable.id);
    return found == m_state.variables.end() || !found->second.isGood() ? nullptr : &found->second.value;
}

/// The variables that may come out otherwise: those marked, and all that are derived from them.
std::vector<Id> Wave::reachable() const
{
    std::set<Id> known(m_dirtyVariables.begin(), m_dirtyVariables.end());
    std::vector<Id> all(known.begin(), known.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const LiveRule* variable = m_state.rules.find(all[i]);
        if (!variable)
            continue;
        m_state.rules.forReaders({variable->root, variable->only, Kind::Keyed, variable->field}, m_state.image,
                                 [&](const LiveRule& rule, const Id&) {
                                     if (rule.kind == LiveRule::Kind::Variable && known.insert(rule.id()).second)
                                         all.push_back(rule.id());
                                 });
    }
    return all;
}

void Wave::settleVariables()
{
    const std::vector<Id> from = reachable();
    const std::set<Id> within(from.begin(), from.end());
    const auto upstream = [&](const Id& id) {
        std::vector<Id> next;
        const LiveRule* rule = m_state.rules.find(id);
        for (const Entity* one : rule ? m_reach.upstream(*rule->source) : std::vector<const Entity*>()) {
            if (within.contains(one->id))
                next.push_back(one->id);
        }
        return next;
    };
    const dependencies::Ordering<Id> order(from, upstream);
    for (const std::vector<Id>& component : order.components()) {
        const Id& first = component.front();
        const std::vector<Id> next = upstream(first);
        const bool isCircle = component.size() > 1 || std::find(next.begin(), next.end(), first) != next.end();
        const bool isDirty = std::any_of(component.begin(), component.end(),
                                         [this](const Id& id) { return m_dirtyVariables.contains(id); });
        const LiveRule* rule = m_state.rules.find(first);
        // One that has left its circle has a value again, even if what it reads is as before: still in one.
        const auto known = m_state.variables.find(first);
        const bool hasLeft = !isCircle && known != m_state.variables.end() && known->second.isCircle;
        if (!(isDirty || hasLeft) || !rule)
            continue;
        if (isCircle)
            markCircle(component);
        else
            evaluateVariable(*rule);
    }
}

void Wave::markCircle(const std::vector<Id>& members)
{
    const std::vector<const Entity*> circle =
        m_reach.circle(*m_state.rules.find(*std::min_element(members.begin(), members.end()))->source);
    const std::string words = circleInWords(circle, m_reach);
    for (const Id& id : members) {
        m_dirtyVariables.erase(id);
        setVariable(*m_state.rules.find(id), {{}, "It is derived from itself: " + words + ".", true});
    }
    for (const Id& id : members)
        m_dirtyVariables.erase(id); // their own results mark them again
}

void Wave::evaluateVariable(const LiveRule& rule)
{
    m_dirtyVariables.erase(rule.id());
    ++m_state.work.variables;
    ++m_depth;
    EntityContext context(m_state.formulas.names(), m_graph, m_state.defaults);
    context.useDerived(*this);
    rules::Evaluator evaluator;
    const bool isNested = m_depth > 1;
    DerivedValue value = DerivedVariables::evaluate(m_state.formulas, *rule.source, rootOf(rule).get(),
                                                    isNested ? context : m_context, isNested ? evaluator : m_evaluator);
    --m_depth;
    setVariable(rule, std::move(value));
}

void Wave::setVariable(const LiveRule& rule, DerivedValue value)
{
    const auto [known, isNew] = m_state.variables.try_emplace(rule.id());
    const bool isOther = isNew || !(known->second.value == value.value) || known->second.isGood() != value.isGood() ||
                         known->second.isCircle != value.isCircle;
    known->second = std::move(value);
    if (!isOther)
        return;
    report(rule, known->second.value, false);
    touch({rule.root, rule.only, Kind::Keyed, rule.field});
}

void Wave::settleFields()
{
    for (const auto& [type, entity, field] : m_dirtyFields)
        settleField(*type, Id(entity), std::string(field));
}

void Wave::settleField(const Type& type, const Id& id, const std::string& field)
{
    const EntityPtr& entity = m_state.image.find(type, id);
    const std::vector<const LiveRule*> rules =
        entity ? m_state.rules.ofField(type, id, field) : std::vector<const LiveRule*>();
    if (rules.empty()) {
        const auto known = m_state.fields.find(id);
        if (known == m_state.fields.end() || known->second.erase(field) == 0)
            return;
        report({LiveRule::Kind::Field, type.name, id, field, {}, true});
        if (known->second.empty())
            m_state.fields.erase(known);
        return;
    }
    ComputedField computed = evaluateField(*entity, field, rules);
    const auto [known, isNew] = m_state.fields[id].try_emplace(field);
    if (!isNew && isSame(known->second, computed))
        return;
    known->second = std::move(computed);
    report({LiveRule::Kind::Field, type.name, id, field, known->second.value, false});
}

ComputedField Wave::evaluateField(const Entity& entity, const std::string& field,
                                  const std::vector<const LiveRule*>& rules)
{
    ++m_state.work.fields;
    ComputedField computed;
    computed.field = field;
    for (const LiveRule* rule : rules) {
        m_context.setEntity(entity);
        Result<Value> value = rule->program ? m_evaluator.evaluate(*rule->program, m_context)
                                            : Error{ErrorCode::Invalid, rule->problem, {}, {}, {}};
        if (value) {
            computed.value = std::move(*value);
            computed.ruleId = rule->id();
            computed.ruleName = rule->source->name();
            break;
        }
        computed.failures.push_back({rule->id(), rule->source->name(), value.error().message});
    }
    return computed;
}

void Wave::settleConditions()
{
    for (const Id& id : m_dirtyConditions) {
        if (const LiveRule* rule = m_state.rules.find(id))
            settleCondition(*rule);
    }
}

void Wave::settleCondition(const LiveRule& rule)
{
    const EntityPtr& entity = rootOf(rule);
    if (!entity) {
        if (m_state.conditions.erase(rule.id()) > 0)
            report(rule, {}, true);
        return;
    }
    ++m_state.work.conditions;
    m_context.setEntity(*entity);
    const Result<bool> holds = rule.program ? m_evaluator.test(*rule.program, m_context)
                                            : Result<bool>(Error{ErrorCode::Invalid, rule.problem, {}, {}, {}});
    ConditionValue value{holds && *holds, holds ? std::string() : holds.error().message};
    const auto [known, isNew] = m_state.conditions.try_emplace(rule.id());
    if (!isNew && known->second == value)
        return;
    known->second = std::move(value);
    report(rule, known->second.problem.empty() ? Value(known->second.holds) : Value(), false);
}

void Wave::report(const LiveRule& rule, Value value, bool isGone)
{
    report({rule.kind, rule.source->type->name, rule.id(), rule.field, std::move(value), isGone});
}

void Wave::report(ChangedValue changed)
{
    ++m_state.work.changed;
    if (!m_isQuiet)
        m_changed.push_back(std::move(changed));
}

} // namespace campaign::recompute
