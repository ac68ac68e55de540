// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/printer.h"

#include "core/ctl/exitcodes.h"
#include "core/ctl/text.h"
#include "core/ctl/visibletext.h"
#include "core/platform/terminal.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kStdout = 1;
constexpr int kPatienceMs = 1000; // then it is looked again

} // namespace

Printer::Printer()
    : m_out(kStdout)
{
    if (m_out.isTerminal())
        m_look = terminalLook(terminalSize(kStdout).columns);
}

void Printer::print(const QString &line)
{
    write(line.toUtf8() + '\n');
}

void Printer::print(const QStringList &lines)
{
    QByteArray bytes;
    for (const QString &line : lines)
        bytes += line.toUtf8() + '\n';
    write(bytes);
}

void Printer::printJson(const QJsonObject &json)
{
    if (!m_look.isTerminal())
        return printJsonLine(json);
    write(visibleJson(QJsonDocument(json).toJson(QJsonDocument::Indented)));
}

void Printer::printJsonLine(const QJsonObject &json)
{
    write(visibleJson(QJsonDocument(json).toJson(QJsonDocument::Compact)) + '\n');
}

void Printer::complain(const QString &sentence)
{
    const QByteArray bytes = "qilinctl: " + sentence.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

int Printer::codeAfter(int code) const
{
    return m_isBroken && code == kCtlDone ? m_brokenCode : code;
}

void Printer::write(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (!m_isBroken && done < bytes.size()) {
        const OutputStream::Outcome outcome
            = m_out.write(bytes.constData() + done, bytes.size() - done);
        switch (outcome.state) {
        case OutputStream::State::Written:
            done += outcome.size;
            break;
        case OutputStream::State::Full:
            m_out.waitWritable(kPatienceMs);
            break;
        case OutputStream::State::Failed:
        case OutputStream::State::Broken:
            complain(CtlText::tr("the output cannot be written: %1")
                         .arg(qt_error_string(outcome.error)));
            m_brokenCode = kCtlRefused;
            [[fallthrough]];
        case OutputStream::State::Closed:
            m_isBroken = true;
            emit broken();
            break;
        }
    }
}

} // namespace qilin
