// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// What an entity refers to and what refers to it, as the catalogue relates the types. GUI thread.
class EntityLinks : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// A list of {label, type, isList, count, items: a list of {type, id, name}}; first what it refers to, then what
    /// refers to it, each by name and with the first few.
    Q_PROPERTY(QVariantList groups READ groups NOTIFY changed)

public:
    using EntityAspect::EntityAspect;
    QVariantList groups() const { return m_groups; }

protected:
    void clear() override { m_groups.clear(); }
    void ask() override;

private:
    /// A part of the query under an alias of its own.
    struct Part
    {
        QString label;
        const catalogue::Type* type = nullptr;
        std::string alias;
        bool isList = false;
    };
    std::vector<Part> parts(std::string& text, Value::Object& variables) const;
    void addReferences(std::vector<Part>& parts, std::string& text) const;
    void addReferring(std::vector<Part>& parts, std::string& text) const;
    void take(const std::vector<Part>& parts, const Value& data);

    QVariantList m_groups;
};

} // namespace campaign
