// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/execution/ExecutionContext.h"
#include "server/graphql/language/GraphqlError.h"
#include "server/graphql/language/Parser.h"
#include "server/graphql/schema/Schema.h"

#include <memory>
#include <mutex>

namespace campaign::graphql {

/// A request as it comes from a transport; `variables` is an object or null.
struct Request
{
    std::string query;
    std::string operationName;
    Value variables;
};

/// `json` is the whole response object. `executed` is false when the request failed before execution (no `data` key):
/// syntax, validation, unknown operation, variables, limits known beforehand.
struct Response
{
    std::string json;
    bool executed = false;
    bool hasErrors = false;
};

/// A document that was parsed and validated once; immutable, shared.
struct PreparedDocument
{
    Document document;
    std::vector<GraphqlError> errors;

    /// The operation to run: the named one, or the only one; null when there is no such.
    const Operation* select(std::string_view operationName) const;
};

/// What a subscription asks for: its one root field with coerced arguments.
struct SubscriptionField
{
    const Field* field = nullptr;
    std::string responseKey;
    Value arguments;
};

struct ExecutorSettings
{
    std::size_t cachedDocuments = 500;
    std::size_t cachedDocumentBytes = 64 * 1024; ///< longer query texts are not kept
    ParseLimits parse;
};

/// Parses, validates and runs requests against one schema. Thread-safe; owns the cache of prepared documents.
class Executor
{
public:
    Executor(std::shared_ptr<const Schema> schema, ExecutorSettings settings);
    explicit Executor(std::shared_ptr<const Schema> schema);
    ~Executor();

    /// Runs one query or mutation. A subscription is refused, unless context.eventRoot is set: then its selection is
    /// run for that one event, with eventRoot's object as the root parent.
    Response execute(const Request& request, ExecutionContext& context) const;

    /// Parsed and validated, from the cache when the same text came before. Never null.
    std::shared_ptr<const PreparedDocument> prepare(const std::string& query) const;
    /// The kind of the operation that execute() would run; empty when the request cannot run.
    std::optional<OperationKind> operationKind(const Request& request) const;
    /// Checks a subscription request; errors are what the client is to be told.
    std::optional<SubscriptionField> subscription(const Request& request, std::vector<GraphqlError>& errors) const;

    const Schema& schema() const { return *m_schema; }

private:
    struct DocumentCache;
    std::shared_ptr<const Schema> m_schema;
    ExecutorSettings m_settings;
    std::unique_ptr<DocumentCache> m_cache;
};

/// `{"errors":[…]}` alone, for requests that never reach execution.
Response refusal(const std::vector<GraphqlError>& errors);

} // namespace campaign::graphql
