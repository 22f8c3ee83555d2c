// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Place.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

Result<Place> placeOf(const FieldCall& call, const Value& arguments)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = scope.viewFor(Home::Campaign, arguments);
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    return Place{*snapshot, *view, textOf(arguments, "mapId")};
}

void addPlaceQuery(graphql::Type& query, const std::string& name, const std::string& type,
                   std::initializer_list<std::pair<const char*, const char*>> arguments, PlaceOperation operation)
{
    graphql::Field& field = query.field(name, type);
    for (const auto& [argument, argumentType] : arguments)
        field.argument(argument, argumentType);
    field.argument("mapId", "ID").argument("branchId", "ID");
    field.resolve([operation = std::move(operation)](const FieldCall& call, std::span<const ObjectRef>,
                                                     std::span<FieldResult> out) { return operation(call, out[0]); });
}

Result<std::vector<std::string>> typeNames(const catalogue::Catalogue& types, const Value& arguments,
                                           std::string_view argument)
{
    std::vector<std::string> names;
    for (const std::string& name : textsOf(arguments, argument)) {
        const catalogue::Type* type = types.findByAnyName(name);
        if (!type)
            return invalid("There is no type of entities called \"" + name + "\".", std::string(argument));
        names.push_back(type->name);
    }
    return names;
}

} // namespace campaign::api
