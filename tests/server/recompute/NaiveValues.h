// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Snapshot.h"

#include <map>
#include <set>

namespace campaign::test {

/// Everything that rules make of a branch, reckoned from nothing each time, with what each value is read from. Shares
/// no code with the product beyond reading entities and writing JSON: its own idea of paths, of lists and of JSONLogic
/// (the operators its test uses).
class NaiveValues
{
public:
    NaiveValues(history::Snapshot& snapshot, const catalogue::Catalogue& types, const Id& branch);

    /// The same shape as LiveBranch::allValues().
    std::string json() const;
    /// How many values have to be evaluated to get from another state to this one: those that are new, whose rules are
    /// others, or which read, wherever they might, a place that shows something else now.
    std::size_t evaluationsSince(const NaiveValues& before) const;

private:
    struct Thing
    {
        std::string type, name;
        Id id;
        bool isArchived = false;
        Value::Object fields;
        std::int64_t version = 0;
    };
    /// What one evaluation is: on whom, with which rules, and which places it may read.
    struct Made
    {
        std::string rules; ///< all that decides what is evaluated, as text
        std::set<std::string> places;
        bool counts = true; ///< false: in a circle, where nothing is evaluated
    };
    struct Outcome
    {
        bool isGood = false, isCircle = false;
        Value value;
    };

    void makeVariables();
    void makeFields();
    void makeConditions();
    void derive(const Thing& variable, std::vector<Id>& under);
    std::vector<const Thing*> upstream(const Thing& variable) const;
    bool reaches(const Id& from, const Id& to, std::set<Id>& seen) const;

    const Thing* find(const Id& id) const;
    std::vector<const Thing*> children(const std::string& type, const std::string& reference, const Id& parent) const;
    const Thing* variableOf(const Thing& owner, const std::string& key) const;
    Value read(const Thing& on, const std::string& path) const;
    void places(const Thing& on, const std::string& path, std::set<std::string>& out) const;
    void placesOfRule(const Thing& on, const Value& rule, std::set<std::string>& out) const;
    Value run(const Value& rule, const Thing& on, const Value* item) const;
    std::string shown(const std::string& place) const;

    std::map<Id, Thing> m_things;
    std::map<std::string, std::map<std::string, Value>> m_defaults;
    std::map<Id, Outcome> m_variables;
    std::map<Id, std::map<std::string, Value>> m_fields;
    std::map<Id, Value> m_conditions;
    std::map<std::string, Made> m_made;
};

} // namespace campaign::test
