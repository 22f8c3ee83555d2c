// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// The notes and descriptions that mention an entity. GUI thread.
class EntityMentions : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// A list of {type, id, name, text}, by name.
    Q_PROPERTY(QVariantList backlinks READ backlinks NOTIFY changed)

public:
    using EntityAspect::EntityAspect;
    QVariantList backlinks() const { return m_backlinks; }

protected:
    void clear() override { m_backlinks.clear(); }
    void ask() override;

private:
    QVariantList m_backlinks;
};

} // namespace campaign
