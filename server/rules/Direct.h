// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/ComparisonTests.h"
#include "server/rules/Evaluator.h"
#include "server/rules/Operations.h"

namespace campaign::rules {

/// The short way through a rule that only compares, joins, chooses and calculates over places of the context and
/// constants, as most rules do: steps that each do one such thing and jump to the next, with the context's row of
/// members and one number in registers. What a place holds is looked at where it lies; a list or an object there is
/// left to the general way (Operation), which gives the same answers. Immutable but for hints where places are; any
/// number of threads run it at once. Private to the module.
class Direct
{
public:
    struct Step;
    struct Frame;
    using Call = Operand (*)(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number);
    static constexpr std::size_t mostKept = 6;

    /// What is the same for a whole evaluation, and numbers put by.
    struct Frame
    {
        Frame(Evaluator& theEvaluator, const Program& theProgram, ContextSource& theContext)
            : evaluator(theEvaluator)
            , program(theProgram)
            , context(theContext)
        {
        }
        /// The general way, from the start.
        Operand leave();
        Workspace& workspace();

        Evaluator& evaluator;
        const Program& program;
        ContextSource& context;
        double kept[mostKept]; // written before it is read
    };

    struct alignas(64) Step
    {
        Call call = nullptr;
        const Step* next = nullptr;      // where the answer is true, or what comes next
        const Step* otherwise = nullptr; // where it is false
        /// Where the first and second key of the place were last: the row's key and the place in it.
        mutable std::atomic<std::uint64_t> first = nowhere, second = nowhere;
        const Node* place = nullptr;
        Operand constant; // the right side; the number of what is kept
    };
    static constexpr std::uint64_t nowhere = 0xFFFF; // and all above

    /// Null when the program does other things, too.
    static std::unique_ptr<const Direct> of(const Node* nodes);

    std::int64_t cost() const { return m_cost; }
    /// Over a JSON object with members.
    Operand run(const Value::Object& members, Frame& frame) const
    {
        const ObjectShape* shape = members.shapeAddress(); // null when there never were any
        return m_entry->call(*m_entry, shape ? members.values() : nullptr, keyOf(shape), frame, 0);
    }
    Operand run(const Record& record, Frame& frame) const
    {
        return m_entry->call(*m_entry, record.members().data(), record.rowKey() << 16, frame, 0);
    }

    static std::uint64_t keyOf(const ObjectShape* shape)
    {
        return std::uint64_t{reinterpret_cast<std::uintptr_t>(shape)} << 16;
    }

private:
    friend class DirectCompiler;

    std::vector<Step> m_steps;
    const Step* m_entry = nullptr;
    std::int64_t m_cost = 0; // each step is taken once at most
};

/// What one step does, by what it is about. Null where there is no such step.
namespace directSteps {

/// The place's value with the constant, which is a plain one; with the number at hand; with what was kept. One that
/// ends answers the rule itself.
Direct::Call comparePlace(Comparison comparison, const Node& place, const Operand& constant, bool ends);
Direct::Call compareNumber(Comparison comparison);
Direct::Call compareKept(Comparison comparison);
/// Two places or constants: the second is that of the step behind.
Direct::Call compareBoth(Comparison comparison);
Direct::Call testPlace(const Node& place);
extern const Direct::Call testNumber;

/// How a place becomes a number: as the operators read it; only if it is one.
enum class Reading : std::uint8_t { Leading, Converted, NumbersOnly };
Direct::Call load(const Node& place, Reading reading);
extern const Direct::Call loadConstant, keep;
/// The number at hand with a place, a constant, or what was kept with the number at hand.
Direct::Call withPlace(const Operation& operation, const Node& place, bool ends);
Direct::Call withConstant(const Operation& operation);
Direct::Call placeWithConstant(const Operation& operation, const Node& place, bool ends);
Direct::Call withKept(const Operation& operation);

extern const Direct::Call returnNumber, returnConstant;
Direct::Call returnPlace(const Node& place);

} // namespace directSteps

} // namespace campaign::rules
