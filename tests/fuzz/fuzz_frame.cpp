// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/frame.h"
#include "core/cluster/message.h"
#include "tests/fuzz/check.h"

#include <QList>

#include <cstddef>
#include <cstdint>

using namespace qilin;

// What a worker writes to its channel: bytes -> lines -> messages.
namespace {

constexpr char kLong = '\x01';                      // in an input: very much of what precedes it
constexpr qsizetype kRepeats = Frame::kMaxLine / 2; // of one byte

struct Line
{
    QByteArray text;
    bool isCut = false;

    bool operator==(const Line &other) const { return text == other.text && isCut == other.isCut; }
};

// Long lines out of short inputs, at most three times in one.
QByteArray expanded(QByteArrayView input)
{
    QByteArray bytes;
    int left = 3;
    for (const char c : input) {
        if (c == kLong && !bytes.isEmpty() && left-- > 0)
            bytes.append(kRepeats, bytes.back());
        else
            bytes.append(c);
    }
    return bytes;
}

QList<Line> linesOf(const QByteArray &bytes, qsizetype piece, quint64 *skipped)
{
    Frame frame;
    QList<Line> lines;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        frame.feed(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)),
                   [&lines](QByteArrayView line, bool isCut) {
                       lines.append({line.toByteArray(), isCut});
                       return true;
                   });
    }
    *skipped = frame.skipped();
    return lines;
}

void read(const Line &line)
{
    CHECK(line.text.startsWith(Frame::kPrefix));
    CHECK(line.text.size() <= Frame::kMaxLine);
    CHECK(!line.text.contains('\n'));
    const Message message = parseMessage(line.text, line.isCut);
    if (!message.query)
        return;
    const ListenSpec spec = message.query->toSpec();
    CHECK(message.query->type == AddressType::Unix || spec.path.isEmpty());
    const compose::Answer answer{message.key, message.seq, 1, message.query->data};
    for (const QByteArray &out :
         {compose::sharedSocket(answer, message.query->isUdp()), compose::failure(answer, 98)}) {
        CHECK(out.endsWith('\n'));
        CHECK(out.count('\n') == 1); // whatever key and data hold
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto *text = reinterpret_cast<const char *>(data);
    const qsizetype piece = 1 + data[0] % 64;
    const QByteArray bytes = expanded(QByteArrayView(text + 1, qsizetype(size - 1)));
    quint64 skipped = 0;
    quint64 skippedInPieces = 0;
    const QList<Line> lines = linesOf(bytes, bytes.size(), &skipped);
    // One byte after the other where that is affordable.
    const qsizetype pieces = bytes.size() > kRepeats ? piece * 1021 : piece;
    CHECK(linesOf(bytes, pieces, &skippedInPieces) == lines);
    CHECK(skipped == skippedInPieces);
    CHECK(qint64(skipped) + lines.size() == bytes.count('\n'));
    for (const Line &line : lines)
        read(line);
    return 0;
}
