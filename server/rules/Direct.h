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
    using Step = DirectStep;
    struct Frame;
    using Call = Operand (*)(const Step& at, const ContextSource& context, Frame& frame, double number);
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
        /// Begun when it is first asked for: most rules need none.
        Workspace& workspace();
        bool failed() const { return m_workspace && m_workspace->spent(); }

        Evaluator& evaluator;
        const Program& program;
        ContextSource& context;
        double kept[mostKept]; // written before it is read

    private:
        Workspace* m_workspace = nullptr;
    };

    static constexpr std::uint64_t nowhere = 0xFFFF; // and all above
    /// Places from here on lead to another record, by the number above it.
    static constexpr std::uint64_t elsewhere = 0x8000;

    /// Null when the program does other things, too.
    static std::unique_ptr<const Direct> of(const Node* nodes);

    const Step* entry() const { return m_entry; }
    /// Each is taken once at most; a budget that has not so many goes the general way.
    static constexpr std::int64_t mostSteps = 100;

private:
    friend class DirectCompiler;

    std::vector<Step> m_steps;
    const Step* m_entry = nullptr;
};

struct alignas(64) DirectStep
{
    Direct::Call call = nullptr;
    const DirectStep* next = nullptr;      // where the answer is true, or what comes next
    const DirectStep* otherwise = nullptr; // where it is false
    /// Where the first and second key of the place were last: the row's key and the place in it.
    mutable std::atomic<std::uint64_t> first = Direct::nowhere, second = Direct::nowhere;
    const Node* place = nullptr;
    Operand constant; // the right side; the number of what is kept
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
