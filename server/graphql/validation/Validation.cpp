// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Validation.h"

#include "server/graphql/validation/Rules.h"

namespace campaign::graphql {

void Findings::report(std::string message, std::initializer_list<Position> positions)
{
    if (m_errors.size() >= maximalErrors)
        return;
    GraphqlError error = makeError(std::move(message), "GRAPHQL_VALIDATION_FAILED");
    for (const Position position : positions)
        error.locations.push_back(positionAt(*m_document.source, position));
    m_errors.push_back(std::move(error));
}

std::vector<GraphqlError> validate(const Schema& schema, const Document& document)
{
    Findings findings(document);
    checkDefinitions(document, findings);
    const bool unfolds = checkFragments(document, findings);
    const std::vector<VariableUses> uses = checkSelections(schema, document, findings);
    checkVariables(schema, document, uses, findings);
    // The rules below follow fragment spreads, which must come to an end.
    if (unfolds) {
        checkSubscriptions(schema, document, findings);
        checkIntrospectionDepth(document, findings);
    }
    // Merging is only defined for fields that exist.
    if (findings.none())
        checkMerging(schema, document, findings);
    return findings.take();
}

} // namespace campaign::graphql
