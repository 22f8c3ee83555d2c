// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/DerivedVariables.h"
#include "server/events/ValuesFeed.h"
#include "server/recompute/Image.h"

#include <set>

namespace campaign::recompute {

/// One thing that is evaluated: an active rule of a field, a derived variable, a condition.
struct LiveRule
{
    using Kind = events::ChangedValue::Kind;
    Kind kind = Kind::Field;
    history::EntityPtr source;
    const catalogue::Type* root = nullptr; ///< the type it is evaluated on
    Id only;                               ///< the one entity it is evaluated on; "" all of the type
    std::string field;                     ///< Field: what it computes; Variable: its key
    std::int64_t priority = 0;
    std::shared_ptr<const rules::Program> program; ///< null when it cannot be compiled
    std::string problem;                           ///< why not
    std::shared_ptr<const RuleSites> sites;

    const Id& id() const { return source->id; }
};

/// A place whose value or membership changed. Without an id: on every entity of the type.
struct Touched
{
    const catalogue::Type* type = nullptr;
    Id id;
    ReadSite::Kind kind = ReadSite::Kind::Field;
    std::string path;
};

/// The rules of one branch, by what they read: from a place that changed back to the entities whose rules read it.
/// Putting or taking out a rule costs what the rule reads. One thread at a time.
class LiveRules
{
public:
    /// Outlives it.
    explicit LiveRules(Formulas& formulas);

    /// Whether entities of the type may be rules.
    static bool areRules(const catalogue::Type& type);
    /// Takes note of what an entity is now (null: gone). Returns the rules it was and is, which may be null.
    std::pair<std::shared_ptr<const LiveRule>, std::shared_ptr<const LiveRule>> put(const Id& id,
                                                                                    const history::EntityPtr& now);
    const LiveRule* find(const Id& id) const;
    const std::unordered_map<Id, std::shared_ptr<const LiveRule>>& all() const { return m_rules; }

    /// The rules of a field of an entity in the order they are tried.
    std::vector<const LiveRule*> ofField(const catalogue::Type& type, const Id& entity, const std::string& field) const;
    /// The fields that rules compute on an entity.
    std::set<std::string> fieldsOf(const catalogue::Type& type, const Id& entity) const;
    /// Rules that are evaluated on this entity alone.
    std::vector<const LiveRule*> onlyOn(const Id& entity) const;
    /// Rules of whose reading nothing is known beforehand.
    const std::set<const LiveRule*>& readingEverything() const { return m_everything; }

    /// Calls `found(rule, root)` for each rule that reads the place, with the entity it is evaluated on.
    template <typename Found>
    void forReaders(const Touched& touched, const Image& image, Found found) const
    {
        const auto templates = m_byPlace.find(keyOf(*touched.type, touched.kind, touched.path));
        if (templates == m_byPlace.end())
            return;
        for (const Template* one : templates->second) {
            for (const Id& root : rootsOf(*one, touched, image)) {
                for (const std::string* who : {&root, &anybody}) {
                    const auto rules = one->rules.find(*who);
                    for (std::size_t i = 0; rules != one->rules.end() && i < rules->second.size(); ++i)
                        found(*rules->second[i], root);
                }
            }
        }
    }

    /// The types whose entities the rules read, and are evaluated on.
    std::set<const catalogue::Type*> typesRead() const;

private:
    /// A site as seen from a type, with the rules that have it, by the entity they are limited to.
    struct Template
    {
        ReadSite site;
        std::unordered_map<Id, std::vector<const LiveRule*>> rules;
    };
    using Fields = std::map<std::string, std::vector<const LiveRule*>>;
    static const Id anybody;

    std::shared_ptr<const LiveRule> make(const history::Entity& source, const history::EntityPtr& kept) const;
    void index(const LiveRule& rule, bool isThere);
    void indexField(const LiveRule& rule, bool isThere);
    void indexSite(const LiveRule& rule, const ReadSite& site, bool isThere);
    std::vector<Id> rootsOf(const Template& one, const Touched& touched, const Image& image) const;
    static std::string keyOf(const catalogue::Type& type, ReadSite::Kind kind, const std::string& path);

    Formulas& m_formulas;
    std::unordered_map<Id, std::shared_ptr<const LiveRule>> m_rules;
    std::unordered_map<std::string, std::unique_ptr<Template>> m_templates;
    std::unordered_map<std::string, std::vector<Template*>> m_byPlace;
    std::unordered_map<const catalogue::Type*, Fields> m_ofType;
    std::unordered_map<Id, Fields> m_ofEntity;
    std::unordered_map<Id, std::vector<const LiveRule*>> m_only;
    std::set<const LiveRule*> m_everything;
    std::map<const catalogue::Type*, int> m_typesRead;
};

} // namespace campaign::recompute
