// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/testchild/behaviours.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

// testchild WORD[=VALUE]…: does the words in order, then exits with 0.
// Without arguments the words come from the environment variable TESTCHILD, split at blanks.
namespace {

using namespace testchild;

struct Word
{
    const char *name;
    void (*act)(const std::string &value);
};

constexpr Word kWords[] = {
    {"exit", exitWith},
    {"signal", raiseSignal},
    {"hang", hang},
    {"wait", waitFor},
    {"burn", burn},
    {"grow", grow},
    {"ignore", ignoreSignal},
    {"on", reportSignal},
    {"onterm", exitOnTerm},
    {"print", print},
    {"error", printError},
    {"partial", printPartial},
    {"flood", flood},
    {"chatter", chatter},
    {"count", countUntilTerm},
    {"long", printLong},
    {"env", printEnv},
    {"ids", printIds},
    {"cwd", printDirectory},
    {"fds", printDescriptors},
    {"state", printState},
    {"fork", forkChild},
    {"fork-stubborn", forkStubborn},
    {"daemon", forkDaemon},
    {"zombie", forkZombie},
    {"listen", listenOn},
    {"inherit", inheritListener},
    {"serve", serve},
    {"notify", notifySupervisor},
    {"token", keepToken},
    {"adversary", beAdversary},
    {"halt", halt},
    {"heartbeat", heartbeat},
};

std::vector<std::string> wordsOf(int argc, char **argv)
{
    if (argc > 1)
        return {argv + 1, argv + argc};
    const char *text = std::getenv("TESTCHILD");
    std::istringstream stream(text ? text : "");
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

bool act(const std::string &word)
{
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
    for (const Word &known : kWords) {
        if (name == known.name) {
            known.act(value);
            return true;
        }
    }
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    for (const std::string &word : wordsOf(argc, argv)) {
        if (!act(word)) {
            std::fprintf(stderr, "testchild: unknown word %s\n", word.c_str());
            return 64;
        }
    }
    return 0;
}
