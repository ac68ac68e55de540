// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/diff.h"
#include "core/config/load.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace Qt::StringLiterals;
using namespace qilin;

// The text of a configuration file -> Config or faults. Loading it reads what it names and writes
// nothing.
namespace {

bool isOneLine(const QString &message)
{
    return std::none_of(message.begin(), message.end(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

void checkFaults(const LoadResult &result)
{
    CHECK(result.config.has_value() == result.faults.isEmpty());
    CHECK(result.faults.size() <= kFaultsMax + 1);
    for (const Fault &fault : result.faults) {
        CHECK(!fault.text.isEmpty());
        CHECK(fault.line >= 0 && fault.column >= 0);
    }
    const QStringList messages = result.messages();
    CHECK(std::all_of(messages.begin(), messages.end(), isOneLine));
}

void checkConfig(const Config &config)
{
    CHECK(!config.apps.isEmpty());
    QStringList names;
    for (const AppConfig &app : config.apps) {
        CHECK(!app.name.isEmpty() && !app.exec.isEmpty());
        CHECK(!names.contains(app.name));
        CHECK(app.workerCount() >= 1);
        names.append(app.name);
    }
    CHECK(diffConfigs(config, config).isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const LoadResult result = loadConfigText(text, u"/qilin-daemon.json"_s);
    checkFaults(result);
    if (result.config)
        checkConfig(*result.config);
    return 0;
}
