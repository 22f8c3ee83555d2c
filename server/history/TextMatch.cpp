// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/TextMatch.h"

#include "server/catalogue/Mentions.h"
#include "server/core/Text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <tuple>

namespace campaign::history {

namespace {

constexpr std::size_t trigram = 3;
constexpr std::size_t longestWord = 64; // of what is compared letter by letter
constexpr std::size_t mostWords = 8;    // of a query
constexpr int mostEdits = 2;
constexpr const char* blanks = " \t\r\n";

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find_first_of(blanks, start), text.size());
        if (end > start)
            words.emplace_back(text.substr(start, end - start));
        start = end + 1;
    }
    return words;
}

using Letters = std::array<char32_t, longestWord>;

/// The word's letters, as many as are compared; how many there are. Folded text is valid UTF-8.
std::size_t readLetters(std::string_view word, Letters& letters)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < word.size() && count < longestWord; ++count) {
        const auto first = static_cast<unsigned char>(word[i]);
        const std::size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t letter = length == 1 ? first : first & (0xFFu >> (length + 1));
        for (std::size_t more = 1; more < length && i + more < word.size(); ++more)
            letter = letter << 6 | (static_cast<unsigned char>(word[i + more]) & 0x3Fu);
        letters[count] = letter;
        i += length;
    }
    return count;
}

std::u32string lettersOf(std::string_view word)
{
    Letters letters;
    return {letters.data(), readLetters(word, letters)};
}

std::string textOf(std::u32string_view letters)
{
    std::u16string units;
    for (const char32_t letter : letters) {
        if (letter < 0x10000) {
            units += static_cast<char16_t>(letter);
            continue;
        }
        units += static_cast<char16_t>(0xD800 + ((letter - 0x10000) >> 10));
        units += static_cast<char16_t>(0xDC00 + ((letter - 0x10000) & 0x3FF));
    }
    return toUtf8(units);
}

bool isDigit(char32_t letter)
{
    return letter >= U'0' && letter <= U'9';
}

constexpr std::size_t twoEditsFrom = 6;     // letters from which on two edits may be as good as one
constexpr std::size_t thirds = 3 * trigram; // two edits leave a trigram of so long a word

/// Two edits turn a short word into too many others, unless they leave its first letter.
std::size_t allowedEdits(std::u32string_view wanted, std::u32string_view word)
{
    if (wanted.size() < trigram)
        return 0;
    const bool mayTakeTwo =
        wanted.size() >= thirds || (wanted.size() >= twoEditsFrom && wanted.front() == word.front());
    return mayTakeTwo ? 2 : 1;
}

/// One bit for each letter, some letters sharing one.
std::uint64_t letterSet(std::u32string_view letters)
{
    std::uint64_t set = 0;
    for (const char32_t letter : letters)
        set |= std::uint64_t{1} << (letter & 63u);
    return set;
}

std::string phrase(std::string text)
{
    for (std::size_t quote = text.find('"'); quote != std::string::npos; quote = text.find('"', quote + 2))
        text.insert(quote, 1, '"');
    return '"' + text + '"';
}

void addAlternative(std::string& expression, std::u32string_view letters)
{
    expression += (expression.empty() ? "" : " OR ") + phrase(textOf(letters));
}

/// Two edits leave a third of a word, or swap letters where thirds meet and spare what is on the other sides, or swap
/// at both borders.
std::string pieces(const std::u32string& word)
{
    std::string expression;
    constexpr std::size_t count = 3;
    const auto border = [&](std::size_t i) { return word.size() * i / count; };
    const auto part = [&](std::size_t from, std::size_t to) {
        return word.substr(border(from), border(to) - border(from));
    };
    const auto swapped = [](std::u32string text, std::size_t at) {
        std::swap(text[at - 1], text[at]);
        return text;
    };
    for (std::size_t i = 0; i < count; ++i)
        addAlternative(expression, part(i, i + 1));
    for (std::size_t i = 1; i < count; ++i)
        addAlternative(expression, swapped(part(i - 1, i + 1), border(i) - border(i - 1)));
    addAlternative(expression, swapped(swapped(word, border(1)), border(2)));
    return expression;
}

} // namespace

PrefixDistance prefixDistance(std::u32string_view wanted, std::u32string_view word, std::size_t most)
{
    word = word.substr(0, std::min(word.size(), wanted.size() + most));
    using Row = std::array<std::uint8_t, longestWord + 4>; // no count of edits exceeds the letters
    std::array<Row, 3> rows;                               // optimal string alignment, three rows at a time
    for (std::size_t j = 0; j <= word.size(); ++j)
        rows[0][j] = static_cast<std::uint8_t>(j);
    for (std::size_t i = 1; i <= wanted.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        row[0] = static_cast<std::uint8_t>(i);
        for (std::size_t j = 1; j <= word.size(); ++j) {
            int edits = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (wanted[i - 1] == word[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && wanted[i - 1] == word[j - 2] && wanted[i - 2] == word[j - 1])
                edits = std::min(edits, rows[(i + 1) % 3][j - 2] + 1);
            row[j] = static_cast<std::uint8_t>(edits);
        }
        if (*std::min_element(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(word.size()) + 1) > most)
            return {most + 1, 0};
    }
    const auto& last = rows[wanted.size() % 3];
    PrefixDistance best{most + 1, 0};
    for (std::size_t j = 0; j <= word.size(); ++j) {
        if (last[j] <= best.edits && last[j] <= most)
            best = {last[j], j};
    }
    return best;
}

namespace {

/// Whether digits and letters stand in one word ("9harrow"): the number is padded in a name's form for sorting, so that
/// how near the word is cannot be told there.
bool isMixed(std::u32string_view word)
{
    const auto digits = std::count_if(word.begin(), word.end(), isDigit);
    return digits > 0 && digits < static_cast<std::ptrdiff_t>(word.size());
}

/// 0 to 1: the fewer edits and the more of the word they cover, the more; 0 beyond what is allowed.
double likeness(std::u32string_view wanted, std::u32string_view word)
{
    const std::size_t most = allowedEdits(wanted, word);
    if (word.size() + most < wanted.size())
        return 0;
    const PrefixDistance distance = prefixDistance(wanted, word, most);
    if (distance.edits > most)
        return 0;
    const double edits = static_cast<double>(distance.edits) / static_cast<double>(wanted.size() + 1);
    const double cover = static_cast<double>(distance.length) / static_cast<double>(word.size());
    return (1 - edits) * (0.8 + 0.2 * cover);
}

} // namespace

namespace {

/// A few words of the text before and after the first that has one of the wanted in it.
std::string around(const std::string& text, const std::vector<std::string>& wanted)
{
    constexpr std::ptrdiff_t before = 3;
    constexpr std::ptrdiff_t after = 6;
    const std::vector<std::string> words = wordsOf(text);
    const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& word) {
        const std::string folded = foldCase(word);
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](const std::string& one) { return folded.find(one) != std::string::npos; });
    });
    if (found == words.end())
        return {};
    const auto first = found - std::min(before, found - words.begin());
    const auto last = found + std::min(after, words.end() - found);
    std::string passage = first == words.begin() ? "" : "… ";
    for (auto word = first; word != last; ++word)
        passage += (word == first ? "" : " ") + *word;
    return passage + (last == words.end() ? "" : " …");
}

} // namespace

TextQuery::TextQuery(std::string_view text)
{
    m_words = wordsOf(foldCase(text));
    if (m_words.size() > mostWords)
        m_words.resize(mostWords);
    for (const std::string& word : m_words) {
        m_folded += (m_folded.empty() ? "" : " ") + word;
        m_letters.push_back(lettersOf(word));
        m_letterSets.push_back(letterSet(m_letters.back()));
        m_hasLongWord = m_hasLongWord || m_letters.back().size() >= trigram;
    }
}

/// 0.75 and more: the whole query stands in the name, or all its words do.
double TextQuery::inName(const std::string& name) const
{
    if (name == m_folded)
        return 1;
    const std::size_t at = name.find(m_folded);
    if (at == 0)
        return 0.9 + 0.1 * static_cast<double>(m_folded.size()) / static_cast<double>(name.size());
    if (at != std::string::npos)
        return name[at - 1] == ' ' ? 0.85 : 0.8;
    const bool hasAll = std::all_of(m_words.begin(), m_words.end(),
                                    [&](const std::string& word) { return name.find(word) != std::string::npos; });
    return hasAll ? 0.78 : 0;
}

double TextQuery::inTexts(const Entity& entity, const std::string& name) const
{
    double best = 0;
    std::vector<bool> found(m_words.size());
    const auto read = [&](const std::string& text, double score) {
        if (text.find(m_folded) != std::string::npos)
            best = std::max(best, score);
        for (std::size_t i = 0; i < m_words.size(); ++i)
            found[i] = found[i] || text.find(m_words[i]) != std::string::npos;
    };
    read(name, 0.8);
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        const Value& value = entity.fields[i];
        if (!entity.type->fields[i].searchable || i == catalogue::common::Name)
            continue;
        if (value.isString())
            read(foldCase(catalogue::withoutMentions(value.asString())), 0.6); // names, not ids
        for (const Value& tag : value.isArray() ? value.asArray() : Value::Array())
            read(tag.isString() ? foldCase(tag.asString()) : std::string(), 0.65);
    }
    return best > 0 ? best : std::all_of(found.begin(), found.end(), [](bool one) { return one; }) ? 0.55 : 0;
}

/// Up to 0.75: the nearer its words are to the query's, the more.
double TextQuery::nearName(std::string_view name, bool ignoreNumbers) const
{
    std::array<double, mostWords> best{};
    for (std::size_t i = 0; i < m_letters.size(); ++i)
        best[i] = ignoreNumbers && std::any_of(m_letters[i].begin(), m_letters[i].end(), isDigit) ? 1 : 0;
    Letters letters;
    for (std::size_t start = 0; start < name.size();) {
        const std::size_t end = std::min(name.find_first_of(blanks, start), name.size());
        const std::u32string_view word(letters.data(), readLetters(name.substr(start, end - start), letters));
        const std::uint64_t set = letterSet(word);
        if (ignoreNumbers && isMixed(word))
            best.fill(1);
        for (std::size_t i = 0; i < m_letters.size() && !word.empty(); ++i) {
            // Each letter that the word lacks takes an edit: most words are told from the query without counting edits.
            if (std::popcount(m_letterSets[i] & ~set) <= mostEdits)
                best[i] = std::max(best[i], likeness(m_letters[i], word));
        }
        start = end + 1;
    }
    double sum = 0;
    for (std::size_t i = 0; i < m_letters.size(); ++i) {
        if (best[i] == 0)
            return 0;
        sum += best[i];
    }
    return 0.75 * sum / static_cast<double>(m_letters.size());
}

bool TextQuery::mayStandIn(std::string_view sortName) const
{
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const std::string& word) { return sortName.find(word) != std::string_view::npos; });
}

bool TextQuery::isNear(std::string_view sortName) const
{
    return nearName(sortName, true) > 0;
}

TextQuery::Match TextQuery::match(const Entity& entity) const
{
    if (isEmpty())
        return {};
    const std::string name = foldCase(entity.name());
    if (const double exact = inName(name); exact > 0)
        return {exact, false};
    if (!m_hasLongWord)
        return {};
    if (const double exact = inTexts(entity, name); exact > 0)
        return {exact, false};
    return {nearName(name, false), true};
}

std::string TextQuery::passage(const Entity& entity) const
{
    if (isEmpty() || inName(foldCase(entity.name())) > 0)
        return {};
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        const Value& value = entity.fields[i];
        if (!entity.type->fields[i].searchable || i == catalogue::common::Name)
            continue;
        std::string text = value.isString() ? catalogue::withoutMentions(value.asString()) : std::string();
        for (const Value& tag : value.isArray() ? value.asArray() : Value::Array())
            text += tag.isString() ? tag.asString() + ' ' : std::string();
        if (std::string found = around(text, m_words); !found.empty())
            return found;
    }
    return {};
}

std::string TextQuery::exactCandidates() const
{
    std::string expression;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if (m_letters[i].size() >= trigram)
            expression += (expression.empty() ? "" : " AND ") + phrase(m_words[i]);
    }
    return expression;
}

std::string TextQuery::typoCandidates() const
{
    const auto longest = std::max_element(m_letters.begin(), m_letters.end(), [](const auto& left, const auto& right) {
        return left.size() < right.size();
    });
    return longest == m_letters.end() || longest->size() < thirds ? std::string() : pieces(*longest);
}

bool isBetterHit(const SearchHit& left, const SearchHit& right)
{
    if (left.score != right.score)
        return left.score > right.score;
    return std::pair(sortName(left.entity->name()), left.entity->id) <
           std::pair(sortName(right.entity->name()), right.entity->id);
}

void rank(std::vector<SearchHit>& hits)
{
    std::vector<std::pair<std::string, SearchHit>> named; // a name is brought into its form for sorting once
    named.reserve(hits.size());
    for (SearchHit& hit : hits) {
        std::string name = sortName(hit.entity->name());
        named.emplace_back(std::move(name), std::move(hit));
    }
    std::sort(named.begin(), named.end(), [](const auto& left, const auto& right) {
        // A place comes after what stands on it and bears its name.
        const bool isLeftPlace = left.second.entity->type->role == catalogue::Role::Place;
        const bool isRightPlace = right.second.entity->type->role == catalogue::Role::Place;
        return std::tie(right.second.score, left.first, isLeftPlace, left.second.entity->id) <
               std::tie(left.second.score, right.first, isRightPlace, right.second.entity->id);
    });
    for (std::size_t i = 0; i < hits.size(); ++i)
        hits[i] = std::move(named[i].second);
}

std::vector<SearchHit> answersTo(const TextQuery& query, const std::vector<EntityPtr>& entities)
{
    std::vector<SearchHit> exact;
    std::vector<SearchHit> typos;
    for (const EntityPtr& entity : entities) {
        const TextQuery::Match match = query.match(*entity);
        if (match.score > 0)
            (match.isTypo ? typos : exact).push_back({entity, match.score});
    }
    if (exact.size() < TextQuery::enough)
        exact.insert(exact.end(), typos.begin(), typos.end());
    rank(exact);
    return exact;
}

} // namespace campaign::history
