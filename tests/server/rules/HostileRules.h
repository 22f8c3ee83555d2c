// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace campaign::rules {

/// [1, 2, …, count]
inline std::string numbersTo(int count)
{
    std::string text = "[";
    for (int i = 1; i <= count; ++i)
        text += (i > 1 ? "," : "") + std::to_string(i);
    return text + "]";
}

/// Rules that would run for hours or take all memory, by name. All pass the checks of saving but for their size.
inline std::vector<std::pair<std::string, std::string>> hostileRules()
{
    const std::string twice = R"([{"var":"accumulator"},{"var":"accumulator"}])";
    const auto overAndOver = [](const std::string& body) {
        const std::string many = numbersTo(1000);
        return "{\"map\":[" + many + ",{\"map\":[" + many + ",{\"map\":[" + many + "," + body + "]}]}]}";
    };
    const auto doubling = [](const std::string& body, const std::string& initial) {
        return "{\"reduce\":[" + numbersTo(64) + "," + body + "," + initial + "]}";
    };
    const std::string text(60'000, 'a');
    return {
        {"map over map over map", overAndOver(R"({"+":[{"var":""},1]})")},
        {"map over conditions", overAndOver(R"({"if":[{"<":[{"var":""},0]},1,{"==":[{"var":""},"x"]},2,3]})")},
        {"filter in all",
         "{\"all\":[" + numbersTo(9000) + ",{\"none\":[" + numbersTo(900) + R"(,{"<":[{"var":""},0]}]}]})"},
        {"text doubled", doubling("{\"cat\":" + twice + "}", "\"0123456789abcdef\"")},
        {"surrogates doubled and cut",
         doubling("{\"substr\":[{\"cat\":" + twice + "},1]}", "\"\U0001F600\U0001F600\U0001F600\"")},
        {"list doubled", doubling("{\"merge\":" + twice + "}", "[1,2,3]")},
        {"list that holds itself twice", doubling(twice, "1")},
        {"text of such a list", "{\"cat\":[" + doubling(twice, "1") + "]}"},
        {"long text searched", overAndOver("{\"in\":[\"b\",\"" + text + "\"]}")},
        {"long texts compared", overAndOver("{\"==\":[\"" + text + "\",{\"cat\":[\"" + text + "\",{\"var\":\"\"}]}]}")},
        {"numbers written", overAndOver(R"({"cat":[0.1,1.23456789012345e-7,{"/":[{"var":""},7]}]})")},
        {"numbers read", overAndOver(R"({"+":["1.5e3",{"var":""},"0x10"]})")},
        {"paths made up", overAndOver(R"({"var":{"cat":["a.b.c.d.",{"var":""}]}})")},
        {"rules found in data", overAndOver(R"({"missing":[{"var":""},{"merge":[["a"],[{"log":"b"}]]}]})")},
        {"rules found in the context", "{\"missing\":[{\"merge\":" +
                                           [] {
                                               std::string all = "[";
                                               for (int i = 0; i < 2000; ++i)
                                                   all += std::string(i ? "," : "") + R"({"var":"rules"})";
                                               return all + "]}]}";
                                           }()},
        {"operators of a campaign", overAndOver(R"({"settlement.var":"gold"})")},
        {"settlements looked for", overAndOver(R"({"settlement.level":{"cat":["s",{"var":""}]}})")},
    };
}

} // namespace campaign::rules
