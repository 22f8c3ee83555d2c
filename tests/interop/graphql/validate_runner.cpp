// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Line tool for differential tests: reads {"mode":"parse"|"validate"|"execute", "query":…, "variables":…} a line and
// writes {"valid":bool,"errors":[…]} or, for "execute", the response, against the specimen schema; with --product
// against the schema that the product serves (which it can execute only as far as introspection goes).
#include "server/api/SchemaAssembly.h"
#include "server/core/Json.h"
#include "server/graphql/validation/Validation.h"
#include "tests/server/graphql/Specimen.h"

#include <iostream>

using namespace campaign;
using namespace campaign::graphql;

namespace {

std::string verdict(const std::vector<GraphqlError>& errors)
{
    std::string out = errors.empty() ? "{\"valid\":true,\"errors\":[" : "{\"valid\":false,\"errors\":[";
    const char* separator = "";
    for (const GraphqlError& error : errors) {
        out += std::exchange(separator, ",");
        appendErrorJson(out, error);
    }
    return out + "]}";
}

std::string answer(const Executor& executor, specimen::Realm& realm, const Value& line)
{
    const std::string mode = line.stringOr("mode", "validate");
    Request request;
    request.query = line.stringOr("query", "");
    request.operationName = line.stringOr("operationName", "");
    if (const Value* variables = line.find("variables"))
        request.variables = *variables;
    if (mode == "parse") {
        const ParseOutcome outcome = parseDocument(request.query);
        return verdict(outcome.error ? std::vector{*outcome.error} : std::vector<GraphqlError>{});
    }
    if (mode == "validate")
        return verdict(executor.prepare(request.query)->errors);
    ExecutionContext context;
    context.setHost(realm);
    return executor.execute(request, context).json;
}

} // namespace

int main(int count, char** arguments)
{
    std::ios::sync_with_stdio(false);
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const bool isProduct = count > 1 && std::string_view(arguments[1]) == "--product";
    const Executor executor(isProduct ? *api::assembleSchema(types) : specimen::schema());
    specimen::Realm realm(3, 3, 3);
    std::string text;
    while (std::getline(std::cin, text)) {
        const Result<Value> line = parseJson(text);
        std::cout << (line ? answer(executor, realm, *line) : "{\"error\":\"not JSON\"}") << '\n' << std::flush;
    }
}
