#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""Measures the daemon against the figures it has to hold, and prints them as a Markdown table."""
import argparse
import os
import pathlib
import platform
import subprocess
import sys
import time

import commands
import cost
import dashboard
import deploys
import info
import output
import scrapes
import servers
import speed
from harness import Settings

BENCHES = {"boot": speed.boot, "kill": speed.kill, "spare": speed.spare, "throughput": speed.throughput, "idle": cost.idle,
           "many": cost.many, "events": cost.events, "watch": cost.watch, "info": info.info, "memory": cost.memory,
           "broken": deploys.broken,
           "reloads": deploys.reloads, "servers": servers.servers, "flood": output.flood,
           "rotations": output.rotations, "dashboard": dashboard.dashboard,
           "status": commands.status, "scrapes": scrapes.scrapes}


def conditions():
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return (f"{platform.system()} {platform.release()}, {os.cpu_count()} processors, Node {node}, "
            f"load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d %H:%M')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", nargs="*", metavar="BENCH", help=f"of {', '.join(BENCHES)}; default all")
    parser.add_argument("--build", type=pathlib.Path, default=Settings.build)
    parser.add_argument("--runs", type=int, default=Settings.runs, help="of each side of a comparison")
    parser.add_argument("--reloads", type=int, default=Settings.reloads)
    parser.add_argument("--seconds", type=float, default=Settings.seconds, help="of a throughput run")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.bench if name not in BENCHES]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    Settings.build = arguments.build.resolve()
    Settings.runs, Settings.reloads, Settings.seconds = arguments.runs, arguments.reloads, arguments.seconds

    print(f"{conditions()}\n\n| what | must | measured | |\n|---|---|---|---|", flush=True)
    missed = 0
    for name in arguments.bench or BENCHES:
        try:
            for what, must, measured, held in BENCHES[name]():
                missed += not held
                measured = measured.strip().replace("\n", "<br>")
                print(f"| {what} | {must} | {measured} | {('held' if held else 'MISSED') if must else ''} |", flush=True)
        except (OSError, RuntimeError, TimeoutError, subprocess.SubprocessError) as error:
            missed += 1
            print(f"| {name} | | {error} | FAILED |", flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
