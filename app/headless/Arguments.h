// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace campaign::headless {

/// A command's arguments: `--name value`, `--name=value`, `--flag`, and the rest in order. `--` ends the options.
class Arguments
{
public:
    struct Declared
    {
        std::vector<std::string> options; ///< take a value
        std::vector<std::string> flags;
        std::size_t fewest = 0; ///< of the rest
        std::size_t most = 0;
    };

    /// Errors are Invalid, in a sentence: unknown or repeated options, missing values, too many or too few of the rest.
    static Result<Arguments> parse(const std::vector<std::string>& words, const Declared& declared);

    std::optional<std::string> option(const std::string& name) const;
    bool has(const std::string& flag) const { return m_options.count(flag) > 0; }
    const std::vector<std::string>& rest() const { return m_rest; }

private:
    std::map<std::string, std::string> m_options;
    std::vector<std::string> m_rest;
};

} // namespace campaign::headless
