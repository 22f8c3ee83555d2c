// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/EntityContext.h"
#include "server/rules/Program.h"

namespace campaign {

/// One active FieldCondition, compiled.
struct Rule
{
    Id id;
    std::string name;
    std::string field; ///< what it computes
    Id entityId;       ///< "" for all entities of the type
    std::int64_t priority = 0;
    std::shared_ptr<const rules::Program> program; ///< null when the expression cannot be compiled
    std::string problem;                           ///< why not
    Value expression;                              ///< to explain it by
};

/// The rules of one field, in the order they are tried: those of the type, highest priority first.
struct FieldRules
{
    std::string field;
    std::vector<const Rule*> rules;
};

/// The rules of one type and what they read.
struct TypeRules
{
    std::vector<FieldRules> ofType; ///< by field
    /// Entities with rules of their own: all fields, own rules before those of the type.
    std::unordered_map<Id, std::vector<FieldRules>> ofEntity;
    ReadPlan reads;

    bool empty() const { return ofType.empty() && ofEntity.empty(); }
    const std::vector<FieldRules>& of(const Id& entity) const;
};

/// Programs by the hash of their expression's text; compiled once for all branches and times. Any thread.
class ProgramCache
{
public:
    /// The registry outlives it.
    explicit ProgramCache(const rules::OperatorRegistry& operators);
    Result<std::shared_ptr<const rules::Program>> compile(const Value& expression);

private:
    const rules::OperatorRegistry& m_operators;
    std::mutex m_mutex; // guards the programs
    std::unordered_map<std::string, std::shared_ptr<const rules::Program>> m_programs;
};

/// What the variables of each type are where they are not set, by the type's index.
Result<std::vector<VariableDefaults>> loadDefaults(const catalogue::Catalogue& types, history::Reading& reading,
                                                   const history::ReadPoint& at, const Viewer& viewer);

/// Adds the relations that a program follows from entities of the type.
void planReads(const ContextNames& names, const catalogue::Type& type, const rules::Program& program, ReadPlan& reads);

/// All active rules of a branch at some point, with the variables' defaults; immutable.
class RuleSet
{
public:
    static Result<std::shared_ptr<const RuleSet>> load(const ContextNames& names, ProgramCache& programs,
                                                       history::Reading& reading, const history::ReadPoint& at,
                                                       const Viewer& viewer);

    const TypeRules& of(const catalogue::Type& type) const;
    const std::vector<VariableDefaults>& defaults() const { return m_defaults; }
    std::size_t size() const; ///< rules of all types

private:
    explicit RuleSet(const ContextNames& names);
    void add(ProgramCache& programs, const history::Entity& condition);
    void arrange();
    void planReads(const catalogue::Type& type, TypeRules& rules);

    const ContextNames& m_names;
    std::vector<std::deque<Rule>> m_rules; // by index of the type
    std::vector<TypeRules> m_types;
    std::vector<VariableDefaults> m_defaults;
};

} // namespace campaign
