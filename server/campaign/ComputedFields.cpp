// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/ComputedFields.h"

#include "server/core/Json.h"
#include "server/rules/Explanation.h"

#include <algorithm>
#include <numeric>

namespace campaign {

using history::Entity;
using history::EntityPtr;

namespace {

/// Runs the rules of one type over its entities; keeps evaluator and context between them.
class Evaluation
{
public:
    Evaluation(Formulas& formulas, EntityGraph& graph, const RuleSet& rules)
        : m_derived(formulas, graph, rules.defaults())
        , m_context(formulas.names(), graph, rules.defaults())
    {
        m_context.useDerived(m_derived);
    }

    EntityContext& context() { return m_context; }
    DerivedVariables& derived() { return m_derived; }

    std::shared_ptr<ComputedEntity> run(const Entity& entity, const std::vector<FieldRules>& fields)
    {
        auto computed = std::make_shared<ComputedEntity>();
        m_context.setEntity(entity);
        computed->fields.reserve(fields.size());
        for (const FieldRules& field : fields)
            computed->fields.push_back(compute(field));
        writeJson(*computed);
        return computed;
    }

private:
    ComputedField compute(const FieldRules& field)
    {
        ComputedField computed;
        computed.field = field.field;
        for (const Rule* rule : field.rules) {
            Result<Value> value = rule->program ? m_evaluator.evaluate(*rule->program, m_context)
                                                : Error{ErrorCode::Invalid, rule->problem, {}, {}, {}};
            if (value) {
                computed.value = std::move(value).value();
                computed.ruleId = rule->id;
                computed.ruleName = rule->name;
                break;
            }
            computed.failures.push_back({rule->id, rule->name, value.error().message});
        }
        return computed;
    }

    static void writeJson(ComputedEntity& computed)
    {
        computed.json.assign(1, '{'); // GCC 12 warns of an overlap when a literal is assigned here (PR 105651)
        for (const ComputedField& field : computed.fields) {
            if (computed.json.size() > 1)
                computed.json += ',';
            appendJsonString(computed.json, field.field);
            computed.json += ':';
            appendJson(computed.json, field.value);
        }
        computed.json += '}';
    }

    DerivedVariables m_derived;
    EntityContext m_context;
    rules::Evaluator m_evaluator;
};

const ComputedPtr& nothingComputed()
{
    static const ComputedPtr nothing = std::make_shared<const ComputedEntity>(ComputedEntity{{}, "{}", nullptr});
    return nothing;
}

/// An estimate of what an evaluated entity takes in memory.
std::size_t bytesOf(const ComputedEntity& computed)
{
    constexpr std::size_t ofField = sizeof(ComputedField) + 100;
    return sizeof computed + 2 * computed.json.size() + computed.fields.size() * ofField;
}

std::size_t bytesOf(const RuleSet& rules)
{
    constexpr std::size_t ofRule = 2'000;
    return 10'000 + rules.size() * ofRule;
}

Value readsJson(const rules::RecordingContext& recording)
{
    Value::Array reads;
    for (const rules::RecordingContext::Read& read : recording.reads())
        reads.push_back(Value::Object{{"path", read.path}, {"value", read.value}, {"isDefined", read.isDefined}});
    return reads;
}

/// One step of an explanation; the first rule that succeeds fills in the answer's value and rule.
Value tryRule(const Rule& rule, const rules::OperatorRegistry& operators, EntityContext& context, Value::Object& answer)
{
    Value::Object step{{"ruleId", rule.id},
                       {"name", rule.name},
                       {"priority", rule.priority},
                       {"level", rule.entityId.empty() ? "type" : "instance"}};
    if (!answer.find("rule")->isNull()) {
        step.append("outcome", "not reached");
        return step;
    }
    rules::RecordingContext recording(context);
    rules::Evaluator evaluator;
    const Result<Value> value = rule.program ? evaluator.evaluate(*rule.program, recording)
                                             : Error{ErrorCode::Invalid, rule.problem, {}, {}, {}};
    step.append("reads", readsJson(recording));
    step.append("tree", rules::toValue(rules::explain(rule.expression, operators, context)));
    step.append("outcome", value ? "won" : "failed");
    if (!value) {
        step.append("error", value.error().message);
        return step;
    }
    step.append("value", *value);
    answer.set("value", *value);
    answer.set("rule", Value::Object{{"id", rule.id}, {"name", rule.name}});
    return step;
}

Value failuresJson(const std::vector<RuleFailure>& failures)
{
    Value::Array list;
    for (const RuleFailure& failure : failures)
        list.push_back(
            Value::Object{{"ruleId", failure.ruleId}, {"ruleName", failure.ruleName}, {"message", failure.message}});
    return list;
}

} // namespace

Value ComputedEntity::sources() const
{
    Value::Object all;
    for (const ComputedField& one : fields) {
        const bool won = !one.ruleId.empty();
        all.append(one.field, Value::Object{{"ruleId", won ? Value(one.ruleId) : Value()},
                                            {"ruleName", won ? Value(one.ruleName) : Value()},
                                            {"errors", failuresJson(one.failures)}});
    }
    return all;
}

ComputedFields::ComputedFields(const SharedReads& shared, const ContextNames& names,
                               const rules::OperatorRegistry& operators)
    : m_shared(shared)
    , m_names(names)
    , m_formulas(names, operators)
{
}

bool ComputedFields::applyTo(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched && !type.parentField.empty();
}

bool ComputedFields::areMadeFrom(const catalogue::Type& type)
{
    return type.name == "FieldCondition" || type.name == "VariableSchema" || type.role == catalogue::Role::Branch;
}

Result<std::vector<ComputedPtr>> ComputedFields::of(std::span<const EntityPtr> entities, const history::ReadPoint& at,
                                                    history::Snapshot& snapshot, const Viewer& viewer)
{
    std::vector<ComputedPtr> out(entities.size(), nothingComputed());
    if (entities.empty())
        return out;
    const Result<std::shared_ptr<const RuleSet>> rules = ruleSet(at, snapshot, viewer);
    if (!rules)
        return rules.error();
    const catalogue::Type& type = *entities.front()->type;
    const TypeRules& ofType = (*rules)->of(type);
    if (ofType.empty())
        return out;
    const ReadSet always = rulesRead(at.branch);
    const auto compute = [&](std::span<const std::size_t> which) -> Result<std::vector<cache::Made>> {
        std::vector<const Entity*> from;
        for (const std::size_t i : which)
            from.push_back(entities[i].get());
        EntityGraph graph(m_names.types(), snapshot, at, viewer);
        if (const Result<> fetched = graph.prefetch(from, ofType.reads); !fetched)
            return fetched.error();
        ReadSet read(m_shared.invalidation, at.branch);
        graph.record(&read);
        Evaluation evaluation(m_formulas, graph, **rules);
        std::vector<cache::Made> made;
        made.reserve(which.size());
        for (const Entity* entity : from) {
            read.add(always);
            const std::shared_ptr<ComputedEntity> computed = evaluation.run(*entity, ofType.of(entity->id));
            computed->from = read.take();
            made.push_back({computed, computed->from, bytesOf(*computed)});
        }
        return made;
    };
    const bool isShared = at.isNow() && std::all_of(entities.begin(), entities.end(),
                                                    [](const EntityPtr& entity) { return entity->row != 0; });
    if (!isShared) {
        std::vector<std::size_t> all(entities.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        Result<std::vector<cache::Made>> made = compute(all);
        if (!made)
            return made.error();
        for (const std::size_t i : all)
            out[i] = std::static_pointer_cast<const ComputedEntity>((*made)[i].value);
        return out;
    }
    const std::string viewing = visibilityClass(viewer);
    cache::KeyBuilder keys(cache::Kind::ComputedFields, {type.queryName()}, {at.branch, viewing});
    std::string part;
    const auto key = [&](std::size_t i) {
        part.assign(entities[i]->id).append("@").append(std::to_string(entities[i]->row));
        return keys.key(part);
    };
    return cache::findOrComputeAll<ComputedEntity>(m_shared.cache, entities.size(), snapshot.seq(), key, compute);
}

Result<std::vector<ComputedPtr>> ComputedFields::within(std::span<const EntityPtr> entities, history::Reading& reading)
{
    std::vector<ComputedPtr> out(entities.size(), nothingComputed());
    if (entities.empty())
        return out;
    const Result<RuleSetPtr> rules = RuleSet::load(m_names, m_formulas.programs(), reading, {}, Viewer::owner());
    if (!rules)
        return rules.error();
    EntityGraph graph(m_names.types(), reading, {}, Viewer::owner());
    std::map<const catalogue::Type*, std::vector<const Entity*>> byType;
    for (const EntityPtr& entity : entities)
        byType[entity->type].push_back(entity.get());
    for (const auto& [type, ofOne] : byType) {
        if (const Result<> fetched = graph.prefetch(ofOne, (*rules)->of(*type).reads); !fetched)
            return fetched.error();
    }
    Evaluation evaluation(m_formulas, graph, **rules);
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const TypeRules& ofType = (*rules)->of(*entities[i]->type);
        if (!ofType.empty())
            out[i] = evaluation.run(*entities[i], ofType.of(entities[i]->id));
    }
    return out;
}

/// What every evaluation on the branch is made from, whatever it reads besides.
ReadSet ComputedFields::rulesRead(const Id& branch) const
{
    ReadSet read(m_shared.invalidation, branch);
    const catalogue::Catalogue& types = m_names.types();
    for (const catalogue::Type& type : types.types()) {
        if (areMadeFrom(type))
            read.type(type);
    }
    return read;
}

Result<ComputedFields::RuleSetPtr> ComputedFields::ruleSet(const history::ReadPoint& at, history::Snapshot& snapshot,
                                                           const Viewer& viewer)
{
    if (!at.isNow())
        return RuleSet::load(m_names, m_formulas.programs(), snapshot, at, viewer);
    const std::string viewing = visibilityClass(viewer);
    cache::KeyBuilder keys(cache::Kind::Rules, {}, {viewing});
    return cache::findOrCompute<RuleSet>(
        m_shared.cache, keys.key(at.branch), snapshot.seq(), [&]() -> Result<cache::Made> {
            const Result<RuleSetPtr> loaded = RuleSet::load(m_names, m_formulas.programs(), snapshot, at, viewer);
            if (!loaded)
                return loaded.error();
            return cache::Made{*loaded, rulesRead(at.branch).take(), bytesOf(**loaded)};
        });
}

Result<Value> ComputedFields::explain(const Entity& entity, const std::string& field, const history::ReadPoint& at,
                                      history::Snapshot& snapshot, const Viewer& viewer)
{
    const Result<std::shared_ptr<const RuleSet>> rules = ruleSet(at, snapshot, viewer);
    if (!rules)
        return rules.error();
    EntityGraph graph(m_names.types(), snapshot, at, viewer);
    Evaluation evaluation(m_formulas, graph, **rules);
    EntityContext& context = evaluation.context();
    context.setEntity(entity);
    Value::Object answer{{"field", field}, {"value", Value()}, {"rule", Value()}};
    Value::Array tried;
    for (const FieldRules& one : (*rules)->of(*entity.type).of(entity.id)) {
        if (one.field != field)
            continue;
        for (const Rule* rule : one.rules)
            tried.push_back(tryRule(*rule, m_formulas.operators(), context, answer));
    }
    answer.append("tried", std::move(tried));
    return Value(std::move(answer));
}

Result<std::vector<DerivedResult>> ComputedFields::derive(std::span<const EntityPtr> variables,
                                                          const history::ReadPoint& at, history::Snapshot& snapshot,
                                                          const Viewer& viewer)
{
    const Result<RuleSetPtr> rules = ruleSet(at, snapshot, viewer);
    if (!rules)
        return rules.error();
    EntityGraph graph(m_names.types(), snapshot, at, viewer);
    Evaluation evaluation(m_formulas, graph, **rules);
    const ReadSet always = rulesRead(at.branch);
    ReadSet read(m_shared.invalidation, at.branch);
    graph.record(&read);
    std::vector<DerivedResult> out;
    for (const EntityPtr& variable : variables) {
        read.add(always);
        DerivedValue value = evaluation.derived().reckon(*variable);
        out.push_back({std::move(value), read.take()});
    }
    return out;
}

Result<Value> ComputedFields::explainVariable(const Entity& variable, const history::ReadPoint& at,
                                              history::Snapshot& snapshot, const Viewer& viewer)
{
    const Result<RuleSetPtr> rules = ruleSet(at, snapshot, viewer);
    if (!rules)
        return rules.error();
    EntityGraph graph(m_names.types(), snapshot, at, viewer);
    Evaluation evaluation(m_formulas, graph, **rules);
    const DerivedValue value = evaluation.derived().reckon(variable);
    return Value(Value::Object{{"value", value.value},
                               {"problem", value.isGood() ? Value() : Value(value.problem)},
                               {"reads", evaluation.derived().reads(variable)}});
}

Result<Value> ComputedFields::tryOut(const rules::Expression& expression, const Entity& entity,
                                     const history::ReadPoint& at, history::Snapshot& snapshot, const Viewer& viewer,
                                     bool isExplained)
{
    const Result<std::shared_ptr<const RuleSet>> rules = ruleSet(at, snapshot, viewer);
    if (!rules)
        return rules.error();
    // Not through the cache of programs: what is typed passes by letter after letter.
    const std::shared_ptr<const rules::Program> program = rules::Program::compile(expression, m_formulas.operators());
    EntityGraph graph(m_names.types(), snapshot, at, viewer);
    Evaluation evaluation(m_formulas, graph, **rules);
    EntityContext& context = evaluation.context();
    context.setEntity(entity);
    rules::RecordingContext recording(context);
    rules::Evaluator evaluator;
    const Result<Value> value = evaluator.evaluate(*program, recording);
    Value::Object answer{{"reads", readsJson(recording)}};
    if (isExplained)
        answer.append("tree", rules::toValue(rules::explain(expression.rule(), m_formulas.operators(), context)));
    if (value)
        answer.append("value", *value);
    else
        answer.append("problem", value.error().message);
    return Value(std::move(answer));
}

Result<std::vector<Result<Value>>> ComputedFields::tryOutOn(const rules::Expression& expression,
                                                            std::span<const EntityPtr> entities,
                                                            const history::ReadPoint& at, history::Snapshot& snapshot,
                                                            const Viewer& viewer)
{
    std::vector<Result<Value>> values;
    if (entities.empty())
        return values;
    const Result<RuleSetPtr> rules = ruleSet(at, snapshot, viewer);
    if (!rules)
        return rules.error();
    const std::shared_ptr<const rules::Program> program = rules::Program::compile(expression, m_formulas.operators());
    std::vector<const Entity*> from;
    for (const EntityPtr& entity : entities)
        from.push_back(entity.get());
    ReadPlan reads;
    planReads(m_names, *entities.front()->type, *program, reads);
    EntityGraph graph(m_names.types(), snapshot, at, viewer);
    if (const Result<> fetched = graph.prefetch(from, reads); !fetched)
        return fetched.error();
    Evaluation evaluation(m_formulas, graph, **rules);
    EntityContext& context = evaluation.context();
    rules::Evaluator evaluator;
    values.reserve(from.size());
    for (const Entity* entity : from) {
        context.setEntity(*entity);
        values.push_back(evaluator.evaluate(*program, context));
    }
    return values;
}

} // namespace campaign
