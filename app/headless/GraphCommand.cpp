// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/core/Json.h"

#include <iostream>

namespace campaign::headless {

namespace {

constexpr const char* nodeFields = "{ id type entityType name }";

/// The operation that was asked for, by the option that stands for it; "" when it makes no sense.
std::string operation(const Arguments& arguments, Value::Object& variables)
{
    const std::string place = "(campaignId: $c, branchId: $b";
    const std::string head = "query($c: ID!, $b: ID) { ";
    for (const auto& [option, query] :
         {std::pair("dependencies", "getNodeDependencies"), {"dependents", "getNodeDependents"}}) {
        const std::optional<std::string> node = arguments.option(option);
        if (!node)
            continue;
        variables.append("n", *node);
        variables.append("t", arguments.has("all"));
        return "query($c: ID!, $b: ID, $n: ID!, $t: Boolean) { answer: " + std::string(query) + place +
               ", nodeId: $n, transitive: $t) " + nodeFields + " }";
    }
    if (arguments.has("cycles"))
        return head + "answer: validateDependencyGraph" + place + ") { isValid cycles { message nodes " + nodeFields +
               " } } }";
    if (arguments.has("order"))
        return head + "answer: getEvaluationOrder" + place + ") " + nodeFields + " }";
    return head + "answer: getDependencyGraph" + place + ") { branchId nodes " + nodeFields +
           " edges { from type to path } } }";
}

Result<Value> ask(api::Gateway& gateway, const std::string& document, Value variables)
{
    api::Request request;
    request.query = document;
    request.variables = std::move(variables);
    const Result<Value> reply = parseJson(gateway.execute(request, Viewer::owner()).json);
    if (!reply)
        return reply.error();
    if (const Value* errors = reply->find("errors"); errors && !errors->asArray().empty())
        return Error{ErrorCode::Invalid, errors->asArray().front().stringOr("message", ""), {}, {}, {}};
    return *reply->find("data");
}

/// The campaign named, or the first of the file.
Result<std::string> campaignOf(api::Gateway& gateway, const Arguments& arguments)
{
    if (const std::optional<std::string> named = arguments.option("campaign"))
        return *named;
    const Result<Value> found = ask(gateway, "{ campaigns { id } }", {});
    if (!found)
        return found.error();
    const Value::Array& campaigns = found->find("campaigns")->asArray();
    if (campaigns.empty())
        return Error{ErrorCode::NotFound, "The file has no campaign.", {}, {}, {}};
    return campaigns.front().stringOr("id", "");
}

Exit run(const Arguments& arguments)
{
    const Result<std::unique_ptr<host::Host>> host = openHost(arguments.rest()[0], true);
    if (!host)
        return fail(host.error());
    const Result<std::string> campaign = campaignOf((*host)->gateway(), arguments);
    if (!campaign)
        return fail(campaign.error());
    Value::Object variables{{"c", *campaign}};
    if (const std::optional<std::string> branch = arguments.option("branch"))
        variables.append("b", *branch);
    const std::string document = operation(arguments, variables);
    const Result<Value> answer = ask((*host)->gateway(), document, std::move(variables));
    if (!answer)
        return fail(answer.error());
    const Value& content = *answer->find("answer");
    std::cout << toIndentedJson(content) << '\n';
    const Value* isValid = content.find("isValid");
    return isValid && *isValid == Value(false) ? Exit::BadInput : Exit::Done;
}

Arguments::Declared declared()
{
    return {{"campaign", "branch", "dependencies", "dependents"}, {"all", "cycles", "order"}, 1, 1};
}

} // namespace

Command graphCommand()
{
    return {
        "graph",
        "Prints what variables, rules, conditions and effects read and write",
        "[--dependencies NODE | --dependents NODE [--all] | --cycles | --order] [--campaign ID] [--branch ID] "
        "FILE.campaign",
        "Without an option: the whole graph, as JSON. A node is VARIABLE:id, CONDITION:id, EFFECT:id or ENTITY:id.\n\n"
        "  --dependencies NODE  what it is made from\n"
        "  --dependents NODE    what is made from it\n"
        "  --all                not only the next ones\n"
        "  --cycles             variables derived from themselves; exit code 2 when there are any\n"
        "  --order              what is evaluated, each after what it is made from\n"
        "  --campaign ID        default: the file's first\n"
        "  --branch ID          default: the campaign's main\n\n"
        "Examples\n"
        "  campaign-server graph harrowmark.campaign\n"
        "  campaign-server graph --dependents VARIABLE:01J9 --all harrowmark.campaign\n"
        "  campaign-server graph --cycles harrowmark.campaign\n",
        declared,
        run};
}

} // namespace campaign::headless
