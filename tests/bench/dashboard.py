# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What the dashboard costs whoever opens it, in a real headless Chromium on this machine."""
import json
import pathlib
import statistics
import subprocess

from harness import Daemon, Settings, free_port

SCRIPT = pathlib.Path(__file__).with_suffix(".mjs")


def dashboard():
    """Opened with an empty cache, by somebody new, while four workers have some history."""
    port = free_port()
    with Daemon("hello.js", workers=4, daemon_port=port, auth_username="user", auth_password="password"):
        result = subprocess.run(["node", str(SCRIPT), f"http://user:password@127.0.0.1:{port}/", str(Settings.runs)],
                                capture_output=True, text=True, check=True, timeout=300)
    runs = json.loads(result.stdout)
    kilobytes = max(run["bytes"] for run in runs) / 1000
    data = max(run["data"] for run in runs) / 1000
    yield ("dashboard: bytes over the wire, headers too, cache empty", "≤ 150 kB",
           f"{kilobytes:.1f} kB (and {data:.1f} kB of answers of the API)", kilobytes <= 150)
    paints = sorted(run["paint"] for run in runs)
    median = statistics.median(paints)
    yield ("dashboard: first useful paint (workers are there) in headless Chromium from loopback", "≤ 300 ms",
           f"{median:.0f} ms (median of {len(paints)}; {paints[0]:.0f} to {paints[-1]:.0f})", median <= 300)
