// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/tally.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace load {

namespace {

std::string quoted(const std::string &text)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte >= 0x7f) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", byte);
            out += escape;
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

void count(std::map<std::string, long> &counts, const std::string &body)
{
    const std::size_t length = std::min(body.find_last_not_of("\r\n") + 1, std::size_t(80));
    const std::string text = body.substr(0, length);
    const auto found = counts.find(text);
    if (found != counts.end())
        ++found->second;
    else if (counts.size() < 64)
        counts.emplace(text, 1);
}

std::string toJson(const std::map<std::string, long> &counts)
{
    std::string list;
    for (const auto &[text, number] : counts)
        list += (list.empty() ? "" : ",") + quoted(text) + ":" + std::to_string(number);
    return "{" + list + "}";
}

} // namespace

void Tally::addLatency(long microseconds)
{
    const double step = std::log2(static_cast<double>(std::max(microseconds, 1L))) * kSteps;
    const auto bucket = std::min(static_cast<std::size_t>(step), m_latencies.size() - 1);
    ++m_latencies[bucket];
    ++m_latencyCount;
    m_latencyMax = std::max(m_latencyMax, microseconds);
}

void Tally::addBody(const std::string &body)
{
    count(bodies, body);
}

void Tally::addFailure(long &counter, const std::string &lastBody)
{
    ++counter;
    count(failedAfter, lastBody);
}

double Tally::latencyMs(double share) const
{
    long left = static_cast<long>(std::ceil(static_cast<double>(m_latencyCount) * share));
    for (std::size_t bucket = 0; bucket < m_latencies.size(); ++bucket) {
        left -= m_latencies[bucket];
        if (left <= 0 && m_latencyCount > 0)
            return std::exp2(static_cast<double>(bucket) / kSteps) / 1000;
    }
    return 0;
}

std::string Tally::toJson(double seconds) const
{
    std::string out = "{";
    const auto add = [&](const char *name, const std::string &value) {
        out += (out.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":" + value;
    };
    const std::pair<const char *, long> counts[] = {
        {"requests", requests},         {"answered", answered},
        {"failed", failed()},           {"connections", opened},
        {"refused", refused},           {"reset", reset},
        {"no_answer", noAnswer},        {"truncated", truncated},
        {"timed_out", timedOut},        {"not_2xx", not2xx},
        {"malformed", malformed},       {"closed_idle", closedIdle},
        {"no_local_port", noLocalPort},
    };
    for (const auto &[name, count] : counts)
        add(name, std::to_string(count));
    add("seconds", number(seconds));
    add("per_second", number(seconds > 0 ? static_cast<double>(answered) / seconds : 0));
    add("latency_ms", "{\"median\":" + number(latencyMs(0.5))
                          + ",\"p99\":" + number(latencyMs(0.99))
                          + ",\"max\":" + number(static_cast<double>(m_latencyMax) / 1000) + "}");
    add("bodies", load::toJson(bodies));
    add("failed_after", load::toJson(failedAfter));
    return out + "}";
}

} // namespace load
