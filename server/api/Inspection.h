// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/OperationScope.h"

namespace campaign::api {

/// Something that is not as it should be: a reference to what is gone, a rule that fails, a value of the wrong type.
struct Problem
{
    std::string kind; ///< "DANGLING_REFERENCE", "RULE_FAILED", "VARIABLE_TYPE", "VARIABLE_FAILED", "CIRCLE",
                      ///< "EFFECT_FAILS"
    std::string message;
    history::EntityPtr entity;
    std::string field;
};

/// What a look at one entity came to.
struct Findings
{
    std::vector<Problem> problems;
    std::vector<cache::DependenciesPtr> from; ///< what was read for it beside itself, as far as that was remembered
};

/// Looks for what is wrong with entities as they are now. One operation.
class Inspection
{
public:
    /// `arguments` say where to read, as those of any list do. All outlive it.
    Inspection(OperationScope& scope, history::Snapshot& snapshot, const Value& arguments);

    /// One for each entity; all of one type.
    Result<std::vector<Findings>> of(const catalogue::Type& type, std::span<const history::EntityPtr> entities);

    OperationScope& scope() const { return m_scope; }
    history::Snapshot& snapshot() const { return m_snapshot; }
    Result<const ReadView*> view(const catalogue::Type& type) { return m_scope.viewFor(type, m_arguments); }

private:
    struct Pointer;
    struct PlacedEffect;
    Result<> checkReferences(const catalogue::Field& field, std::span<const history::EntityPtr> entities,
                             std::vector<Findings>& findings);
    Result<> checkMentions(const catalogue::Field& field, std::span<const history::EntityPtr> entities,
                           std::vector<Findings>& findings);
    Result<std::vector<history::EntityPtr>> there(const catalogue::Type& type, const std::vector<Id>& ids);
    Result<> lookUp(const catalogue::Type& target, std::span<const Pointer> pointers, std::vector<Findings>& findings);
    Result<> checkRules(const catalogue::Type& type, std::span<const history::EntityPtr> entities,
                        std::vector<Findings>& findings);

    Result<> checkEffects(std::span<const history::EntityPtr> effects, std::vector<Findings>& findings);
    Result<> findPlaces(std::span<PlacedEffect> effects);
    Result<> findSubjects(std::span<PlacedEffect> effects);
    Result<> findSettlements(std::span<PlacedEffect> effects);
    Result<> findKingdoms(std::span<PlacedEffect> effects);

    Result<> checkVariables(std::span<const history::EntityPtr> entities, std::vector<Findings>& findings);
    Result<> checkStateVariables(const catalogue::Type& type, std::span<const history::EntityPtr> entities,
                                 std::vector<Findings>& findings);

    OperationScope& m_scope;
    history::Snapshot& m_snapshot;
    const Value& m_arguments;
    std::optional<std::vector<history::EntityPtr>> m_schemas; ///< of variables, once they were asked for
};

} // namespace campaign::api
