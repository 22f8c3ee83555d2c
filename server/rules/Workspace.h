// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Error.h"
#include "server/rules/Operand.h"

#include <optional>

namespace campaign::rules {

/// How much one evaluation may do. A step is one operation, one item visited, or 16 bytes of text or list made, so that
/// the default bounds time to some milliseconds and memory to 16 MB.
struct Budget
{
    std::int64_t steps = 1'000'000;
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
    void begin(const Budget& budget);

    /// Takes one step; false when the budget is used up or the evaluation has failed.
    bool step() { return --m_steps >= 0 || exhausted(); }
    /// Takes as many steps at once.
    bool charge(std::size_t steps);
    /// Takes the steps of reading or making so many bytes of text.
    bool chargeBytes(std::size_t bytes) { return bytes < 64 || charge(bytes / 16); }
    bool spent() const { return m_steps < 0; }

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

    /// Rules found in data (`missing` evaluates its keys) nest at most this deep.
    static constexpr int dynamicLimit = 32;
    int dynamicDepth = 0;

private:
    bool exhausted();
    void* allocate(std::size_t bytes);

    struct Chunk;
    std::int64_t m_steps = 0;
    std::optional<Error> m_failure;
    std::vector<Chunk> m_chunks;
    std::size_t m_used = 0; // bytes of the last chunk
    std::vector<Operand> m_items;
    std::string m_bytes;
};

} // namespace campaign::rules
