# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What the measurements share: a daemon in a directory of its own, clients, and figures of processes."""
import contextlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
APPS = ROOT / "tests" / "apps"


class Settings:
    """Filled by bench.py from its command line."""
    build = ROOT / "build" / "bench"
    runs = 9        # of each side, where two are compared
    reloads = 100
    seconds = 3.0   # of one throughput run

    @classmethod
    def program(cls, name):
        places = {"qilin-daemon": "app", "qilinctl": "app", "loadclient": "tests/load", "firstanswer": "tests/load",
                  "bench_watchtree": "tests/bench"}
        return str(cls.build / places[name] / name)


def free_port():
    while True:
        port = random.randrange(20000, 32000)
        with contextlib.closing(socket.socket()) as probe, contextlib.suppress(OSError):
            probe.bind(("0.0.0.0", port))
            return port


def wait_for(fact, seconds=60.0, pause=0.02):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = fact()
        if value:
            return value
        time.sleep(pause)
    raise TimeoutError(f"waited {seconds} s in vain for {fact}")


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


class Daemon:
    """with Daemon(app="hello.js", workers=2) as daemon: …  APP is copied, so that it can be changed."""

    def __init__(self, app=None, environment=None, apps=None, **keys):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="qilin-bench-"))
        self.socket = self.directory / "control.sock"
        self.port = free_port()
        self.environment = {**os.environ, "PORT": str(self.port), **(environment or {})}
        self.app = None
        if app:
            self.app = self.directory / "app.js"
            shutil.copy(APPS / app, self.app)
            keys = {"exec": "app.js", "reload_delay": 3600000, **keys}
        config = {"control_socket": str(self.socket), **keys}
        if apps:
            config["apps"] = apps
        self.config = self.directory / "qilin-daemon.json"
        self.config.write_text(json.dumps(config))
        self.log = self.directory / "log"
        self.process = None

    def command(self):
        return [Settings.program("qilin-daemon"), "--headless", str(self.config)]

    def start(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(self.command(), env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        return self

    def wait_until_up(self, seconds=60.0):
        def fact():
            if self.process.poll() is not None:
                raise RuntimeError(f"the daemon ended:\n{self.log.read_text()}")
            with contextlib.suppress(OSError):
                apps = self.info()["apps"]
                return apps and all(app["state"] == "up" for app in apps)
        wait_for(fact, seconds)
        return self

    def request(self, method, path, timeout=120.0):
        connection = UnixConnection(self.socket, timeout)
        with contextlib.closing(connection):
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

    def info(self):
        return self.request("GET", "/info")[1]["result"]

    def reload(self):
        return self.request("POST", "/reload")

    def replace_app(self, name):
        beside = self.directory / "new.js"
        shutil.copy(APPS / name, beside)
        beside.rename(self.app)

    def up_pids(self):
        return [worker["pid"] for worker in self.info()["workers"] if worker["state"] == "up"]

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def discard(self):
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        return self.start().wait_until_up()

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            self.discard()


class NodeParent:
    """Node's own cluster with as many workers."""

    def __init__(self, app, workers, balance):
        self.port = free_port()
        self.arguments = ["node", str(ROOT / "tests/bench/parent.js"), str(APPS / app), str(workers), balance]
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen(self.arguments, env={**os.environ, "PORT": str(self.port)})
        wait_for(lambda: answers(self.port))
        time.sleep(1)  # all workers, not only the first
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)


def answers(port):
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.closing(connection):
            connection.request("GET", "/")
            return connection.getresponse().status == 200
    return False


class Load:
    """loadclient beside the measurement; stop() gives its counts."""

    def __init__(self, port, *arguments):
        self.process = subprocess.Popen(
            [Settings.program("loadclient"), "--port", str(port), "--seconds", "3600", *arguments],
            stdout=subprocess.PIPE, text=True)

    def stop(self):
        self.process.terminate()
        return json.loads(self.process.communicate(timeout=120)[0])


def load_for(seconds, port, *arguments):
    result = subprocess.run(
        [Settings.program("loadclient"), "--port", str(port), "--seconds", str(seconds), *arguments],
        capture_output=True, text=True, check=False)
    return json.loads(result.stdout)


def first_answer(port, *arguments, environment=None):
    """Milliseconds; see tests/load/firstanswer.cpp."""
    result = subprocess.run([Settings.program("firstanswer"), "--port", str(port), *arguments],
                            capture_output=True, text=True, check=True,
                            env={**os.environ, "PORT": str(port), **(environment or {})})
    return float(result.stdout)


def processor_seconds(pid):
    """User and system time of all threads, by the scheduler's clock (ns)."""
    total = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def memory_mb(pid):
    """Resident, private dirty and all private memory, in MB of 2^20 bytes."""
    kilobytes = {}
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        kilobytes[name] = int(value.split()[0])
    dirty = kilobytes["Private_Dirty"]
    return {"resident": kilobytes["Rss"] / 1024, "dirty": dirty / 1024,
            "private": (dirty + kilobytes["Private_Clean"]) / 1024}


def children(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            found += [int(child) for child in (task / "children").read_text().split()]
    return found
