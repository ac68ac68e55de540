# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What asking for the status costs, beside two other process managers asked for theirs."""
import base64
import contextlib
import json
import pathlib
import subprocess
import time

from commands import WORKERS, pm2, supervisord
from harness import ROOT, Daemon, Settings, UnixConnection, free_port

CALL = (b'<?xml version="1.0"?><methodCall><methodName>supervisor.getAllProcessInfo</methodName>'
        b"<params/></methodCall>")


def told(median, p99, rate):
    return f"{median:.2f} ms, {p99:.2f} ms, {rate:,.0f}/s"


def ask_daemon(*where):
    """One client that keeps its connection; milliseconds and requests a second."""
    output = subprocess.run(
        [Settings.program("loadclient"), *where, "--path", "/info", "--connections", "1", "--seconds",
         str(Settings.seconds)], capture_output=True, text=True, check=False)
    result = json.loads(output.stdout)
    if result["failed"] or not result["answered"]:
        raise RuntimeError(f"/info was not answered: {output.stdout}")
    return result["latency_ms"]["median"], result["latency_ms"]["p99"], result["per_second"]


def ask_pm2():
    """By its own RPC, on one connection; see tests/bench/pm2status.js."""
    with pm2() as (_, environment):
        time.sleep(2)  # the start is over
        output = subprocess.run(
            ["node", str(ROOT / "tests/bench/pm2status.js"), str(ROOT / "build/pm2/node_modules/pm2"), str(WORKERS),
             str(Settings.seconds)], capture_output=True, text=True, check=True, env=environment)
    result = json.loads(output.stdout.splitlines()[-1])
    return result["median"], result["p99"], result["per_second"]


def ask_supervisord():
    """XML-RPC on its Unix socket, on one connection while it keeps that."""
    with supervisord() as (command, _):
        took = []
        connection = UnixConnection(pathlib.Path(command[2]).parent / "socket", 10)
        with contextlib.closing(connection):
            end = time.perf_counter() + Settings.seconds
            while time.perf_counter() < end:
                began = time.perf_counter()
                connection.request("POST", "/RPC2", CALL, {"Content-Type": "text/xml"})
                body = connection.getresponse().read()
                took.append((time.perf_counter() - began) * 1000)
                if body.count(b"RUNNING") != WORKERS:
                    raise RuntimeError(f"supervisord does not run them: {body[:400]}")
    took.sort()
    return took[len(took) // 2], took[len(took) * 99 // 100], len(took) / Settings.seconds


def info():
    """The status of four workers, asked for by one client again and again."""
    port = free_port()
    credentials = "Authorization: Basic " + base64.b64encode(b"foo:bar").decode()
    with Daemon("hello.js", workers=WORKERS, daemon_port=port, auth_username="foo", auth_password="bar") as daemon:
        time.sleep(2)  # the start is over
        for what, where in ((f"/info, {WORKERS} workers, one client, control socket: p50, p99, rate",
                             ["--unix", str(daemon.socket)]),
                            ("… port, with a password", ["--port", str(port), "--header", credentials])):
            median, p99, rate = ask_daemon(*where)
            yield (what, "≤ 0.3 ms, ≤ 1 ms, ≥ 5,000/s", told(median, p99, rate),
                   median <= 0.3 and p99 <= 1 and rate >= 5000)
    yield ("… PM2 asked for the like (getMonitorData, by its RPC)", "", told(*ask_pm2()), True)
    yield ("… supervisord asked for the like (getAllProcessInfo, XML-RPC)", "", told(*ask_supervisord()), True)
