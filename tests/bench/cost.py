# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What the daemon itself takes: memory, and processor time at rest and with many processes."""
import json
import re
import selectors
import socket
import subprocess
import threading
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


class Followers:
    """Clients of /events that read all they get. statuses: how many of them came, by client."""

    def __init__(self, daemon, count):
        self.selector = selectors.DefaultSelector()
        self.statuses = [0] * count
        self.stopping = False
        for i in range(count):
            client = socket.socket(socket.AF_UNIX)
            client.connect(str(daemon.socket))
            client.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.selector.register(client, selectors.EVENT_READ, i)
            while b"event: status" not in client.recv(65536):  # the daemon takes them one after the other
                pass
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopping:
            for key, _ in self.selector.select(0.1):
                self.statuses[key.data] += key.fileobj.recv(1 << 20).count(b"event: status\n")

    def stop(self):
        self.stopping = True
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()


def events():
    """100 clients that follow 16 workers."""
    seconds = 60
    apps = [{"name": "app", "exec": "/bin/sleep", "args": ["100000"], "interpreter": "none", "workers": 16,
             "min_uptime": 0}]
    with Daemon(apps=apps) as daemon:
        pid = daemon.process.pid
        time.sleep(5)  # memory is given back after the start
        before = memory_mb(pid)
        clients = Followers(daemon, 100)
        began, used = time.monotonic(), processor_seconds(pid)
        time.sleep(seconds)
        percent = (processor_seconds(pid) - used) / (time.monotonic() - began) * 100
        after = memory_mb(pid)
        clients.stop()
    growth = max(after[kind] - before[kind] for kind in ("resident", "private"))
    fewest = min(clients.statuses)
    yield (f"100 /events clients, 16 workers: processor of the daemon, over {seconds} s", "≤ 3 %",
           f"{percent:.2f} %", percent <= 3)
    yield ("… memory they take", "≤ 10 MB", f"{growth:.2f} MB", growth <= 10)
    yield (f"… statuses that the least of them got in {seconds} s", f"≥ {seconds - 2}", str(fewest),
           fewest >= seconds - 2)


def watch():
    """A tree of 50,000 files in 6,000 directories, by the watcher alone; see watchtree.cpp."""
    output = subprocess.run([Settings.program("bench_watchtree")], capture_output=True, text=True, check=True).stdout
    figures = {name: float(value) for name, value in re.findall(
        r"^(ready|resident added|processor at rest|change -> changed) +(?:at most )?([\d.]+)", output, re.MULTILINE)}
    for name, what, unit, most in (("ready", "until it is ready", "s", 2), ("resident added", "resident memory added", "MB", 15),
                                   ("processor at rest", "processor at rest, over 10 s", "%", 0.1),
                                   ("change -> changed", "change until it is told, beyond reload_delay, at most", "ms", 100)):
        yield (f"watched tree of 50,000 files: {what}", f"≤ {most} {unit}", f"{figures[name]:g} {unit}", figures[name] <= most)
