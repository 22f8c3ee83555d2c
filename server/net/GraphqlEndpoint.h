// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Gateway.h"
#include "server/net/HttpMessage.h"
#include "server/net/MediaType.h"

namespace campaign::net {

/// Hands a task to the workers; false when they have too much to do already.
using PostTask = std::function<bool(std::function<void()>)>;

/// GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/, interop.md §1). What costs time runs on the
/// workers. Safe from any thread.
class GraphqlEndpoint
{
public:
    struct Settings
    {
        Viewer viewer; ///< who everybody is until accounts exist
        std::chrono::milliseconds deadline{30'000};
    };

    /// `gateway` outlives the endpoint and every task it posts.
    GraphqlEndpoint(api::Gateway& gateway, PostTask post, Settings settings);

    void answer(HttpRequest request, Reply reply) const;
    /// Stops the operations under way; they answer CANCELLED.
    void cancelAll();

private:
    HttpResponse run(const HttpRequest& request, GraphqlMedia media) const;

    api::Gateway& m_gateway;
    PostTask m_post;
    Settings m_settings;
    std::shared_ptr<std::atomic<bool>> m_cancelled = std::make_shared<std::atomic<bool>>(false);
};

/// The request a POST body or a GET query states; errors say which member is wrong.
Result<api::Request> readGraphqlRequest(const HttpRequest& request);

} // namespace campaign::net
