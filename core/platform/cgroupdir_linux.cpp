// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/cgroupdir.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace qilin {

namespace {

// body(PATH) for each directory in it.
template <typename Body>
void forEachBelow(const char *directory, Body body)
{
    DIR *entries = ::opendir(directory);
    if (!entries)
        return;
    while (const dirent *entry = ::readdir(entries)) {
        if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
            continue;
        char path[PATH_MAX];
        std::snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        body(path);
    }
    ::closedir(entries);
}

std::FILE *openIn(const char *directory, const char *name)
{
    char path[PATH_MAX];
    std::snprintf(path, sizeof path, "%s/%s", directory, name);
    return std::fopen(path, "re");
}

bool writeTo(const char *path, const char *text)
{
    const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool done = ::write(fd, text, std::strlen(text)) == ssize_t(std::strlen(text));
    ::close(fd);
    return done;
}

bool writeKill(const char *directory)
{
    char path[PATH_MAX];
    std::snprintf(path, sizeof path, "%s/cgroup.kill", directory);
    return writeTo(path, "1");
}

} // namespace

std::optional<int> groupKeyOf(pid_t pid, const char *home)
{
    char path[32];
    std::snprintf(path, sizeof path, "/proc/%d/cgroup", int(pid));
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return std::nullopt;
    char text[2 * PATH_MAX];
    size_t size = 0;
    for (ssize_t got; (got = ::read(fd, text + size, sizeof text - 1 - size)) > 0;)
        size += size_t(got);
    ::close(fd);
    text[size] = '\0';

    const char *line = std::strncmp(text, "0::", 3) == 0 ? text : std::strstr(text, "\n0::");
    if (!line)
        return std::nullopt;
    char head[256];
    const int length = std::snprintf(head, sizeof head, "/%s/%s", home, kGroupHead);
    const char *at = std::strstr(line, head);
    if (!at || size_t(length) >= sizeof head)
        return std::nullopt;
    return int(std::strtol(at + length, nullptr, 10));
}

bool moveToGroup(const char *home, int key, pid_t pid)
{
    char path[PATH_MAX];
    std::snprintf(path, sizeof path, "%s/%s%d/cgroup.procs", home, kGroupHead, key);
    return writeTo(path, std::to_string(pid).c_str());
}

bool isGroupPopulated(const char *directory)
{
    std::FILE *file = openIn(directory, "cgroup.events");
    if (!file)
        return false;
    bool is = false;
    char line[64];
    while (std::fgets(line, sizeof line, file))
        is |= std::strcmp(line, "populated 1\n") == 0;
    std::fclose(file);
    return is;
}

void killGroup(const char *directory)
{
    if (writeKill(directory))
        return;
    if (std::FILE *file = openIn(directory, "cgroup.procs")) {
        char line[32];
        while (std::fgets(line, sizeof line, file)) {
            const auto pid = pid_t(std::atol(line));
            if (pid > 1) // 0: of a pid namespace that we do not see into
                ::kill(pid, SIGKILL);
        }
        std::fclose(file);
    }
    forEachBelow(directory, killGroup);
}

bool removeGroup(const char *directory)
{
    forEachBelow(directory, removeGroup);
    return ::rmdir(directory) == 0 || errno == ENOENT;
}

} // namespace qilin
