// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/title.h"

#include <algorithm>
#include <cstring>

#include <sys/prctl.h>
#include <unistd.h>

namespace qilin {

namespace {

// The kernel lays out the arguments and then the environment without gaps; returns the end of what
// really follows from begin on.
char *endOfStrings(char *begin, char **strings, int count)
{
    char *end = begin;
    for (int i = 0; i < count && strings[i] == end; ++i)
        end += std::strlen(strings[i]) + 1;
    return end;
}

} // namespace

void setProcessTitle(int argc, char **argv, const QByteArray &title)
{
    ::prctl(PR_SET_NAME, title.left(15).constData(), 0, 0, 0);
    if (argc < 1 || !argv[0])
        return;
    char *const begin = argv[0];
    char *end = endOfStrings(begin, argv, argc);
    int variables = 0;
    while (environ && environ[variables])
        ++variables;
    char *const environmentEnd = endOfStrings(end, environ, variables);
    for (int i = 0; i < variables; ++i) {
        if (environ[i] >= end && environ[i] < environmentEnd)
            environ[i] = ::strdup(environ[i]);
    }
    end = std::max(end, environmentEnd);

    const qsizetype room = end - begin - 1;
    const qsizetype size = std::min(room, title.size());
    std::memset(begin, 0, size_t(room + 1));
    std::memcpy(begin, title.constData(), size_t(size));
    for (int i = 1; i < argc; ++i)
        argv[i] = begin + size;
}

} // namespace qilin
