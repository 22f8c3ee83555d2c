// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/HistoryFormat.h"
#include "server/transfer/json/JsonImport.h"

#include <cstdint>
#include <cstdlib>

using namespace campaign;

/// Any bytes are an export, a history or a sentence about why not; a history is written back as it was understood.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    (void)transfer::looksLikeJsonExport(text);
    if (const auto content = transfer::readJson(text, types))
        (void)content->counts();
    const auto log = transfer::readHistory(text);
    if (!log)
        return 0;
    const std::string written = transfer::writeHistory(*log);
    const auto again = transfer::readHistory(written);
    if (!again || transfer::writeHistory(*again) != written)
        std::abort();
    return 0;
}
