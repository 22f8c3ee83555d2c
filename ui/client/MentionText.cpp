// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/MentionText.h"

#include "ui/client/Conversion.h"

namespace campaign {

using catalogue::Mention;
using client::fromQString;
using client::toQString;

namespace {

const QString opening = QStringLiteral("@[");
constexpr const char* scheme = "campaign:";
constexpr const char* goneScheme = "gone:";

QString nameNow(const Mention& mention, const MentionText::NameOf& nameOf)
{
    const QString name = nameOf ? nameOf(mention.type, mention.id) : QString();
    return name.isEmpty() ? toQString(mention.shownName) : name;
}

/// Brackets end a name in the edited form.
QString inBrackets(QString name)
{
    return name.replace('[', '(').replace(']', ')').simplified();
}

/// What stands between mentions, made harmless: HTML is shown as written, a picture becomes a link to it.
QString harmless(QString text)
{
    return text.replace('&', "&amp;").replace('<', "&lt;").replace("![", "[");
}

/// Characters that Markdown gives a meaning.
QString escaped(const QString& name)
{
    QString safe;
    for (const QChar c : name) {
        if (QStringLiteral("\\`*_{}[]<>#|~!").contains(c))
            safe += '\\';
        safe += c;
    }
    return safe;
}

} // namespace

QString MentionText::mention(const std::string& type, const Id& id, const QString& name)
{
    const QString base = inBrackets(name);
    QString label = base;
    for (int number = 2; m_named.contains(label) && m_named[label].id != id; ++number)
        label = base + ' ' + QString::number(number);
    m_named[label] = {type, id};
    return opening + label + ']';
}

QString MentionText::toEditable(const std::string& stored, const NameOf& nameOf)
{
    QString editable;
    std::size_t from = 0;
    for (const Mention& one : catalogue::mentionsIn(stored)) {
        editable += toQString(std::string_view(stored).substr(from, one.begin - from));
        editable += mention(one.type, one.id, nameNow(one, nameOf));
        from = one.end;
    }
    return editable + toQString(std::string_view(stored).substr(from));
}

std::string MentionText::toStored(const QString& editable) const
{
    std::string stored;
    qsizetype from = 0;
    for (qsizetype at = editable.indexOf(opening); at >= 0; at = editable.indexOf(opening, at + 1)) {
        const qsizetype end = editable.indexOf(']', at);
        if (end < 0)
            break;
        const auto named = m_named.find(editable.mid(at + opening.size(), end - at - opening.size()));
        if (named == m_named.end())
            continue;
        stored += fromQString(editable.mid(from, at - from));
        stored += catalogue::mentionText(named->second.type, named->second.id, fromQString(named->first));
        from = end + 1;
    }
    return stored + fromQString(editable.mid(from));
}

QString MentionText::toShown(const std::string& stored, const NameOf& nameOf, const IsGone& isGone)
{
    QString shown;
    std::size_t from = 0;
    for (const Mention& one : catalogue::mentionsIn(stored)) {
        const QString to = toQString(one.type) + '/' + toQString(one.id);
        shown += harmless(toQString(std::string_view(stored).substr(from, one.begin - from)));
        shown +=
            '[' + escaped(nameNow(one, nameOf)) + "](" + (isGone && isGone(one.id) ? goneScheme : scheme) + to + ')';
        from = one.end;
    }
    shown += harmless(toQString(std::string_view(stored).substr(from)));
    // A single line break is meant as one.
    return shown.replace("\n\n", "\u2029").replace("\n", "  \n").replace("\u2029", "\n\n");
}

bool MentionText::isGoneLink(const QString& link)
{
    return link.startsWith(goneScheme);
}

std::pair<QString, QString> MentionText::target(const QString& link)
{
    const qsizetype slash = link.indexOf('/');
    const qsizetype colon = link.indexOf(':');
    const bool isOurs = link.startsWith(scheme) || isGoneLink(link);
    return isOurs && slash > 0 ? std::pair(link.mid(colon + 1, slash - colon - 1), link.mid(slash + 1))
                               : std::pair<QString, QString>();
}

} // namespace campaign
