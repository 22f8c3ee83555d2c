// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"

#include <map>

namespace campaign::catalogue {

/// Every entity type of the product, declared once (one file a type in this folder). Immutable after construction; may
/// be read from any thread.
class Catalogue
{
public:
    /// The product's own types.
    static Catalogue standard();
    /// Types of the caller's choice, for tests that add one. References must name types of the list.
    explicit Catalogue(std::vector<Type> types);

    const std::vector<Type>& types() const { return m_types; }
    const Type* find(std::string_view name) const;
    int indexOf(const Type& type) const;

    /// A reference field together with the type that holds it.
    struct Inverse
    {
        const Type* type;
        const Field* field;
    };
    /// All reference fields that point to this type, in the order of declaration.
    const std::vector<Inverse>& referencesTo(const Type& type) const;

private:
    std::vector<Type> m_types;
    std::vector<std::vector<Inverse>> m_inverses;
};

} // namespace campaign::catalogue
