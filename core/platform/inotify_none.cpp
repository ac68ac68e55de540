// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/inotify.h"

#include <QSocketNotifier>

namespace qilin {

Inotify::Inotify(QObject *parent)
    : QObject(parent)
{}

Inotify::~Inotify() = default;

bool Inotify::isAvailable()
{
    return false;
}

Inotify::Added Inotify::add(const std::string &)
{
    return {-1, PathError::Other};
}

void Inotify::remove(int)
{}

void Inotify::drain()
{}

bool Inotify::readOnce()
{
    return false;
}

} // namespace qilin
