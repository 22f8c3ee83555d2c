// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Query.h"

namespace campaign::history {

/// What somebody types to find things, and how well a thing answers it. The order of hits is decided here alone, so
/// every store, every viewer and every point in time gets the same one. Immutable.
///
/// A thing answers exactly when its name or another searchable text holds the query, or all its words. It answers with
/// a typo when every word is in its name or nearly so: one edit; two from nine letters on, and from six on where the
/// first letter is right. A swap of neighbours counts once; a name may go on after it. Typos count only where fewer
/// than `enough` things answer exactly.
class TextQuery
{
public:
    static constexpr std::size_t enough = 10;

    explicit TextQuery(std::string_view text);
    bool isEmpty() const { return m_words.empty(); }
    /// Whether all its words stand in a name in its form for sorting.
    bool mayStandIn(std::string_view sortName) const;

    struct Match
    {
        double score = 0; ///< 0: it does not answer; 1: the name itself
        bool isTypo = false;
    };
    Match match(const Entity& entity) const;
    /// The words around where a text of the thing answers, mentions as names; "" where its name does.
    std::string passage(const Entity& entity) const;
    /// Whether a name in its form for sorting may answer with typos; numbers are passed over, they are padded there.
    bool isNear(std::string_view sortName) const;

    /// FTS5 expressions over folded trigrams (https://www.sqlite.org/fts5.html §3) that find at least everything that
    /// answers; "" where there is none and names have to be read one by one.
    std::string exactCandidates() const;
    std::string typoCandidates() const;

private:
    double inName(const std::string& name) const;
    double inTexts(const Entity& entity, const std::string& name) const;
    double nearName(std::string_view name, bool ignoreNumbers) const;

    std::string m_folded;
    std::vector<std::string> m_words;
    std::vector<std::u32string> m_letters; ///< of the words
    std::vector<std::uint64_t> m_letterSets;
    bool m_hasLongWord = false; ///< one of three letters at least; without any only names are searched
};

/// Those of the entities that answer, best first; with typos only where too few answer exactly.
std::vector<SearchHit> answersTo(const TextQuery& query, const std::vector<EntityPtr>& entities);
/// Better hits first, then by name.
bool isBetterHit(const SearchHit& left, const SearchHit& right);
void rank(std::vector<SearchHit>& hits);

/// The smallest number of edits (insertion, deletion, change, swap of neighbours; no letter edited twice) that makes
/// `wanted` the beginning of `word`, and the length of that beginning. `most` + 1 stands for more than `most`.
struct PrefixDistance
{
    std::size_t edits = 0;
    std::size_t length = 0;
};
PrefixDistance prefixDistance(std::u32string_view wanted, std::u32string_view word, std::size_t most);

} // namespace campaign::history
