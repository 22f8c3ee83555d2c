// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Applies JSON patches, one a line: {"doc": …, "patch": …} gives {"result": …} or {"error": "…"}.
#include "server/core/Json.h"
#include "server/rules/JsonPatch.h"

#include <iostream>

int main()
{
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        const campaign::Result<campaign::Value> given = campaign::parseJson(line);
        const campaign::Value* document = given ? given->find("doc") : nullptr;
        const campaign::Value* patch = given ? given->find("patch") : nullptr;
        campaign::Value::Object answer;
        if (!document || !patch) {
            answer.append("error", "not {doc, patch}");
        } else if (const auto result = campaign::rules::applyPatch(*document, *patch)) {
            answer.append("result", *result);
        } else {
            answer.append("error", result.error().message + " " + result.error().path);
        }
        std::cout << campaign::toJson(answer) << '\n';
    }
    return 0;
}
