// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

// What testchild can do, one function a word. Each takes the text behind '=' (empty without one).
namespace testchild {

// Ends
void exitWith(const std::string &code);    // exit=N
void raiseSignal(const std::string &name); // signal=SEGV: dies by it
void hang(const std::string &);            // hang: for ever, taking signals
void waitFor(const std::string &ms);       // wait=MS
void burn(const std::string &ms);          // burn=MS of processor; 0 burns for ever
void grow(const std::string &megabytes);   // grow=MB: touches that much memory and keeps it

// Signals
void ignoreSignal(const std::string &name); // ignore=TERM
void reportSignal(const std::string &name); // on=INT: makes it print "on INT" and exit with 0
void exitOnTerm(const std::string &code);   // onterm=N: SIGTERM ends it with exit code N

// Output
void print(const std::string &text);        // print=TEXT: a line on stdout
void printError(const std::string &text);   // error=TEXT: a line on stderr
void printPartial(const std::string &text); // partial=TEXT: without the end of line
void flood(const std::string &bytes);       // flood=BYTES: that much in lines of 100 bytes
void chatter(const std::string &ms);        // chatter=MS: a numbered line each MS, for ever
void printEnv(const std::string &name);     // env=NAME: "NAME=value" or "NAME unset"
void printIds(const std::string &);         // ids: "pid P ppid P pgid P sid P"
void printDirectory(const std::string &);   // cwd: "cwd PATH"
void printDescriptors(const std::string &); // fds: "fds 0 1 2 …"
void printState(const std::string &); // state: all it inherited, "state WHAT" a line (state.cpp)

// Output (output.cpp)
void countUntilTerm(const std::string &lines); // count=N: N numbered lines; 0: until SIGTERM
void printLong(const std::string &megabytes);  // long=MB: a line of that length

// Processes and sockets (processes.cpp); children hang, and each prints "WORD PID" on its line
void forkChild(const std::string &);    // fork: a child in the same process group
void forkStubborn(const std::string &); // fork-stubborn: one that ignores SIGTERM and SIGHUP
void forkDaemon(const std::string &);   // daemon: double fork, setsid, ignores SIGTERM and SIGHUP
void forkZombie(const std::string &);   // zombie: a child that has ended and is never waited for
void listenOn(const std::string &port); // listen=PORT on 127.0.0.1 (0: any); "listen PORT"
void inheritListener(const std::string &fd);    // inherit=FD: serve there; "inherit FD"
void serve(const std::string &text);            // serve=TEXT: answers every HTTP request, for ever
void notifySupervisor(const std::string &text); // notify=READY=1 to $NOTIFY_SOCKET
void heartbeat(const std::string &ms);          // heartbeat=MS: WATCHDOG=1 that often, for ever

// A tree that is hard to end (adversary.cpp)
void keepToken(const std::string &text);   // token=T: in the command line of all of them
void beAdversary(const std::string &text); // adversary=TRICKS: a sum of numbers, or "random"
void halt(const std::string &);            // halt: stops itself

[[noreturn]] void hangForEver();
int signalNumber(const std::string &name);

} // namespace testchild
