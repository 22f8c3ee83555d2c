// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/ComputedFields.h"

#include "server/core/Json.h"

namespace campaign {

using history::Entity;
using history::EntityPtr;

namespace {

constexpr std::size_t mostRemembered = 200'000;
constexpr std::size_t mostBranches = 64;

/// Runs the rules of one type over its entities; keeps evaluator and context between them.
class Evaluation
{
public:
    Evaluation(const ContextNames& names, EntityGraph& graph, const RuleSet& rules)
        : m_context(names, graph, rules.defaults())
    {
    }

    ComputedPtr run(const Entity& entity, const std::vector<FieldRules>& fields)
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

    EntityContext m_context;
    rules::Evaluator m_evaluator;
};

const ComputedPtr& nothingComputed()
{
    static const ComputedPtr nothing = std::make_shared<const ComputedEntity>(ComputedEntity{{}, "{}"});
    return nothing;
}

/// Results are shared only between those who see everything.
bool mayShare(const history::ReadPoint& at, const Viewer& viewer)
{
    return at.isNow() && viewer.isGameMaster;
}

Value readsJson(const rules::RecordingContext& recording)
{
    Value::Array reads;
    for (const rules::RecordingContext::Read& read : recording.reads())
        reads.push_back(Value::Object{{"path", read.path}, {"value", read.value}, {"isDefined", read.isDefined}});
    return reads;
}

/// One step of an explanation; the first rule that succeeds fills in the answer's value and rule.
Value tryRule(const Rule& rule, EntityContext& context, Value::Object& answer)
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

ComputedFields::ComputedFields(history::Store& store, const ChangeTracker& tracker, const ContextNames& names,
                               const rules::OperatorRegistry& operators)
    : m_store(store)
    , m_tracker(tracker)
    , m_names(names)
    , m_programs(operators)
{
    const catalogue::Catalogue& types = store.types();
    for (const char* name : {"FieldCondition", "VariableSchema"})
        m_ruleTypes.add(types.indexOf(*types.find(name)));
}

bool ComputedFields::applyTo(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched && !type.parentField.empty();
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
    const bool share = mayShare(at, viewer);
    const BucketKey key{at.branch, m_store.types().indexOf(type)};
    const std::vector<std::size_t> missing =
        takeKnown(entities, key, ofType.dependsOn, share ? snapshot.seq() : -1, out);
    if (missing.empty())
        return out;
    std::vector<const Entity*> from;
    for (const std::size_t i : missing)
        from.push_back(entities[i].get());
    EntityGraph graph(m_store.types(), snapshot, at, viewer);
    if (const Result<> fetched = graph.prefetch(from, ofType.reads); !fetched)
        return fetched.error();
    Evaluation evaluation(m_names, graph, **rules);
    for (const std::size_t i : missing)
        out[i] = evaluation.run(*entities[i], ofType.of(entities[i]->id));
    if (share)
        remember(entities, missing, key, snapshot.seq(), out);
    return out;
}

Result<std::shared_ptr<const RuleSet>> ComputedFields::ruleSet(const history::ReadPoint& at,
                                                               history::Snapshot& snapshot, const Viewer& viewer)
{
    const bool share = mayShare(at, viewer);
    if (share) {
        const std::lock_guard lock(m_mutex);
        const auto known = m_ruleSets.find(at.branch);
        if (known != m_ruleSets.end() && known->second.first <= snapshot.seq()) {
            const std::optional<TypeSet> touched = m_tracker.touched(known->second.first, snapshot.seq());
            if (touched && !touched->meets(m_ruleTypes)) {
                known->second.first = snapshot.seq();
                return known->second.second;
            }
        }
    }
    Result<std::shared_ptr<const RuleSet>> loaded = RuleSet::load(m_names, m_programs, snapshot, at, viewer);
    if (!loaded || !share)
        return loaded;
    const std::lock_guard lock(m_mutex);
    if (m_ruleSets.size() >= mostBranches)
        m_ruleSets.clear();
    auto& slot = m_ruleSets[at.branch];
    if (!slot.second || slot.first <= snapshot.seq())
        slot = {snapshot.seq(), *loaded};
    return loaded;
}

/// The bucket brought up to the number, or null when it already stands at a later one. Under the mutex.
ComputedFields::Bucket* ComputedFields::freshBucket(const BucketKey& key, const TypeSet& dependsOn, std::int64_t seq)
{
    if (m_buckets.size() > mostBranches && !m_buckets.contains(key))
        m_buckets.clear();
    Bucket& bucket = m_buckets[key];
    if (bucket.seq > seq)
        return nullptr;
    if (bucket.seq < seq) {
        const std::optional<TypeSet> touched = m_tracker.touched(bucket.seq, seq);
        if (!touched || touched->meets(dependsOn) || touched->meets(m_ruleTypes) ||
            bucket.byRow.size() > mostRemembered)
            bucket.byRow.clear();
        bucket.seq = seq;
    }
    return &bucket;
}

/// Fills in what is remembered and returns the places of the rest; a negative number asks for nothing remembered.
std::vector<std::size_t> ComputedFields::takeKnown(std::span<const EntityPtr> entities, const BucketKey& key,
                                                   const TypeSet& dependsOn, std::int64_t seq,
                                                   std::vector<ComputedPtr>& out)
{
    std::vector<std::size_t> missing;
    const std::lock_guard lock(m_mutex);
    const Bucket* bucket = seq < 0 ? nullptr : freshBucket(key, dependsOn, seq);
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (bucket && entities[i]->row != 0) {
            if (const auto known = bucket->byRow.find(entities[i]->row); known != bucket->byRow.end()) {
                out[i] = known->second;
                continue;
            }
        }
        missing.push_back(i);
    }
    return missing;
}

void ComputedFields::remember(std::span<const EntityPtr> entities, const std::vector<std::size_t>& which,
                              const BucketKey& key, std::int64_t seq, const std::vector<ComputedPtr>& computed)
{
    const std::lock_guard lock(m_mutex);
    Bucket& bucket = m_buckets[key];
    if (bucket.seq != seq)
        return;
    for (const std::size_t i : which) {
        if (entities[i]->row != 0)
            bucket.byRow[entities[i]->row] = computed[i];
    }
}

Result<Value> ComputedFields::explain(const Entity& entity, const std::string& field, const history::ReadPoint& at,
                                      history::Snapshot& snapshot, const Viewer& viewer)
{
    const Result<std::shared_ptr<const RuleSet>> rules = ruleSet(at, snapshot, viewer);
    if (!rules)
        return rules.error();
    EntityGraph graph(m_store.types(), snapshot, at, viewer);
    EntityContext context(m_names, graph, (*rules)->defaults());
    context.setEntity(entity);
    Value::Object answer{{"field", field}, {"value", Value()}, {"rule", Value()}};
    Value::Array tried;
    for (const FieldRules& one : (*rules)->of(*entity.type).of(entity.id)) {
        if (one.field != field)
            continue;
        for (const Rule* rule : one.rules)
            tried.push_back(tryRule(*rule, context, answer));
    }
    answer.append("tried", std::move(tried));
    return Value(std::move(answer));
}

} // namespace campaign
