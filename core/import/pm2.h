// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/jsondocument.h"
#include "core/import/draft.h"

namespace qilin {

enum class Places { Known, Unknown }; // whether the document is the file, or what a program made

struct Pm2File
{
    const JsonValue &root; // what the file exports
    Places places;
    QString base;        // absolute: the directory of the file
    QString environment; // of env_NAME that is merged into env; empty: none
};

// A PM2 ecosystem file: {"apps": [...]}, an array of applications, or one. The error says why there
// is nothing in it to run.
[[nodiscard]] Result<> readPm2(const Pm2File &file, Draft &draft);

} // namespace qilin
