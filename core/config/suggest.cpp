// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/suggest.h"

#include "core/config/text.h"

#include <algorithm>
#include <vector>

namespace qilin {
namespace {

constexpr qsizetype kLongest = 64; // no key is longer, and the distance costs its square

QString normalized(const QString &word)
{
    return word.toLower().replace(u'-', u'_');
}

// Damerau and Levenshtein's distance: insert, remove, replace, swap neighbours, one each.
int distance(const QString &a, const QString &b)
{
    const auto rows = size_t(a.size()) + 1;
    const auto columns = size_t(b.size()) + 1;
    std::vector<std::vector<int>> cost(rows, std::vector<int>(columns));
    for (size_t i = 0; i < rows; ++i)
        cost[i][0] = int(i);
    for (size_t j = 0; j < columns; ++j)
        cost[0][j] = int(j);
    const auto same
        = [&](size_t i, size_t j) { return a[qsizetype(i) - 1] == b[qsizetype(j) - 1]; };
    for (size_t i = 1; i < rows; ++i) {
        for (size_t j = 1; j < columns; ++j) {
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                                   cost[i - 1][j - 1] + (same(i, j) ? 0 : 1)});
            if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j))
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[rows - 1][columns - 1];
}

} // namespace

QString nearest(const QString &word, const QStringList &known)
{
    if (word.isEmpty() || word.size() > kLongest)
        return {};
    QString best;
    int least = std::max(1, int(word.size()) / 3) + 1; // farther ones are guesses
    for (const QString &candidate : known) {
        const int d = distance(normalized(word), normalized(candidate));
        if (d < least) {
            least = d;
            best = candidate;
        }
    }
    return best;
}

QString didYouMean(const QString &word, const QStringList &known)
{
    const QString best = nearest(word, known);
    return best.isEmpty() ? QString() : ConfigText::tr(": did you mean \"%1\"?").arg(best);
}

} // namespace qilin
