// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/import/draft.h"
#include "core/import/ecosystemscript.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace qilin {

enum class ForeignFormat { Pm2Json, Pm2Script, Procfile, Supervisor };

// By its name, and where that says nothing by what is in it. The error names what there is.
[[nodiscard]] Result<ForeignFormat> foreignFormat(const QString &file, const QByteArray &text);

struct ImportOptions
{
    QString file;                               // as it was given
    QString environment;                        // of PM2's env_NAME; empty: none
    std::chrono::milliseconds deadline{10'000}; // for Node
};

struct ImportOutcome
{
    QByteArray json;    // the configuration; empty: nothing could be made
    QStringList notes;  // a line each: where, and why it was not carried over
    QStringList faults; // a line each: why there is nothing, or why it would not pass --check
};

// Makes a qilin-daemon.json from a file of another process manager. The outcome passes the checks
// of this program, with the machine as it is; else its faults say why not.
class Importer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Importer)

public:
    explicit Importer(const ImportOptions &options);
    ~Importer() override;

    void start(); // once; finished() follows, maybe before the return

signals:
    void finished(const qilin::ImportOutcome &outcome);

private:
    void readPm2Text(const QByteArray &text, bool isWhatNodeMade);
    void conclude(const Result<> &read);
    void leaveOutFaults(ImportOutcome &outcome);

    const ImportOptions m_options;
    const QString m_base; // absolute: the directory of the file
    Draft m_draft;
    std::unique_ptr<EcosystemScript> m_script;
};

} // namespace qilin
