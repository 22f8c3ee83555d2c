// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/contract/Program.h"

#include <map>

namespace campaign::contract {

/// Runs the steps of a program on one store and answers probes as text in which two stores can be compared: ids of
/// branches and numbers of changes are replaced by the labels of the steps that made them.
class ProgramRun
{
public:
    explicit ProgramRun(history::Store& store);
    /// The same labels on the same file, opened again.
    ProgramRun on(history::Store& store) const;

    /// What came of it: "changed", "unchanged", "skipped" or an error's code.
    std::string run(const Step& step);
    std::string answer(const Probe& probe);
    /// The caller's next steps back and forth on every branch.
    std::string stacks();
    /// Everything on every branch, as it is now.
    std::string everything();
    /// The words of the last error, for people.
    const std::string& lastMessage() const { return m_lastMessage; }

private:
    Result<void> apply(history::Writer& writer, const Operation& operation, int label);
    Result<void> applyToEntity(history::Writer& writer, const Operation& operation);
    bool canRun(const Step& step) const;
    std::string pages(history::Snapshot& snapshot, const Probe& probe, const history::ReadPoint& at);
    std::string lists(history::Snapshot& snapshot, const Probe& probe, const history::ReadPoint& at);
    std::string entities(history::Snapshot& snapshot, const catalogue::Type& type, const history::ReadPoint& at);
    std::string text(const history::Entity& entity) const;
    std::string text(const std::optional<history::LoggedChange>& change) const;
    template <typename T>
    std::string outcome(const Result<T>& result);

    history::Store* m_store;
    std::map<int, Id> m_branches;
    std::map<int, std::int64_t> m_changes;
    std::map<std::int64_t, int> m_labels;
    std::map<std::string, std::vector<Id>> m_ids; ///< by type
    std::string m_lastMessage;
};

} // namespace campaign::contract
