# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What /metrics costs."""
import contextlib
import statistics
import time

from harness import Daemon, UnixConnection, memory_mb, processor_seconds, wait_for


def sleepers(apps, workers):
    return Daemon(apps=[{"name": f"app{i}", "exec": "/bin/sleep", "args": ["100000"], "interpreter": "none",
                         "workers": workers, "min_uptime": 0} for i in range(apps)])


def scrape(connection):
    """Milliseconds and bytes of one answer."""
    began = time.perf_counter()
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200 or not body.startswith(b"# HELP "):
        raise RuntimeError(f"/metrics answered {answer.status}")
    return (time.perf_counter() - began) * 1000, len(body)


def scrapes():
    """500 workers in five applications; then a small daemon for long, whose history takes no memory yet."""
    with sleepers(5, 100) as daemon:
        wait_for(lambda: len(daemon.up_pids()) == 500)
        count, took = 1000, []
        used = processor_seconds(daemon.process.pid)
        with contextlib.closing(UnixConnection(daemon.socket, 60)) as connection:
            for _ in range(count):
                ms, size = scrape(connection)
                took.append(ms)
        each = (processor_seconds(daemon.process.pid) - used) / count * 1000
    median = statistics.median(took)
    yield (f"one /metrics answer with 500 workers ({size / 1024:.0f} kB): p50, p99", "p50 ≤ 5 ms",
           f"{median:.2f} ms, {statistics.quantiles(took, n=100)[98]:.2f} ms; {each:.2f} ms of processor, "
           "sampling included", median <= 5)

    with sleepers(1, 4) as daemon:
        time.sleep(5)  # memory is given back after the start
        pid = daemon.process.pid
        memory = [memory_mb(pid)]
        with contextlib.closing(UnixConnection(daemon.socket, 60)) as connection:
            for _ in range(10):
                for _ in range(1000):
                    scrape(connection)
                memory.append(memory_mb(pid))
    growth = memory[-1]["dirty"] - memory[5]["dirty"]
    yield ("memory over 10,000 scrapes, 4 workers: dirty MB at start and at each 1,000", "no growth in the second half",
           " ".join(f"{row['dirty']:.2f}" for row in memory), growth < 0.1)
