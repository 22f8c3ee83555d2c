// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Operations.h"

#include <map>

namespace campaign::rules {

/// Turns one rule into one Program; used once. Private to the module.
class Compiler
{
public:
    Compiler(const OperatorRegistry& operators, Program& program);

    /// Limit when operations nest too deeply.
    Result<> compile(const Value& rule, Program::Scope scope);

private:
    using Arguments = std::span<const Value>;

    // Each fills the node at `at`, whose place its parent has allocated.
    void lower(const Value& rule, std::uint32_t at, Program::Scope scope);
    void lowerLiteral(const Value& literal, std::uint32_t at);
    void lowerList(const Value::Array& items, std::uint32_t at, Program::Scope scope);
    void lowerOperation(const std::string& name, Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerUnknown(const std::string& name, Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerEager(const Operator& declaration, Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerIf(Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerJunction(const Operator& declaration, Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerEach(const Operator& declaration, Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerVariable(Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerMissing(Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerMissingSome(Arguments arguments, std::uint32_t at, Program::Scope scope);
    void lowerCustom(std::shared_ptr<const Operator> declaration, Arguments arguments, std::uint32_t at,
                     Program::Scope scope);

    /// Lowers arguments side by side and answers where the first stands.
    std::uint32_t lowerAll(Arguments arguments, Program::Scope scope);
    /// Makes the node's children the given ones, or the node their only one.
    void adopt(std::uint32_t at, const Operation& operation, const std::vector<Node>& children);
    /// Drops arguments beyond the limit; those that could fail are kept in a sequence around the node.
    void dropExtraArguments(std::uint32_t at, std::uint32_t limit);
    void fold(std::uint32_t at);
    void fuseComparison(std::uint32_t at);
    void makeVariable(std::uint32_t at, const Operand& key, Program::Scope scope);
    bool makeKeys(std::uint32_t at, Arguments keys, Program::Scope scope, const Operation& operation);
    void readEverything(std::uint32_t at, Program::Scope scope);

    std::uint32_t allocate(std::size_t count);
    Node& node(std::uint32_t at) { return m_program.m_nodes[at]; }
    bool isConstant(std::uint32_t at) const;
    const Value& store(Value value);
    std::uint32_t slot(std::string_view text, bool isWhole);
    /// Keeps what can be reached, and notes what it reads.
    void finish();
    /// A slot that is read: where it goes, and by whom first.
    struct LiveSlot
    {
        std::uint32_t place;
        Node* first;
    };
    using LiveSlots = std::map<std::uint32_t, LiveSlot>;
    void noteReads(Node& read, LiveSlots& liveSlots);

    static void noteCustomReads(const Operator& declaration, std::span<const std::optional<Operand>> arguments,
                                Program::Scope scope, Program::CustomCall& call);

    const OperatorRegistry& m_operators;
    Program& m_program;
    Workspace m_workspace;
    int m_depth = 0;
    bool m_tooDeep = false;
};

} // namespace campaign::rules
