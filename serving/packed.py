"""Streamlit's own scripts and styles, compressed once; the icons in the styles."""

import gzip
import mimetypes
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from serving import icons

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
        body = self.packed.get(path) or await run_in_threadpool(self.pack, path)
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
            body = self.files[path].read_bytes()
            body = gzip.compress(icons.within(body) if path.endswith(".css") else body, 6)
            if sum(map(len, self.packed.values())) + len(body) <= PACKED_BYTES:
                self.packed[path] = body
        return body
