// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dependencies/RuleReads.h"

#include "server/core/Json.h"
#include "server/rules/Expression.h"

#include <algorithm>

namespace campaign::dependencies {

namespace {

using Keys = std::vector<std::string>;
using Arguments = std::span<const Value>;

constexpr int deepest = 1'000; // as rules::Program::rawDepthLimit

Keys split(std::string_view path)
{
    Keys keys;
    for (std::size_t start = 0;;) {
        const std::size_t dot = path.find('.', start);
        keys.emplace_back(path.substr(start, dot == std::string_view::npos ? dot : dot - start));
        if (dot == std::string_view::npos)
            return keys;
        start = dot + 1;
    }
}

/// What `var` stands for at some place of a rule.
struct Scope
{
    enum class Kind { Context, Item, Reduction };
    Kind kind = Kind::Context;
    std::vector<Keys> items = {}; ///< where the items come from; none: from what was read already
};

class Survey
{
public:
    explicit Survey(const rules::OperatorRegistry& operators)
        : m_operators(operators)
    {
    }

    void visit(const Value& rule, const Scope& scope)
    {
        if (++m_depth > deepest) {
            reads.everything = true;
        } else if (rule.isArray()) {
            for (const Value& item : rule.asArray())
                visit(item, scope);
        } else if (rules::isOperation(rule)) {
            const auto& [name, operand] = *rule.asObject().begin();
            visitOperation(name, operand.isArray() ? Arguments(operand.asArray()) : Arguments(&operand, 1), scope);
        }
        --m_depth;
    }

    RuleReads reads;

private:
    using Form = rules::Operator::Form;

    void visitAll(Arguments arguments, const Scope& scope)
    {
        for (const Value& argument : arguments)
            visit(argument, scope);
    }

    void visitOperation(const std::string& name, Arguments arguments, const Scope& scope)
    {
        const std::shared_ptr<const rules::Operator> known = m_operators.find(name);
        switch (known ? known->form : Form::Eager) {
        case Form::Variable:
            return visitVariable(arguments, scope);
        case Form::Missing:
            return visitKeys(arguments, scope);
        case Form::MissingSome:
            visitAll(arguments.first(std::min<std::size_t>(1, arguments.size())), scope);
            return visitKeys(arguments.subspan(std::min<std::size_t>(1, arguments.size())), scope);
        case Form::Each:
        case Form::Reduce: {
            const std::vector<Keys> items = visitList(arguments, scope, known->form == Form::Reduce);
            if (name == "filter") // nobody's source: it gives out whole items
                reads.paths.insert(items.begin(), items.end());
            return;
        }
        case Form::Custom:
            visitCustom(*known, arguments, scope);
            break;
        default:
            break;
        }
        visitAll(arguments, scope);
    }

    void visitCustom(const rules::Operator& custom, Arguments arguments, const Scope& scope)
    {
        std::vector<std::optional<rules::Operand>> known(arguments.size());
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (!rules::isOperation(arguments[i]))
                known[i] = rules::Operand::of(arguments[i]);
        }
        const rules::CallReads calls = rules::readsOfCall(custom, known);
        reads.clock = reads.clock || custom.readsClock;
        for (const std::string& path : calls.paths)
            readPath(split(path), {});
        for (const rules::EntityRead& left : calls.left) {
            const Keys keys = split(rules::keyOfType(left.type) + "." + left.path);
            readPath(keys, {});
            for (const Keys& place : scope.items)
                readPath(keys, place);
            reads.everything = reads.everything || (scope.kind != Scope::Kind::Context && scope.items.empty());
        }
        // Paths begin at the entity under evaluation: of what an id leads to they cannot tell.
        reads.everything = reads.everything || !calls.entities.empty();
    }

    /// A path as operators declare it, where "*" stands for the items of a list.
    void readPath(const Keys& keys, Keys place)
    {
        for (const std::string& key : keys) {
            if (key == "*") {
                Keys members = place;
                members.push_back("count");
                reads.paths.insert(std::move(members));
            }
            place.push_back(key == "*" ? anyItem : key);
        }
        reads.paths.insert(std::move(place));
    }

    /// Where a key that is known leads, "" for what the scope itself is.
    std::vector<Keys> placesOf(const std::string& key, const Scope& scope) const
    {
        Keys keys = key.empty() ? Keys() : split(key);
        if (scope.kind == Scope::Kind::Context)
            return {std::move(keys)};
        if (scope.kind == Scope::Kind::Reduction) {
            const bool isCurrent = keys.empty() || keys.front() == "current";
            if (!isCurrent)
                return {};
            if (!keys.empty())
                keys.erase(keys.begin());
        }
        std::vector<Keys> places;
        for (Keys place : scope.items) {
            place.insert(place.end(), keys.begin(), keys.end());
            places.push_back(std::move(place));
        }
        return places;
    }

    void readAnything(const Scope& scope)
    {
        if (scope.kind == Scope::Kind::Context)
            reads.everything = true;
        else
            reads.paths.insert(scope.items.begin(), scope.items.end());
    }

    static std::optional<std::string> keyOf(Arguments arguments)
    {
        if (arguments.empty() || arguments[0].isNull())
            return "";
        const Value& key = arguments[0];
        if (key.isString())
            return key.asString();
        if (key.isNumber())
            return numberToString(key.asNumber());
        if (key.isBoolean())
            return key.asBoolean() ? "true" : "false";
        return std::nullopt;
    }

    void visitVariable(Arguments arguments, const Scope& scope)
    {
        if (const std::optional<std::string> key = keyOf(arguments)) {
            for (Keys& place : placesOf(*key, scope))
                reads.paths.insert(std::move(place));
        } else {
            visit(arguments[0], scope);
            readAnything(scope);
        }
        visitAll(arguments.subspan(std::min<std::size_t>(1, arguments.size())), scope);
    }

    void visitKeys(Arguments keys, const Scope& scope)
    {
        for (const Value& key : keys) {
            if (key.isArray()) {
                visitKeys(key.asArray(), scope);
            } else if (key.isObject()) {
                visit(key, scope);
                readAnything(scope);
            } else {
                for (Keys& place : placesOf(*keyOf({&key, 1}), scope))
                    reads.paths.insert(std::move(place));
            }
        }
    }

    /// Reads of a list who is in it, and answers where its items come from.
    std::vector<Keys> visitSource(const Value& source, const Scope& scope)
    {
        if (rules::isOperation(source)) {
            const auto& [name, operand] = *source.asObject().begin();
            const Arguments arguments = operand.isArray() ? Arguments(operand.asArray()) : Arguments(&operand, 1);
            const std::shared_ptr<const rules::Operator> known = m_operators.find(name);
            const Form form = known ? known->form : Form::Eager;
            const std::optional<std::string> key = keyOf(arguments);
            if (form == Form::Variable && arguments.size() <= 1 && key && !key->empty()) {
                std::vector<Keys> items = placesOf(*key, scope);
                for (Keys& place : items) {
                    Keys members = place;
                    members.push_back("count");
                    reads.paths.insert(std::move(members));
                    place.push_back(anyItem);
                }
                return items;
            }
            if (form == Form::Each && name == "filter" && !arguments.empty())
                return visitList(arguments, scope, false);
        }
        visit(source, scope);
        return {};
    }

    std::vector<Keys> visitList(Arguments arguments, const Scope& scope, bool isReduction)
    {
        if (arguments.empty())
            return {};
        Scope within{isReduction ? Scope::Kind::Reduction : Scope::Kind::Item, visitSource(arguments[0], scope)};
        if (arguments.size() > 1)
            visit(arguments[1], within);
        visitAll(arguments.subspan(std::min<std::size_t>(2, arguments.size())), scope);
        return std::move(within.items);
    }
    const rules::OperatorRegistry& m_operators;
    int m_depth = 0;
};

} // namespace

RuleReads readsOf(const Value& rule, const rules::OperatorRegistry& operators)
{
    Survey survey(operators);
    survey.visit(rule, {});
    return std::move(survey.reads);
}

} // namespace campaign::dependencies
