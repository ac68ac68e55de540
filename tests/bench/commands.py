# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What a status command costs as a whole process, beside those of two other process managers."""
import contextlib
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from harness import ROOT, Daemon, Settings, wait_for

WORKERS = 4
SLEEP = ["/bin/sleep", "100000"]


@contextlib.contextmanager
def place(prefix):
    directory = pathlib.Path(tempfile.mkdtemp(prefix=f"qilin-bench-{prefix}-"))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextlib.contextmanager
def pm2():
    """Yields its status command; four workers are running."""
    program = ["node", str(ROOT / "build/pm2/node_modules/pm2/bin/pm2")]
    with place("pm2") as home:
        environment = {**os.environ, "PM2_HOME": str(home)}

        def run(*arguments):
            subprocess.run([*program, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)
        for i in range(WORKERS):
            run("start", SLEEP[0], "--name", f"app{i}", "--interpreter", "none", "--", SLEEP[1])
        try:
            yield [*program, "status"], environment
        finally:
            run("kill")


@contextlib.contextmanager
def supervisord():
    with place("supervisor") as directory:
        config = directory / "supervisord.conf"
        programs = "".join(f"[program:app{i}]\ncommand={' '.join(SLEEP)}\n" for i in range(WORKERS))
        config.write_text(f"[unix_http_server]\nfile={directory}/socket\n[supervisord]\nnodaemon=true\n"
                          f"logfile={directory}/log\npidfile={directory}/pid\nchildlogdir={directory}\n"
                          f"[supervisorctl]\nserverurl=unix://{directory}/socket\n"
                          "[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = "
                          "supervisor.rpcinterface:make_main_rpcinterface\n" + programs)
        command = ["/usr/bin/supervisorctl", "-c", str(config), "status"]
        with subprocess.Popen(["/usr/bin/supervisord", "-c", str(config)], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            try:
                wait_for(lambda: subprocess.run(command, capture_output=True, check=False)
                         .stdout.count(b"RUNNING") == WORKERS)
                yield command, dict(os.environ)
            finally:
                process.terminate()


def run_once(command, environment):
    """Milliseconds from the start to the end, and those of them on a processor."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    began = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, environment, file_actions=silent)
    _, status, usage = os.wait4(pid, 0)
    took = (time.perf_counter() - began) * 1000
    if status != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return took, (usage.ru_utime + usage.ru_stime) * 1000


def told(runs):
    took, used = zip(*runs)
    return (f"{statistics.median(took):.1f} ms ({min(took):.1f}–{max(took):.1f}), "
            f"{statistics.median(used):.1f} ms of it on a processor")


def status():
    """In turns, so that all meet the same machine."""
    apps = [{"name": "app", "exec": SLEEP[0], "args": SLEEP[1:], "interpreter": "none", "workers": WORKERS}]
    with Daemon(apps=apps) as daemon, pm2() as theirs, supervisord() as others:
        time.sleep(2)  # the starts are over
        ours = [Settings.program("qilinctl"), "--config", str(daemon.config), "status"], dict(os.environ)
        sides = [(side, []) for side in (ours, theirs, others)]
        for (command, environment), runs in sides:
            run_once(command, environment)  # warm
        for _ in range(max(Settings.runs, 9)):
            for (command, environment), runs in sides:
                if command is ours[0]:
                    runs += [run_once(command, environment) for _ in range(5)]
                else:
                    runs.append(run_once(command, environment))
    median = statistics.median(took for took, _ in sides[0][1])
    yield (f"qilinctl status, whole process, {WORKERS} workers", "≤ 10 ms", told(sides[0][1]), median <= 10)
    yield "… pm2 status", "", told(sides[1][1]), True
    yield "… supervisorctl status", "", told(sides[2][1]), True
