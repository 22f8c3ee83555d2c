// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/recompute/LiveBranch.h"

#include "server/core/Json.h"
#include "server/dependencies/Ordering.h"
#include "server/recompute/Wave.h"

#include <algorithm>

namespace campaign::recompute {

using catalogue::Type;
using dependencies::Node;
using history::Entity;
using history::EntityPtr;

namespace {

bool isSchema(const Type& type)
{
    return type.name == "VariableSchema";
}

/// What rules are made from, and what stands in the graph: held whatever they read.
bool isAlwaysHeld(const Type& type)
{
    return LiveRules::areRules(type) || isSchema(type) || type.name == "Effect";
}

/// The types of whose variables' defaults a declaration speaks, with their names.
std::set<std::pair<const Type*, std::string>> declaredBy(const Entity* schema, const catalogue::Catalogue& types)
{
    const Type* type = schema ? types.typeNamed(schema->field("entityType")) : nullptr;
    if (!type)
        return {};
    return {{type, schema->name()}};
}

Value shown(const DerivedValue& value)
{
    return value.isGood() ? value.value : Value();
}

Value shown(const ConditionValue& value)
{
    return value.problem.empty() ? Value(value.holds) : Value();
}

template <typename Values, typename Show>
Value::Object byId(const Values& values, Show show)
{
    std::map<Id, Value> sorted;
    for (const auto& [id, value] : values)
        sorted.emplace(id, show(value));
    Value::Object object;
    for (auto& [id, value] : sorted)
        object.append(id, std::move(value));
    return object;
}

} // namespace

const Value& defaultOf(const VariableDefaults& defaults, const std::string& name)
{
    static const Value none;
    const auto found =
        std::find_if(defaults.begin(), defaults.end(), [&](const auto& one) { return one.first == name; });
    return found == defaults.end() ? none : found->second;
}

LiveBranch::LiveBranch(Formulas& formulas, Id branch, Viewer viewer)
    : m_formulas(formulas)
    , m_at{std::move(branch), {}, {}}
    , m_viewer(std::move(viewer))
    , m_state(std::make_unique<LiveState>(formulas))
{
}

LiveBranch::~LiveBranch() = default;

void LiveBranch::clear()
{
    const Work work = m_state->work;
    m_state = std::make_unique<LiveState>(m_formulas);
    m_state->work = work;
    m_seq = -1;
}

Result<> LiveBranch::begin(history::Snapshot& snapshot)
{
    for (const Type& type : m_state->types().types()) {
        if (!isAlwaysHeld(type))
            continue;
        if (const Result<> loaded = m_state->image.load(type, snapshot, m_at, m_viewer); !loaded)
            return loaded;
        for (const auto& [id, entity] : m_state->image.all(type)) {
            if (LiveRules::areRules(type))
                m_state->rules.put(id, entity);
            if (dependencies::PartPtr part = partOf(*entity, m_formulas))
                m_state->graph.put(std::move(part));
        }
    }
    const Result<> held = holdWhatIsRead(snapshot);
    return held ? readDefaults() : held;
}

/// Loads the types that the rules have come to read.
Result<> LiveBranch::holdWhatIsRead(history::Snapshot& snapshot)
{
    std::set<const Type*> wanted = m_state->rules.typesRead();
    if (!m_state->rules.readingEverything().empty()) {
        for (const Type& type : m_state->types().types()) {
            if (type.scope != catalogue::Scope::Store)
                wanted.insert(&type);
        }
    }
    for (const Type* type : wanted) {
        if (m_state->image.holds(*type))
            continue;
        if (const Result<> loaded = m_state->image.load(*type, snapshot, m_at, m_viewer); !loaded)
            return loaded;
    }
    return {};
}

Result<> LiveBranch::readDefaults()
{
    Result<std::vector<VariableDefaults>> defaults = loadDefaults(m_state->types(), m_state->image, m_at, m_viewer);
    if (!defaults)
        return defaults.error();
    m_state->defaults = std::move(*defaults);
    return {};
}

/// Leaves of the variables given those that are no longer what they were.
Result<> LiveBranch::readDefaults(std::set<std::pair<const Type*, std::string>>& declared)
{
    const std::vector<VariableDefaults> before = m_state->defaults;
    const Result<> read = readDefaults();
    std::erase_if(declared, [&](const auto& one) {
        const auto type = static_cast<std::size_t>(m_state->types().indexOf(*one.first));
        return defaultOf(before[type], one.second) == defaultOf(m_state->defaults[type], one.second);
    });
    return read;
}

Result<> LiveBranch::readAgain(const Type& type, const std::vector<Id>& ids, history::Snapshot& snapshot,
                               std::vector<Seen>& seen)
{
    Result<std::vector<EntityPtr>> found = snapshot.byIds(type, ids, m_at, m_viewer);
    if (!found)
        return found.error();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        EntityPtr now = std::move((*found)[i]);
        const EntityPtr& known = m_state->image.find(type, ids[i]);
        const bool isSame = known == now || (known && now && now->row != 0 && known->row == now->row);
        if (isSame)
            continue;
        EntityPtr was = m_state->image.put(type, ids[i], now);
        seen.push_back({std::move(was), std::move(now)});
    }
    return {};
}

Result<std::vector<LiveBranch::Seen>> LiveBranch::readAgain(history::Snapshot& snapshot,
                                                            const std::optional<std::vector<Named>>& changed)
{
    std::map<const Type*, std::set<Id>> named;
    for (const Named& one : changed ? *changed : std::vector<Named>()) {
        if (m_state->image.holds(*one.type))
            named[one.type].insert(one.id);
    }
    if (!changed) {
        ++m_state->work.comparisons;
        for (const Type& type : m_state->types().types()) {
            if (!m_state->image.holds(type))
                continue;
            const Result<std::vector<Id>> differing = m_state->image.differing(type, snapshot, m_at, m_viewer);
            if (!differing)
                return differing.error();
            named[&type].insert(differing->begin(), differing->end());
        }
    }
    std::vector<Seen> seen;
    for (const auto& [type, ids] : named) {
        if (const Result<> read = readAgain(*type, {ids.begin(), ids.end()}, snapshot, seen); !read)
            return read.error();
    }
    return seen;
}

/// Brings rules and graph up to what their entities have become.
std::vector<LiveBranch::RulePair> LiveBranch::takeRules(const std::vector<Seen>& seen)
{
    std::vector<RulePair> pairs;
    for (const Seen& one : seen) {
        const Entity& entity = one.after ? *one.after : *one.before;
        if (!isAlwaysHeld(*entity.type))
            continue;
        if (LiveRules::areRules(*entity.type))
            pairs.push_back(m_state->rules.put(entity.id, one.after));
        dependencies::PartPtr was = one.before ? partOf(*one.before, m_formulas) : nullptr;
        if (dependencies::PartPtr is = one.after ? partOf(*one.after, m_formulas) : nullptr)
            m_state->graph.put(std::move(is));
        else if (was)
            m_state->graph.remove(was->nodeId());
    }
    return pairs;
}

Result<std::vector<ChangedValue>> LiveBranch::catchUp(history::Snapshot& snapshot,
                                                      const std::optional<std::vector<Named>>& changed)
{
    const bool isFirst = m_seq < 0;
    const Result<history::WorldTime> time = snapshot.worldTime(m_at);
    if (!time)
        return time.error();
    m_state->image.setWorldTime(*time);
    Result<std::vector<Seen>> seen = std::vector<Seen>();
    if (isFirst) {
        if (const Result<> begun = begin(snapshot); !begun)
            return begun.error();
    } else {
        seen = readAgain(snapshot, changed);
    }
    if (!seen)
        return seen.error();
    std::vector<RulePair> rules = takeRules(*seen);
    if (isFirst) {
        for (const auto& [id, rule] : m_state->rules.all())
            rules.push_back({nullptr, rule});
    }
    if (const Result<> held = holdWhatIsRead(snapshot); !held)
        return held.error();
    std::set<std::pair<const Type*, std::string>> declared;
    for (const Seen& one : *seen) {
        for (const Entity* schema : {one.before.get(), one.after.get()}) {
            if (schema && isSchema(*schema->type))
                declared.merge(declaredBy(schema, m_state->types()));
        }
    }
    if (const Result<> read = declared.empty() ? Result<>() : readDefaults(declared); !read)
        return read.error();
    m_seq = snapshot.seq();
    if (seen->empty() && rules.empty() && changed)
        return std::vector<ChangedValue>();
    Wave wave(*m_state, m_at, m_viewer);
    if (isFirst)
        wave.keepQuiet();
    for (const auto& [type, name] : declared)
        wave.noteDefault(*type, name);
    for (const Seen& one : *seen)
        wave.noteEntity(one.before, one.after);
    for (const auto& [was, is] : rules)
        wave.noteRule(was, is);
    if (!changed)
        wave.noteClock();
    return wave.run();
}

const std::map<std::string, ComputedField>* LiveBranch::fieldsOf(const Id& entity) const
{
    const auto found = m_state->fields.find(entity);
    return found == m_state->fields.end() ? nullptr : &found->second;
}

const DerivedValue* LiveBranch::variable(const Id& id) const
{
    const auto found = m_state->variables.find(id);
    return found == m_state->variables.end() ? nullptr : &found->second;
}

const ConditionValue* LiveBranch::condition(const Id& id) const
{
    const auto found = m_state->conditions.find(id);
    return found == m_state->conditions.end() ? nullptr : &found->second;
}

std::vector<Id> LiveBranch::upstreamOf(const Id& variable) const
{
    std::vector<Id> ids;
    const LiveRule* rule = m_state->rules.find(variable);
    if (!rule || rule->kind != LiveRule::Kind::Variable)
        return ids;
    EntityGraph graph(m_state->types(), m_state->image, m_at, m_viewer);
    DerivedVariables variables(m_formulas, graph, m_state->defaults);
    for (const Entity* one : variables.upstream(*rule->source))
        ids.push_back(one->id);
    return ids;
}

std::vector<Node> LiveBranch::order() const
{
    std::vector<Id> variables, others;
    for (const auto& [id, rule] : m_state->rules.all())
        (rule->kind == LiveRule::Kind::Variable ? variables : others).push_back(id);
    std::sort(variables.begin(), variables.end());
    std::sort(others.begin(), others.end());
    const dependencies::Ordering<Id> order(variables, [this](const Id& id) { return upstreamOf(id); });
    std::vector<Node> nodes;
    const auto add = [&](dependencies::NodeType type, const Id& id) {
        if (const dependencies::Part* part =
                m_state->graph.find(std::string(dependencies::nodeTypeName(type)) + ":" + id))
            nodes.push_back(dependencies::DependencyGraph::nodeOf(*part));
    };
    for (const std::vector<Id>& component : order.components())
        for (const Id& id : component)
            add(dependencies::NodeType::Variable, id);
    for (const Id& id : others)
        add(dependencies::NodeType::Condition, id);
    return nodes;
}

std::vector<std::vector<Node>> LiveBranch::circles() const
{
    std::vector<Id> within;
    for (const auto& [id, value] : m_state->variables) {
        if (value.isCircle)
            within.push_back(id);
    }
    std::sort(within.begin(), within.end());
    const auto next = [this](const Id& id) { return upstreamOf(id); };
    const dependencies::Ordering<Id> order(within, next);
    std::vector<std::vector<Node>> circles;
    for (const std::vector<Id>& component : order.components()) {
        const Id first = *std::min_element(component.begin(), component.end());
        std::vector<Node> circle;
        for (const Id& id : dependencies::circleThrough(first, next)) {
            if (const dependencies::Part* part = m_state->graph.find("VARIABLE:" + id))
                circle.push_back(dependencies::DependencyGraph::nodeOf(*part));
        }
        if (!circle.empty())
            circles.push_back(std::move(circle));
    }
    return circles;
}

std::string LiveBranch::inWords(const std::vector<Node>& circle) const
{
    EntityGraph graph(m_state->types(), m_state->image, m_at, m_viewer);
    DerivedVariables variables(m_formulas, graph, m_state->defaults);
    std::vector<const Entity*> entities;
    for (const Node& node : circle) {
        if (const LiveRule* rule = m_state->rules.find(node.entity))
            entities.push_back(rule->source.get());
    }
    return circleInWords(entities, variables);
}

std::string LiveBranch::allValues() const
{
    const auto ofEntity = [](const std::map<std::string, ComputedField>& fields) {
        Value::Object object;
        for (const auto& [name, field] : fields)
            object.append(name, field.value);
        return Value(std::move(object));
    };
    return toCanonicalJson(
        Value::Object{{"fields", byId(m_state->fields, ofEntity)},
                      {"variables", byId(m_state->variables, [](const DerivedValue& one) { return shown(one); })},
                      {"conditions", byId(m_state->conditions, [](const ConditionValue& one) { return shown(one); })}});
}

} // namespace campaign::recompute
