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
    /// By its name in the catalogue, in queries, in lists or as an enum: "Settlement", "settlement", "SETTLEMENT",
    /// "settlements". Null when there is none.
    const Type* findByAnyName(std::string_view name) const;
    /// The type that plays a role, null when there is none.
    const Type* withRole(Role role) const;
    int indexOf(const Type& type) const;

    /// A reference field together with the type that holds it.
    struct Inverse
    {
        const Type* type;
        const Field* field;
    };
    /// All reference fields that point to this type, in the order of declaration.
    const std::vector<Inverse>& referencesTo(const Type& type) const;
    /// The fields by which entities hold on to one of this type: references, and AnyId fields that are not kept when
    /// what they name goes.
    const std::vector<Inverse>& holdersOf(const Type& type) const;
    /// The type an AnyId of an entity names, by the value of its type field; null when it names none.
    const Type* typeNamed(const Value& name) const;

private:
    void fillTypeNames();
    void gatherInverses();

    std::vector<Type> m_types;
    std::vector<std::vector<Inverse>> m_inverses;
    std::vector<std::vector<Inverse>> m_holders;
};

} // namespace campaign::catalogue
