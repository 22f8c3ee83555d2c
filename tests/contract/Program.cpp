// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/Program.h"

#include "server/core/Json.h"

namespace campaign::contract {

namespace {

constexpr const char* operationNames[] = {"create",    "update", "remove", "restore", "archive",
                                          "unarchive", "fork",   "follow", "advance"};
constexpr const char* comparisonNames[] = {"=",  "≠",       "<",           "≤",        ">",      "≥",
                                           "in", "is null", "is not null", "contains", "has tag"};

std::string branchName(int label)
{
    return label == 0 ? "root" : "branch#" + std::to_string(label);
}

std::string describe(const Operation& operation)
{
    using Kind = Operation::Kind;
    std::string text = operationNames[static_cast<int>(operation.kind)];
    if (operation.kind == Kind::Fork || operation.kind == Kind::Follow || operation.kind == Kind::Advance)
        text += ' ' + branchName(operation.branch);
    else
        text += ' ' + operation.type;
    if (!operation.id.empty())
        text += ' ' + operation.id;
    if (!operation.fields.empty())
        text += ' ' + toJson(operation.fields);
    if (operation.expectedVersion)
        text += " expecting version " + std::to_string(*operation.expectedVersion);
    if (operation.time)
        text += " time " + std::to_string(*operation.time);
    return text;
}

} // namespace

std::string describe(const Step& step)
{
    std::string text = "#" + std::to_string(step.label) + ' ' + step.author + " on " + branchName(step.branch);
    if (step.worldTime)
        text += " at " + std::to_string(*step.worldTime);
    text += step.kind == Step::Kind::Undo ? ": undo" : step.kind == Step::Kind::Redo ? ": redo" : ":";
    if (step.change)
        text += " #" + std::to_string(*step.change);
    if (step.onlyTheRest)
        text += " only the rest";
    for (const Operation& operation : step.operations)
        text += "\n      " + describe(operation);
    return text;
}

std::string describe(const Probe& probe)
{
    std::string text = probe.type + " on " + branchName(probe.branch);
    if (probe.asOf)
        text += " as of " + std::to_string(*probe.asOf);
    if (probe.atChange)
        text += " at change #" + std::to_string(*probe.atChange);
    for (const history::Condition& one : probe.query.where)
        text +=
            " where " + one.field + ' ' + comparisonNames[static_cast<int>(one.comparison)] + ' ' + toJson(one.operand);
    for (const history::Order& one : probe.query.orderBy)
        text += " by " + one.field + (one.descending ? " descending" : "");
    text += probe.query.includeArchived ? " with archived" : "";
    text += " in pages of " + std::to_string(probe.query.first);
    return probe.reference.empty() ? text : text + ", lists of " + probe.reference;
}

std::string describe(const Program& program)
{
    std::string text = "seed " + std::to_string(program.seed) + '\n';
    for (const Step& step : program.steps)
        text += "  " + describe(step) + '\n';
    return text;
}

} // namespace campaign::contract
