// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

namespace {

Result<> checkFile(const FieldValues& file)
{
    constexpr std::string_view prefix = "sha256-";
    constexpr std::size_t digits = 64;
    const std::string& blob = file["blob"].asString();
    if (blob.starts_with(prefix) && blob.size() == prefix.size() + digits &&
        blob.find_first_not_of("0123456789abcdef", prefix.size()) == std::string::npos)
        return {};
    return Error{ErrorCode::Invalid, "A file's content is named by sha256- and 64 hexadecimal digits.", "blob", {}, {}};
}

} // namespace

// The bytes lie beside the log, once for each content; this is what people see of them: a name and an audience.
Type fileType()
{
    return {.name = "File",
            .plural = "files",
            .label = "File",
            .icon = "folder",
            .scope = Scope::Campaign,
            .description = "A picture or another file that was uploaded.",
            .permission = "campaign",
            .parentField = "",
            .fields = withCommonFields({
                field("blob", FieldType::Text, "Content")
                    .required()
                    .timeless()
                    .filterable()
                    .atMost(80)
                    .describe("Id of the stored bytes: sha256- and 64 hexadecimal digits."),
            }),
            .uniques = {},
            .creatable = false,
            .role = Role::File,
            .check = checkFile};
}

} // namespace campaign::catalogue
