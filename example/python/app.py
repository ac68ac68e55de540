"""A plain http.server on the socket that qilin-daemon opened: it knows nothing of the daemon but descriptor 3."""
import http.server
import os
import signal
import socket
import threading

VERSION = "1"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"version {VERSION} of worker {os.getpid()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def notify(text):
    """sd_notify(3)"""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto(text.encode(), os.environ["NOTIFY_SOCKET"])


server = http.server.ThreadingHTTPServer(("", 0), Handler, bind_and_activate=False)
server.socket.close()
server.socket = socket.socket(fileno=3)
server.socket.setblocking(False)  # the other worker may take what both have seen come
server.server_name, server.server_port = server.socket.getsockname()[:2]
server.daemon_threads = False  # a request in progress is answered before the end
# From a thread: shutdown() waits for serve_forever(), which the handler interrupts.
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
notify("READY=1\nSTATUS=serving")
server.serve_forever()
server.server_close()  # waits for the requests
