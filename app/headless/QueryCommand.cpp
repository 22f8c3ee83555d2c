// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/core/Json.h"

#include <iostream>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{"variables", "operation"}, {"pretty"}, 2, 2};
}

Result<api::Request> readRequest(const Arguments& arguments)
{
    api::Request request;
    request.operationName = arguments.option("operation").value_or("");
    Result<std::string> document =
        arguments.rest()[1] == "-" ? readFile("-") : Result<std::string>(arguments.rest()[1]);
    if (!document)
        return document.error();
    request.query = std::move(document).value();
    const std::optional<std::string> variables = arguments.option("variables");
    if (!variables)
        return request;
    Result<Value> parsed = parseJson(*variables);
    if (!parsed)
        return parsed.error();
    if (!parsed->isObject() && !parsed->isNull())
        return Error{ErrorCode::Invalid, "--variables must be a JSON object.", {}, {}, {}};
    request.variables = std::move(parsed).value();
    return request;
}

Exit run(const Arguments& arguments)
{
    const Result<api::Request> request = readRequest(arguments);
    if (!request)
        return fail(request.error());
    // A file that is open elsewhere can be read, so it is opened for writing only for a mutation.
    Result<std::unique_ptr<host::Host>> host = openHost(arguments.rest()[0], true);
    if (host && (*host)->gateway().operationKind(*request) == api::OperationKind::Mutation) {
        host->reset();
        host = openHost(arguments.rest()[0], false);
    }
    if (!host)
        return fail(host.error());
    const api::Response response = (*host)->gateway().execute(*request, Viewer::owner());
    const Result<Value> parsed = arguments.has("pretty") ? parseJson(response.json) : Result<Value>(Value());
    std::cout << (parsed && !parsed->isNull() ? toIndentedJson(*parsed) : response.json) << '\n';
    return response.hasErrors ? Exit::BadInput : Exit::Done;
}

} // namespace

Command queryCommand()
{
    return {
        "query",
        "Runs one GraphQL operation on a campaign file, as its owner, and prints the reply",
        "[--variables JSON] [--operation NAME] [--pretty] FILE.campaign 'GRAPHQL'",
        "GRAPHQL \"-\" reads the document from standard input. Exit code 2 when the reply holds errors.\n\n"
        "  --variables JSON   an object\n"
        "  --operation NAME   which operation of the document\n"
        "  --pretty           indents the reply\n\n"
        "Examples\n"
        "  campaign-server query comia.campaign '{ kingdoms { name } }'\n"
        "  campaign-server query --variables '{\"id\":\"X\"}' comia.campaign 'query($id: ID!) { settlement(id: $id) { "
        "name } }'\n",
        declared,
        run};
}

} // namespace campaign::headless
