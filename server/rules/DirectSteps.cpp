// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Arithmetic.h"
#include "server/rules/DirectPlaces.h"

// Each step ends by calling the next as its last act, which compilers make a jump: all that is passed on stays in
// registers.

namespace campaign::rules::directSteps {

namespace {

using Step = Direct::Step;
using Frame = Direct::Frame;
using Call = Direct::Call;
using namespace comparisons;

[[gnu::always_inline]] inline Operand go(const Step& next, const ContextSource& context, Frame& frame, double number)
{
    return next.call(next, context, frame, number);
}

/// Comparing or converting it touches no list and no object.
bool isPlain(const Operand& operand)
{
    return !operand.isArray() && !operand.isObject();
}

[[gnu::always_inline]] inline Operand valueAt(const Step& at, const Value* known, Frame& frame)
{
    return known ? Operand::of(*known) : sought(at, frame);
}

/// A variable's value, or its default.
Operand variableAt(const Step& at, Frame& frame)
{
    const Operand found = sought(at, frame);
    return found.isUndefined() ? at.place->constant : found;
}

template <typename Test>
[[gnu::noinline]] Operand compareSlowly(const Step& at, const Value* known, const ContextSource& context, Frame& frame)
{
    Operand left = valueAt(at, known, frame);
    if (left.isUndefined())
        left = Operand::null();
    if (!isPlain(left))
        return frame.leave();
    return go(holds<Test>(left, at.constant, frame.workspace()) ? *at.next : *at.otherwise, context, frame, 0);
}

/// Goes on where an answer leads, or ends with it: then nobody has to guess where to.
template <bool ends>
[[gnu::always_inline]] inline Operand decide(bool isTrue, const Step& at, const ContextSource& context, Frame& frame)
{
    if constexpr (ends)
        return Operand::boolean(isTrue);
    else
        return go(isTrue ? *at.next : *at.otherwise, context, frame, 0);
}
template <bool ends>
[[gnu::always_inline]] inline Operand proceed(double number, const Step& at, const ContextSource& context, Frame& frame)
{
    if constexpr (ends)
        return Operand::number(number);
    else
        return go(*at.next, context, frame, number);
}

template <typename Test, bool ends>
struct PlaceWithNumber
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double)
    {
        const Value* left = known<keys>(at, context);
        if (!left || !left->isNumber()) [[unlikely]]
            return compareSlowly<Test>(at, left, context, frame);
        return decide<ends>(Test::numbers(left->asNumber(), at.constant.asNumber()), at, context, frame);
    }
};
template <typename Test, bool ends>
struct PlaceWithText
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double)
    {
        const Value* left = known<keys>(at, context);
        if (!left || !left->isString()) [[unlikely]]
            return compareSlowly<Test>(at, left, context, frame);
        return decide<ends>(Test::texts(left->asString(), at.constant.asString()), at, context, frame);
    }
};
template <typename Test>
struct PlaceWithAny
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double)
    {
        return compareSlowly<Test>(at, known<keys>(at, context), context, frame);
    }
};

template <typename Test>
Operand numberWithConstant(const Step& at, const ContextSource& context, Frame& frame, double number)
{
    return go(Test::numbers(number, at.constant.asNumber()) ? *at.next : *at.otherwise, context, frame, number);
}

std::size_t keptPlace(const Step& at)
{
    return static_cast<std::size_t>(at.constant.asNumber());
}

template <typename Test>
Operand keptWithNumber(const Step& at, const ContextSource& context, Frame& frame, double number)
{
    return go(Test::numbers(frame.kept[keptPlace(at)], number) ? *at.next : *at.otherwise, context, frame, number);
}

Operand side(const Step& at, const ContextSource& context, Frame& frame)
{
    if (!at.place)
        return at.constant;
    const Value* found = at.place->stepCount == 1   ? known<1>(at, context)
                         : at.place->stepCount == 2 ? known<2>(at, context)
                                                    : nullptr;
    return found ? Operand::of(*found) : variableAt(at, frame);
}

template <typename Test>
Operand sideWithSide(const Step& at, const ContextSource& context, Frame& frame, double)
{
    const Operand left = side(at, context, frame);
    const Operand right = side(*(&at + 1), context, frame);
    if (!isPlain(left) || !isPlain(right))
        return frame.leave();
    return go(holds<Test>(left, right, frame.workspace()) ? *at.next : *at.otherwise, context, frame, 0);
}

struct Truth
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double)
    {
        const Value* found = known<keys>(at, context);
        const bool isTrue = isTruthy(found ? Operand::of(*found) : variableAt(at, frame));
        return go(isTrue ? *at.next : *at.otherwise, context, frame, 0);
    }
};
struct Return
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double)
    {
        const Value* found = known<keys>(at, context);
        const Operand answer = found ? Operand::of(*found) : variableAt(at, frame);
        return isPlain(answer) ? answer : frame.leave();
    }
};

/// False when the general way must be taken.
template <Reading reading>
bool readSlowly(const Step& at, const Value* known, Frame& frame, double& number)
{
    const Operand found = known ? Operand::of(*known) : variableAt(at, frame);
    if (reading == Reading::NumbersOnly ? !found.isNumber() : !isPlain(found))
        return false;
    number =
        reading == Reading::Leading ? toLeadingNumber(found, frame.workspace()) : toNumber(found, frame.workspace());
    return true;
}

template <Reading reading>
struct Load
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double)
    {
        const Value* found = known<keys>(at, context);
        double number = 0;
        if (found && found->isNumber()) [[likely]]
            number = found->asNumber() + (reading == Reading::Leading ? 0.0 : -0.0);
        else if (!readSlowly<reading>(at, found, frame, number))
            return frame.leave();
        return go(*at.next, context, frame, number);
    }
};

template <typename Calculation>
[[gnu::noinline]] Operand calculateSlowly(const Step& at, const Value* known, const ContextSource& context,
                                          Frame& frame, double number)
{
    double right = 0;
    constexpr Reading reading = Calculation::readsText ? Reading::Leading : Reading::Converted;
    if (!readSlowly<reading>(at, known, frame, right))
        return frame.leave();
    return go(*at.next, context, frame, Calculation::of(number, right));
}

template <typename Calculation, bool ends>
struct NumberWithPlace
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double number)
    {
        const Value* right = known<keys>(at, context);
        if (!right || !right->isNumber()) [[unlikely]]
            return calculateSlowly<Calculation>(at, right, context, frame, number);
        return proceed<ends>(Calculation::of(number, right->asNumber()), at, context, frame);
    }
};
/// A place with a constant on its right.
template <typename Calculation, bool ends>
struct PlaceAndConstant
{
    template <int keys>
    static Operand call(const Step& at, const ContextSource& context, Frame& frame, double)
    {
        const Value* found = known<keys>(at, context);
        double left = 0;
        if (found && found->isNumber()) [[likely]]
            left = found->asNumber() + (Calculation::readsText ? 0.0 : -0.0);
        else if (!readSlowly < Calculation::readsText ? Reading::Leading
                                                      : Reading::Converted > (at, found, frame, left))
            return frame.leave();
        return proceed<ends>(Calculation::of(left, at.constant.asNumber()), at, context, frame);
    }
};
template <typename Calculation>
Operand calculateWithConstant(const Step& at, const ContextSource& context, Frame& frame, double number)
{
    return go(*at.next, context, frame, Calculation::of(number, at.constant.asNumber()));
}
template <typename Calculation>
Operand calculateWithKept(const Step& at, const ContextSource& context, Frame& frame, double number)
{
    return go(*at.next, context, frame, Calculation::of(frame.kept[keptPlace(at)], number));
}

template <typename Made>
Call byKeys(const Node& place)
{
    switch (place.stepCount) {
    case 1:
        return Made::template call<1>;
    case 2:
        return Made::template call<2>;
    default:
        return Made::template call<0>;
    }
}

template <typename Pick>
Call byComparison(Comparison comparison, const Pick& pick)
{
    switch (comparison) {
    case Comparison::Equal:
        return pick(Equal());
    case Comparison::Unequal:
        return pick(Unequal());
    case Comparison::Same:
        return pick(Same());
    case Comparison::Different:
        return pick(Different());
    case Comparison::Less:
        return pick(Less());
    case Comparison::LessOrEqual:
        return pick(LessOrEqual());
    case Comparison::Greater:
        return pick(Greater());
    case Comparison::GreaterOrEqual:
        return pick(GreaterOrEqual());
    }
    return nullptr;
}

template <typename Pick>
Call byCalculation(const Operation& operation, const Pick& pick)
{
    if (&operation == &operations::sum)
        return pick(arithmetic::Sum());
    if (&operation == &operations::product)
        return pick(arithmetic::Product());
    if (&operation == &operations::difference)
        return pick(arithmetic::Difference());
    if (&operation == &operations::quotient)
        return pick(arithmetic::Quotient());
    return &operation == &operations::remainder ? pick(arithmetic::Remainder()) : nullptr;
}

Operand testTheNumber(const Step& at, const ContextSource& context, Frame& frame, double number)
{
    return go(number < 0 || number > 0 ? *at.next : *at.otherwise, context, frame, number);
}
Operand loadTheConstant(const Step& at, const ContextSource& context, Frame& frame, double)
{
    return go(*at.next, context, frame, at.constant.asNumber());
}
Operand keepTheNumber(const Step& at, const ContextSource& context, Frame& frame, double number)
{
    frame.kept[keptPlace(at)] = number;
    return go(*at.next, context, frame, number);
}
Operand returnTheNumber(const Step&, const ContextSource&, Frame&, double number)
{
    return Operand::number(number);
}
Operand returnTheConstant(const Step& at, const ContextSource&, Frame&, double)
{
    return at.constant;
}

template <bool ends>
Call comparePlaceSo(Comparison comparison, const Node& place, const Operand& constant)
{
    return byComparison(comparison, [&]<typename Test>(Test) {
        if (constant.isNumber())
            return byKeys<PlaceWithNumber<Test, ends>>(place);
        if constexpr (requires { &Test::texts; }) {
            if (constant.isString() && constant.asString().size() < 64) // longer ones cost steps
                return byKeys<PlaceWithText<Test, ends>>(place);
        }
        return isPlain(constant) ? byKeys<PlaceWithAny<Test>>(place) : nullptr;
    });
}

template <bool ends>
Call withPlaceSo(const Operation& operation, const Node& place)
{
    return byCalculation(operation, [&]<typename Calculation>(Calculation) {
        return byKeys<NumberWithPlace<Calculation, ends>>(place);
    });
}

template <bool ends>
Call placeWithConstantSo(const Operation& operation, const Node& place)
{
    return byCalculation(operation, [&]<typename Calculation>(Calculation) {
        return byKeys<PlaceAndConstant<Calculation, ends>>(place);
    });
}

} // namespace

Call comparePlace(Comparison comparison, const Node& place, const Operand& constant, bool ends)
{
    return ends ? comparePlaceSo<true>(comparison, place, constant)
                : comparePlaceSo<false>(comparison, place, constant);
}

Call compareNumber(Comparison comparison)
{
    return byComparison(comparison, []<typename Test>(Test) -> Call { return numberWithConstant<Test>; });
}

Call compareKept(Comparison comparison)
{
    return byComparison(comparison, []<typename Test>(Test) -> Call { return keptWithNumber<Test>; });
}

Call compareBoth(Comparison comparison)
{
    return byComparison(comparison, []<typename Test>(Test) -> Call { return sideWithSide<Test>; });
}

Call testPlace(const Node& place)
{
    return byKeys<Truth>(place);
}

Call load(const Node& place, Reading reading)
{
    switch (reading) {
    case Reading::Leading:
        return byKeys<Load<Reading::Leading>>(place);
    case Reading::Converted:
        return byKeys<Load<Reading::Converted>>(place);
    case Reading::NumbersOnly:
        break;
    }
    return byKeys<Load<Reading::NumbersOnly>>(place);
}

Call withPlace(const Operation& operation, const Node& place, bool ends)
{
    return ends ? withPlaceSo<true>(operation, place) : withPlaceSo<false>(operation, place);
}

Call placeWithConstant(const Operation& operation, const Node& place, bool ends)
{
    return ends ? placeWithConstantSo<true>(operation, place) : placeWithConstantSo<false>(operation, place);
}

Call withConstant(const Operation& operation)
{
    return byCalculation(operation,
                         []<typename Calculation>(Calculation) -> Call { return calculateWithConstant<Calculation>; });
}

Call withKept(const Operation& operation)
{
    return byCalculation(operation,
                         []<typename Calculation>(Calculation) -> Call { return calculateWithKept<Calculation>; });
}

Call returnPlace(const Node& place)
{
    return byKeys<Return>(place);
}

const Call testNumber = testTheNumber;
const Call loadConstant = loadTheConstant;
const Call keep = keepTheNumber;
const Call returnNumber = returnTheNumber;
const Call returnConstant = returnTheConstant;

} // namespace campaign::rules::directSteps
