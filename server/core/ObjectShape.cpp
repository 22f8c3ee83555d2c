// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/ObjectShape.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <unordered_set>

namespace campaign {

namespace {

constexpr std::size_t letters = 7; // of a name in its mark

std::uint64_t markOf(std::string_view name)
{
    std::uint64_t mark = 0;
    std::memcpy(&mark, name.data(), std::min(name.size(), letters));
    return mark << 8 | std::min<std::size_t>(name.size(), 255);
}

bool isName(const ObjectShape::Name& known, std::string_view name, std::uint64_t mark)
{
    return known.mark == mark && (name.size() <= letters || *known.text == name);
}

std::size_t mixed(const ObjectShape* before, std::uint64_t mark)
{
    std::uint64_t mix = (reinterpret_cast<std::uintptr_t>(before) >> 4) ^ mark * 0x9E3779B97F4A7C15u;
    mix = (mix ^ mix >> 32) * 0xD6E8FEB86659FD93u;
    return static_cast<std::size_t>(mix ^ mix >> 29);
}

} // namespace

/// All shapes that are shared, by the shape before and the last name. Looked up without a lock; only ever added to.
class SharedShapes
{
public:
    const ObjectShape none{true};

    const ObjectShape* find(const ObjectShape& before, std::string_view name, std::uint64_t mark) const
    {
        for (std::size_t place = mixed(&before, mark);; ++place) {
            const ObjectShape* shape = m_shapes[place % placeCount].load(std::memory_order_acquire);
            if (!shape || (shape->m_before == &before && isName(shape->m_names.back(), name, mark)))
                return shape;
        }
    }

    const ObjectShape* add(const ObjectShape& before, std::string_view name, std::uint64_t mark)
    {
        if (m_isFull.load(std::memory_order_relaxed))
            return nullptr;
        const std::lock_guard lock(m_adding);
        if (const ObjectShape* known = find(before, name, mark))
            return known;
        m_nameCount += before.size() + 1;
        if (++m_shapeCount > placeCount / 2 || m_nameCount > mostNames) {
            m_isFull = true;
            return nullptr;
        }
        auto* shape = new ObjectShape(true);
        shape->m_names.reserve(before.size() + 1);
        shape->m_names = before.m_names;
        shape->m_names.push_back({&*m_names.emplace(name).first, mark});
        shape->m_before = &before;
        std::size_t place = mixed(&before, mark);
        while (m_shapes[place % placeCount].load(std::memory_order_relaxed))
            ++place;
        m_shapes[place % placeCount].store(shape, std::memory_order_release);
        return shape;
    }

private:
    // Bounds for what strangers' data can make: some 10 MiB. A campaign has some hundred shapes.
    static constexpr std::size_t placeCount = std::size_t{1} << 15;
    static constexpr std::size_t mostNames = 400'000;

    std::array<std::atomic<const ObjectShape*>, placeCount> m_shapes{};
    std::atomic<bool> m_isFull = false;
    std::mutex m_adding;
    std::unordered_set<std::string> m_names;
    std::size_t m_shapeCount = 0;
    std::size_t m_nameCount = 0;
};

namespace {

/// Never destroyed: values live in static objects, too.
SharedShapes& sharedShapes()
{
    static SharedShapes& shapes = *new SharedShapes();
    return shapes;
}

} // namespace

const ObjectShape& ObjectShape::none()
{
    static const ObjectShape& shape = sharedShapes().none;
    return shape;
}

ObjectShape* ObjectShape::ownCopy(const ObjectShape& shape)
{
    std::unique_ptr<ObjectShape> own(new ObjectShape(false));
    own->m_names.reserve(shape.size() + 1);
    for (const Name& name : shape.m_names)
        own->m_names.push_back({new std::string(*name.text), name.mark});
    return own.release();
}

ObjectShape::~ObjectShape()
{
    for (const Name& name : m_names) {
        if (!m_isShared)
            delete name.text;
    }
}

std::uint32_t ObjectShape::find(std::string_view name) const
{
    const std::uint64_t mark = markOf(name);
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (isName(m_names[i], name, mark))
            return static_cast<std::uint32_t>(i);
    }
    return nowhere;
}

const ObjectShape* ObjectShape::with(std::string_view name) const
{
    constexpr std::size_t mostMembers = 64;
    constexpr std::size_t longest = 32; // ids are longer
    if (name.size() > longest || size() >= mostMembers)
        return nullptr;
    const std::uint64_t mark = markOf(name);
    const ObjectShape* shape = sharedShapes().find(*this, name, mark);
    return shape ? shape : sharedShapes().add(*this, name, mark);
}

void ObjectShape::append(std::string_view name)
{
    m_names.push_back({new std::string(name), markOf(name)});
}

} // namespace campaign
