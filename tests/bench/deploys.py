# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What becomes of requests while code is replaced, by good code and by broken code."""
import collections
import re
import subprocess
import threading

from harness import Daemon, Load, Settings

BROKEN = ["throws.js", "throws-in-callback.js", "throws-after-listen.js", "throws-before-listen.js",
          "never.js", "exits.js", "syntax-error.js"]


class Slices:
    """A client of others, run again and again for five seconds until it is stopped."""

    def __init__(self, command, read):
        self.command, self.read = command, read
        self.requests = self.failed = 0
        self.stopping = False
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopping:
            output = subprocess.run(self.command, capture_output=True, text=True, check=False).stdout
            requests, failed = self.read(output)
            self.requests += requests
            self.failed += failed

    def stop(self):
        self.stopping = True
        self.thread.join()
        return {"answered": self.requests, "failed": self.failed}


def number(pattern, text):
    found = re.search(pattern, text)
    return int(found.group(1)) if found else 0


def read_wrk(text):
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    failed = sum(map(int, errors.groups())) if errors else 0
    return number(r"(\d+) requests in", text), failed + number(r"Non-2xx or 3xx responses: (\d+)", text)


def read_ab(text):
    return (number(r"Complete requests:\s+(\d+)", text),
            number(r"Failed requests:\s+(\d+)", text) + number(r"Non-2xx responses:\s+(\d+)", text))


def clients(port):
    url = f"http://127.0.0.1:{port}/"
    ab = ["ab", "-q", "-l", "-r", "-t", "5", "-n", "100000000", "-c", "4"]
    return {
        "loadclient, keep-alive": Load(port, "--connections", "16"),
        "loadclient, keep-alive with pauses": Load(port, "--connections", "16", "--pause", "50"),
        "loadclient, a connection a request": Load(port, "--connections", "8", "--close"),
        "wrk": Slices(["wrk", "-t1", "-c8", "-d5s", "--timeout", "30s", url], read_wrk),
        "wrk, Connection: close": Slices(["wrk", "-t1", "-c4", "-d5s", "--timeout", "30s", "-H",
                                          "Connection: close", url], read_wrk),
        "ab -k": Slices([*ab, "-k", url], read_ab),
        "ab": Slices([*ab, url], read_ab),
    }


def reloads():
    """Failed requests while everything is replaced again and again, seven clients at a time."""
    for app in ("hello.js", "slow.js"):
        for balance in ("shared", "round_robin"):
            with Daemon(app, workers=2, min_uptime=300, balance=balance) as daemon:
                running = clients(daemon.port)
                refused = [answer for status, answer in
                           (daemon.reload() for _ in range(Settings.reloads // 2)) if status != 200]
                results = {name: client.stop() for name, client in running.items()}
            failed = sum(result["failed"] for result in results.values())
            answered = sum(result["answered"] for result in results.values())
            all_ran = all(result["answered"] for result in results.values())
            details = ", ".join(f"{name} {result['failed']} of {result['answered']}"
                                for name, result in results.items())
            yield (f"{app}, {balance}: failed requests over {Settings.reloads // 2} reloads", "0",
                   f"{failed} of {answered} ({details}); {len(refused)} reloads answered an error",
                   failed == 0 and all_ran and not refused)


def broken():
    """Failed requests while broken code is deployed, and what /reload says to it."""
    count = max(Settings.reloads // 2, len(BROKEN))
    with Daemon("hello.js", workers=2, ready_timeout=2000, min_uptime=1000) as daemon:
        running = [Load(daemon.port, "--connections", "16"),
                   Load(daemon.port, "--connections", "8", "--close")]
        said = collections.defaultdict(set)
        accepted = 0
        for i in range(count):
            kind = BROKEN[i % len(BROKEN)]
            daemon.replace_app(kind)
            status, answer = daemon.reload()
            accepted += status == 200 or not answer.get("error")
            said[kind].add(re.sub(r"\d+(\.\d+)?", "N", answer.get("error", "OK")))
        results = [client.stop() for client in running]
    failed = sum(result["failed"] for result in results)
    answered = sum(result["answered"] for result in results)
    yield (f"failed requests over {count} reloads to broken code", "0", f"{failed} of {answered}",
           failed == 0 and all(result["answered"] for result in results))
    yield ("reloads to broken code that were not answered with an error", "0", str(accepted), accepted == 0)
    for kind, texts in said.items():
        yield (f"/reload with {kind}", "says why", " / ".join(sorted(texts)), "OK" not in texts)
