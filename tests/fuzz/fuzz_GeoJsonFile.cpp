// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Check.h"
#include "server/transfer/geojson/GeoJsonImport.h"

#include <cstdint>
#include <cstdlib>

using namespace campaign;

/// Any bytes are a plan or a sentence about why not; what is planned is what the catalogue takes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const catalogue::Catalogue types = catalogue::Catalogue::standard();
    transfer::ImportTarget target(types);
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    (void)transfer::geojson::looksLikeGeoJson(text);
    const auto plan = transfer::geojson::planGeoJson(text, "file", target);
    if (!plan)
        return 0;
    for (const transfer::PlannedEntity& planned : plan->entities) {
        if (!catalogue::checkFields(*types.find(planned.type), planned.fields))
            std::abort();
    }
    return 0;
}
