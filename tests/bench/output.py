# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What applications print, on its way into a log file: how fast, at what cost, and whether all of it arrives."""
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from harness import Daemon, Settings, memory_mb, wait_for

GIGABYTE = 1 << 30
# Prints BYTES in lines of 100 bytes and says in a file how long it took, on either side of the comparison.
FLOOD = """
import os, sys, time
size, result = int(sys.argv[1]), sys.argv[2]
block = (b"x" * 99 + b"\\n") * 10000
began = time.monotonic()
left = size
while left > 0:
    left -= os.write(1, block[:left] if left < len(block) else block)
seconds = time.monotonic() - began
with open(result + ".part", "w") as file:
    file.write(str(seconds))
os.rename(result + ".part", result)
"""


class Resident(threading.Thread):
    """The most resident memory of a process while this runs, in MB."""

    def __init__(self, pid):
        super().__init__()
        self.pid, self.most, self.stopping = pid, 0.0, threading.Event()
        self.start()

    def run(self):
        while not self.stopping.wait(0.05):
            self.most = max(self.most, memory_mb(self.pid)["resident"])

    def stop(self):
        self.stopping.set()
        self.join()
        return self.most


def seconds_of_cat(directory, number):
    result, output = directory / f"cat{number}", directory / "cat.log"
    with subprocess.Popen([sys.executable, "-c", FLOOD, str(GIGABYTE), str(result)], stdout=subprocess.PIPE) as source:
        subprocess.run(["/bin/sh", "-c", f"cat > '{output}'"], stdin=source.stdout, check=True)
    output.unlink()
    return float(result.read_text())


def seconds_of_daemon():
    daemon = Daemon(exec=sys.executable, interpreter="none", args=["-c", FLOOD, str(GIGABYTE), "seconds"],
                    log_file="app.log", min_uptime=1000000, ready_timeout=3600000)
    result = daemon.directory / "seconds"
    daemon.start()
    try:
        resident = Resident(daemon.process.pid)
        seconds = wait_for(lambda: result.exists() and float(result.read_text()), 600)
        most = resident.stop()
        files = len(list(daemon.directory.glob("app.log*")))
    finally:
        daemon.stop()
        daemon.discard()
    return seconds, most, files


def flood():
    """1 GB into a log file with rotation, against cat, in turns."""
    cats, daemons, most = [], [], 0.0
    with tempfile.TemporaryDirectory(prefix="qilin-bench-") as directory:
        for number in range(Settings.runs):
            cats.append(seconds_of_cat(pathlib.Path(directory), number))
            seconds, resident, files = seconds_of_daemon()
            daemons.append(seconds)
            most = max(most, resident)
    cat, ours = (1024 / statistics.median(side) for side in (cats, daemons))
    yield (f"1 GB of output into log_file with rotation at 10M, against cat > file; median of {len(cats)}", "≥ 0.5 ×",
           f"{ours:.0f} MB/s, cat {cat:.0f} MB/s: {ours / cat:.2f} × ({files} files)", ours / cat >= 0.5)
    yield ("… most resident memory of the daemon meanwhile", "≤ 25 MB", f"{most:.1f} MB", most <= 25)


def faults_of(lines):
    """Lost, doubled or changed lines of testchild's word "count", and how many writers there were."""
    last, ends, faults = {}, {}, 0
    for line in lines:
        match = re.fullmatch(rb"(\d+) (end )?(\d+)(?: (x*))?", line)
        if not match:
            faults += 1
            continue
        writer, end, number, pad = match[1], match[2], int(match[3]), match[4]
        if end:
            ends[writer] = number
            continue
        faults += number != last.get(writer, 0) + 1 or len(pad or b"") != number * 7 % 150
        last[writer] = number
    return faults + sum(ends.get(writer) != number for writer, number in last.items()), len(last)


def rotations():
    """Three workers that print all the time, through 1,000 rotations and 20 reloads."""
    testchild = str(Settings.build / "tests/testchild/testchild")
    with Daemon(exec=testchild, interpreter="none", args=["count=0"], workers=3, log_file="app.log", log_max_size="64K",
                log_keep=10000, min_uptime=100) as daemon:
        def files():
            return len(list(daemon.directory.glob("app.log.*")))
        for number in range(1, 21):
            wait_for(lambda: files() >= number * 50, 600)
            if daemon.reload()[0] != 200:
                raise RuntimeError("a reload failed")
        daemon.stop()
        count = files()
        log = b"".join((daemon.directory / f"app.log.{i}").read_bytes() for i in range(count, 0, -1))
        log += (daemon.directory / "app.log").read_bytes()
    lines = log.split(b"\n")
    faults, writers = faults_of(lines[:-1])
    faults += lines[-1] != b""
    yield (f"lines lost, doubled or split: {len(lines) - 1} lines of {writers} workers through {count} rotations and "
           "20 reloads", "0", str(faults), faults == 0 and count >= 1000 and writers == 63)
