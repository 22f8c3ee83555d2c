// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/geometry/GeoJson.h"
#include "server/geometry/Measures.h"
#include "server/geometry/Validity.h"
#include "server/geometry/Wkb.h"

#include <cstdint>
#include <cstdlib>

using namespace campaign;

/// What GeoJSON and WKB readers accept is written and read back the same, and can be checked and measured.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    (void)geometry::fromWkb(text);
    (void)geometry::fromSpatiaLite(text);
    const auto read = geometry::parseGeoJson(text, {2000, 200});
    if (!read)
        return 0;
    (void)geometry::findFaults(*read);
    (void)geometry::labelPoint(*read);
    (void)geometry::centroid(*read);
    const auto again = geometry::fromSpatiaLite(geometry::toSpatiaLite(*read, geometry::flatSrid));
    if (!again || !(again->geometry == *read))
        std::abort();
    const std::string written = toJson(geometry::toGeoJson(*read));
    const auto reread = geometry::parseGeoJson(written);
    if (!reread || toJson(geometry::toGeoJson(*reread)) != written)
        std::abort();
    return 0;
}
