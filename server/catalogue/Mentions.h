// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Id.h"

#include <string>
#include <string_view>
#include <vector>

namespace campaign::catalogue {

/// An entity named in a text. Texts are Markdown (https://spec.commonmark.org) and a mention is a link of the form
/// `[@Harrowford](campaign:Settlement/01H…)`: other programs show the name, ours the present one, so a rename follows.
struct Mention
{
    std::string type; ///< as in the catalogue
    Id id;
    std::string shownName; ///< as it was when it was written, without the @
    std::size_t begin = 0; ///< bytes of the text it takes
    std::size_t end = 0;

    bool operator==(const Mention&) const = default;
};

/// All well-formed mentions in the order they stand; anything else is left as text.
std::vector<Mention> mentionsIn(std::string_view text);
/// How a mention is written; brackets of the name are escaped.
std::string mentionText(std::string_view type, std::string_view id, std::string_view name);
/// The text with every mention replaced by the name it was written with, for excerpts and plain output.
std::string withoutMentions(std::string_view text);

} // namespace campaign::catalogue
