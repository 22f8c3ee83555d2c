// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/recompute/NaiveValues.h"

#include "server/core/Json.h"

#include <algorithm>
#include <cmath>

namespace campaign::test {

namespace {

std::pair<std::string, std::string> cut(const std::string& path)
{
    const std::size_t dot = path.find('.');
    return dot == std::string::npos ? std::pair(path, std::string())
                                    : std::pair(path.substr(0, dot), path.substr(dot + 1));
}

std::string text(const Value::Object& fields, const char* name)
{
    const Value* value = fields.find(name);
    return value && value->isString() ? value->asString() : std::string();
}

const Value& field(const Value::Object& fields, const std::string& name)
{
    static const Value none;
    const Value* value = fields.find(name);
    return value ? *value : none;
}

bool isTrue(const Value& value)
{
    if (value.isBoolean())
        return value.asBoolean();
    if (value.isNumber())
        return value.asNumber() != 0;
    if (value.isString())
        return !value.asString().empty();
    return value.isArray() && !value.asArray().empty();
}

double number(const Value& value)
{
    return value.isNumber() ? value.asNumber() : 0;
}

/// Up: the reference to follow, on each type.
const std::map<std::pair<std::string, std::string>, std::string> ups{{{"Settlement", "kingdom"}, "kingdomId"},
                                                                     {{"Structure", "settlement"}, "settlementId"},
                                                                     {{"Kingdom", "campaign"}, "campaignId"},
                                                                     {{"Event", "campaign"}, "campaignId"}};
/// Further up: by way of which.
const std::map<std::pair<std::string, std::string>, std::string> further{{{"Structure", "kingdom"}, "settlement"},
                                                                         {{"Settlement", "campaign"}, "kingdom"},
                                                                         {{"Structure", "campaign"}, "settlement"}};
/// Down: type and reference of the members.
const std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> downs{
    {{"Kingdom", "settlements"}, {"Settlement", "kingdomId"}},
    {{"Settlement", "structures"}, {"Structure", "settlementId"}},
    {{"Campaign", "kingdoms"}, {"Kingdom", "campaignId"}}};

bool isOff(const Value::Object& fields)
{
    return field(fields, "isActive") == Value(false);
}

} // namespace

NaiveValues::NaiveValues(history::Snapshot& snapshot, const catalogue::Catalogue& types, const Id& branch)
{
    for (const char* name : {"Campaign", "Kingdom", "Settlement", "Structure", "Event", "StateVariable",
                             "FieldCondition", "Condition", "VariableSchema"}) {
        const catalogue::Type& type = *types.find(name);
        history::ListQuery query;
        query.first = 10'000;
        query.includeArchived = true;
        const Result<history::Page> page = snapshot.list(type, query, {branch, {}, {}}, Viewer::owner());
        for (const history::EntityPtr& entity : page->entities) {
            Thing thing{name, entity->name(), entity->id, entity->isArchived(), {}, entity->version};
            for (std::size_t i = 0; i < type.fields.size(); ++i)
                thing.fields.append(type.fields[i].name, entity->fields[i]);
            m_things.emplace(entity->id, std::move(thing));
        }
    }
    for (const auto& [id, thing] : m_things) {
        if (thing.type == "VariableSchema" && !thing.isArchived)
            m_defaults[text(thing.fields, "entityType")].emplace(thing.name, field(thing.fields, "defaultValue"));
    }
    makeVariables();
    makeFields();
    makeConditions();
}

const NaiveValues::Thing* NaiveValues::find(const Id& id) const
{
    const auto found = m_things.find(id);
    return found == m_things.end() ? nullptr : &found->second;
}

std::vector<const NaiveValues::Thing*> NaiveValues::children(const std::string& type, const std::string& reference,
                                                             const Id& parent) const
{
    std::vector<const Thing*> found;
    for (const auto& [id, thing] : m_things) {
        if (thing.type == type && !thing.isArchived && text(thing.fields, reference.c_str()) == parent)
            found.push_back(&thing);
    }
    std::sort(found.begin(), found.end(), [](const Thing* left, const Thing* right) {
        return std::pair(left->name, left->id) < std::pair(right->name, right->id);
    });
    return found;
}

const NaiveValues::Thing* NaiveValues::variableOf(const Thing& owner, const std::string& key) const
{
    for (const Thing* variable : children("StateVariable", "scopeId", owner.id)) {
        if (text(variable->fields, "key") == key && !isOff(variable->fields))
            return variable;
    }
    return nullptr;
}

Value NaiveValues::read(const Thing& on, const std::string& path) const
{
    const auto [key, rest] = cut(path);
    if (const auto up = ups.find({on.type, key}); up != ups.end()) {
        const Thing* there = find(text(on.fields, up->second.c_str()));
        return there ? read(*there, rest) : Value();
    }
    if (const auto by = further.find({on.type, key}); by != further.end())
        return read(on, by->second + "." + key + "." + rest);
    if (const auto down = downs.find({on.type, key}); down != downs.end()) {
        const auto members = children(down->second.first, down->second.second, on.id);
        if (rest == "length")
            return static_cast<std::int64_t>(members.size());
        const auto [index, further_] = cut(rest);
        const std::size_t at = static_cast<std::size_t>(std::stoul(index));
        return at < members.size() ? read(*members[at], further_) : Value();
    }
    if (key == "var") {
        const Thing* variable = variableOf(on, rest);
        if (!variable)
            return {};
        if (field(variable->fields, "formula").isNull())
            return field(variable->fields, "value");
        const auto outcome = m_variables.find(variable->id);
        return outcome != m_variables.end() && outcome->second.isGood ? outcome->second.value : Value();
    }
    if (key == "variables") {
        const Value* value = field(on.fields, "variables").find(rest);
        if (value)
            return *value;
        const auto defaults = m_defaults.find(on.type);
        const bool has = defaults != m_defaults.end() && defaults->second.contains(rest);
        return has ? defaults->second.at(rest) : Value();
    }
    return field(on.fields, key);
}

void NaiveValues::places(const Thing& on, const std::string& path, std::set<std::string>& out) const
{
    const auto [key, rest] = cut(path);
    if (const auto up = ups.find({on.type, key}); up != ups.end()) {
        const Id target = text(on.fields, up->second.c_str());
        out.insert("field " + on.id + " " + up->second);
        if (!target.empty())
            out.insert("exists " + target);
        if (const Thing* there = find(target))
            places(*there, rest, out);
        return;
    }
    if (const auto by = further.find({on.type, key}); by != further.end())
        return places(on, by->second + "." + key + "." + rest, out);
    if (const auto down = downs.find({on.type, key}); down != downs.end()) {
        out.insert("members " + on.id + " " + down->second.first + " " + down->second.second);
        if (rest == "length")
            return;
        for (const Thing* member : children(down->second.first, down->second.second, on.id)) {
            out.insert("field " + member->id + " name");
            places(*member, cut(rest).second, out);
        }
        return;
    }
    out.insert(key == "var" ? "var " + on.id + " " + rest
                            : "field " + on.id + " " + (key == "variables" ? "variables." + rest : key));
}

/// Every path that stands in the rule, taken or not; of lists what is asked of their items.
void NaiveValues::placesOfRule(const Thing& on, const Value& rule, std::set<std::string>& out) const
{
    if (rule.isArray()) {
        for (const Value& one : rule.asArray())
            placesOfRule(on, one, out);
    }
    if (!rule.isObject() || rule.asObject().size() != 1)
        return;
    const auto& [name, operand] = *rule.asObject().begin();
    if (name == "var") {
        const Value& path = operand.isArray() ? operand.asArray().front() : operand;
        return places(on, path.asString(), out);
    }
    if (name != "reduce" && name != "some")
        return placesOfRule(on, operand, out);
    // The test's lists are {"reduce": [{"var": list} or {"filter": [{"var": list}, …]}, …]} over one field of items.
    const Value* source = &operand.asArray()[0];
    std::string all = toJson(operand);
    if (const Value* filter = source->find("filter"))
        source = &filter->asArray()[0];
    const std::string list = source->find("var")->asString();
    for (const char* item : {"level", "type"}) {
        if (all.find('"' + std::string(item) + '"') != std::string::npos ||
            all.find("current." + std::string(item)) != std::string::npos)
            places(on, list + ".0." + item, out);
    }
}

Value NaiveValues::run(const Value& rule, const Thing& on, const Value* item) const
{
    if (!rule.isObject())
        return rule;
    const auto& [name, operand] = *rule.asObject().begin();
    const auto argument = [&of = operand](std::size_t i) -> const Value& { return of.asArray()[i]; };
    const auto value = [&](std::size_t i) { return run(argument(i), on, item); };
    if (name == "var") {
        const std::string path = (operand.isArray() ? argument(0) : operand).asString();
        Value found;
        if (!item) {
            found = read(on, path);
        } else {
            const auto [key, rest] = cut(path);
            const Value* inner = item->find(key);
            found = !inner ? Value() : rest.empty() ? *inner : inner->find(rest) ? *inner->find(rest) : Value();
        }
        return found.isNull() && operand.isArray() && operand.asArray().size() > 1 ? argument(1) : found;
    }
    if (name == "if")
        return isTrue(value(0)) ? value(1) : value(2);
    if (name == "+" || name == "*" || name == "max" || name == "min") {
        double result = number(value(0));
        for (std::size_t i = 1; i < operand.asArray().size(); ++i) {
            const double next = number(value(i));
            result = name == "+"     ? result + next
                     : name == "*"   ? result * next
                     : name == "max" ? std::max(result, next)
                                     : std::min(result, next);
        }
        return result;
    }
    if (name == ">")
        return number(value(0)) > number(value(1));
    if (name == "==")
        return value(0) == value(1);
    if (name == "cat")
        return value(0).asString() + value(1).asString();
    // Lists.
    const auto items = [&](const Value& source) {
        Value::Array all;
        const Value* filter = source.find("filter");
        const std::string path = (filter ? filter->asArray()[0] : source).find("var")->asString();
        // The way to the owner of the list, then the list.
        const std::size_t dot = path.rfind('.');
        const Thing* owner = &on;
        for (std::string way = dot == std::string::npos ? "" : path.substr(0, dot); owner && !way.empty();) {
            const auto [key, rest] = cut(way);
            const auto up = ups.find({owner->type, key});
            owner = find(text(owner->fields, up->second.c_str()));
            way = rest;
        }
        if (!owner)
            return all;
        const auto down = downs.at({owner->type, dot == std::string::npos ? path : path.substr(dot + 1)});
        for (const Thing* member : children(down.first, down.second, owner->id)) {
            const Value one(member->fields);
            if (!filter || isTrue(run(filter->asArray()[1], on, &one)))
                all.push_back(one);
        }
        return all;
    };
    if (name == "some") {
        const Value::Array all = items(argument(0));
        return std::any_of(all.begin(), all.end(),
                           [&](const Value& one) { return isTrue(run(argument(1), on, &one)); });
    }
    if (name == "reduce") {
        Value result = argument(2);
        for (const Value& one : items(argument(0))) {
            const Value both = Value::Object{{"current", one}, {"accumulator", result}};
            result = run(argument(1), on, &both);
        }
        return result;
    }
    return {};
}

std::vector<const NaiveValues::Thing*> NaiveValues::upstream(const Thing& variable) const
{
    std::vector<const Thing*> found;
    const Thing* owner = find(text(variable.fields, "scopeId"));
    if (!owner)
        return found;
    std::set<std::string> all;
    placesOfRule(*owner, field(variable.fields, "formula"), all);
    for (const std::string& place : all) {
        if (!place.starts_with("var "))
            continue;
        const std::size_t space = place.find(' ', 4);
        const Thing* on = find(place.substr(4, space - 4));
        const Thing* one = on ? variableOf(*on, place.substr(space + 1)) : nullptr;
        if (one && !field(one->fields, "formula").isNull())
            found.push_back(one);
    }
    return found;
}

bool NaiveValues::reaches(const Id& from, const Id& to, std::set<Id>& seen) const
{
    for (const Thing* next : upstream(*find(from))) {
        if (next->id == to || (seen.insert(next->id).second && reaches(next->id, to, seen)))
            return true;
    }
    return false;
}

void NaiveValues::derive(const Thing& variable, std::vector<Id>& under)
{
    if (m_variables.contains(variable.id))
        return;
    std::set<Id> seen;
    if (reaches(variable.id, variable.id, seen)) {
        m_variables[variable.id] = {false, true, {}};
        return;
    }
    for (const Thing* one : upstream(variable))
        derive(*one, under);
    const Thing* owner = find(text(variable.fields, "scopeId"));
    if (!owner) {
        m_variables[variable.id] = {};
        return;
    }
    const Value value = run(field(variable.fields, "formula"), *owner, nullptr);
    const std::string type = text(variable.fields, "resultType");
    const bool fits =
        value.isNull() || (type == "STRING"    ? value.isString()
                           : type == "BOOLEAN" ? value.isBoolean()
                           : type == "INTEGER" ? value.isNumber() && std::floor(number(value)) == number(value)
                                               : true);
    m_variables[variable.id] = {fits, false, fits ? value : Value()};
}

void NaiveValues::makeVariables()
{
    std::vector<Id> under;
    for (const auto& [id, thing] : m_things) {
        if (thing.type != "StateVariable" || field(thing.fields, "formula").isNull() || thing.isArchived ||
            isOff(thing.fields))
            continue;
        derive(thing, under);
        const Thing* owner = find(text(thing.fields, "scopeId"));
        Made made{std::to_string(thing.version) + toJson(Value(thing.fields)) + (owner ? "+" : "-"), {}, true};
        if (owner)
            placesOfRule(*owner, field(thing.fields, "formula"), made.places);
        made.counts = !m_variables.at(id).isCircle;
        m_made["variable " + id] = std::move(made);
    }
}

void NaiveValues::makeFields()
{
    std::map<std::pair<Id, std::string>, std::vector<const Thing*>> rules;
    for (const auto& [id, thing] : m_things) {
        for (const auto& [ruleId, rule] : m_things) {
            const bool isMeant = rule.type == "FieldCondition" && !rule.isArchived && !isOff(rule.fields) &&
                                 text(rule.fields, "entityType") == thing.type &&
                                 (field(rule.fields, "entityId").isNull() || text(rule.fields, "entityId") == id);
            if (isMeant)
                rules[{id, text(rule.fields, "field")}].push_back(&rule);
        }
    }
    for (auto& [address, some] : rules) {
        std::sort(some.begin(), some.end(), [](const Thing* left, const Thing* right) {
            const auto rank = [](const Thing* one) {
                return std::tuple(field(one->fields, "entityId").isNull(), -number(field(one->fields, "priority")),
                                  one->id);
            };
            return rank(left) < rank(right);
        });
        const Thing& on = *find(address.first);
        Made made;
        for (const Thing* rule : some) {
            made.rules += rule->id + std::to_string(rule->version) + toJson(Value(rule->fields));
            placesOfRule(on, field(rule->fields, "expression"), made.places);
        }
        m_fields[address.first][address.second] = run(field(some.front()->fields, "expression"), on, nullptr);
        m_made["field " + address.first + " " + address.second] = std::move(made);
    }
}

void NaiveValues::makeConditions()
{
    for (const auto& [id, thing] : m_things) {
        const Thing* on = find(text(thing.fields, "entityId"));
        if (thing.type != "Condition" || thing.isArchived || isOff(thing.fields) || !on)
            continue;
        Made made{std::to_string(thing.version) + toJson(Value(thing.fields)), {}, true};
        placesOfRule(*on, field(thing.fields, "expression"), made.places);
        m_conditions[id] = isTrue(run(field(thing.fields, "expression"), *on, nullptr));
        m_made["condition " + id] = std::move(made);
    }
}

/// What a place shows in this state.
std::string NaiveValues::shown(const std::string& place) const
{
    std::vector<std::string> words;
    for (std::size_t start = 0; start <= place.size();) {
        const std::size_t end = std::min(place.find(' ', start), place.size());
        words.push_back(place.substr(start, end - start));
        start = end + 1;
    }
    const Thing* on = find(words[1]);
    if (words[0] == "exists")
        return on ? "yes" : "no";
    if (words[0] == "members") {
        std::string all;
        std::set<Id> ids;
        for (const Thing* member : children(words[2], words[3], words[1]))
            ids.insert(member->id);
        for (const Id& id : ids)
            all += id + " ";
        return all;
    }
    if (!on)
        return "";
    if (words[0] == "var") {
        const Thing* variable = variableOf(*on, words[2]);
        if (!variable)
            return "none";
        const auto outcome = m_variables.find(variable->id);
        if (outcome == m_variables.end())
            return "plain " + toJson(field(variable->fields, "value"));
        return "derived " + std::string(outcome->second.isGood ? "good " : "bad ") +
               (outcome->second.isCircle ? "circle " : "") + toCanonicalJson(outcome->second.value);
    }
    if (words[2].starts_with("variables."))
        return toJson(read(*on, words[2]));
    return toJson(field(on->fields, words[2]));
}

std::size_t NaiveValues::evaluationsSince(const NaiveValues& before) const
{
    std::size_t count = 0;
    for (const auto& [address, made] : m_made) {
        if (!made.counts)
            continue;
        const auto was = before.m_made.find(address);
        const bool isOther = was == before.m_made.end() || was->second.rules != made.rules || !was->second.counts ||
                             std::any_of(made.places.begin(), made.places.end(),
                                         [&](const std::string& place) { return shown(place) != before.shown(place); });
        count += isOther ? 1 : 0;
    }
    return count;
}

std::string NaiveValues::json() const
{
    Value::Object fields, variables, conditions;
    for (const auto& [id, some] : m_fields) {
        Value::Object one;
        for (const auto& [name, value] : some)
            one.append(name, value);
        fields.append(id, std::move(one));
    }
    for (const auto& [id, outcome] : m_variables)
        variables.append(id, outcome.value);
    for (const auto& [id, value] : m_conditions)
        conditions.append(id, value);
    return toCanonicalJson(Value::Object{
        {"fields", std::move(fields)}, {"variables", std::move(variables)}, {"conditions", std::move(conditions)}});
}

} // namespace campaign::test
