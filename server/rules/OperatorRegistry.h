// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/rules/ContextSource.h"

#include <functional>
#include <map>

namespace campaign::rules {

struct Operation;

/// What a custom operator gets: its evaluated arguments, of the kinds it declared, the context, and the workspace to
/// make values in.
struct OperatorCall
{
    std::span<const Operand> arguments;
    ContextSource& context;
    Workspace& workspace;
    Operand item = {}; ///< what the list operator around the call hands out; undefined outside of one

    /// The argument, or undefined when it was not given.
    Operand argument(std::size_t index) const { return index < arguments.size() ? arguments[index] : Operand(); }
};

/// An argument of a custom operator.
struct Parameter
{
    /// Entity: an id, null for none, or the entity itself. Moment: seconds of world time, an ISO 8601 text, an event.
    enum class Kind { Text, Entity, Moment };

    std::string name;
    Kind kind = Kind::Text;
    std::string meaning;
    bool isOptional = false; ///< an Entity left out is the one under evaluation, in a list's body the item
    std::string type = {};   ///< of an Entity or the event of a Moment: "Settlement"
    /// What the operator reads of that entity: paths from it, "{name}" for the text another parameter has.
    std::vector<std::string> reads = {};
};

/// What a program reads of entities other than the one under evaluation.
struct EntityRead
{
    std::string type;
    std::string id; ///< "" for any of the type
    std::string path;

    auto operator<=>(const EntityRead&) const = default;
};

/// One operator's declaration: all that validation, compilation, documentation and the rule editor know of it.
struct Operator
{
    static constexpr int unlimited = -1;
    /// How the compiler treats the arguments. All but Eager and Custom are operators of the language itself.
    enum class Form { Eager, If, And, Or, Each, Reduce, Variable, Missing, MissingSome, Custom };

    std::string name;
    std::string arguments;   // as the documentation writes them: "a, b[, c]"
    int maximum = unlimited; // further arguments are evaluated and ignored
    std::string meaning;
    std::string title;    // what people call it, "Is over": the editor's blocks and lists, the documentation's headings
    std::string synonyms; // further words one may look for it by, apart by blanks
    std::string example;  // a rule, as JSON
    Form form = Form::Eager;
    bool foldable = false; // depends on its arguments alone
    const Operation* operation = nullptr;

    // Custom operators.
    /// Calls with fewer or others fail. None declared: any are taken, and no entity is read.
    std::vector<Parameter> parameters = {};
    std::vector<std::string> reads = {}; ///< paths from the entity under evaluation that every call reads
    bool readsClock = false;
    /// Computes the value. Errors go to the workspace.
    std::function<Operand(const OperatorCall&)> evaluate = {};
};

/// What one call of a custom operator reads.
struct CallReads
{
    std::vector<std::string> paths;   ///< of the entity under evaluation
    std::vector<EntityRead> left;     ///< of an entity that was left out, "" for its id: in a list's body of the item
    std::vector<EntityRead> entities; ///< of those that arguments name
};
/// The arguments are those known beforehand, nothing where one is computed.
CallReads readsOfCall(const Operator& declaration, std::span<const std::optional<Operand>> arguments);
/// "settlement" for "Settlement": the path from an entity below it, or from itself.
std::string keyOfType(std::string_view type);

/// The operators rules may use, by name. Filled at the start, then read by any thread; programs share its declarations.
class OperatorRegistry
{
public:
    /// All operators of JSONLogic (https://jsonlogic.com/operations.html), with the semantics of json-logic-js 2.0.5.
    static OperatorRegistry standard();

    /// These and those of a campaign's things (CampaignOperators.cpp): what the product's rules may use.
    static OperatorRegistry ofCampaign();

    /// Adds a custom operator; Conflict when the name is taken. `arguments` and `maximum` follow from its parameters.
    Result<> add(Operator declaration);
    /// Null when there is none of that name.
    std::shared_ptr<const Operator> find(std::string_view name) const;
    /// All, in the order they were added.
    const std::vector<std::shared_ptr<const Operator>>& operators() const { return m_operators; }

private:
    std::vector<std::shared_ptr<const Operator>> m_operators;
    std::map<std::string, std::shared_ptr<const Operator>, std::less<>> m_byName;
};

} // namespace campaign::rules
