// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/RuleCheck.h"

#include "server/rules/Expression.h"

namespace campaign {

Result<> checkRules(const catalogue::Type& type, const Value::Object& fields, const rules::OperatorRegistry& operators)
{
    for (const catalogue::Field& field : type.fields) {
        if (field.type != catalogue::FieldType::Rule)
            continue;
        const Value* rule = fields.find(field.name);
        if (!rule || rule->isNull())
            continue;
        if (const Result<rules::Expression> good = rules::Expression::parse(*rule, operators); !good) {
            Error error = good.error();
            error.path = field.name + error.path;
            return error;
        }
    }
    return {};
}

} // namespace campaign
