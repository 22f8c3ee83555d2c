// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/JsonPatch.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

namespace campaign::rules {

namespace {

using Keys = std::vector<std::string>;

Error invalid(std::string message, std::string path)
{
    return {ErrorCode::Invalid, std::move(message), std::move(path), {}, {}};
}

/// RFC 6901 §4: digits without leading zeros.
std::optional<std::size_t> arrayIndex(std::string_view key)
{
    if (key.empty() || (key.size() > 1 && key.front() == '0'))
        return std::nullopt;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    return error == std::errc() && end == key.data() + key.size() ? std::optional(index) : std::nullopt;
}

/// The value one key below, null when there is none.
Value* below(Value& value, const std::string& key)
{
    if (value.isObject())
        return value.asObject().find(key);
    const std::optional<std::size_t> index = value.isArray() ? arrayIndex(key) : std::nullopt;
    return index && *index < value.asArray().size() ? &value.asArray()[*index] : nullptr;
}

Value* locate(Value& document, std::span<const std::string> keys)
{
    Value* at = &document;
    for (const std::string& key : keys) {
        at = below(*at, key);
        if (!at)
            return nullptr;
    }
    return at;
}

bool isDeeperThan(const Value& value, int limit)
{
    if (limit < 0)
        return true;
    if (value.isArray())
        return std::any_of(value.asArray().begin(), value.asArray().end(),
                           [&](const Value& item) { return isDeeperThan(item, limit - 1); });
    if (value.isObject())
        return std::any_of(value.asObject().begin(), value.asObject().end(),
                           [&](const auto& member) { return isDeeperThan(member.second, limit - 1); });
    return false;
}

bool startsWith(const Keys& keys, const Keys& prefix)
{
    return keys.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), keys.begin());
}

/// One application of a patch to its working copy.
class Application
{
public:
    Application(Value document, const PatchBudget& budget)
        : m_document(std::move(document))
        , m_budget(budget)
    {
    }

    Result<> apply(const Value& operation, std::size_t index)
    {
        m_place = "[" + std::to_string(index) + "]";
        const std::string op = operation.stringOr("op", "");
        const Result<Keys> path = keysOf(operation, "path");
        if (!path)
            return path.error();
        if (op == "remove")
            return remove(*path);
        if (op == "move" || op == "copy")
            return transfer(operation, *path, op == "move");
        if (op != "add" && op != "replace" && op != "test")
            return invalid("The operation is none of add, remove, replace, move, copy and test.", m_place + "/op");
        const Value* value = operation.find("value");
        if (!value)
            return invalid("The operation needs a value.", m_place + "/value");
        if (!charge(*value))
            return spent();
        if (op == "add")
            return add(*path, *value);
        return op == "replace" ? replace(*path, *value) : test(*path, *value);
    }

    Value take() { return std::move(m_document); }

private:
    Error fails(const std::string& message) const { return {ErrorCode::Conflict, message, m_place + "/path", {}, {}}; }
    Error spent() const { return {ErrorCode::Limit, "The patch makes too much of the document.", m_place, {}, {}}; }

    Result<Keys> keysOf(const Value& operation, const char* member) const
    {
        const Value* pointer = operation.find(member);
        if (!pointer || !pointer->isString())
            return invalid(std::string("The operation needs a ") + member + ".", m_place + '/' + member);
        Result<Keys> keys = pointerKeys(pointer->asString());
        if (keys && keys->size() <= m_budget.pointerKeys)
            return keys;
        return invalid(keys ? "The pointer is too long." : keys.error().message, m_place + '/' + member);
    }

    /// Takes the value's size off the budget.
    bool charge(const Value& value)
    {
        constexpr std::size_t bytesAValue = 16;
        std::size_t cost = 1 + (value.isString() ? value.asString().size() / bytesAValue : 0);
        if (cost > m_budget.values)
            return false;
        m_budget.values -= cost;
        if (value.isArray()) {
            for (const Value& item : value.asArray()) {
                if (!charge(item))
                    return false;
            }
        }
        if (value.isObject()) {
            for (const auto& [key, member] : value.asObject()) {
                if (!charge(member))
                    return false;
            }
        }
        return true;
    }

    Result<> add(const Keys& path, Value value)
    {
        if (path.empty()) {
            m_document = std::move(value);
            return {};
        }
        Value* parent = locate(m_document, std::span(path).first(path.size() - 1));
        if (!parent)
            return fails("There is nothing to add \"" + path.back() + "\" to.");
        if (parent->isObject()) {
            parent->asObject().set(path.back(), std::move(value));
            return {};
        }
        if (!parent->isArray())
            return fails("\"" + path.back() + "\" cannot be added to what is no object or list.");
        Value::Array& items = parent->asArray();
        const std::optional<std::size_t> index = path.back() == "-" ? items.size() : arrayIndex(path.back());
        if (!index || *index > items.size())
            return fails("The list has no place \"" + path.back() + "\".");
        items.insert(items.begin() + static_cast<std::ptrdiff_t>(*index), std::move(value));
        return {};
    }

    Result<> remove(const Keys& path)
    {
        if (path.empty()) {
            m_document = Value();
            return {};
        }
        Value* parent = locate(m_document, std::span(path).first(path.size() - 1));
        if (!parent || !below(*parent, path.back()))
            return fails("There is no \"" + path.back() + "\" to remove.");
        if (parent->isObject()) {
            parent->asObject().erase(path.back());
            return {};
        }
        Value::Array& items = parent->asArray();
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(*arrayIndex(path.back())));
        return {};
    }

    Result<> replace(const Keys& path, Value value)
    {
        Value* target = locate(m_document, path);
        if (!target)
            return fails("There is no \"" + path.back() + "\" to replace.");
        *target = std::move(value);
        return {};
    }

    Result<> test(const Keys& path, const Value& value)
    {
        const Value* target = locate(m_document, path);
        if (!target)
            return fails("There is no \"" + path.back() + "\" to test.");
        return *target == value ? Result<>() : fails("The test fails: it has another value.");
    }

    Result<> transfer(const Value& operation, const Keys& path, bool isMove)
    {
        const Result<Keys> from = keysOf(operation, "from");
        if (!from)
            return from.error();
        const Value* source = locate(m_document, *from);
        if (!source)
            return Error{ErrorCode::Conflict, "There is nothing to take from.", m_place + "/from", {}, {}};
        if (!charge(*source))
            return spent();
        if (isMove && path == *from)
            return {};
        if (isMove && startsWith(path, *from))
            return fails("A value cannot be moved into itself.");
        Value value = *source;
        if (isMove) {
            if (const Result<> removed = remove(*from); !removed)
                return removed;
        }
        return add(path, std::move(value));
    }

    Value m_document;
    PatchBudget m_budget;
    std::string m_place;
};

} // namespace

Result<std::vector<std::string>> pointerKeys(std::string_view pointer)
{
    Keys keys;
    if (!pointer.empty() && pointer.front() != '/')
        return invalid("A pointer begins with a slash.", {});
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            keys.emplace_back();
        } else if (pointer[i] != '~') {
            keys.back() += pointer[i];
        } else {
            const char escaped = i + 1 < pointer.size() ? pointer[++i] : '\0';
            if (escaped != '0' && escaped != '1')
                return invalid("A tilde in a pointer is written ~0, a slash ~1.", {});
            keys.back() += escaped == '0' ? '~' : '/';
        }
    }
    return keys;
}

Result<Value> applyPatch(const Value& document, const Value& patch, const PatchBudget& budget)
{
    if (!patch.isArray())
        return invalid("The patch must be a list of operations (RFC 6902).", {});
    const Value::Array& operations = patch.asArray();
    if (operations.size() > budget.operations)
        return Error{ErrorCode::Limit,
                     "The patch has more than " + std::to_string(budget.operations) + " operations.",
                     {},
                     {},
                     {}};
    Application application(document, budget);
    for (std::size_t i = 0; i < operations.size(); ++i) {
        if (const Result<> done = application.apply(operations[i], i); !done)
            return done.error();
    }
    Value result = application.take();
    if (isDeeperThan(result, budget.depth))
        return Error{ErrorCode::Limit,
                     "The patched document is nested deeper than " + std::to_string(budget.depth) + " levels.",
                     {},
                     {},
                     {}};
    return result;
}

} // namespace campaign::rules
