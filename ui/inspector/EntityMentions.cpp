// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityMentions.h"

#include "ui/client/Conversion.h"

namespace campaign {

void EntityMentions::ask()
{
    static const std::string text = "query Mentions($id: ID!, $branch: ID) { list: mentionedIn(entityId: $id, "
                                    "branchId: $branch) { type id name excerpt } }";
    query(text, {{"id", id()}, {"branch", session()->place().branch()}}, [this](const Value& data) {
        m_backlinks.clear();
        const Value* list = data.find("list");
        if (!list || !list->isArray())
            return;
        for (const Value& one : list->asArray())
            m_backlinks.append(QVariantMap{{"type", client::textOf(one, "type")},
                                           {"id", client::textOf(one, "id")},
                                           {"name", client::textOf(one, "name")},
                                           {"text", client::textOf(one, "excerpt")}});
    });
}

} // namespace campaign
