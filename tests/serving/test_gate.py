"""Attacks on a running server from another page, another name and another program: each is refused in words; its own pages pass."""

import http.client
import json
import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import queries
from etl.settings import SCHEMA_VERSION
from serving.address import Address
from serving.gate import Gate

SOCKET = "/_stcore/stream"


def knock(server, host, origin):
    """What a socket that asks with this Host and Origin is answered: 101 where it opens, else status and words."""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    try:
        with connect(f"ws://{host}{SOCKET}", sock=line, origin=origin, proxy=None):
            return 101, ""
    except InvalidStatus as refusal:
        return refusal.response.status_code, refusal.response.body.decode()


def ask(server, path, method="GET", **headers):
    """Status, headers and words of an answer; Host is the server's own unless it is said."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    told = answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    connection.close()
    return told


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_its_own_pages_open_the_socket(name, server):
    assert knock(server, f"{name}:{server.port}", f"http://{name}:{server.port}") == (101, "")


def test_a_socket_from_another_page_is_refused_in_words(server):
    own = f"localhost:{server.port}"
    for origin in (
        f"http://localhost:{server.port + 1}",  # the page of another program of this machine: Streamlit would let it in
        "http://localhost",
        f"https://localhost:{server.port}",  # another scheme
        f"http://127.0.0.1:{server.port}",  # its own other name is another origin
        f"http://evil.example:{server.port}",
        f"http://{own}.evil.example",
        f"http://{own}@evil.example",
        f"HTTP://{own}",  # no browser writes it so
        "null",  # a sandboxed frame, a file
        "",
        None,  # a program that says nothing
    ):
        status, words = knock(server, own, origin)
        assert status == 403 and f"Only pages of http://localhost:{server.port}" in words, origin


def test_a_name_that_was_made_to_point_here_is_refused(server):
    for host in (
        f"evil.example:{server.port}",
        f"localhost.:{server.port}",
        "localhost",
        f"localhost:{server.port + 1}",
        f"[::1]:{server.port}",
    ):
        status, words = knock(server, host, f"http://{host}")
        assert status == 403 and "This server answers at" in words, host
        assert ask(server, "/", Host=host)[0] == ask(server, "/app/static/none", Host=host)[0] == 403, host


def test_two_hosts_or_none_are_refused(server):
    own = f"Host: localhost:{server.port}\r\n"
    for hosts in ("", own + "Host: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
            line.sendall(f"GET / HTTP/1.0\r\n{hosts}\r\n".encode())
            assert line.recv(100).split()[1] in (b"403", b"400")


def test_what_changes_something_comes_from_its_own_pages_and_from_a_session(server):
    own = f"http://127.0.0.1:{server.port}"
    for origin in (
        {},
        {"Origin": "null"},
        {"Origin": f"http://localhost:{server.port + 1}"},
        {"Origin": "http://evil.example"},
    ):
        for method in ("PUT", "POST", "DELETE", "PATCH", "OPTIONS"):
            assert ask(server, "/_stcore/upload_file/a/b", method, **origin)[0] == 403, (method, origin)
    assert ask(server, "/media/x", Origin="http://evil.example")[0] == 403
    assert "XSRF" in ask(server, "/_stcore/upload_file/a/b", "PUT", Origin=own)[2]
    token = ask(server, "/_stcore/health")[1]["Set-Cookie"].split(";")[0].partition("=")[2]
    status, _headers, words = ask(
        server, "/_stcore/upload_file/a/b", "PUT", Origin=own, X_Xsrftoken=token, Cookie=f"_streamlit_xsrf={token}"
    )
    assert status == 400 and "Invalid session_id" in words


def test_streamlits_ends_for_programs_are_not_there_however_they_are_spelled(server):
    for path in ("metrics", "metrics/", "%6detrics", "./metrics", "/metrics", "METRICS", "metrics?x=1", "metrics%2F", "agent/openapi.json", "script-health-check", ""):  # fmt: skip
        for start in ("/_stcore/", "/_STCORE/", "/./_stcore/", "//_stcore/"):
            status, headers, words = ask(server, start + path)
            assert status == 404 and "session" not in words and "text/plain" in headers["Content-Type"], start + path
    assert ask(server, "/_stcore/health")[0] == ask(server, "/_stcore/host-config")[0] == 200


def test_answers_say_that_no_other_site_may_frame_them(server):
    for path in ("/", "/_stcore/metrics", "/healthz"):
        headers = ask(server, path)[1]
        assert headers["X-Frame-Options"] == "SAMEORIGIN" and headers["X-Content-Type-Options"] == "nosniff", path


def test_health_is_told_to_whoever_asks_with_the_version_and_nothing_else(server, published):
    status, _headers, words = ask(server, "/readyz", Host="proxy")
    assert status == 200 and json.loads(words) == {"version": queries.current().version, "schema": SCHEMA_VERSION}
    assert ask(server, "/healthz", Host="proxy")[0] == 200
    assert ask(server, "/healthz", "POST", Host="proxy")[0] == 403


def test_sign_in_is_limited_by_client(server):
    for _ in range(60):
        assert ask(server, "/auth/login")[0] != 429
    for _ in range(200):  # one comes back each second
        status, headers, words = ask(server, "/auth/login")
        if status == 429:
            break
    assert status == 429 and headers["Retry-After"] == "1" and "Try again in 1 s" in words


def test_under_a_public_name_no_other_is_taken_and_cookies_travel_over_tls_alone():
    gate = Gate(None, Address(8501, origin="https://ledger.example.org"))

    def objection(host, origin, kind="websocket"):
        headers = [(b"host", host.encode()), (b"origin", origin.encode())]
        return gate.objection({"type": kind, "path": SOCKET, "method": "GET", "headers": headers})

    assert objection("ledger.example.org", "https://ledger.example.org") == ""
    for host, origin in (
        ("ledger.example.org", "http://ledger.example.org"),
        ("ledger.example.org", "https://ledger.example.org:444"),
        ("ledger.example.org:8501", "https://ledger.example.org"),
        ("localhost:8501", "http://localhost:8501"),
        ("127.0.0.1:8501", "https://ledger.example.org"),
    ):
        assert objection(host, origin) and objection(host, origin, "http"), (host, origin)
    message = {
        "type": "http.response.start",
        "headers": [(b"set-cookie", b"a=b; HttpOnly"), (b"set-cookie", b"c=d; secure")],
    }
    gate._secure(message)
    assert [value for name, value in message["headers"] if name == b"set-cookie"] == [
        b"a=b; HttpOnly; Secure",
        b"c=d; secure",
    ]
