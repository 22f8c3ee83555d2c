// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/LinkEnds.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

void LinkEnds::clear()
{
    m_relation.clear();
    m_source = {};
    m_target = {};
}

void LinkEnds::ask()
{
    if (!isLink())
        return;
    query(client::documents::one(*type()), {{"id", id()}, {"branch", session()->place().branch()}},
          [this](const Value& data) {
              const Value* link = data.find("entity");
              if (!link || !link->isObject())
                  return;
              m_relation = wording::ofChoice("LinkType", textOf(*link, "linkType")).toLower();
              m_source = {textOf(*link, "sourceType"), textOf(*link, "source")};
              m_target = {textOf(*link, "targetType"), textOf(*link, "target")};
              for (const End& end : {m_source, m_target})
                  askName(fromQString(end.type), fromQString(end.id));
          });
}

QString LinkEnds::nameOf(const End& end) const
{
    return session() ? toQString(session()->store().nameOf(fromQString(end.id))) : QString();
}

QString LinkEnds::iconOf(const End& end) const
{
    return session() ? session()->iconOf(end.type) : QString();
}

} // namespace campaign
