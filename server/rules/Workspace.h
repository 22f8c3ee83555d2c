// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Error.h"
#include "server/rules/Operand.h"

#include <memory>
#include <optional>

namespace campaign::rules {

/// How much one evaluation may do. A step is one operation, one item visited, or 16 bytes of text read or made; what
/// costs more than some ten nanoseconds takes more of them. Bytes are what it may hold of what it made.
struct Budget
{
    std::int64_t steps = 1'000'000;
    std::size_t bytes = std::size_t{16} << 20;
};

/// Memory and remaining budget of one evaluation, and its first failure. Owned by an Evaluator, used by one thread;
/// keeps its memory from one evaluation to the next, so that the common path does not allocate.
class Workspace
{
public:
    Workspace();
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    /// Forgets all that was made and starts with a full budget.
    void begin(const Budget& budget)
    {
        m_byteLimit = budget.bytes;
        beginAgain(budget.steps);
    }
    /// The same with as many bytes as the last time.
    void beginAgain(std::int64_t steps)
    {
        m_steps = steps;
        if (m_isUsed) [[unlikely]]
            reset();
    }

    /// Takes one step; false when the budget is used up or the evaluation has failed.
    bool step() { return --m_steps >= 0 || exhausted(); }
    /// Takes as many steps at once.
    bool charge(std::size_t steps)
    {
        if (m_steps < 0 || steps > static_cast<std::size_t>(m_steps)) [[unlikely]]
            return exhausted();
        m_steps -= static_cast<std::int64_t>(steps);
        return true;
    }
    /// Takes the steps of reading or making so many bytes of text.
    bool chargeBytes(std::size_t bytes) { return bytes < 64 || charge(bytes / 16); }
    /// Takes the steps of copying all that is in it.
    bool chargeCopy(const Operand& operand);
    bool chargeCopy(const Value& value, std::size_t stepsEach = 2);
    bool spent() const { return m_steps < 0; }
    /// Also after a failure, which ends an evaluation by taking its steps away.
    std::int64_t stepsLeft() const { return m_failure ? m_stepsAtFailure : m_steps; }

    /// Whether so many bytes more may be held; ends the evaluation when not.
    bool hasRoom(std::size_t bytes) { return heldBytes() + bytes <= m_byteLimit || overflow(); }
    /// Memory for what is made and being made; what is kept for the next evaluation counts.
    std::size_t heldBytes() const { return m_chunkBytes + m_bytes.capacity() + m_items.capacity() * sizeof(Operand); }

    /// Ends the evaluation; the first failure wins.
    void fail(ErrorCode code, std::string message);
    bool failed() const { return m_failure.has_value(); }
    const Error& failure() const { return *m_failure; }

    // Made values live until the next begin(). Each answers undefined once the budget is used up.
    Operand text(std::string_view text);
    Operand list(std::span<const Operand> items);
    Operand pair(const Operand& current, const Operand& accumulator);

    /// Stacks for what is being put together: note the size, push, take what lies above, shrink back.
    std::vector<Operand>& items() { return m_items; }
    std::string& bytes() { return m_bytes; }

    /// Holds something as long as what was made.
    void keep(std::shared_ptr<const void> held)
    {
        m_isUsed = true;
        m_kept.push_back(std::move(held));
    }

    /// Rules found in data (`missing` evaluates its keys) nest at most this deep.
    static constexpr int dynamicLimit = 8;
    int dynamicDepth = 0;

private:
    bool exhausted();
    bool overflow();
    void reset();
    void* allocate(std::size_t bytes);

    struct Chunk;
    std::int64_t m_steps = 0;
    std::int64_t m_stepsAtFailure = 0;
    std::optional<Error> m_failure;
    std::vector<Chunk> m_chunks;
    std::size_t m_used = 0;       // bytes of the last chunk
    std::size_t m_chunkBytes = 0; // of all chunks
    std::size_t m_byteLimit = 0;
    bool m_isUsed = false; // there is something to forget
    std::vector<Operand> m_items;
    std::string m_bytes;
    std::vector<std::shared_ptr<const void>> m_kept;
};

/// Text in the making, on top of the workspace's byte stack; builders nest like the calls they belong to.
class TextBuilder
{
public:
    explicit TextBuilder(Workspace& workspace)
        : m_workspace(workspace)
        , m_start(workspace.bytes().size() + 1)
    {
        workspace.bytes() += '\0'; // so that nothing joins what lies below
    }
    ~TextBuilder() { m_workspace.bytes().resize(m_start - 1); }
    TextBuilder(const TextBuilder&) = delete;
    TextBuilder& operator=(const TextBuilder&) = delete;

    std::string& out() { return m_workspace.bytes(); }
    /// A copy of what was appended, in the workspace.
    Operand finish() { return m_workspace.text(std::string_view(m_workspace.bytes()).substr(m_start)); }

private:
    Workspace& m_workspace;
    std::size_t m_start;
};

/// A list in the making, on top of the workspace's item stack.
class ListBuilder
{
public:
    explicit ListBuilder(Workspace& workspace)
        : m_workspace(workspace)
        , m_start(workspace.items().size())
    {
    }
    ~ListBuilder() { m_workspace.items().resize(m_start); }
    ListBuilder(const ListBuilder&) = delete;
    ListBuilder& operator=(const ListBuilder&) = delete;

    void add(const Operand& item)
    {
        std::vector<Operand>& items = m_workspace.items();
        if (items.size() < items.capacity() || m_workspace.hasRoom(items.capacity() * sizeof(Operand)))
            items.push_back(item);
    }
    std::span<const Operand> items() const { return std::span<const Operand>(m_workspace.items()).subspan(m_start); }
    Operand finish() { return m_workspace.list(items()); }

private:
    Workspace& m_workspace;
    std::size_t m_start;
};

} // namespace campaign::rules
