// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line runner as a program of its own, for comparisons with other implementations.
#include "server/rules/LineRunner.h"

#include <iostream>

int main()
{
    std::ios::sync_with_stdio(false);
    campaign::rules::runLines(std::cin, std::cout, campaign::rules::OperatorRegistry::ofCampaign());
    return 0;
}
