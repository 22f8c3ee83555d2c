// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Path.h"

#include "server/rules/UnitText.h"

#include <charconv>

namespace campaign::rules {

namespace {

/// ECMAScript's array index: decimal digits without leading zeros, below 2^32 - 1.
std::uint32_t arrayIndex(std::string_view key)
{
    if (key.empty() || (key.size() > 1 && key.front() == '0'))
        return Path::notAnIndex;
    std::uint32_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    return error == std::errc() && end == key.data() + key.size() ? index : Path::notAnIndex;
}

/// FNV-1a.
std::uint32_t markOf(std::string_view text)
{
    std::uint32_t mark = 2166136261u;
    for (const char letter : text)
        mark = (mark ^ static_cast<unsigned char>(letter)) * 16777619u;
    return mark;
}

} // namespace

Path::Step::Step(std::string_view key)
    : m_key(key)
    , m_index(arrayIndex(key))
{
}

Path::Step::Step(const Step& other)
    : m_key(other.m_key)
    , m_index(other.m_index)
{
}

const Value* Path::Step::searchIn(const Value::Object& object) const
{
    const ObjectShape& shape = object.shape();
    const std::uint32_t place = shape.find(m_key);
    const bool isAbsent = place == ObjectShape::nowhere;
    if (shape.isShared())
        m_place.store(placeOf(&shape, isAbsent ? absent : place), std::memory_order_relaxed);
    return isAbsent ? nullptr : object.values() + place;
}

Operand Path::Step::findIn(const Operand& array) const
{
    if (m_index < array.itemCount())
        return array.item(m_index);
    return m_key == "length" ? Operand::number(static_cast<double>(array.itemCount())) : Operand();
}

Operand Path::Step::findIn(std::string_view text, Workspace& workspace) const
{
    if (m_key == "length") {
        workspace.chargeBytes(text.size());
        return Operand::number(static_cast<double>(unitCount(text)));
    }
    if (m_index >= text.size() || !workspace.chargeBytes(text.size()))
        return {};
    if (isAscii(text))
        return Operand::string(text.substr(m_index, 1));
    const std::u16string units = unitsOf(text);
    return m_index < units.size() ? workspace.text(textOf({&units[m_index], 1})) : Operand();
}

Path::Path(std::string_view text)
    : m_text(text)
    , m_mark(markOf(text))
{
    for (std::size_t start = 0;;) {
        const std::size_t dot = text.find('.', start);
        m_steps.emplace_back(text.substr(start, dot == std::string_view::npos ? dot : dot - start));
        if (dot == std::string_view::npos)
            return;
        start = dot + 1;
    }
}

Operand memberOf(const Operand& from, const Path::Step& step, Workspace& workspace)
{
    if (from.isArray())
        return step.findIn(from);
    if (from.isString())
        return step.findIn(from.asString(), workspace);
    if (from.isObject() && step.key() == "current")
        return from.pair()->current;
    if (from.isObject() && step.key() == "accumulator")
        return from.pair()->accumulator;
    return {};
}

} // namespace campaign::rules
