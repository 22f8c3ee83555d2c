// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/recompute/LiveRules.h"

#include "server/campaign/ComputedFields.h"

#include <algorithm>

namespace campaign::recompute {

using catalogue::Type;
using history::Entity;
using history::EntityPtr;
using Kind = ReadSite::Kind;

namespace {

std::string textOf(const Value& value)
{
    return value.isString() ? value.asString() : std::string();
}

template <typename Rules>
void set(Rules& rules, const LiveRule* rule, bool isThere)
{
    if (isThere)
        rules.push_back(rule);
    else
        std::erase(rules, rule);
}

bool triedBefore(const LiveRule* left, const LiveRule* right)
{
    return std::tuple(left->only.empty(), -left->priority, left->id()) <
           std::tuple(right->only.empty(), -right->priority, right->id());
}

} // namespace

const Id LiveRules::anybody;

LiveRules::LiveRules(Formulas& formulas)
    : m_formulas(formulas)
{
}

bool LiveRules::areRules(const Type& type)
{
    return type.name == "FieldCondition" || type.name == "Condition" || type.fieldIndex("formula") >= 0;
}

std::shared_ptr<const LiveRule> LiveRules::make(const Entity& source, const EntityPtr& kept) const
{
    const Type& type = *source.type;
    if (source.isArchived() || source.field("isActive") == Value(false))
        return nullptr;
    LiveRule rule;
    rule.source = kept;
    const bool isVariable = type.fieldIndex("formula") >= 0;
    const catalogue::Field& owner = *type.field(type.ownerField);
    rule.root = m_formulas.names().types().typeNamed(source.field(owner.target));
    rule.only = textOf(source.field(owner.name));
    if (!rule.root || (isVariable && !isDerived(source)))
        return nullptr;
    const Value& expression = source.field(isVariable ? "formula" : "expression");
    if (isVariable) {
        rule.kind = LiveRule::Kind::Variable;
        rule.field = textOf(source.field("key"));
    } else if (type.name == "Condition") {
        rule.kind = LiveRule::Kind::Condition;
    } else {
        rule.field = textOf(source.field("field"));
        const Value& priority = source.field("priority");
        rule.priority = priority.isInteger() ? priority.asInteger() : 0;
        if (!ComputedFields::applyTo(*rule.root) || source.field("isActive") != Value(true))
            return nullptr;
    }
    Result<std::shared_ptr<const rules::Program>> program = m_formulas.program(expression);
    if (program)
        rule.program = std::move(*program);
    else
        rule.problem = program.error().message;
    rule.sites = m_formulas.sites(*rule.root, expression);
    return std::make_shared<const LiveRule>(std::move(rule));
}

std::pair<std::shared_ptr<const LiveRule>, std::shared_ptr<const LiveRule>> LiveRules::put(const Id& id,
                                                                                           const EntityPtr& now)
{
    std::shared_ptr<const LiveRule> was;
    if (const auto known = m_rules.find(id); known != m_rules.end()) {
        was = std::move(known->second);
        m_rules.erase(known);
        index(*was, false);
    }
    std::shared_ptr<const LiveRule> made = now ? make(*now, now) : nullptr;
    if (made) {
        m_rules.emplace(id, made);
        index(*made, true);
    }
    return {std::move(was), std::move(made)};
}

const LiveRule* LiveRules::find(const Id& id) const
{
    const auto found = m_rules.find(id);
    return found == m_rules.end() ? nullptr : found->second.get();
}

void LiveRules::index(const LiveRule& rule, bool isThere)
{
    for (const ReadSite& site : rule.sites->sites)
        indexSite(rule, site, isThere);
    if (rule.kind == LiveRule::Kind::Field)
        indexField(rule, isThere);
    if (!rule.only.empty()) {
        set(m_only[rule.only], &rule, isThere);
        if (m_only[rule.only].empty())
            m_only.erase(rule.only);
    }
    if (rule.sites->everything && isThere)
        m_everything.insert(&rule);
    else
        m_everything.erase(&rule);
    m_typesRead[rule.root] += isThere ? 1 : -1;
    for (const ReadSite& site : rule.sites->sites) {
        for (const Type* type : site.types)
            m_typesRead[type] += isThere ? 1 : -1;
        if (site.members)
            m_typesRead[site.members] += isThere ? 1 : -1;
    }
}

void LiveRules::indexField(const LiveRule& rule, bool isThere)
{
    Fields& fields = rule.only.empty() ? m_ofType[rule.root] : m_ofEntity[rule.only];
    std::vector<const LiveRule*>& rules = fields[rule.field];
    set(rules, &rule, isThere);
    std::sort(rules.begin(), rules.end(), triedBefore);
    if (rules.empty())
        fields.erase(rule.field);
}

std::string LiveRules::keyOf(const Type& type, Kind kind, const std::string& path)
{
    return type.name + static_cast<char>('0' + static_cast<int>(kind)) + path;
}

void LiveRules::indexSite(const LiveRule& rule, const ReadSite& site, bool isThere)
{
    const Kind kind = site.kind == Kind::Order ? Kind::Field : site.kind;
    const std::string place = keyOf(site.type(), kind, site.path + (site.members ? "<" + site.members->name : ""));
    std::string key = site.types.front()->name + '|';
    for (const Hop& hop : site.way)
        key += (hop.isDown ? '<' : '>') + hop.type->name + '.' + hop.field->name + '|';
    key += place;
    auto known = m_templates.find(key);
    if (known == m_templates.end()) {
        known = m_templates.emplace(key, std::make_unique<Template>(Template{site, {}})).first;
        m_byPlace[place].push_back(known->second.get());
    }
    Template& one = *known->second;
    set(one.rules[rule.only], &rule, isThere);
    if (one.rules[rule.only].empty())
        one.rules.erase(rule.only);
    if (!one.rules.empty())
        return;
    std::erase(m_byPlace[place], &one);
    if (m_byPlace[place].empty())
        m_byPlace.erase(place);
    m_templates.erase(known);
}

/// Back along the way, from what changed to the entities whose rules read it there.
std::vector<Id> LiveRules::rootsOf(const Template& one, const Touched& touched, const Image& image) const
{
    std::set<Id> here;
    if (!touched.id.empty())
        here.insert(touched.id);
    else
        for (const auto& [id, entity] : image.all(*touched.type))
            here.insert(id);
    for (std::size_t i = one.site.way.size(); i-- > 0;) {
        const Hop& hop = one.site.way[i];
        const Type& from = *one.site.types[i];
        std::set<Id> before;
        for (const Id& id : here) {
            if (!hop.isDown) {
                const std::vector<Id> referring = image.referring(from, *hop.field, id);
                before.insert(referring.begin(), referring.end());
            } else if (const EntityPtr& entity = image.find(*hop.type, id)) {
                // What is archived stands in no list.
                if (const Value& parent = entity->field(hop.field->name); parent.isString() && !entity->isArchived())
                    before.insert(parent.asString());
            }
        }
        here = std::move(before);
    }
    return {here.begin(), here.end()};
}

std::vector<const LiveRule*> LiveRules::ofField(const Type& type, const Id& entity, const std::string& field) const
{
    std::vector<const LiveRule*> rules;
    const auto add = [&](const Fields& fields) {
        if (const auto found = fields.find(field); found != fields.end())
            for (const LiveRule* rule : found->second)
                if (rule->root == &type)
                    rules.push_back(rule);
    };
    if (const auto own = m_ofEntity.find(entity); own != m_ofEntity.end())
        add(own->second);
    if (const auto all = m_ofType.find(&type); all != m_ofType.end())
        add(all->second);
    return rules;
}

std::set<std::string> LiveRules::fieldsOf(const Type& type, const Id& entity) const
{
    std::set<std::string> names;
    if (const auto all = m_ofType.find(&type); all != m_ofType.end())
        for (const auto& [name, rules] : all->second)
            names.insert(name);
    if (const auto own = m_ofEntity.find(entity); own != m_ofEntity.end())
        for (const auto& [name, rules] : own->second)
            names.insert(name);
    return names;
}

std::vector<const LiveRule*> LiveRules::onlyOn(const Id& entity) const
{
    const auto found = m_only.find(entity);
    return found == m_only.end() ? std::vector<const LiveRule*>() : found->second;
}

std::set<const Type*> LiveRules::typesRead() const
{
    std::set<const Type*> types;
    for (const auto& [type, count] : m_typesRead) {
        if (count > 0)
            types.insert(type);
    }
    return types;
}

} // namespace campaign::recompute
