// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Arguments.h"

#include <algorithm>

namespace campaign::headless {

namespace {

Error wrong(std::string message)
{
    return {ErrorCode::Invalid, std::move(message), {}, {}, {}};
}

bool contains(const std::vector<std::string>& list, const std::string& name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

} // namespace

Result<Arguments> Arguments::parse(const std::vector<std::string>& words, const Declared& declared)
{
    Arguments made;
    bool onlyRest = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (!onlyRest && word == "--") {
            onlyRest = true;
            continue;
        }
        if (onlyRest || !word.starts_with("--")) {
            made.m_rest.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        const bool isOption = contains(declared.options, name);
        if (!isOption && !contains(declared.flags, name))
            return wrong("There is no option --" + name + " here.");
        if (!isOption && equals != std::string::npos)
            return wrong("--" + name + " takes no value.");
        if (isOption && equals == std::string::npos && i + 1 == words.size())
            return wrong("--" + name + " needs a value.");
        std::string value;
        if (isOption)
            value = equals == std::string::npos ? words[++i] : word.substr(equals + 1);
        if (!made.m_options.emplace(name, std::move(value)).second)
            return wrong("--" + name + " is given twice.");
    }
    if (made.m_rest.size() < declared.fewest)
        return wrong("Something is missing.");
    if (made.m_rest.size() > declared.most)
        return wrong("\"" + made.m_rest[declared.most] + "\" is one argument too many.");
    return made;
}

std::optional<std::string> Arguments::option(const std::string& name) const
{
    const auto found = m_options.find(name);
    return found == m_options.end() ? std::nullopt : std::optional<std::string>(found->second);
}

} // namespace campaign::headless
