"""An upload that its browser does not end leaves nothing, and one without a session, or of another page, is refused."""

import socket

import httpx
import pytest

from tests.support.server import Session


@pytest.fixture
def client(server):
    """A browser's cookies and headers, without the browser."""
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}) as made:
        made.get("/_stcore/health")
        made.headers["X-Xsrftoken"] = made.cookies.get("_streamlit_xsrf", "")
        yield made


def test_an_upload_without_a_session_or_of_another_page_is_refused(client, server):
    assert client.put("/_stcore/upload_file/nobody/one", files={"file": b"x"}).status_code in (400, 404)
    session = Session(server.url)
    session.run()
    place = f"/_stcore/upload_file/{session.id}/one"
    assert client.put(place, files={"file": b"x"}).status_code == 204
    assert client.put(place, files={"file": b"x"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.put(place, files={"file": b"x"}, headers={"X-Xsrftoken": "x"}).status_code == 403
    session.close()


def test_a_browser_that_is_killed_in_an_upload_leaves_nothing_and_the_next_one_passes(client, server, built):
    session = Session(server.url)
    session.run()
    place, before = f"/_stcore/upload_file/{session.id}/half", sorted((built / "inbox").rglob("*"))
    head = "\r\n".join(
        [
            f"PUT {place} HTTP/1.1", f"Host: 127.0.0.1:{server.port}", f"Origin: {server.url}", f"X-Xsrftoken: {client.headers['X-Xsrftoken']}",
            f"Cookie: _streamlit_xsrf={client.cookies['_streamlit_xsrf']}", "Content-Length: 50000000",
            "Content-Type: multipart/form-data; boundary=b", "", "",
        ]
    )  # fmt: skip
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
            line.sendall(head.encode())
            line.sendall(
                b'--b\r\nContent-Disposition: form-data; name="f"; filename="secret.csv"\r\n\r\n' + b"x" * 2_000_000
            )
    assert client.put(place, files={"file": b"whole"}).status_code == 204
    assert sorted((built / "inbox").rglob("*")) == before
    assert client.get("/healthz").status_code == 200
    session.close()
