# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""How fast it starts, restarts and serves, each side by side with what Node does by itself."""
import re
import statistics
import subprocess
import time

from harness import (APPS, ROOT, Daemon, Load, NodeParent, Settings, first_answer, free_port, load_for, memory_mb,
                     wait_for)

HELLO = str(APPS / "hello.js")


def spread(values):
    return f"{statistics.median(values):.0f} ms ({min(values):.0f}–{max(values):.0f})"


FOUR_NODES = 'for i in 0 1 2 3; do PORT=$((PORT + i)) node "$0" & done; trap "kill $(jobs -p)" TERM; wait'


def boot():
    """Start of the program until all its workers have answered."""
    bare, four, ours, first, cluster = [], [], [], [], []
    for _ in range(Settings.runs):
        bare.append(first_answer(free_port(), "--", "node", HELLO))
        four.append(first_answer(free_port(), "--ports", "4", "--distinct", "4", "--", "bash", "-c",
                                 FOUR_NODES, HELLO))
        daemon = Daemon("hello.js", workers=4)
        arguments = {"environment": {"PORT": str(daemon.port)}}
        ours.append(first_answer(daemon.port, "--distinct", "4", "--", *daemon.command(), **arguments))
        first.append(first_answer(daemon.port, "--", *daemon.command(), **arguments))
        daemon.discard()
        cluster.append(first_answer(free_port(), "--distinct", "4", "--", "node",
                                    str(ROOT / "tests/bench/parent.js"), HELLO, "4", "round_robin"))
    def ratio(values, to):
        return statistics.median(values) / statistics.median(to)
    yield ("boot of 4 workers until all answer, against bare node until its first answer", "≤ 1.3 ×",
           f"{ratio(ours, bare):.2f} × ({spread(ours)} against {spread(bare)}; Node's own cluster "
           f"{ratio(cluster, bare):.2f} ×)", ratio(ours, bare) <= 1.3)
    yield ("… against four bare nodes on four ports until all answer", "",
           f"{ratio(ours, four):.2f} × ({spread(four)})", True)
    yield ("… until the first answer, against bare node", "", f"{ratio(first, bare):.2f} × ({spread(first)})", True)


def kill():
    """A killed worker until the next answer; and what its death does to the others."""
    bare, ours = [], []
    with Daemon("hello.js", workers=1) as daemon:
        for _ in range(Settings.runs):
            bare.append(first_answer(free_port(), "--", "node", HELLO))
            time.sleep(2)  # longer than min_uptime: a death, not a failed start
            [pid] = daemon.wait_until_up().up_pids()
            ours.append(first_answer(daemon.port, "--kill", str(pid)))
    ratio = statistics.median(ours) / statistics.median(bare)
    yield ("worker killed (pool of 1) until the next answer, against the start of bare node", "≤ 1.05 ×",
           f"{ratio:.2f} × ({spread(ours)} against {spread(bare)})", ratio <= 1.05)

    with Daemon("hello.js", workers=4) as daemon:
        load = Load(daemon.port, "--connections", "16")
        killed = set()
        for _ in range(Settings.runs):
            time.sleep(2)
            pid = daemon.wait_until_up().up_pids()[0]
            killed.add(f"1 {pid}")
            subprocess.run(["kill", "-KILL", str(pid)], check=True)
        result = load.stop()
    elsewhere = sum(count for body, count in result["failed_after"].items() if body not in killed)
    yield (f"{len(killed)} workers of 4 killed under load: requests lost on other workers", "0",
           f"{elsewhere} ({result['failed']} on the killed ones, of {result['answered']})", elsewhere == 0)


def spare():
    """The only worker killed, with one spare, of a program that takes 2 s to boot."""
    for balance in ("shared", "round_robin"):
        took = []
        with Daemon("late.js", workers=1, spare_workers=1, balance=balance, ready="listening",
                    environment={"DELAY": "2000"}) as daemon:
            load = Load(daemon.port, "--connections", "4", "--pause", "5", "--close")
            for _ in range(Settings.runs):
                wait_for(lambda: daemon.info()["apps"][0]["parked"] == 1)
                time.sleep(2)  # longer than min_uptime: a death, not a failed start
                [pid] = daemon.wait_until_up().up_pids()
                took.append(first_answer(daemon.port, "--kill", str(pid)))
            result = load.stop()
        yield (f"only worker killed, one spare, boot of 2 s, {balance}: until the next answer", "≤ 20 ms",
               spread(took), statistics.median(took) <= 20)
        yield ("… connections refused meanwhile", "0",
               f"{result['refused']} of {result['requests']} ({result['failed']} requests were in the killed one's hands)",
               result["refused"] == 0 and result["timed_out"] == 0)

    with Daemon("hello.js", workers=1, spare_workers=4) as daemon:
        wait_for(lambda: daemon.info()["apps"][0]["parked"] == 4)
        time.sleep(2)
        spares = [memory_mb(worker["pid"]) for worker in daemon.info()["workers"] if worker["spare"]]
    yield ("memory of a spare worker, hello world in Node", "",
           f"{statistics.median(one['resident'] for one in spares):.0f} MB resident, "
           f"{statistics.median(one['private'] for one in spares):.0f} MB of it private", True)


def wrk_rate(port):
    output = subprocess.run(["wrk", "-t1", "-c32", f"-d{Settings.seconds:.0f}s", f"http://127.0.0.1:{port}/"],
                            capture_output=True, text=True, check=True).stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))


def close_rate(port):
    return load_for(Settings.seconds, port, "--close", "--connections", "32")["per_second"]


def throughput():
    """Requests a second through two workers, in alternating runs."""
    for balance in ("shared", "round_robin"):
        with Daemon("hello.js", workers=2, balance=balance) as daemon, \
                NodeParent("hello.js", 2, balance) as parent:
            for name, rate in (("keep-alive (wrk)", wrk_rate), ("a connection a request", close_rate)):
                rate(daemon.port), rate(parent.port)  # both warm
                ours, nodes = [], []
                sides = [(ours, daemon.port), (nodes, parent.port)]
                for turn in range(2 * Settings.runs):  # the one that goes first gains or loses: take turns
                    for rates, port in sides if turn % 2 == 0 else reversed(sides):
                        rates.append(rate(port))
                pairs = [a / b for a, b in zip(ours, nodes)]
                ratio = statistics.median(pairs)
                yield (f"requests/s, {balance}, {name}, against Node's own parent", "≥ 1.0 ×",
                       f"{ratio:.2f} × ({min(pairs):.2f}–{max(pairs):.2f}; "
                       f"{statistics.median(ours):.0f} against {statistics.median(nodes):.0f})",
                       ratio >= 1.0)
