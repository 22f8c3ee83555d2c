// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"

#include <string>
#include <vector>

namespace campaign::contract {

using catalogue::WorldTime;

/// One call of the writer inside a step.
struct Operation
{
    enum class Kind { Create, Update, Remove, Restore, Archive, Unarchive, Fork, Follow, Advance };

    Kind kind = Kind::Create;
    std::string type; ///< of the entity
    Id id;            ///< of the entity; Follow: of the campaign
    Value::Object fields;
    std::optional<std::int64_t> expectedVersion;
    int branch = 0;                ///< Fork, Follow, Advance: label of the branch
    std::optional<WorldTime> time; ///< Fork: as of; Advance: to
};

/// One call of the store. Steps name branches and changes by the label of the step that made them (0: the root), so
/// that a program stays meaningful when other steps are left out: what refers to them is skipped.
struct Step
{
    enum class Kind { Write, Undo, Redo };

    int label = 0; ///< counted from 1
    Kind kind = Kind::Write;
    std::string author;
    int branch = 0;
    std::optional<WorldTime> worldTime;
    std::vector<Operation> operations;
    std::optional<int> change; ///< Undo: label of the step to take back, none for the caller's latest
    bool onlyTheRest = false;
};

/// A read after a step, with its answer as text.
struct Probe
{
    int branch = 0;
    std::optional<WorldTime> asOf;
    std::optional<int> atChange; ///< label of a step
    std::string type;
    history::ListQuery query; ///< `first` is the size of a page; all pages are read
    std::string reference;    ///< field of a reference list, "" for none
};

struct Program
{
    std::uint64_t seed = 0;
    std::vector<Step> steps;
};

std::string describe(const Step& step);
std::string describe(const Probe& probe);
std::string describe(const Program& program);

} // namespace campaign::contract
