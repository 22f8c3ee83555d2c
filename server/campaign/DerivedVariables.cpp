// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/DerivedVariables.h"

#include "server/campaign/VariableCheck.h"
#include "server/core/Json.h"
#include "server/core/Sha256.h"
#include "server/dependencies/Ordering.h"

#include <algorithm>

namespace campaign {

using history::Entity;

namespace {

constexpr std::size_t mostFormulas = 20'000;
/// Formulas that reach for others along paths known only when they run nest; further down they have no value.
constexpr std::size_t deepest = 16;

} // namespace

bool isDerived(const Entity& entity)
{
    const int formula = entity.type->fieldIndex("formula");
    return formula >= 0 && !entity.field(formula).isNull();
}

bool isInForce(const Entity& entity)
{
    return !entity.isArchived() && !(entity.field("isActive") == Value(false));
}

Formulas::Formulas(const ContextNames& names, const rules::OperatorRegistry& operators)
    : m_names(names)
    , m_operators(operators)
    , m_programs(operators)
{
}

Result<std::shared_ptr<const rules::Program>> Formulas::program(const Value& expression)
{
    return m_programs.compile(expression);
}

std::shared_ptr<const RuleSites> Formulas::sites(const catalogue::Type& root, const Value& expression)
{
    const std::string key = root.name + ':' + sha256(toJson(expression));
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_sites.find(key); known != m_sites.end())
            return known->second;
    }
    RuleSites sites = sitesOf(m_names, root, dependencies::readsOf(expression, m_operators));
    auto made = std::make_shared<const RuleSites>(std::move(sites));
    const std::lock_guard lock(m_mutex);
    if (m_sites.size() >= mostFormulas)
        m_sites.clear();
    return m_sites.emplace(key, std::move(made)).first->second;
}

struct DerivedVariables::Level
{
    EntityContext context;
    rules::Evaluator evaluator;
};

DerivedVariables::DerivedVariables(Formulas& formulas, EntityGraph& graph,
                                   const std::vector<VariableDefaults>& defaults)
    : m_formulas(formulas)
    , m_graph(graph)
    , m_defaults(defaults)
{
}

DerivedVariables::~DerivedVariables() = default;

DerivedVariables::Level& DerivedVariables::level()
{
    if (m_levels.size() <= m_depth) {
        m_levels.emplace_back(new Level{EntityContext(m_formulas.names(), m_graph, m_defaults), rules::Evaluator()});
        m_levels.back()->context.useDerived(*this);
    }
    return *m_levels[m_depth];
}

const Value* DerivedVariables::of(const Entity& variable)
{
    const DerivedValue& found = reckon(variable);
    return found.isGood() ? &found.value : nullptr;
}

const DerivedValue& DerivedVariables::reckon(const Entity& variable)
{
    auto known = m_known.find(variable.id);
    if (known == m_known.end()) {
        if (m_depth >= deepest) {
            static const DerivedValue tooDeep{{}, "The formulas it reads reach too deep.", false};
            return tooDeep;
        }
        reckonAll(variable);
        known = m_known.find(variable.id);
    }
    if (ReadSet* into = m_graph.readSet(); into && known->second.reads)
        into->add(*known->second.reads);
    return known->second.value;
}

/// First what it may read, then itself.
void DerivedVariables::reckonAll(const Entity& variable)
{
    ReadSet* const outer = m_graph.readSet();
    m_graph.record(nullptr); // what each has read is noted with it
    const std::vector<const Entity*> from{&variable};
    const dependencies::Ordering<const Entity*> order(from, [this](const Entity* at) {
        return m_known.contains(at->id) ? std::vector<const Entity*>() : upstream(*at);
    });
    m_graph.record(outer);
    for (const std::vector<const Entity*>& component : order.components()) {
        const Entity* first = component.front();
        if (m_known.contains(first->id))
            continue;
        const std::vector<const Entity*> next = upstream(*first);
        const bool isCircle = component.size() > 1 || std::find(next.begin(), next.end(), first) != next.end();
        if (isCircle)
            markCircle(component);
        else
            evaluateOne(*first);
    }
}

/// What decides which variables these may read; nothing while nobody wants to know.
std::optional<ReadSet> DerivedVariables::lookAround(std::span<const Entity* const> variables)
{
    ReadSet* const outer = m_graph.readSet();
    if (!outer)
        return std::nullopt;
    ReadSet around = outer->another();
    m_graph.record(&around);
    std::vector<const Entity*> all;
    for (const Entity* variable : variables) {
        const std::vector<const Entity*> next = upstream(*variable);
        all.insert(all.end(), next.begin(), next.end());
    }
    m_graph.record(outer);
    for (const Entity* next : all) {
        const auto known = m_known.find(next->id);
        if (known != m_known.end() && known->second.reads)
            around.add(*known->second.reads);
    }
    return around;
}

void DerivedVariables::markCircle(std::span<const Entity* const> members)
{
    std::optional<ReadSet> around = lookAround(members);
    const auto byId = [](const Entity* left, const Entity* right) { return left->id < right->id; };
    ReadSet* const outer = m_graph.readSet();
    m_graph.record(nullptr);
    const std::string words = circleInWords(circle(**std::min_element(members.begin(), members.end(), byId)), *this);
    m_graph.record(outer);
    for (const Entity* member : members)
        m_known[member->id] = {{{}, "It is derived from itself: " + words + ".", true}, around};
}

void DerivedVariables::evaluateOne(const Entity& variable)
{
    const Entity* const one = &variable;
    std::optional<ReadSet> own = lookAround({&one, 1});
    ReadSet* const outer = m_graph.readSet();
    m_graph.record(own ? &*own : nullptr);
    Level& within = level();
    ++m_depth;
    DerivedValue value = evaluate(m_formulas, variable, ownerOf(variable), within.context, within.evaluator);
    --m_depth;
    m_graph.record(outer);
    m_known[variable.id] = {std::move(value), std::move(own)};
}

DerivedValue DerivedVariables::evaluate(Formulas& formulas, const Entity& variable, const Entity* owner,
                                        EntityContext& context, rules::Evaluator& evaluator)
{
    if (!owner)
        return {{}, "What it hangs on is not there.", false};
    const Result<std::shared_ptr<const rules::Program>> program = formulas.program(variable.field("formula"));
    if (!program)
        return {{}, program.error().message, false};
    context.setEntity(*owner);
    Result<Value> value = evaluator.evaluate(**program, context);
    if (!value)
        return {{}, value.error().message, false};
    if (const Result<> fits = checkResult(variable, *value); !fits)
        return {{}, fits.error().message, false};
    return {std::move(*value), {}, false};
}

Value DerivedVariables::reads(const Entity& variable)
{
    const Entity* owner = ownerOf(variable);
    const auto program = m_formulas.program(variable.field("formula"));
    if (!owner || !program)
        return Value::Array();
    EntityContext context(m_formulas.names(), m_graph, m_defaults);
    context.useDerived(*this);
    context.setEntity(*owner);
    rules::RecordingContext recording(context);
    rules::Evaluator evaluator;
    static_cast<void>(evaluator.evaluateInPlace(**program, recording).has_value());
    Value::Array all;
    for (const rules::RecordingContext::Read& read : recording.reads())
        all.push_back(Value::Object{{"path", read.path}, {"value", read.value}, {"isDefined", read.isDefined}});
    return all;
}

const Entity* DerivedVariables::ownerOf(const Entity& variable)
{
    const catalogue::Field* reference = variable.type->field(variable.type->ownerField);
    const catalogue::Type* type =
        reference ? m_formulas.names().types().typeNamed(variable.field(reference->target)) : nullptr;
    return type ? m_graph.up(variable, {reference, type, false}) : nullptr;
}

std::vector<const Entity*> DerivedVariables::upstream(const Entity& variable)
{
    const Entity* owner = ownerOf(variable);
    return owner ? readBy(*m_formulas.sites(*owner->type, variable.field("formula")), *owner)
                 : std::vector<const Entity*>();
}

std::vector<const Entity*> DerivedVariables::readBy(const RuleSites& sites, const Entity& entity)
{
    std::vector<const Entity*> found;
    for (const ReadSite& site : sites.sites) {
        if (site.kind != ReadSite::Kind::Keyed)
            continue;
        std::vector<const Entity*> owners{&entity};
        for (const Hop& hop : site.way) {
            std::vector<const Entity*> next;
            for (const Entity* at : owners) {
                if (const Entity* up = hop.isDown ? nullptr : m_graph.up(*at, hop))
                    next.push_back(up);
                if (hop.isDown)
                    for (const history::EntityPtr& one : m_graph.down(*at, hop))
                        next.push_back(one.get());
            }
            owners = std::move(next);
        }
        const Lead* lead = m_formulas.names().find(site.type(), "var");
        for (const Entity* owner : owners) {
            for (const history::EntityPtr& one : m_graph.down(*owner, lead->hops.front())) {
                const bool isMeant = isDerived(*one) && isInForce(*one) && one->field("key") == Value(site.path);
                if (isMeant && std::find(found.begin(), found.end(), one.get()) == found.end())
                    found.push_back(one.get());
            }
        }
    }
    return found;
}

std::vector<const Entity*> DerivedVariables::circle(const Entity& variable)
{
    // The one given may be another copy of what the graph has.
    const Entity* self = &variable;
    const catalogue::Field* reference = variable.type->field(variable.type->ownerField);
    if (const Entity* owner = ownerOf(variable)) {
        for (const history::EntityPtr& one : m_graph.down(*owner, {reference, variable.type, true}))
            self = one->id == variable.id ? one.get() : self;
    }
    return dependencies::circleThrough(self, [this](const Entity* at) { return upstream(*at); });
}

std::string circleInWords(std::span<const Entity* const> circle, DerivedVariables& variables)
{
    std::string words;
    for (const Entity* variable : circle) {
        const Entity* owner = variables.ownerOf(*variable);
        words += (words.empty() ? "" : " → ") + variable->name() + (owner ? " of " + owner->name() : std::string());
    }
    return words;
}

} // namespace campaign
