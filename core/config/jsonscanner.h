// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/jsondocument.h"

namespace qilin {

// The text of a document and a position in it: blanks, strings, numbers, words. The functions that
// answer bool answer false where nothing sensible can be read any more; a fault is on record then.
class JsonScanner final
{
public:
    explicit JsonScanner(const QString &text);

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool atWord() const;  // a bare word or number
    [[nodiscard]] bool atQuote() const; // a quotation mark that is not JSON's
    [[nodiscard]] char16_t peek(qsizetype ahead = 0) const
    {
        const qsizetype at = m_at + ahead;
        return at < m_text.size() ? m_text[at].unicode() : u'\0';
    }
    [[nodiscard]] JsonPlace place() const { return m_place; }
    [[nodiscard]] const QList<JsonFault> &faults() const { return m_faults; }

    char16_t take();               // not at the end
    bool skipBlanks();             // comments too; true at the end
    bool readString(QString &out); // at its opening quote
    bool readNumber(JsonValue &value);
    bool readWord(JsonValue &value);

    bool fault(JsonPlace at, const QString &text); // always false
    bool unfinished();

private:
    bool skipComment();
    void readEscape(QString &out);
    void readUnicodeEscape(QString &out);
    std::optional<char16_t> readHex4();

    const QString m_text;
    qsizetype m_at = 0;
    JsonPlace m_place;
    QList<JsonFault> m_faults;
};

} // namespace qilin
