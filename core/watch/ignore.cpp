// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/ignore.h"

#include <algorithm>

namespace qilin {

namespace {

// Bytes of the character that text begins with.
size_t characterLength(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (length > text.size())
        return 1;
    for (size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
            return 1;
    }
    return length;
}

std::string_view takeCharacter(std::string_view &text)
{
    const std::string_view character = text.substr(0, characterLength(text));
    text.remove_prefix(character.size());
    return character;
}

// glob begins after '['; leaves it after the ']'. A set without an end matches nothing.
bool takeSet(std::string_view &glob, std::string_view character)
{
    const bool negated = !glob.empty() && (glob.front() == '!' || glob.front() == '^');
    if (negated)
        glob.remove_prefix(1);
    bool found = false;
    for (bool first = true; !glob.empty(); first = false) {
        std::string_view from = takeCharacter(glob);
        if (from == "]" && !first)
            return found != negated;
        if (from == "\\" && !glob.empty())
            from = takeCharacter(glob);
        std::string_view to = from;
        if (glob.size() >= 2 && glob[0] == '-' && glob[1] != ']') {
            glob.remove_prefix(1);
            to = takeCharacter(glob);
        }
        // UTF-8 sorts as its code points do.
        found = found || (from <= character && character <= to);
    }
    return false;
}

// One step of the glob that is no star against one character. False: they do not match.
bool takeStep(std::string_view &glob, std::string_view &text)
{
    std::string_view step = takeCharacter(glob);
    const std::string_view character = takeCharacter(text);
    if (step == "?")
        return character != "/";
    if (step == "[")
        return character != "/" && takeSet(glob, character);
    if (step == "\\" && !glob.empty())
        step = takeCharacter(glob);
    return step == character;
}

bool isPlain(const std::string &glob)
{
    return glob.find_first_of("*?[\\") == std::string::npos;
}

} // namespace

bool matchesGlob(std::string_view glob, std::string_view text)
{
    // Where to go on when the steps since the last star of either kind have failed.
    struct Retry
    {
        std::string_view glob, text;
        bool set = false;
    } star, doubleStar;

    for (;;) {
        if (glob.substr(0, 2) == "**") {
            glob.remove_prefix(2);
            if (!glob.empty() && glob.front() == '/') {
                // "a/**/b" is also "a/b": what follows may begin right here, or after any '/'.
                glob.remove_prefix(1);
                if (matchesGlob(glob, text))
                    return true;
                const size_t slash = text.find('/');
                if (slash == std::string_view::npos)
                    return false;
                text.remove_prefix(slash + 1);
                while (!matchesGlob(glob, text)) {
                    const size_t next = text.find('/');
                    if (next == std::string_view::npos)
                        return false;
                    text.remove_prefix(next + 1);
                }
                return true;
            }
            doubleStar = {glob, text, true};
            star.set = false;
            continue;
        }
        if (!glob.empty() && glob.front() == '*') {
            glob.remove_prefix(1);
            star = {glob, text, true};
            continue;
        }
        if (glob.empty() && text.empty())
            return true;
        if (!glob.empty() && !text.empty() && takeStep(glob, text))
            continue;
        if (star.set && !star.text.empty() && star.text.front() != '/') {
            takeCharacter(star.text);
            glob = star.glob;
            text = star.text;
        } else if (doubleStar.set && !doubleStar.text.empty()) {
            takeCharacter(doubleStar.text);
            glob = doubleStar.glob;
            text = doubleStar.text;
            star.set = false;
        } else {
            return false;
        }
    }
}

IgnoreRules::IgnoreRules(const QStringList &globs, const QStringList &ownFiles)
{
    for (const QString &glob : ownFiles)
        m_ownGlobs.push_back(glob.toUtf8().toStdString());
    for (const QString &written : globs) {
        std::string glob = written.toUtf8().toStdString();
        if (glob.rfind("./", 0) == 0)
            glob.erase(0, 2);
        while (!glob.empty() && glob.back() == '/')
            glob.pop_back();
        const bool anchored = !glob.empty() && glob.front() == '/';
        if (anchored)
            glob.erase(0, 1);
        if (glob.empty())
            continue;
        if (anchored || glob.find('/') != std::string::npos)
            m_pathGlobs.push_back(glob);
        else if (isPlain(glob))
            m_names.insert(glob);
        else
            m_nameGlobs.push_back(glob);
    }
}

bool IgnoreRules::ignores(std::string_view path) const
{
    for (size_t begin = 0; begin < path.size();) {
        const size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view upTo = path.substr(0, end);
        if (ignoresName(path.substr(begin, end - begin))
            || std::any_of(m_pathGlobs.begin(), m_pathGlobs.end(),
                           [upTo](const std::string &glob) { return matchesGlob(glob, upTo); }))
            return true;
        begin = end + 1;
    }
    return false;
}

bool IgnoreRules::isOwn(std::string_view name) const
{
    return std::any_of(m_ownGlobs.begin(), m_ownGlobs.end(),
                       [name](const std::string &glob) { return matchesGlob(glob, name); });
}

bool IgnoreRules::ignoresName(std::string_view name) const
{
    return m_names.count(std::string(name)) > 0
           || std::any_of(m_nameGlobs.begin(), m_nameGlobs.end(),
                          [name](const std::string &glob) { return matchesGlob(glob, name); });
}

} // namespace qilin
