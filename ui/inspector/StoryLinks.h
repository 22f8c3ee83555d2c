// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// How an event or encounter bears on others: what it needs first, blocks, triggers or is merely related to, from both
/// ends; links are made and taken away here. GUI thread.
class StoryLinks : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// Whether entities of this type can be linked at all.
    Q_PROPERTY(bool canLink READ canLink NOTIFY subjectChanged)
    /// The ways to be linked, as sentences begin: "Needs first", "Blocks".
    Q_PROPERTY(QStringList relations READ relations CONSTANT)
    /// What may stand at the other end: a list of {type, label}.
    Q_PROPERTY(QVariantList otherTypes READ otherTypes NOTIFY subjectChanged)
    /// Those there are: a list of {label, items: [{linkId, type, icon, id, name}]}, by relation.
    Q_PROPERTY(QVariantList groups READ groups NOTIFY changed)

public:
    using EntityAspect::EntityAspect;

    bool canLink() const;
    QStringList relations() const;
    QVariantList otherTypes() const;
    QVariantList groups() const { return m_groups; }

    /// One change: links the entity by that relation (an index of `relations`) with the other.
    Q_INVOKABLE void make(int relation, const QString& otherType, const QString& otherId);
    Q_INVOKABLE void remove(const QString& linkId);

protected:
    void clear() override;
    void ask() override;

private:
    struct End
    {
        Id link;
        std::size_t relation = 0;
        std::string type;
        Id id;
    };

    const catalogue::Type* linkType() const;
    void gather(const Value& data, const char* alias, bool isOutgoing, std::vector<End>& ends) const;
    void askNames(std::vector<End> ends);
    void show(const std::vector<End>& ends);

    QVariantList m_groups;
};

} // namespace campaign
