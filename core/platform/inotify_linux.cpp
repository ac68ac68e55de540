// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/inotify.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/inotify.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr quint32 kMask = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
                          | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;
constexpr int kReads = 32; // of 64 KiB each: more than a full queue of short names

DirectoryEvent toEvent(const inotify_event &raw, const char *name)
{
    using What = DirectoryEvent::What;
    DirectoryEvent event;
    event.watch = raw.wd;
    if (raw.mask & IN_Q_OVERFLOW)
        event.what = What::Overflow;
    else if (raw.mask & IN_IGNORED)
        event.what = What::Lost;
    else if (raw.len == 0)
        event.what = What::Self;
    else
        event.name = name;
    return event;
}

} // namespace

Inotify::Inotify(QObject *parent)
    : QObject(parent)
    , m_fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (!m_fd)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Inotify::drain);
}

Inotify::~Inotify() = default;

bool Inotify::isAvailable()
{
    return bool(UniqueFd(::inotify_init1(IN_CLOEXEC)));
}

Inotify::Added Inotify::add(const std::string &path)
{
    Added added;
    added.watch = ::inotify_add_watch(m_fd.get(), path.c_str(), kMask);
    if (added.watch >= 0)
        return added;
    switch (errno) {
    case ENOSPC:
    case ENOMEM:
        added.error = PathError::Limit;
        break;
    case EACCES:
    case EPERM:
        added.error = PathError::Denied;
        break;
    case ENOENT:
    case ENOTDIR:
        added.error = PathError::Missing;
        break;
    default:
        added.error = PathError::Other;
    }
    return added;
}

void Inotify::remove(int watch)
{
    ::inotify_rm_watch(m_fd.get(), watch);
}

void Inotify::drain()
{
    for (int i = 0; i < kReads && readOnce(); ++i)
        continue;
}

bool Inotify::readOnce()
{
    alignas(inotify_event) std::array<char, 64 * 1024> buffer;
    const ssize_t length = ::read(m_fd.get(), buffer.data(), buffer.size());
    for (ssize_t at = 0; at < length;) {
        inotify_event raw;
        std::memcpy(&raw, buffer.data() + at, sizeof raw);
        emit happened(toEvent(raw, buffer.data() + at + sizeof raw));
        at += ssize_t(sizeof raw + raw.len);
    }
    return length > 0;
}

} // namespace qilin
