#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""attacker.py SPEC: many ill-behaved clients in one process, until it is ended (after two minutes by itself).

SPEC is a JSON file, written by tests/integration/attack/attack.cpp, which says what each key means.
Prints a line of JSON each 100 ms: connections opened, open now and ended, bytes sent, the answers by
status.
"""
import base64
import collections
import errno
import json
import os
import re
import resource
import select
import socket
import ssl
import sys
import time

BLOCK = 64 * 1024
BURST = 16  # blocks, then the other connections have their turn
LIFETIME = 120.0  # s
WAITS = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")


class Client:
    def __init__(self, sock, out):
        self.sock = sock
        self.out = memoryview(out)
        self.is_shaking = isinstance(sock, ssl.SSLSocket)  # hands
        self.tail = b""  # of what was received: a status may come in two pieces


class Attack:
    def __init__(self, spec):
        self.first = [base64.b64decode(text) for text in spec["first"]] or [b""]
        self.more = base64.b64decode(spec["more"])
        self.drip = spec["drip_ms"] / 1000
        self.again = spec["again_ms"] / 1000 if spec["again_ms"] >= 0 else None
        self.deaf, self.ends = spec["deaf"], spec["ends"]
        self.unix, self.port = spec["unix"], spec["port"]
        self.tls = ssl.create_default_context() if spec["tls"] else None
        if self.tls:
            self.tls.check_hostname = False
            self.tls.verify_mode = ssl.CERT_NONE
        self.epoll = select.epoll()
        self.clients = {}
        self.due = collections.deque(0.0 for _ in range(spec["connections"]))  # when to open them
        self.opened = self.ended = self.sent = 0
        self.statuses = collections.Counter()

    def open(self):
        sock = socket.socket(socket.AF_UNIX if self.unix else socket.AF_INET)
        sock.setblocking(False)
        if self.deaf:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        code = sock.connect_ex(self.unix or ("127.0.0.1", self.port))
        if code not in (0, errno.EINPROGRESS):  # a full backlog, above all
            sock.close()
            self.due.append(time.monotonic() + 0.01)
            return
        if self.tls:
            sock = self.tls.wrap_socket(sock, do_handshake_on_connect=False)
        self.clients[sock.fileno()] = Client(sock, self.first[self.opened % len(self.first)])
        self.opened += 1
        self.epoll.register(sock, select.EPOLLOUT | self.listening())

    def listening(self):
        return select.EPOLLRDHUP if self.deaf else select.EPOLLIN

    def end(self, client):
        descriptor = client.sock.fileno()
        self.epoll.unregister(descriptor)
        del self.clients[descriptor]
        client.sock.close()
        self.ended += 1
        if self.again is not None:
            self.due.append(time.monotonic() + self.again)

    def write(self, client):
        for _ in range(BURST):
            if not client.out and self.more and not self.drip:
                client.out = memoryview(self.more)
            if not client.out:
                self.epoll.modify(client.sock, self.listening())
                if self.ends:
                    client.sock.shutdown(socket.SHUT_WR)
                return
            count = client.sock.send(client.out)
            self.sent += count
            client.out = client.out[count:]

    def read(self, client):
        data = client.sock.recv(BLOCK)
        if not data:
            return self.end(client)
        text = client.tail + data
        self.statuses.update(code.decode() for code in STATUS.findall(text))
        client.tail = text[-11:]  # one byte less than a status line has up to its code
        return None

    def shake_hands(self, client):
        try:
            client.sock.do_handshake()
        except ssl.SSLWantReadError:
            self.epoll.modify(client.sock, select.EPOLLIN)
        except ssl.SSLWantWriteError:
            self.epoll.modify(client.sock, select.EPOLLOUT)
        else:
            client.is_shaking = False
            self.epoll.modify(client.sock, select.EPOLLOUT | self.listening())

    def act(self, descriptor, events):
        client = self.clients.get(descriptor)
        if client is None:
            return
        try:
            if client.is_shaking:
                self.shake_hands(client)
                return
            if events & select.EPOLLIN and not self.deaf:
                self.read(client)
            elif events & (select.EPOLLHUP | select.EPOLLERR | select.EPOLLRDHUP):
                self.end(client)
            if events & select.EPOLLOUT and descriptor in self.clients:
                self.write(client)
        except WAITS:
            pass
        except OSError:
            if self.clients.get(descriptor) is client:
                self.end(client)

    def drop(self):
        """A byte from each client that has said its first."""
        for client in list(self.clients.values()):
            if client.out or client.is_shaking:
                continue
            try:
                self.sent += client.sock.send(self.more[:1])
            except WAITS:
                pass
            except OSError:
                self.end(client)

    def report(self):
        print(json.dumps({"opened": self.opened, "open": len(self.clients), "ended": self.ended,
                          "sent": self.sent, "statuses": self.statuses}), flush=True)

    def run(self):
        now = time.monotonic()
        until, report, drip = now + LIFETIME, now, now
        while now < until:
            while self.due and self.due[0] <= now:
                self.due.popleft()
                self.open()
            for descriptor, events in self.epoll.poll(0.01):
                self.act(descriptor, events)
            now = time.monotonic()
            if self.drip and now >= drip:
                self.drop()
                drip = now + self.drip
            if now >= report:
                self.report()
                report = now + 0.1


def main():
    os.nice(10)  # what is tested must not be the scheduler
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with open(sys.argv[1], encoding="utf-8") as spec:
        Attack(json.load(spec)).run()


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)
