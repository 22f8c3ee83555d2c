// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/core/Json.h"

#include <iostream>

// What happens in a campaign, from the command line: the same operations as the API's, the reply printed as JSON.

namespace campaign::headless {

namespace {

constexpr const char* effectFields = "{ total succeeded failed results { effectId name success error scheduledId dueAt "
                                     "targets { type id name before after } } }";
const std::string resolutionFields = std::string("{ entityType entityId name worldTime problem pre ") + effectFields +
                                     " onResolve " + effectFields + " post " + effectFields +
                                     " triggered { outcome type id name reason dueAt } }";
constexpr const char* stepFields = "{ from worldTime due { scheduledId name dueAt outcome error } }";

/// Runs one operation and prints its data; errors go to standard error.
Exit ask(const std::string& file, bool isReading, const std::string& document, const Value::Object& variables)
{
    const Result<std::unique_ptr<host::Host>> host = openHost(file, isReading);
    if (!host)
        return fail(host.error());
    api::Request request;
    request.query = document;
    request.variables = variables;
    const Result<Value> reply = parseJson((*host)->gateway().execute(request, Viewer::owner()).json);
    if (!reply)
        return fail(reply.error());
    if (const Value* errors = reply->find("errors"); errors && !errors->asArray().empty())
        return fail(Error{ErrorCode::Invalid, errors->asArray().front().stringOr("message", ""), {}, {}, {}});
    std::cout << toIndentedJson(*reply->find("data")) << '\n';
    return Exit::Done;
}

void addOption(const Arguments& arguments, const char* option, const char* variable, Value::Object& variables)
{
    if (const std::optional<std::string> given = arguments.option(option))
        variables.append(variable, *given);
}

Exit resolve(const Arguments& arguments)
{
    const std::string& file = arguments.rest()[0];
    Value::Object variables{{"id", arguments.rest()[1]}, {"override", arguments.has("override")}};
    addOption(arguments, "outcome", "outcome", variables);
    addOption(arguments, "branch", "branchId", variables);
    if (arguments.has("preview"))
        return ask(file, true,
                   "query($id: ID!, $override: Boolean, $outcome: String, $branchId: ID) { previewResolution(id: $id, "
                   "override: $override, outcome: $outcome, branchId: $branchId) " +
                       resolutionFields + " }",
                   variables);
    return ask(file, false,
               "mutation($id: ID!, $override: Boolean, $outcome: String, $branchId: ID) { resolve(id: $id, input: "
               "{override: $override, outcome: $outcome, branchId: $branchId}) " +
                   resolutionFields + " }",
               variables);
}

Exit advance(const Arguments& arguments)
{
    Value::Object input{{"campaignId", arguments.rest()[1]}, {"to", arguments.rest()[2]}};
    addOption(arguments, "branch", "branchId", input);
    const bool isPreview = arguments.has("preview");
    const std::string operation = isPreview ? "query" : "mutation";
    return ask(arguments.rest()[0], isPreview,
               operation + "($input: AdvanceWorldTimeInput!) { " +
                   (isPreview ? "previewAdvanceWorldTime" : "advanceWorldTime") + "(input: $input) " + stepFields +
                   " }",
               {{"input", std::move(input)}});
}

Exit scheduled(const Arguments& arguments)
{
    const std::string& file = arguments.rest()[0];
    Value::Object variables;
    addOption(arguments, "branch", "branchId", variables);
    if (const std::optional<std::string> id = arguments.option("cancel")) {
        variables.append("id", *id);
        return ask(file, false,
                   "mutation($id: ID!, $branchId: ID) { cancelScheduledEffect(id: $id, branchId: $branchId) { id name "
                   "status } }",
                   variables);
    }
    if (const std::optional<std::string> campaign = arguments.option("run")) {
        variables.append("campaignId", *campaign);
        return ask(file, false,
                   std::string("mutation($campaignId: ID!, $branchId: ID) { runDueEffects(campaignId: $campaignId, "
                               "branchId: $branchId) ") +
                       stepFields + " }",
                   variables);
    }
    return ask(file, true,
               "query($branchId: ID) { scheduledEffectsConnection(first: 1000, branchId: $branchId, orderBy: "
               "DUE_AT_ASC) { totalCount edges { node { id name status dueAt entityType entityId error } } } }",
               variables);
}

} // namespace

Command resolveCommand()
{
    return {"resolve",
            "Resolves an encounter or completes an event, with its effects and what it triggers",
            "[--preview] [--override] [--outcome TEXT] [--branch ID] FILE.campaign ID",
            "One change, or none: a failing effect leaves nothing behind (exit code 2).\n\n"
            "  --preview       says exactly what would happen, changes nothing\n"
            "  --override      though it is over or not available\n"
            "  --outcome TEXT  how an encounter ended\n"
            "  --branch ID     default: the campaign's main branch\n\n"
            "Examples\n"
            "  campaign-server resolve --preview harrowmark.campaign encounter-pickle-riot\n"
            "  campaign-server resolve --outcome 'They talked.' harrowmark.campaign encounter-pickle-riot\n",
            [] {
                return Arguments::Declared{{"outcome", "branch"}, {"preview", "override"}, 2, 2};
            },
            resolve};
}

Command advanceCommand()
{
    return {"advance",
            "Sets a campaign's clock forward and runs what comes due on the way",
            "[--preview] [--branch ID] FILE.campaign CAMPAIGN TIME",
            "TIME is in ISO 8601. One change, to be undone in one step.\n\n"
            "  --preview    says what would run, changes nothing\n"
            "  --branch ID  default: the campaign's main branch\n\n"
            "Example\n"
            "  campaign-server advance harrowmark.campaign campaign-ashen-crown 1042-09-16T12:00:00Z\n",
            [] {
                return Arguments::Declared{{"branch"}, {"preview"}, 3, 3};
            },
            advance};
}

Command scheduledCommand()
{
    return {"scheduled",
            "Lists effects that wait for their time, runs what is due, or cancels one",
            "[--run CAMPAIGN | --cancel ID] [--branch ID] FILE.campaign",
            "  --run CAMPAIGN  runs what is due by the clock of the branch and by the real one\n"
            "  --cancel ID     it does not run any more\n"
            "  --branch ID     default: the campaign's main branch\n\n"
            "Example\n"
            "  campaign-server scheduled harrowmark.campaign\n",
            [] {
                return Arguments::Declared{{"run", "cancel", "branch"}, {}, 1, 1};
            },
            scheduled};
}

} // namespace campaign::headless
