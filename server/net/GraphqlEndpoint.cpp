// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/GraphqlEndpoint.h"

#include "server/core/Json.h"
#include "server/net/Url.h"

namespace campaign::net {

namespace {

Error invalid(std::string message, std::string path)
{
    return {ErrorCode::Invalid, std::move(message), std::move(path), {}, {}};
}

HttpResponse refusal(int status, const Error& error, GraphqlMedia media = GraphqlMedia::Json)
{
    return {status, {{"Content-Type", std::string(contentType(media))}}, api::errorBody(error)};
}

/// The members of the request, from either place; a member that is null is as good as absent.
Result<api::Request> checkMembers(const Value::Object& members)
{
    api::Request request;
    const Value* query = members.find("query");
    if (!query || !query->isString())
        return invalid("\"query\" must be a text: the GraphQL document.", "query");
    request.query = query->asString();
    const Value* name = members.find("operationName");
    if (name && !name->isNull() && !name->isString())
        return invalid("\"operationName\" must be a text or null.", "operationName");
    if (name && name->isString())
        request.operationName = name->asString();
    for (const std::string_view key : {"variables", "extensions"}) {
        const Value* one = members.find(key);
        if (one && !one->isNull() && !one->isObject())
            return invalid("\"" + std::string(key) + "\" must be an object or null.", std::string(key));
    }
    if (const Value* variables = members.find("variables"))
        request.variables = *variables;
    return request;
}

Result<api::Request> readBody(const std::string& body)
{
    if (body.empty())
        return invalid("The body is empty; it must be a JSON object with a \"query\".", {});
    const Result<Value> parsed = parseJson(body);
    if (!parsed)
        return invalid("The body is not JSON: " + parsed.error().message, {});
    if (!parsed->isObject())
        return invalid("The body must be one JSON object; batches are not supported.", {});
    return checkMembers(parsed->asObject());
}

Result<api::Request> readAddress(std::string_view query)
{
    const auto parameters = parseQuery(query);
    if (!parameters)
        return parameters.error();
    Value::Object members;
    for (const auto& [name, text] : *parameters) {
        const bool isJson = name == "variables" || name == "extensions";
        if (isJson && text.empty())
            continue;
        Result<Value> value = isJson ? parseJson(text) : Result<Value>(Value(text));
        if (!value)
            return invalid("\"" + name + "\" is not JSON: " + value.error().message, name);
        members.set(name, std::move(value).value());
    }
    return checkMembers(members);
}

bool wantsUpgrade(const HttpRequest& request)
{
    return equalsIgnoringCase(request.header("Upgrade"), "websocket");
}

/// What can be refused by the header alone, on the network thread.
std::optional<HttpResponse> checkHeader(const HttpRequest& request)
{
    if (wantsUpgrade(request))
        return refusal(400, invalid("Subscriptions over WebSocket are not served yet; send queries and mutations by "
                                    "POST.",
                                    {}));
    if (request.method != "GET" && request.method != "POST") {
        HttpResponse response = refusal(405, invalid("GraphQL is asked by GET or POST.", {}));
        response.headers.push_back({"Allow", "GET, POST"});
        return response;
    }
    if (request.method == "GET")
        return std::nullopt;
    if (!isJsonInUtf8(request.header("Content-Type")))
        return refusal(415, invalid("The body of a POST must be declared as application/json, in UTF-8.", {}));
    const std::string_view coding = request.header("Content-Encoding");
    if (!coding.empty() && !equalsIgnoringCase(coding, "identity"))
        return refusal(415, invalid("Compressed bodies are not accepted.", {}));
    return std::nullopt;
}

/// Every Accept line in one: a header sent twice counts as a list (RFC 9110 §5.3).
std::string acceptOf(const HttpRequest& request)
{
    std::string accept;
    for (const Header& one : request.headers) {
        if (equalsIgnoringCase(one.name, "Accept"))
            accept += (accept.empty() ? "" : ",") + one.value;
    }
    return accept;
}

int statusOf(const api::Response& response, GraphqlMedia media)
{
    if (response.isSubscription)
        return 400;
    return response.executed || media == GraphqlMedia::Json ? 200 : 400;
}

} // namespace

Result<api::Request> readGraphqlRequest(const HttpRequest& request)
{
    return request.method == "GET" ? readAddress(request.query()) : readBody(request.body);
}

GraphqlEndpoint::GraphqlEndpoint(api::Gateway& gateway, PostTask post, Settings settings)
    : m_gateway(gateway)
    , m_post(std::move(post))
    , m_settings(std::move(settings))
{
}

void GraphqlEndpoint::answer(HttpRequest request, Reply reply) const
{
    if (std::optional<HttpResponse> refused = checkHeader(request))
        return reply(std::move(*refused));
    const std::optional<GraphqlMedia> media = negotiate(acceptOf(request));
    if (!media)
        return reply(
            refusal(406, invalid("Answers come as application/graphql-response+json or application/json.", {})));
    const auto task = [this, request = std::move(request), reply, media = *media] { reply(run(request, media)); };
    if (m_post(task))
        return;
    HttpResponse busy = refusal(503, {ErrorCode::Unavailable, "The server has too much to do; try again.", {}, {}, {}});
    busy.headers.push_back({"Retry-After", "1"});
    reply(std::move(busy));
}

HttpResponse GraphqlEndpoint::run(const HttpRequest& request, GraphqlMedia media) const
{
    Result<api::Request> read = readGraphqlRequest(request);
    if (!read)
        return refusal(400, read.error(), media);
    api::Request& operation = *read;
    operation.cancelled = m_cancelled;
    operation.deadline = std::chrono::steady_clock::now() + m_settings.deadline;
    if (request.method == "GET" && m_gateway.operationKind(operation) == api::OperationKind::Mutation) {
        HttpResponse response = refusal(405, invalid("A mutation is sent by POST, not by GET.", {}), media);
        response.headers.push_back({"Allow", "POST"});
        return response;
    }
    api::Response response = m_gateway.execute(operation, m_settings.viewer);
    return {statusOf(response, media), {{"Content-Type", std::string(contentType(media))}}, std::move(response.json)};
}

void GraphqlEndpoint::cancelAll()
{
    *m_cancelled = true;
}

} // namespace campaign::net
