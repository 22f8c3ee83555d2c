// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/HttpMessage.h"

#include <optional>

namespace campaign::net {

/// Who may talk to a server that knows no accounts and treats every caller as its owner: programs on this machine, and
/// pages of this machine or of the origins named. A page elsewhere can make a browser send requests here, even under a
/// name of its own that resolves to this machine (DNS rebinding), so Host and Origin are both checked. Immutable.
class AccessGuard
{
public:
    /// `allowedOrigins` as browsers send them ("https://table.example").
    explicit AccessGuard(std::vector<std::string> allowedOrigins);

    /// The refusal (403, in a sentence), or nothing when the request may pass.
    std::optional<HttpResponse> refuse(const HttpRequest& request) const;
    /// Adds the CORS headers a browser wants (https://fetch.spec.whatwg.org/#http-cors-protocol).
    void addCorsHeaders(const HttpRequest& request, HttpResponse& response) const;
    /// The answer to OPTIONS, a CORS preflight among others.
    HttpResponse answerOptions(const HttpRequest& request, std::string_view allow) const;

private:
    bool maySend(std::string_view origin) const;

    std::vector<std::string> m_allowedOrigins;
};

} // namespace campaign::net
