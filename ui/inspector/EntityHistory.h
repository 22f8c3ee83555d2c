// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// The changes of one entity, newest first: when, what, from what to what; each can be undone by itself. GUI thread.
class EntityHistory : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// A list of {seq, when, reason, author, isUndone, canUndo, fields: a list of {label, before, after}}.
    Q_PROPERTY(QVariantList entries READ entries NOTIFY changed)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY changed)

public:
    using EntityAspect::EntityAspect;
    QVariantList entries() const { return m_entries; }
    bool hasMore() const { return m_hasMore; }

    /// Takes back this change and leaves all later ones; a refusal is announced as any other.
    Q_INVOKABLE void undo(qlonglong seq);
    Q_INVOKABLE void more();

protected:
    void clear() override;
    void ask() override;
    bool concerns(const std::vector<client::EntityDelta>& deltas) const override;

private:
    QVariantMap entryOf(const Value& version) const;

    int m_wanted = 0;
    bool m_hasMore = false;
    QVariantList m_entries;
};

} // namespace campaign
