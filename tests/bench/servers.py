# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""What becomes of requests to other servers than Node's, on sockets of the daemon's."""
import os
import signal
import socket
import subprocess
import time

from harness import ROOT, Daemon, Load, Settings, answers, free_port, wait_for

SERVERS = ROOT / "tests/integration/sockets/servers"
PYTHON = "/usr/bin/python3"  # Debian's own: one from elsewhere may lack the packages
PROGRAMS = {
    "gunicorn": ("/usr/bin/gunicorn", ["--chdir", str(SERVERS), "--log-level", "warning", "wsgi:app"]),
    "uvicorn": (PYTHON, ["-m", "uvicorn", "--app-dir", str(SERVERS), "--fd", "3", "--log-level", "warning", "asgi:app"]),
    "puma": ("/usr/bin/puma", ["--bind-to-activated-sockets=only", "--quiet", str(SERVERS / "config.ru")]),
    "http.server": (PYTHON, [str(SERVERS / "plain.py")]),
}


def server(port, program, arguments, **keys):
    return Daemon(environment={"PYTHONDONTWRITEBYTECODE": "1"}, exec=program, interpreter="none", args=arguments,
                  listen=[f"127.0.0.1:{port}"], reload_delay=3600000, **keys)


class Alone:
    """The same server without a daemon: two processes take turns on one socket, as with systemd's."""

    def __init__(self, port, program, arguments):
        self.command = ["/bin/sh", "-c", 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', "sh", program, *arguments]
        self.listening = socket.create_server(("127.0.0.1", port), backlog=511)
        self.port = port
        self.process = None

    def start(self):
        return subprocess.Popen(self.command, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                                stdin=self.listening, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                preexec_fn=lambda: os.dup2(0, 3), pass_fds=[3])

    def replace(self):
        """A new process beside the old, then SIGTERM to the old and, as the daemon does, SIGKILL 5 s later."""
        old, self.process = self.process, self.start()
        time.sleep(2)  # nobody says that it is ready; it only must not be too soon
        if old:
            self.end(old)

    @staticmethod
    def end(process):
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self):
        self.replace()
        wait_for(lambda: answers(self.port))
        return self

    def __exit__(self, *_):
        self.end(self.process)
        self.listening.close()


def keep_alive_alone(program, arguments, count):
    """Requests of keep-alive clients that a server loses by itself when it is told to stop."""
    port = free_port()
    with Alone(port, program, arguments) as alone:
        load = Load(port, "--connections", "16")
        for _ in range(count):
            alone.replace()
        result = load.stop()
    return f"{result['failed']} of {result['answered']}"


def servers():
    """Failed requests over reloads of each server; those of keep-alive clients beside what it loses by itself."""
    count = max(Settings.reloads // 2, 1)
    for name, (program, arguments) in PROGRAMS.items():
        for clients, options in (("a connection a request", ["--close"]), ("keep-alive", [])):
            if not options and name not in ("uvicorn", "puma"):
                continue  # they answer each request with Connection: close
            port = free_port()
            with server(port, program, arguments, workers=2 if options else 1, min_uptime=500) as daemon:
                load = Load(port, "--connections", "16", *options)
                refused = [answer for status, answer in (daemon.reload() for _ in range(count)) if status != 200]
                result = load.stop()
            yield (f"{name}, {clients}: failed requests over {count} reloads{'' if options else ' of one worker'}", "0" if options else "",
                   f"{result['failed']} of {result['answered']} ({result['reset']} reset, {result['no_answer']} without an "
                   f"answer, {result['refused']} refused); {len(refused)} reloads answered an error",
                   not refused and (result["failed"] == 0 or not options))
            if not options:
                yield f"… without a daemon, over {count} SIGTERMs", "", keep_alive_alone(program, arguments, count), True
    yield down()


def down():
    """The only worker is killed, and takes two seconds to come back."""
    port = free_port()
    script = f"sleep 2; exec {PYTHON} {SERVERS / 'plain.py'}"
    with server(port, "/bin/sh", ["-c", script], workers=1, min_uptime=100) as daemon:
        load = Load(port, "--connections", "16", "--close")
        time.sleep(4)
        for _ in range(3):
            os.kill(daemon.up_pids()[0], signal.SIGKILL)
            time.sleep(4)
        result = load.stop()
    return ("app with listen down for 2 s, 3 times: connections refused", "0",
            f"{result['refused']} of {result['connections']}; {result['failed']} requests failed that were at work when it "
            f"was killed; slowest answer {result['latency_ms']['max'] / 1000:.1f} s", result["refused"] == 0)
