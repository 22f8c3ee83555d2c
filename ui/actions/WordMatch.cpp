// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/WordMatch.h"

#include "ui/actions/Synonyms.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace campaign {

namespace {

QStringList wordsOf(const QString& text)
{
    QString plain;
    for (const QChar letter : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (letter.isLetterOrNumber())
            plain += letter;
        else if (!letter.isMark() && letter != '&')
            plain += ' ';
    }
    return plain.split(' ', Qt::SkipEmptyParts);
}

/// The fewest insertions, deletions, replacements and swaps of neighbours that make some beginning of `word` out of
/// `typed`.
int slips(const QString& typed, const QString& word)
{
    const auto rows = static_cast<std::size_t>(typed.size()) + 1;
    const auto columns = static_cast<std::size_t>(word.size()) + 1;
    std::vector<std::vector<int>> cost(rows, std::vector<int>(columns));
    for (std::size_t i = 0; i < rows; ++i)
        cost[i][0] = static_cast<int>(i);
    for (std::size_t j = 0; j < columns; ++j)
        cost[0][j] = static_cast<int>(j);
    const auto at = [](const QString& text, std::size_t i) { return text[static_cast<qsizetype>(i) - 1]; };
    for (std::size_t i = 1; i < rows; ++i) {
        for (std::size_t j = 1; j < columns; ++j) {
            const int other = at(typed, i) == at(word, j) ? 0 : 1;
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + other});
            if (i > 1 && j > 1 && at(typed, i) == at(word, j - 1) && at(typed, i - 1) == at(word, j))
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return *std::min_element(cost.back().begin(), cost.back().end());
}

int wordScore(const QString& typed, const QString& word)
{
    constexpr int oneSlipFrom = 4;
    constexpr int twoSlipsFrom = 7;
    if (word == typed)
        return 100;
    if (word.startsWith(typed))
        return 90;
    const int allowed = typed.size() >= twoSlipsFrom ? 2 : (typed.size() >= oneSlipFrom ? 1 : 0);
    const int made = allowed > 0 ? slips(typed, word) : 1;
    if (made <= allowed)
        return 70 - 10 * made;
    return typed.size() >= 3 && word.contains(typed) ? 40 : 0;
}

/// A word that only means the same, without slips: nothing is more than that.
int synonymScore(const QString& typed, const QString& word)
{
    int best = 0;
    for (const QString& other : synonymsOf(word)) {
        if (other == typed)
            best = std::max(best, 80);
        else if (typed.size() >= 3 && other.startsWith(typed))
            best = std::max(best, 60);
    }
    return best;
}

int match(const QString& typed, const QString& title, int (*scoreOf)(const QString& typed, const QString& word))
{
    const QStringList wanted = wordsOf(typed);
    const QStringList offered = wordsOf(title);
    if (wanted.isEmpty())
        return 0;
    int sum = 0;
    for (const QString& one : wanted) {
        int best = 0;
        for (const QString& word : offered)
            best = std::max(best, scoreOf(one, word));
        if (best == 0)
            return 0;
        sum += best;
    }
    const int share = static_cast<int>(sum / wanted.size());
    // Of equals the one that says less besides comes first.
    return std::max(1, share - static_cast<int>(std::max<qsizetype>(0, offered.size() - wanted.size())));
}

} // namespace

int wordMatch(const QString& typed, const QString& title)
{
    return match(typed, title, wordScore);
}

int commandMatch(const QString& typed, const QString& title)
{
    return match(typed, title, [](const QString& one, const QString& word) {
        return std::max(wordScore(one, word), synonymScore(one, word));
    });
}

} // namespace campaign
