// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/RuleCheck.h"

#include "server/core/Text.h"
#include "server/rules/Expression.h"

namespace campaign {

const catalogue::Type* findTypeByAnyName(const catalogue::Catalogue& types, std::string_view name)
{
    const std::string wanted = foldCase(name);
    for (const catalogue::Type& type : types.types()) {
        if (wanted == foldCase(type.name) || wanted == foldCase(type.plural) || wanted == type.table())
            return &type;
    }
    return nullptr;
}

Result<> checkRules(const catalogue::Catalogue& types, const catalogue::Type& type, const Value::Object& fields,
                    const rules::OperatorRegistry& operators)
{
    bool hasRule = false;
    for (const catalogue::Field& field : type.fields) {
        if (field.type != catalogue::FieldType::Rule)
            continue;
        hasRule = true;
        const Value* rule = fields.find(field.name);
        if (!rule || rule->isNull())
            continue;
        if (const Result<rules::Expression> good = rules::Expression::parse(*rule, operators); !good) {
            Error error = good.error();
            error.path = field.name + error.path;
            return error;
        }
    }
    const Value* target = hasRule ? fields.find("entityType") : nullptr;
    if (target && target->isString() && !findTypeByAnyName(types, target->asString()))
        return Error{ErrorCode::Invalid,
                     "There is no type of entities called \"" + target->asString() + "\".",
                     "entityType",
                     {},
                     {}};
    return {};
}

} // namespace campaign
