// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/DirectPlaces.h"

namespace campaign::rules::directSteps {

namespace {

/// Where the key lies in objects of that shape; null when it is in none.
const Value* learn(std::atomic<std::uint64_t>& hint, const Value::Object& object, const Path::Step& key)
{
    const ObjectShape& shape = object.shape();
    const std::uint32_t place = shape.find(key.key());
    if (place >= Direct::elsewhere)
        return nullptr;
    if (shape.isShared() && object.shapeAddress())
        hint.store(ContextSource::rowKeyOf(&shape) | place, std::memory_order_relaxed);
    return object.values() + place;
}

/// Notes where the place lies in records of that kind, once the way there has been gone.
void learn(const DirectStep& at, const Record& record, std::span<const Path::Step> way)
{
    const std::optional<std::uint32_t> place = record.notedPlace(way.front());
    if (!place || *place >= Direct::elsewhere)
        return;
    if (*place < record.members().size()) {
        at.first.store(record.rowKey() | *place, std::memory_order_relaxed);
        const Value& top = record.members()[*place];
        if (way.size() == 2 && top.isObject())
            learn(at.second, top.asObject(), way.back());
    } else if (const Record* there = way.size() == 2 ? record.reached(*place) : nullptr) {
        const std::optional<std::uint32_t> below = there->notedPlace(way.back());
        if (!below || *below >= there->members().size())
            return;
        at.first.store(record.rowKey() | Direct::elsewhere | *place, std::memory_order_relaxed);
        at.second.store(there->rowKey() | *below, std::memory_order_relaxed);
    }
}

} // namespace

const Value* knownElsewhere(const DirectStep& at, const ContextSource& context)
{
    const std::uint64_t place = at.first.load(std::memory_order_relaxed) ^ context.rowKey();
    const Record* from = context.whole().record();
    if (place >= Direct::nowhere || !from)
        return nullptr;
    const Record* there = from->reached(static_cast<std::uint32_t>(place - Direct::elsewhere));
    if (!there)
        return nullptr;
    const std::uint64_t below = at.second.load(std::memory_order_relaxed) ^ there->rowKey();
    return below < Direct::elsewhere ? there->members().data() + below : nullptr;
}

Operand sought(const DirectStep& at, Direct::Frame& frame)
{
    const std::span<const Path::Step> way = at.place->way();
    const Operand& whole = frame.context.whole();
    const Operand found = walk(whole, way, frame.workspace());
    if (const Value::Object* members = whole.members()) {
        const Value* top = learn(at.first, *members, way.front());
        if (top && top->isObject() && way.size() == 2)
            learn(at.second, top->asObject(), way.back());
    } else if (const Record* record = whole.record()) {
        learn(at, *record, way);
    }
    return found;
}

} // namespace campaign::rules::directSteps
