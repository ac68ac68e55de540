# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What the daemon itself takes: memory, and processor time at rest and with many processes."""
import json
import subprocess
import time

from harness import Daemon, Settings, children, memory_mb, processor_seconds, wait_for


def ask_for_info(daemon, count):
    output = subprocess.run(
        [Settings.program("loadclient"), "--unix", str(daemon.socket), "--path", "/info", "--requests",
         str(count), "--connections", "4", "--seconds", "600"], capture_output=True, text=True, check=False)
    result = json.loads(output.stdout)
    if result["answered"] < count or result["failed"]:
        raise RuntimeError(f"/info was not answered: {output.stdout}")


def memory():
    """After 10,000 questions and 100 reloads, and on the way there."""
    with Daemon("hello.js", workers=4, min_uptime=100) as daemon:
        pid = daemon.process.pid
        start = memory_mb(pid)
        asked = []
        for _ in range(10):
            ask_for_info(daemon, 1000)
            asked.append(memory_mb(pid))
        reloaded = []
        for i in range(Settings.reloads):
            daemon.reload()
            if i % 10 == 9:
                reloaded.append(memory_mb(pid))
        end = memory_mb(pid)
    yield ("memory of the daemon, 4 workers, after 10,000 /info and "
           f"{Settings.reloads} reloads", "≤ 21 MB resident, ≤ 9 MB private",
           f"{end['resident']:.1f} MB resident, {end['private']:.1f} MB private, {end['dirty']:.1f} MB of it dirty",
           end["resident"] <= 21 and end["private"] <= 9)
    rows = [start, *asked, *reloaded]
    growth = reloaded[-1]["dirty"] - reloaded[len(reloaded) // 2]["dirty"]
    yield ("… flat: dirty MB at start, at each 1,000 /info, at each 10 reloads", "no growth in the second half",
           " ".join(f"{row['dirty']:.2f}" for row in rows), growth < 0.1)


def idle():
    """At rest, sampling on, no client."""
    seconds = 60
    with Daemon("hello.js", workers=4) as daemon:
        time.sleep(3)
        before = processor_seconds(daemon.process.pid)
        time.sleep(seconds)
        percent = (processor_seconds(daemon.process.pid) - before) / seconds * 100
    yield (f"processor time of the daemon at rest, 4 workers, over {seconds} s", "≤ 0.2 %",
           f"{percent:.3f} %", percent <= 0.2)


def many():
    """500 processes in five applications."""
    apps = [{"name": f"app{i}", "exec": "/bin/sleep", "args": ["100000"], "interpreter": "none",
             "workers": 100, "min_uptime": 0} for i in range(5)]
    daemon = Daemon(apps=apps)
    began = time.monotonic()
    daemon.start().wait_until_up()
    wait_for(lambda: len(daemon.up_pids()) == 500)
    started = time.monotonic() - began
    seconds = 30
    before = processor_seconds(daemon.process.pid)
    time.sleep(seconds)
    percent = (processor_seconds(daemon.process.pid) - before) / seconds * 100
    count = len(children(daemon.process.pid))
    began = time.monotonic()
    daemon.stop()
    daemon.discard()
    stopped = time.monotonic() - began
    yield (f"500 processes in 5 applications: start all ({count} children)", "≤ 3 s", f"{started:.2f} s", started <= 3)
    yield ("… stop all, until the daemon has ended", "≤ 3 s", f"{stopped:.2f} s", stopped <= 3)
    yield (f"… processor for sampling, over {seconds} s", "≤ 2 %", f"{percent:.2f} %", percent <= 2)
