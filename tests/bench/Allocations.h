// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// How often this program has called operator new; linking Allocations.cpp replaces it by one that counts.
std::size_t allocationCount();
