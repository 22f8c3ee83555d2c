// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/GraphqlError.h"
#include "server/graphql/schema/Schema.h"

#include <initializer_list>

/// The families of validation rules, one file each; Validation.cpp runs them in order.
namespace campaign::graphql {

/// Collects what the rules find wrong.
class Findings
{
public:
    explicit Findings(const Document& document)
        : m_document(document)
    {
    }

    void report(std::string message, std::initializer_list<Position> positions);
    bool none() const { return m_errors.empty(); }
    std::vector<GraphqlError> take() { return std::move(m_errors); }

private:
    static constexpr std::size_t maximalErrors = 100;

    const Document& m_document;
    std::vector<GraphqlError> m_errors;
};

/// One place where a variable stands, with what is expected there.
struct VariableUse
{
    const Literal* variable = nullptr;
    TypeRef type; ///< a null type where nothing is known
    bool hasDefault = false;
    bool inOneOf = false;
};

/// The variables of one operation or fragment, and the fragments it spreads directly.
struct VariableUses
{
    const Operation* operation = nullptr;
    const Fragment* fragment = nullptr;
    std::vector<VariableUse> uses;
    std::vector<std::string_view> spreads;
};

std::string quoted(std::string_view name);

/// ExecutableDefinitions, UniqueOperationNames, LoneAnonymousOperation, UniqueFragmentNames.
void checkDefinitions(const Document& document, Findings& findings);
/// KnownFragmentNames, NoUnusedFragments, NoFragmentCycles, and our bound on how deep fragments unfold. False when
/// following spreads would not end, or not soon.
bool checkFragments(const Document& document, Findings& findings);
/// Walks every definition with its types: KnownTypeNames, FragmentsOnCompositeTypes, FieldsOnCorrectType, ScalarLeafs,
/// PossibleFragmentSpreads, and the rules on directives, arguments and values. Operations first, then fragments.
std::vector<VariableUses> checkSelections(const Schema& schema, const Document& document, Findings& findings);
/// UniqueVariableNames, VariablesAreInputTypes, NoUndefinedVariables, NoUnusedVariables, VariablesInAllowedPosition.
void checkVariables(const Schema& schema, const Document& document, const std::vector<VariableUses>& uses,
                    Findings& findings);
/// SingleFieldSubscriptions.
void checkSubscriptions(const Schema& schema, const Document& document, Findings& findings);
/// MaxIntrospectionDepth.
void checkIntrospectionDepth(const Document& document, Findings& findings);
/// OverlappingFieldsCanBeMerged.
void checkMerging(const Schema& schema, const Document& document, Findings& findings);

/// KnownDirectives, UniqueDirectivesPerLocation and the argument rules on directives at one place.
void checkDirectives(const Schema& schema, const std::vector<DirectiveUse>& directives, std::string_view location,
                     VariableUses& uses, Findings& findings);
/// KnownArgumentNames, UniqueArgumentNames, ProvidedRequiredArguments and the values; `owner` names the field or
/// directive in messages. Without definitions only the variables are noted.
void checkArguments(const std::deque<InputValue>* definitions, const std::vector<Argument>& arguments,
                    const std::string& owner, Position position, VariableUses& uses, Findings& findings);
/// ValuesOfCorrectType and UniqueInputFieldNames of one value; notes the variables in it. A null type checks nothing.
void checkValue(const Literal& literal, const TypeRef& type, bool hasDefault, VariableUses& uses, Findings& findings);

} // namespace campaign::graphql
