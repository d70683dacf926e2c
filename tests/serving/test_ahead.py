"""The page of HTML names the scripts that pages will need, wherever it stands; small answers leave at once."""

import gzip
import http.client
import re
import time

from serving import ahead, packed

PAGE = {"Accept": "text/html", "Accept-Encoding": "identity"}


def ask(server, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_each_element_of_the_first_view_is_a_script_of_this_streamlit_and_named_once():
    named = re.findall(r'href="\./(static/js/[^"]+)"', ahead.page().decode())
    assert len(named) == len(set(named)) and {f"/{file}" for file in named} <= set(packed.PackedStatic(None).files)
    for element in ahead.NEEDED:
        assert any(f"/{element.rpartition('/')[2]}." in file for file in named), element
    first = re.search(r'<script type="module"[^>]+src="\./([^"]+)"', ahead.page().decode())
    assert first and first[1] in named and b"modulepreload" not in ahead.page()
    assert b'as="font"' in (ahead.STATIC / "index.html").read_bytes() and b'as="font"' not in ahead.page()


def test_the_page_stands_at_every_address_of_a_page_also_for_who_has_an_older_one(server):
    for path in ("/", "/gender_parity?month=2025-07-31", "/capability_gaps"):
        first, body = ask(server, path, **PAGE)
        assert first.status == 200 and body == ahead.page() and first.getheader("cache-control") == "no-cache"
        later = ask(
            server, path, **PAGE, **{"If-None-Match": '"theirs"', "If-Modified-Since": "Mon, 30 Nov 2099 00:00:00 GMT"}
        )
        assert later[0].status == 200 and later[1] == body
        small = ask(server, path, **PAGE | {"Accept-Encoding": "gzip"})
        assert small[0].getheader("content-encoding") == "gzip" and gzip.decompress(small[1]) == body


def test_other_answers_are_passed_on(server):
    assert ask(server, "/static/none.js", **PAGE)[1] == ahead.page()  # as Streamlit's own does
    assert ask(server, "/healthz", **PAGE)[1] == b'{"alive":true}'
    assert ask(server, "/", Accept="*/*")[1] == (ahead.STATIC / "index.html").read_bytes()


def test_small_answers_on_one_connection_do_not_wait_for_each_other(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    begun = time.perf_counter()
    for _ in range(25):
        connection.request("GET", f"/{ahead.scripts()[0]}", headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
    connection.close()
    assert time.perf_counter() - begun < 0.7  # each waited 40 ms for its acknowledgement
