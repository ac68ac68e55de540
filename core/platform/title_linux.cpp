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

struct Room
{
    char *begin = nullptr;
    qsizetype size = 0; // with the NUL
};

Room makeRoom(int argc, char **argv)
{
    if (argc < 1 || !argv[0])
        return {};
    char *const argumentsEnd = endOfStrings(argv[0], argv, argc);
    int variables = 0;
    while (environ && environ[variables])
        ++variables;
    char *const end = endOfStrings(argumentsEnd, environ, variables);
    for (int i = 0; i < variables; ++i) {
        if (environ[i] >= argumentsEnd && environ[i] < end)
            environ[i] = ::strdup(environ[i]);
    }
    char *const begin = argv[0];
    for (int i = 1; i < argc; ++i)
        argv[i] = end - 1; // an empty string for good
    return {begin, end - begin};
}

} // namespace

void setProcessTitle(int argc, char **argv, const QByteArray &title)
{
    ::prctl(PR_SET_NAME, title.left(15).constData(), 0, 0, 0);
    static const Room room = makeRoom(argc, argv); // there is only one
    if (!room.begin)
        return;
    const qsizetype size = std::min(room.size - 1, title.size());
    std::memset(room.begin, 0, size_t(room.size));
    std::memcpy(room.begin, title.constData(), size_t(size));
}

} // namespace qilin
