# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""For uvicorn."""
import os


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    body = b"uvicorn %d\n" % os.getpid()
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})
