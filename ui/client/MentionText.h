// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Mentions.h"

#include <QHash>
#include <QString>

#include <functional>
#include <map>

namespace campaign {

/// A note's text between its stored form (server/catalogue/Mentions.h), the form a person edits (`@[Harrowford]`) and
/// the form that is shown. Remembers which name stands for which entity while a text is edited. GUI thread.
class MentionText
{
public:
    /// The present name of an entity, "" when it is not known.
    using NameOf = std::function<QString(const std::string& type, const Id& id)>;

    /// Mentions become `@[present name]`.
    QString toEditable(const std::string& stored, const NameOf& nameOf);
    /// And back; `@[…]` of names that stand for nothing remain text.
    std::string toStored(const QString& editable) const;
    /// Takes an entity in; the text to write for it: `@[Name]`, or with a number when another has that name.
    QString mention(const std::string& type, const Id& id, const QString& name);

    /// Whether what is mentioned is known to be no longer there.
    using IsGone = std::function<bool(const Id& id)>;
    /// Markdown to be shown: mentions are links `campaign:Type/id` with the present names, `gone:Type/id` for what is
    /// no longer there; neither pictures from elsewhere nor HTML get through.
    static QString toShown(const std::string& stored, const NameOf& nameOf, const IsGone& isGone = {});
    /// Whether a link is one to what is no longer there.
    static bool isGoneLink(const QString& link);
    /// Type and id of such a link; empty when it is another.
    static std::pair<QString, QString> target(const QString& link);

private:
    struct Named
    {
        std::string type;
        Id id;
    };
    std::map<QString, Named> m_named; // by the name in brackets
};

} // namespace campaign
