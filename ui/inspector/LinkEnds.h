// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// What a link joins, wherever it is met: "The drover" "is needed for" "Lights out". GUI thread.
class LinkEnds : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool isLink READ isLink NOTIFY subjectChanged)
    Q_PROPERTY(QString relation READ relation NOTIFY changed)
    Q_PROPERTY(QString sourceType READ sourceType NOTIFY changed)
    Q_PROPERTY(QString sourceId READ sourceId NOTIFY changed)
    Q_PROPERTY(QString sourceName READ sourceName NOTIFY changed)
    Q_PROPERTY(QString sourceIcon READ sourceIcon NOTIFY changed)
    Q_PROPERTY(QString targetType READ targetType NOTIFY changed)
    Q_PROPERTY(QString targetId READ targetId NOTIFY changed)
    Q_PROPERTY(QString targetName READ targetName NOTIFY changed)
    Q_PROPERTY(QString targetIcon READ targetIcon NOTIFY changed)

public:
    using EntityAspect::EntityAspect;

    bool isLink() const { return typeName() == "Link"; }
    QString relation() const { return m_relation; }
    QString sourceType() const { return m_source.type; }
    QString sourceId() const { return m_source.id; }
    QString sourceName() const { return nameOf(m_source); }
    QString sourceIcon() const { return iconOf(m_source); }
    QString targetType() const { return m_target.type; }
    QString targetId() const { return m_target.id; }
    QString targetName() const { return nameOf(m_target); }
    QString targetIcon() const { return iconOf(m_target); }

protected:
    void clear() override;
    void ask() override;

private:
    struct End
    {
        QString type;
        QString id;
    };
    QString nameOf(const End& end) const;
    QString iconOf(const End& end) const;

    QString m_relation;
    End m_source;
    End m_target;
};

} // namespace campaign
