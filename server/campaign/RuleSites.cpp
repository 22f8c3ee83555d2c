// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/RuleSites.h"

#include <algorithm>

namespace campaign {

namespace {

using Kind = ReadSite::Kind;
using Keys = std::span<const std::string>;

bool isIndex(const std::string& key)
{
    return key == dependencies::anyItem ||
           (!key.empty() && std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// Walks paths along the catalogue and notes what they touch.
class SiteWalk
{
public:
    SiteWalk(const ContextNames& names, const catalogue::Type& root)
        : m_names(names)
    {
        m_at.types = {&root};
    }

    void read(Keys keys)
    {
        if (keys.empty())
            return note(Kind::Whole);
        const Lead* lead = m_names.find(m_at.type(), keys.front());
        if (!lead)
            return;
        const Keys rest = keys.subspan(1);
        switch (lead->kind) {
        case Lead::Kind::OwnField:
            return readField(lead->field, rest);
        case Lead::Kind::OwnId:
            return;
        case Lead::Kind::Version:
            return note(Kind::Whole);
        case Lead::Kind::Keyed:
            return rest.empty() ? void() : note(Kind::Keyed, rest.front());
        case Lead::Kind::Average:
            noteMembers(lead->hops.front());
            return below(lead->hops.front(),
                         [&] { note(Kind::Field, m_at.type().fields[static_cast<std::size_t>(lead->field)].name); });
        case Lead::Kind::List:
            return readList(lead->hops.front(), rest);
        case Lead::Kind::Entity:
            return readOver(lead->hops, rest);
        }
    }

    std::vector<ReadSite> sites;

private:
    void readField(int index, Keys rest)
    {
        const std::string& name = m_at.type().fields[static_cast<std::size_t>(index)].name;
        const bool isOneVariable = index == catalogue::common::Variables && !rest.empty();
        note(Kind::Field, isOneVariable ? name + "." + rest.front() : name);
    }

    void readList(const Hop& hop, Keys keys)
    {
        const bool isCount = !keys.empty() && (keys.front() == "length" || keys.front() == "count");
        if (!isCount && !keys.empty() && !isIndex(keys.front()))
            return; // leads nowhere
        noteMembers(hop);
        if (isCount)
            return;
        below(hop, [&] {
            note(Kind::Order, "name");
            read(keys.empty() ? keys : keys.subspan(1));
        });
    }

    void readOver(std::span<const Hop> hops, Keys rest)
    {
        if (hops.empty())
            return read(rest);
        note(Kind::Field, hops.front().field->name);
        below(hops.front(), [&] {
            note(Kind::Exists);
            readOver(hops.subspan(1), rest);
        });
    }

    template <typename Work>
    void below(const Hop& hop, Work work)
    {
        m_at.way.push_back(hop);
        m_at.types.push_back(hop.type);
        work();
        m_at.way.pop_back();
        m_at.types.pop_back();
    }

    void noteMembers(const Hop& hop)
    {
        m_at.members = hop.type;
        note(Kind::Members, hop.field->name);
        m_at.members = nullptr;
    }

    void note(Kind kind, const std::string& path = {})
    {
        ReadSite site = m_at;
        site.kind = kind;
        site.path = path;
        if (std::find(sites.begin(), sites.end(), site) == sites.end())
            sites.push_back(std::move(site));
    }

    const ContextNames& m_names;
    ReadSite m_at; ///< where the walk has come to
};

} // namespace

RuleSites sitesOf(const ContextNames& names, const catalogue::Type& root, const dependencies::RuleReads& reads)
{
    SiteWalk walk(names, root);
    for (const std::vector<std::string>& path : reads.paths)
        walk.read(path);
    return {std::move(walk.sites), reads.everything, reads.clock};
}

} // namespace campaign
