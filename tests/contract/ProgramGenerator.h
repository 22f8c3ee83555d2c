// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/contract/Dice.h"
#include "tests/contract/Program.h"

#include <map>

namespace campaign::contract {

/// Invents programs and probes for any catalogue, from a seed.
class ProgramGenerator
{
public:
    ProgramGenerator(const catalogue::Catalogue& types, std::uint64_t seed);

    Program program(int steps);
    /// A read that makes sense after the step of that index.
    Probe probe(const Program& program, std::size_t after);

private:
    struct Known
    {
        const catalogue::Type* type;
        Id id;
        int branch; ///< label of the branch it was made on
    };

    Step step();
    Step firstOf(const catalogue::Type& type);
    void fillWrite(Step& step);
    void fillUndo(Step& step);
    Operation operation();
    const Known& anyKnown();
    Operation operationOn(const Known& known);
    Operation creation(const catalogue::Type& type);
    Operation lineage(Operation::Kind kind);
    Value::Object fields(const catalogue::Type& type, bool all);
    void pointSomewhere(const catalogue::Type& type, const catalogue::Field& field, Value::Object& members);
    Value value(const catalogue::Field& field);
    Value referenceTo(const std::string& type, bool required);
    Value::Object variables();
    history::Condition condition(const catalogue::Type& type);
    std::string name();
    WorldTime time() { return m_dice.below(100) * 10; }
    const catalogue::Type& anyType();

    const catalogue::Catalogue& m_types;
    std::uint64_t m_seed;
    Dice m_dice;
    std::vector<Known> m_known;
    std::vector<int> m_branches{0}; ///< labels
    std::map<int, int> m_writes;    ///< label → branch
    int m_branch = 0;               ///< label of the branch which the present step is for
    int m_next = 1;
    int m_nextEntity = 1;
};

} // namespace campaign::contract
