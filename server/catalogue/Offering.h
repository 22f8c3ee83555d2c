// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"

namespace campaign::catalogue {

/// Where people look for entities of a type.
enum class Offering {
    InLists,        ///< by itself, in the explorer and in tables, as any type that says nothing else
    WhereItBelongs, ///< with what it hangs on or joins, or where a view of its own shows it
};

/// A list of these alone would show what only makes sense beside something else: what an effect changes, what a link
/// joins.
Offering offeringOf(const Type& type);

/// Whether an operation sets the field along with what else it does (resolving runs effects): people are not offered to
/// set it alone.
bool isSetByOperation(const Field& field);
/// The field of the same entity that says of what kind a JSON value is, as the type of a state variable does; "" where
/// it may be anything.
std::string_view kindFieldOf(const Field& field);

/// Of a whole number that says how long something takes: whose seconds it counts.
enum class Duration { None, InWorld, Real };
Duration durationOf(const Field& field);

/// Whether a sentence tells what such an entity is (an effect, a rule, a link), and this field among others with it.
bool isToldBySentence(const Type& type, const Field& field);
/// Whether the field holds a name as rules write it ("food_days"), which people read in words.
bool isIdentifier(const Type& type, const Field& field);
/// What the drawing of story and logic has a node for.
bool isPartOfFlow(const Type& type);
/// What is usually called as the thing it belongs to is, as the map of a world: of the two that one is meant.
bool sharesName(const Type& type);

} // namespace campaign::catalogue
