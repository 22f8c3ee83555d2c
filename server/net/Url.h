// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <map>
#include <string>
#include <string_view>

namespace campaign::net {

/// The parameters of an `application/x-www-form-urlencoded` query (https://url.spec.whatwg.org/#urlencoded-parsing):
/// plus is a blank. Broken percent escapes, text that is not UTF-8 and a parameter given twice are refused.
Result<std::map<std::string, std::string, std::less<>>> parseQuery(std::string_view query);

/// Host and port of a Host header or of the authority of an Origin, the host in lower case and without the brackets of
/// an IPv6 address; port "" when there is none.
struct Authority
{
    std::string host;
    std::string port;
};
Result<Authority> parseAuthority(std::string_view text);

/// localhost (and names below it), 127.0.0.0/8 and ::1.
bool isLoopbackHost(std::string_view host);

} // namespace campaign::net
