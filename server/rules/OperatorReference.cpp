// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/OperatorReference.h"

#include "server/rules/CampaignOperators.h"
#include "server/rules/Expression.h"

namespace campaign::rules {

namespace {

using Form = Operator::Form;

std::string code(const std::string& text)
{
    return "`" + text + "`";
}

/// A cell of a table: a bar would end it.
std::string cell(const std::string& text)
{
    std::string escaped;
    for (const char c : text) {
        if (c == '|')
            escaped += '\\';
        escaped += c;
    }
    return " " + escaped + " |";
}

std::string row(const Operator& one)
{
    return "|" + cell(one.title) + cell(code(one.name)) + cell(one.arguments) + cell(one.meaning) +
           cell(code(one.example)) + "\n";
}

std::string kindOf(const Parameter& parameter)
{
    switch (parameter.kind) {
    case Parameter::Kind::Text:
        return "text";
    case Parameter::Kind::Entity:
        return keyOfType(parameter.type);
    case Parameter::Kind::Moment:
        break;
    }
    return "time or " + keyOfType(parameter.type);
}

std::string readsOf(const Operator& one)
{
    std::string reads;
    for (const Parameter& parameter : one.parameters) {
        for (const std::string& path : parameter.reads)
            reads += (reads.empty() ? "" : ", ") + code(parameter.name + "." + path);
    }
    for (const std::string& path : one.reads)
        reads += (reads.empty() ? "" : ", ") + code(path);
    if (one.readsClock)
        reads += reads.empty() ? "the clock" : ", the clock";
    return reads;
}

std::string section(const Operator& one)
{
    std::string text = "\n### " + one.title + "\n\n" + one.meaning + "\n\n- Written: " + code(one.name) + ".\n";
    for (const Parameter& parameter : one.parameters)
        text += "- " + code(parameter.name) + " (" + kindOf(parameter) + (parameter.isOptional ? ", optional" : "") +
                "): " + parameter.meaning + ".\n";
    text += "- Reads: " + readsOf(one) + ".\n";
    return text + "\n```json\n" + one.example + "\n```\n";
}

std::string introduction()
{
    const ExpressionLimits limits;
    return "# Rules\n\n"
           "A rule is [JSONLogic](https://jsonlogic.com): an object with one member is an operation, the member's name "
           "the operator, its value the arguments (one alone needs no list). What a rule reads it names by paths, "
           "`{\"var\": \"kingdom.level\"}`; `server/campaign/README.md` lists what leads where.\n\n"
           "A rule is refused at saving when it uses an operator that is not listed here, is nested deeper than " +
           std::to_string(limits.depth) + " levels or has more than " + std::to_string(limits.nodes) +
           " parts. An evaluation ends with an error when it takes more than " + std::to_string(Budget().steps) +
           " steps.\n\n"
           "This page is written by `campaign-server operators`.\n";
}

} // namespace

std::string operatorReference(const OperatorRegistry& operators)
{
    std::string page = introduction() + "\n## Operators of JSONLogic\n\n"
                                        "| | operator | arguments | meaning | example |\n|---|---|---|---|---|\n";
    for (const auto& one : operators.operators())
        page += one->form == Form::Custom ? "" : row(*one);
    page +=
        "\n## Operators of a campaign\n\n"
        "An entity is named by its id. Where it is left out, the operator speaks of the entity under evaluation or "
        "the one above it of that type, and inside the body of a list operator of the list's item. An id that names "
        "nothing gives null, from operators that answer a question false.\n";
    for (const auto& one : operators.operators())
        page += one->form == Form::Custom ? section(*one) : "";
    return page;
}

} // namespace campaign::rules
