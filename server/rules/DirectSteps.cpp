// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Arithmetic.h"
#include "server/rules/Direct.h"

// Each step ends by calling the next as its last act, which compilers make a jump: all that is passed on stays in
// registers.

namespace campaign::rules::directSteps {

namespace {

using Step = Direct::Step;
using Frame = Direct::Frame;
using Call = Direct::Call;
using namespace comparisons;

[[gnu::always_inline]] inline Operand go(const Step& next, const Value* row, std::uint64_t rowKey, Frame& frame,
                                         double number)
{
    return next.call(next, row, rowKey, frame, number);
}

/// Comparing or converting it touches no list and no object.
bool isPlain(const Operand& operand)
{
    return !operand.isArray() && !operand.isObject();
}

/// Where the place of one or two keys lies; null when that is not known, and for longer ones.
template <int keys>
[[gnu::always_inline]] inline const Value* known(const Step& at, const Value* row, std::uint64_t rowKey)
{
    if constexpr (keys == 0)
        return nullptr;
    const std::uint64_t place = at.first.load(std::memory_order_relaxed) ^ rowKey;
    if (place >= Direct::nowhere) [[unlikely]]
        return nullptr;
    const Value* found = row + place;
    if constexpr (keys == 2) {
        if (!found->isObject()) [[unlikely]]
            return nullptr;
        const Value::Object& object = found->asObject();
        const std::uint64_t below = at.second.load(std::memory_order_relaxed) ^ Direct::keyOf(object.shapeAddress());
        if (below >= Direct::nowhere) [[unlikely]]
            return nullptr;
        found = object.values() + below;
    }
    return found;
}

/// Where the key lies in objects of that shape; null when it is in none.
const Value* learn(std::atomic<std::uint64_t>& hint, const Value::Object& object, const Path::Step& key)
{
    const ObjectShape& shape = object.shape();
    const std::uint32_t place = shape.find(key.key());
    if (place >= Direct::nowhere)
        return nullptr;
    if (shape.isShared() && object.shapeAddress())
        hint.store(Direct::keyOf(&shape) | place, std::memory_order_relaxed);
    return object.values() + place;
}

/// The place's value, found the long way, which is remembered where it can be.
[[gnu::noinline]] Operand sought(const Step& at, Frame& frame)
{
    const std::span<const Path::Step> way = at.place->way();
    const Value* top = nullptr;
    if (const Value::Object* members = frame.context.whole().members()) {
        top = learn(at.first, *members, way.front());
    } else if (const Record* record = frame.context.whole().record()) {
        top = record->noted(way.front());
        if (top)
            at.first.store(record->rowKey() << 16 | static_cast<std::uint64_t>(top - record->members().data()),
                           std::memory_order_relaxed);
    }
    if (top && top->isObject() && way.size() == 2)
        learn(at.second, top->asObject(), way.back());
    return walk(frame.context.whole(), way, frame.workspace());
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
[[gnu::noinline]] Operand compareSlowly(const Step& at, const Value* known, const Value* row, std::uint64_t rowKey,
                                        Frame& frame)
{
    Operand left = valueAt(at, known, frame);
    if (left.isUndefined())
        left = Operand::null();
    if (!isPlain(left))
        return frame.leave();
    return go(holds<Test>(left, at.constant, frame.workspace()) ? *at.next : *at.otherwise, row, rowKey, frame, 0);
}

/// Goes on where an answer leads, or ends with it: then nobody has to guess where to.
template <bool ends>
[[gnu::always_inline]] inline Operand decide(bool isTrue, const Step& at, const Value* row, std::uint64_t rowKey,
                                             Frame& frame)
{
    if constexpr (ends)
        return Operand::boolean(isTrue);
    else
        return go(isTrue ? *at.next : *at.otherwise, row, rowKey, frame, 0);
}
template <bool ends>
[[gnu::always_inline]] inline Operand proceed(double number, const Step& at, const Value* row, std::uint64_t rowKey,
                                              Frame& frame)
{
    if constexpr (ends)
        return Operand::number(number);
    else
        return go(*at.next, row, rowKey, frame, number);
}

template <typename Test, bool ends>
struct PlaceWithNumber
{
    template <int keys>
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
    {
        const Value* left = known<keys>(at, row, rowKey);
        if (!left || !left->isNumber()) [[unlikely]]
            return compareSlowly<Test>(at, left, row, rowKey, frame);
        return decide<ends>(Test::numbers(left->asNumber(), at.constant.asNumber()), at, row, rowKey, frame);
    }
};
template <typename Test, bool ends>
struct PlaceWithText
{
    template <int keys>
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
    {
        const Value* left = known<keys>(at, row, rowKey);
        if (!left || !left->isString()) [[unlikely]]
            return compareSlowly<Test>(at, left, row, rowKey, frame);
        return decide<ends>(Test::texts(left->asString(), at.constant.asString()), at, row, rowKey, frame);
    }
};
template <typename Test>
struct PlaceWithAny
{
    template <int keys>
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
    {
        return compareSlowly<Test>(at, known<keys>(at, row, rowKey), row, rowKey, frame);
    }
};

template <typename Test>
Operand numberWithConstant(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number)
{
    return go(Test::numbers(number, at.constant.asNumber()) ? *at.next : *at.otherwise, row, rowKey, frame, number);
}

std::size_t keptPlace(const Step& at)
{
    return static_cast<std::size_t>(at.constant.asNumber());
}

template <typename Test>
Operand keptWithNumber(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number)
{
    return go(Test::numbers(frame.kept[keptPlace(at)], number) ? *at.next : *at.otherwise, row, rowKey, frame, number);
}

Operand side(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame)
{
    if (!at.place)
        return at.constant;
    const Value* found = at.place->stepCount == 1   ? known<1>(at, row, rowKey)
                         : at.place->stepCount == 2 ? known<2>(at, row, rowKey)
                                                    : nullptr;
    return found ? Operand::of(*found) : variableAt(at, frame);
}

template <typename Test>
Operand sideWithSide(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
{
    const Operand left = side(at, row, rowKey, frame);
    const Operand right = side(*(&at + 1), row, rowKey, frame);
    if (!isPlain(left) || !isPlain(right))
        return frame.leave();
    return go(holds<Test>(left, right, frame.workspace()) ? *at.next : *at.otherwise, row, rowKey, frame, 0);
}

struct Truth
{
    template <int keys>
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
    {
        const Value* found = known<keys>(at, row, rowKey);
        const bool isTrue = isTruthy(found ? Operand::of(*found) : variableAt(at, frame));
        return go(isTrue ? *at.next : *at.otherwise, row, rowKey, frame, 0);
    }
};
struct Return
{
    template <int keys>
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
    {
        const Value* found = known<keys>(at, row, rowKey);
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
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
    {
        const Value* found = known<keys>(at, row, rowKey);
        double number = 0;
        if (found && found->isNumber()) [[likely]]
            number = found->asNumber() + (reading == Reading::Leading ? 0.0 : -0.0);
        else if (!readSlowly<reading>(at, found, frame, number))
            return frame.leave();
        return go(*at.next, row, rowKey, frame, number);
    }
};

template <typename Calculation>
[[gnu::noinline]] Operand calculateSlowly(const Step& at, const Value* known, const Value* row, std::uint64_t rowKey,
                                          Frame& frame, double number)
{
    double right = 0;
    constexpr Reading reading = Calculation::readsText ? Reading::Leading : Reading::Converted;
    if (!readSlowly<reading>(at, known, frame, right))
        return frame.leave();
    return go(*at.next, row, rowKey, frame, Calculation::of(number, right));
}

template <typename Calculation, bool ends>
struct NumberWithPlace
{
    template <int keys>
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number)
    {
        const Value* right = known<keys>(at, row, rowKey);
        if (!right || !right->isNumber()) [[unlikely]]
            return calculateSlowly<Calculation>(at, right, row, rowKey, frame, number);
        return proceed<ends>(Calculation::of(number, right->asNumber()), at, row, rowKey, frame);
    }
};
/// A place with a constant on its right.
template <typename Calculation, bool ends>
struct PlaceAndConstant
{
    template <int keys>
    static Operand call(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
    {
        const Value* found = known<keys>(at, row, rowKey);
        double left = 0;
        if (found && found->isNumber()) [[likely]]
            left = found->asNumber() + (Calculation::readsText ? 0.0 : -0.0);
        else if (!readSlowly < Calculation::readsText ? Reading::Leading
                                                      : Reading::Converted > (at, found, frame, left))
            return frame.leave();
        return proceed<ends>(Calculation::of(left, at.constant.asNumber()), at, row, rowKey, frame);
    }
};
template <typename Calculation>
Operand calculateWithConstant(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number)
{
    return go(*at.next, row, rowKey, frame, Calculation::of(number, at.constant.asNumber()));
}
template <typename Calculation>
Operand calculateWithKept(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number)
{
    return go(*at.next, row, rowKey, frame, Calculation::of(frame.kept[keptPlace(at)], number));
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

Operand testTheNumber(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number)
{
    return go(number < 0 || number > 0 ? *at.next : *at.otherwise, row, rowKey, frame, number);
}
Operand loadTheConstant(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double)
{
    return go(*at.next, row, rowKey, frame, at.constant.asNumber());
}
Operand keepTheNumber(const Step& at, const Value* row, std::uint64_t rowKey, Frame& frame, double number)
{
    frame.kept[keptPlace(at)] = number;
    return go(*at.next, row, rowKey, frame, number);
}
Operand returnTheNumber(const Step&, const Value*, std::uint64_t, Frame&, double number)
{
    return Operand::number(number);
}
Operand returnTheConstant(const Step& at, const Value*, std::uint64_t, Frame&, double)
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
