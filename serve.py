"""Serve the dashboard on the loopback address: PORT sets the port. Compresses what it sends and warms itself once.

A port that is taken ends it at once: the warm-up would call another program's server ready.

The warm-up opens one session: until `dashboard.py` has run once, Streamlit does not know its pages, and the first deep link
would say "Page not found".

Streamlit has Python look for garbage after each run of a page: a tenth of a second for some 200,000 objects, nearly all of which
are code that was loaded to stay. What is there once it is warm is left out of it.
"""

import atexit
import errno
import gc
import gzip
import mimetypes
import os
import socket
import sys
import threading
import time
import urllib.request
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

STATIC = Path(st.__file__).parent / "static"  # its files lie one folder deeper, as they do in their addresses
PACKED_BYTES = 16 * 2**20  # all of Streamlit's scripts take 7 MB packed


class PackedStatic:
    """Sends Streamlit's own scripts and styles compressed once, not anew for each visit; their names change with their content.

    An address is looked up among those of the files that are there, so that none leads elsewhere.
    """

    def __init__(self, app):
        """Stand in front of `app`."""
        self.app = app
        files = [path for path in STATIC.rglob("*") if path.suffix in (".js", ".css")]
        self.files = {f"/{path.relative_to(STATIC).as_posix()}": path for path in files}
        self.packed: dict[str, bytes] = {}

    async def __call__(self, scope, receive, send):
        """Answer a request for such a file, or pass it on."""
        path = scope.get("path", "")
        is_asked = scope["type"] == "http" and scope["method"] == "GET" and path in self.files
        if not is_asked or b"gzip" not in dict(scope["headers"]).get(b"accept-encoding", b""):
            await self.app(scope, receive, send)
            return
        body = await run_in_threadpool(self.pack, path)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        headers = {
            "content-encoding": "gzip",
            "vary": "Accept-Encoding",
            "cache-control": "public, immutable, max-age=31536000",
        }
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)

    def pack(self, path: str) -> bytes:
        """The file at an address of `files`, compressed; kept for the next visit while all that is kept stays under the bound."""
        if (body := self.packed.get(path)) is None:
            body = gzip.compress(self.files[path].read_bytes(), 6)
            if sum(map(len, self.packed.values())) + len(body) <= PACKED_BYTES:
                self.packed[path] = body
        return body


def overview(request: Request) -> Response:
    """Send whoever types the first page's name to where it lives, with the rest of the link."""
    return RedirectResponse(f"/?{request.url.query}")


app = st.App(
    Path(__file__).parent / "dashboard.py",
    routes=[Route("/overview", overview)],
    middleware=[Middleware(PackedStatic), Middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)],
)


def port() -> int:
    """The port to serve on; end the program, in words, if PORT is none or another program has it."""
    asked = os.environ.get("PORT") or "8501"
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        sys.exit(f"PORT is {asked!r}, which is not a port: choose a number from 1 to 65535, such as PORT=8600.")
    with socket.socket() as probe:
        if os.name == "posix":  # a port that a server has just left counts as free, as it does for the server itself
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(asked)))
        except OSError as problem:
            busy = problem.errno == errno.EADDRINUSE
            why = "taken, perhaps by this dashboard already running" if busy else f"not to be had: {problem.strerror}"
            sys.exit(f"Port {asked} is {why}. Choose another: PORT=8600 make run (Windows: set PORT=8600 first).")
    return int(asked)


def warm(port: int) -> None:
    """Wait until the server answers, run the dashboard in one session, and say that it is ready."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.sync.client import connect

    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).read()
            break
        except OSError:
            time.sleep(0.1)
    first = BackMsg()
    first.rerun_script.query_string = ""
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None) as socket:
        socket.send(first.SerializeToString())
        while ForwardMsg.FromString(socket.recv(timeout=60)).WhichOneof("type") != "script_finished":
            pass
    gc.freeze()
    atexit.register(gc.unfreeze)  # without it DuckDB complains at the end of what was not let go
    print(f"Ready: http://localhost:{port} (Ctrl-C ends it)", flush=True)


if __name__ == "__main__":
    chosen = port()
    threading.Thread(target=warm, args=(chosen,), daemon=True).start()
    app.run(config={"server.port": chosen, "server.address": "127.0.0.1"})
