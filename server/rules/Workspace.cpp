// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Workspace.h"

#include "server/rules/Path.h"

#include <algorithm>
#include <cstring>

namespace campaign::rules {

namespace {

constexpr std::size_t chunkBytes = 16 * 1024;
constexpr std::size_t keptBytes = 1024 * 1024; // more than that is given back at the next begin()
constexpr std::uint32_t nestingLimit = 500;

} // namespace

struct Workspace::Chunk
{
    std::unique_ptr<std::byte[]> memory;
    std::size_t size = 0;
};

Workspace::Workspace() = default;
Workspace::~Workspace() = default;

void Workspace::reset()
{
    m_failure.reset();
    m_items.clear();
    m_bytes.clear();
    m_kept.clear();
    dynamicDepth = 0;
    m_used = 0;
    m_isUsed = false;
    if (m_items.capacity() * sizeof(Operand) > keptBytes)
        m_items.shrink_to_fit();
    if (m_bytes.capacity() > keptBytes)
        m_bytes.shrink_to_fit();
    // The last chunk is the largest; one that size is enough for the same rule again.
    if (m_chunks.size() > 1)
        m_chunks.erase(m_chunks.begin(), m_chunks.end() - 1);
    if (!m_chunks.empty() && m_chunks.back().size > keptBytes)
        m_chunks.clear();
    m_chunkBytes = m_chunks.empty() ? 0 : m_chunks.back().size;
}

bool Workspace::chargeCopy(const Value& value, std::size_t stepsEach)
{
    if (!charge(stepsEach) || (value.isString() && !chargeBytes(value.asString().size())))
        return false;
    if (value.isArray()) {
        const Value::Array& items = value.asArray();
        return std::all_of(items.begin(), items.end(), [&](const Value& item) { return chargeCopy(item, stepsEach); });
    }
    if (value.isObject()) {
        for (const auto& [key, member] : value.asObject()) {
            if (!chargeBytes(key.size()) || !chargeCopy(member, stepsEach))
                return false;
        }
    }
    return true;
}

bool Workspace::chargeCopy(const Operand& operand)
{
    if (operand.isString())
        return chargeBytes(operand.asString().size());
    if (operand.isArray()) {
        for (std::size_t i = 0; i < operand.itemCount(); ++i) {
            if (!charge(2) || !chargeCopy(operand.item(i)))
                return false;
        }
        return true;
    }
    if (!operand.isObject())
        return !spent();
    if (const MadePair* pair = operand.pair())
        return charge(2) && chargeCopy(pair->current) && chargeCopy(pair->accumulator);
    if (const Record* record = operand.record()) {
        const std::span<const Value> members = record->members();
        return std::all_of(members.begin(), members.end(), [&](const Value& member) { return chargeCopy(member); });
    }
    for (const auto& [key, member] : *operand.members()) {
        if (!chargeBytes(key.size()) || !chargeCopy(member))
            return false;
    }
    return true;
}

bool Workspace::overflow()
{
    fail(ErrorCode::Limit, "The rule makes more than one evaluation may hold in memory.");
    return false;
}

bool Workspace::exhausted()
{
    m_steps = -1;
    m_isUsed = true;
    if (!m_failure) {
        m_stepsAtFailure = 0;
        m_failure = Error{ErrorCode::Limit, "The rule takes more steps than one evaluation may.", {}, {}, {}};
    }
    return false;
}

void Workspace::fail(ErrorCode code, std::string message)
{
    if (!m_failure) {
        m_stepsAtFailure = std::max<std::int64_t>(m_steps, 0);
        m_failure = Error{code, std::move(message), {}, {}, {}};
    }
    m_steps = -1;
    m_isUsed = true;
}

void* Workspace::allocate(std::size_t bytes)
{
    const std::size_t aligned = (bytes + 15) & ~std::size_t{15};
    if (m_chunks.empty() || m_chunks.back().size - m_used < aligned) {
        const std::size_t grown = m_chunks.empty() ? chunkBytes : m_chunks.back().size * 2;
        const std::size_t size = std::max(std::min(grown, keptBytes), aligned);
        m_chunks.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
        m_chunkBytes += size;
        m_used = 0;
    }
    m_isUsed = true;
    void* memory = m_chunks.back().memory.get() + m_used;
    m_used += aligned;
    return memory;
}

Operand Workspace::text(std::string_view text)
{
    if (!charge(text.size() / 16 + 1) || !hasRoom(text.size()))
        return {};
    char* bytes = static_cast<char*>(allocate(text.size()));
    if (!text.empty())
        std::memcpy(bytes, text.data(), text.size());
    return Operand::string({bytes, text.size()});
}

Operand Workspace::list(std::span<const Operand> items)
{
    if (!charge(items.size() + 1) || !hasRoom(items.size_bytes()))
        return {};
    std::uint32_t depth = 0;
    for (const Operand& item : items)
        depth = std::max(depth, item.madeDepth());
    if (depth >= nestingLimit) {
        fail(ErrorCode::Limit, "The rule nests lists deeper than an evaluation may.");
        return {};
    }
    auto* copies = static_cast<Operand*>(allocate(items.size_bytes()));
    std::uninitialized_copy(items.begin(), items.end(), copies);
    auto* list = new (allocate(sizeof(MadeList))) MadeList{copies, static_cast<std::uint32_t>(items.size()), depth + 1};
    return Operand::of(*list);
}

Operand Workspace::pair(const Operand& current, const Operand& accumulator)
{
    const std::uint32_t depth = std::max(current.madeDepth(), accumulator.madeDepth());
    if (depth >= nestingLimit)
        fail(ErrorCode::Limit, "The rule nests lists deeper than an evaluation may.");
    if (!charge(3) || !hasRoom(sizeof(MadePair)))
        return {};
    auto* pair = new (allocate(sizeof(MadePair))) MadePair{current, accumulator, depth + 1};
    return Operand::of(*pair);
}

} // namespace campaign::rules
