// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Background.h"
#include "server/transfer/azgaar/Reader.h"

#include <cstdint>

/// Any bytes are a world or a sentence about why not; what was read can be painted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const auto world = campaign::transfer::azgaar::readWorld({reinterpret_cast<const char*>(bytes), size});
    if (world)
        (void)campaign::transfer::azgaar::backgroundSvg(*world);
    return 0;
}
