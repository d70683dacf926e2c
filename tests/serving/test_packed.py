"""Streamlit's scripts go out packed once; no address is a fault."""

import asyncio
import gzip
import http.client
from concurrent.futures import ThreadPoolExecutor

import pytest

from serving import icons, packed


def ask(static, path, accepts=b"gzip", method="GET"):
    """What `static` answers: headers and body, or None where it passes the request on."""
    sent, passed = [], []

    async def app(scope, receive, send):
        passed.append(scope["path"])

    async def send(message):
        sent.append(message)

    static.app = app
    scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept-encoding", accepts)]}
    with ThreadPoolExecutor(1) as own:  # a browser test in this process may have left a loop running in its thread
        own.submit(lambda: asyncio.run(static(scope, None, send))).result()
    return None if passed else (dict(sent[0]["headers"]), sent[1]["body"])


def test_every_script_and_style_of_streamlit_goes_out_packed_and_is_kept_within_the_bound():
    static = packed.PackedStatic(None)
    assert len(static.files) > 300
    for path, file in static.files.items():
        headers, body = ask(static, path)
        plain = file.read_bytes()
        assert path.startswith("/static/") and gzip.decompress(body) == (plain if path.endswith(".js") else icons.within(plain))  # fmt: skip
        assert headers[b"content-encoding"] == b"gzip" and b"immutable" in headers[b"cache-control"]
        assert headers[b"content-type"].startswith((b"text/javascript", b"application/javascript", b"text/css"))
    assert len(static.packed) == len(static.files) and sum(map(len, static.packed.values())) < packed.PACKED_BYTES


def test_beyond_the_bound_a_script_is_packed_anew_and_not_kept(monkeypatch):
    monkeypatch.setattr(packed, "PACKED_BYTES", 1)
    static = packed.PackedStatic(None)
    assert ask(static, next(iter(static.files))) and not static.packed


def test_what_is_no_such_file_or_not_asked_for_so_is_passed_on():
    static = packed.PackedStatic(None)
    script = next(iter(static.files))
    assert ask(static, script, b"identity") is None and ask(static, script, method="HEAD") is None
    for path in (
        "/",
        "/static/",
        "/static/none.js",
        f"/{script}",
        script.replace("/static/", "/static//"),
        "/static/../index.html",
    ):
        assert ask(static, path) is None


@pytest.mark.parametrize(
    "path",
    [
        "/static/%00",
        "/static/js/%00.js",
        "/static/%2e%2e/index.html",
        "/static/..%2f..%2fetc%2fpasswd",
        "//static/js/a.js",
        "/static//js",
    ],
)
def test_no_address_is_a_fault_of_the_server_or_leads_out_of_the_folder(path, server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status < 500 and b"root:" not in body and "gzip" not in (answer.getheader("content-type") or "")
