// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/RuleSet.h"

#include "server/core/Json.h"
#include "server/core/Sha256.h"

#include <algorithm>

namespace campaign {

namespace {

constexpr int mostRules = 10'000;
constexpr std::size_t mostPrograms = 20'000;

std::string textOf(const Value& value)
{
    return value.isString() ? value.asString() : std::string();
}

bool triedBefore(const Rule* left, const Rule* right)
{
    const bool leftOfType = left->entityId.empty();
    const bool rightOfType = right->entityId.empty();
    return std::tuple(leftOfType, -left->priority, left->id) < std::tuple(rightOfType, -right->priority, right->id);
}

/// The rules given, grouped by field, fields by name.
std::vector<FieldRules> byField(std::vector<const Rule*> rules)
{
    std::sort(rules.begin(), rules.end(), triedBefore);
    std::stable_sort(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) { return a->field < b->field; });
    std::vector<FieldRules> fields;
    for (const Rule* rule : rules) {
        if (fields.empty() || fields.back().field != rule->field)
            fields.push_back({rule->field, {}});
        fields.back().rules.push_back(rule);
    }
    return fields;
}

Result<std::vector<history::EntityPtr>> readAll(history::Reading& reading, const catalogue::Type& type,
                                                const history::ReadPoint& at, const Viewer& viewer)
{
    history::ListQuery query;
    query.first = mostRules;
    Result<history::Page> page = reading.list(type, query, at, viewer);
    if (!page)
        return page.error();
    return std::move(page->entities);
}

void planPath(const ContextNames& names, const catalogue::Type& type, const rules::Path& path, ReadPlan& reads)
{
    const catalogue::Type* at = &type;
    ReadPlan* plan = &reads;
    bool isList = false;
    for (const rules::Path::Step& step : path.steps()) {
        if (isList) { // the key is an index into the list
            isList = false;
            continue;
        }
        const Lead* lead = names.find(*at, step.key());
        const bool leadsOn = lead && lead->kind != Lead::Kind::OwnField && lead->kind != Lead::Kind::OwnId &&
                             lead->kind != Lead::Kind::Version;
        if (!leadsOn)
            return;
        for (const Hop& hop : lead->hops) {
            plan = &plan->follow(hop);
            at = hop.type;
        }
        if (lead->kind == Lead::Kind::Average || lead->kind == Lead::Kind::Keyed)
            return;
        isList = lead->kind == Lead::Kind::List;
    }
}

} // namespace

void planReads(const ContextNames& names, const catalogue::Type& type, const rules::Program& program, ReadPlan& reads)
{
    for (const std::string& path : program.paths())
        planPath(names, type, rules::Path(path), reads);
}

Result<std::vector<VariableDefaults>> loadDefaults(const catalogue::Catalogue& types, history::Reading& reading,
                                                   const history::ReadPoint& at, const Viewer& viewer)
{
    std::vector<VariableDefaults> defaults(types.types().size());
    const auto schemas = readAll(reading, *types.find("VariableSchema"), at, viewer);
    if (!schemas)
        return schemas.error();
    for (const history::EntityPtr& schema : *schemas) {
        const catalogue::Type* type = types.findByAnyName(textOf(schema->field("entityType")));
        const Value& value = schema->field("defaultValue");
        if (type && schema->field("entityId").isNull() && !value.isNull())
            defaults[static_cast<std::size_t>(types.indexOf(*type))].emplace_back(schema->name(), value);
    }
    return defaults;
}

const std::vector<FieldRules>& TypeRules::of(const Id& entity) const
{
    if (ofEntity.empty())
        return ofType;
    const auto own = ofEntity.find(entity);
    return own == ofEntity.end() ? ofType : own->second;
}

ProgramCache::ProgramCache(const rules::OperatorRegistry& operators)
    : m_operators(operators)
{
}

Result<std::shared_ptr<const rules::Program>> ProgramCache::compile(const Value& expression)
{
    const std::string key = sha256(toJson(expression));
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_programs.find(key); known != m_programs.end())
            return known->second;
    }
    // Raw: an imported rule with an operator unknown here is kept and fails when it is reached.
    Result<std::shared_ptr<const rules::Program>> program = rules::Program::compileRaw(expression, m_operators);
    if (!program)
        return program;
    const std::lock_guard lock(m_mutex);
    if (m_programs.size() >= mostPrograms)
        m_programs.clear();
    m_programs.emplace(key, *program);
    return program;
}

RuleSet::RuleSet(const ContextNames& names)
    : m_names(names)
    , m_rules(names.types().types().size())
    , m_types(names.types().types().size())
{
}

Result<std::shared_ptr<const RuleSet>> RuleSet::load(const ContextNames& names, ProgramCache& programs,
                                                     history::Reading& reading, const history::ReadPoint& at,
                                                     const Viewer& viewer)
{
    const catalogue::Catalogue& types = names.types();
    std::shared_ptr<RuleSet> made(new RuleSet(names));
    const auto conditions = readAll(reading, *types.find("FieldCondition"), at, viewer);
    if (!conditions)
        return conditions.error();
    for (const history::EntityPtr& condition : *conditions)
        made->add(programs, *condition);
    Result<std::vector<VariableDefaults>> defaults = loadDefaults(types, reading, at, viewer);
    if (!defaults)
        return defaults.error();
    made->m_defaults = std::move(*defaults);
    made->arrange();
    return std::shared_ptr<const RuleSet>(std::move(made));
}

void RuleSet::add(ProgramCache& programs, const history::Entity& condition)
{
    const catalogue::Type* type = m_names.types().findByAnyName(textOf(condition.field("entityType")));
    if (!type || condition.field("isActive") != Value(true))
        return;
    Rule rule;
    rule.id = condition.id;
    rule.name = condition.name();
    rule.field = textOf(condition.field("field"));
    rule.entityId = textOf(condition.field("entityId"));
    const Value& priority = condition.field("priority");
    rule.priority = priority.isInteger() ? priority.asInteger() : 0;
    rule.expression = condition.field("expression");
    Result<std::shared_ptr<const rules::Program>> program = programs.compile(rule.expression);
    if (program)
        rule.program = *program;
    else
        rule.problem = program.error().message;
    m_rules[static_cast<std::size_t>(m_names.types().indexOf(*type))].push_back(std::move(rule));
}

void RuleSet::arrange()
{
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        std::vector<const Rule*> ofType;
        std::unordered_map<Id, std::vector<const Rule*>> ofEntity;
        for (const Rule& rule : m_rules[i]) {
            if (rule.entityId.empty())
                ofType.push_back(&rule);
            else
                ofEntity[rule.entityId].push_back(&rule);
        }
        for (auto& [id, rules] : ofEntity) {
            rules.insert(rules.end(), ofType.begin(), ofType.end());
            m_types[i].ofEntity.emplace(id, byField(std::move(rules)));
        }
        m_types[i].ofType = byField(std::move(ofType));
        planReads(m_names.types().types()[i], m_types[i]);
    }
}

void RuleSet::planReads(const catalogue::Type& type, TypeRules& rules)
{
    for (const Rule& rule : m_rules[static_cast<std::size_t>(m_names.types().indexOf(type))]) {
        if (rule.program)
            campaign::planReads(m_names, type, *rule.program, rules.reads);
    }
}

std::size_t RuleSet::size() const
{
    std::size_t count = 0;
    for (const std::deque<Rule>& rules : m_rules)
        count += rules.size();
    return count;
}

const TypeRules& RuleSet::of(const catalogue::Type& type) const
{
    return m_types[static_cast<std::size_t>(m_names.types().indexOf(type))];
}

} // namespace campaign
