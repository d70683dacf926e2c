"""The page of HTML names the scripts that pages will need, wherever it stands; small answers leave at once."""

import gzip
import http.client
import json
import re
import time
import urllib.parse

from serving import ahead, packed, scripts

PAGE = {"Accept": "text/html", "Accept-Encoding": "identity"}


def ask(server, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_each_script_of_the_first_view_is_named_once_or_in_the_one_of_the_small():
    page, small = ahead.page().decode(), scripts.small()
    named = re.findall(r'href="\./(static/js/[^"]+)"', page)
    assert len(named) == len(set(named)) and not small.files & set(named)
    assert set(named) | small.files == set(scripts.needed()) and len(small.files) > len(named)
    assert {f"/{file}" for file in scripts.needed()} <= set(packed.PackedStatic(None).files)
    for element in scripts.NEEDED:
        assert any(f"/{element.rpartition('/')[2]}." in file for file in scripts.needed()), element
    first = re.search(r'<script src="\./([^"]+)"></script><script type="module"[^>]+src="\./([^"]+)"', page)
    assert first and first[1] == small.address and first[2] in named and b"modulepreload" not in ahead.page()
    assert b'as="font"' in (ahead.STATIC / "index.html").read_bytes() and b'as="font"' not in ahead.page()


def test_the_one_of_the_small_has_each_as_it_is_and_knows_where_the_others_are(server):
    small = scripts.small()
    told = json.loads(re.search(r"entries\((.*)\)\) imports", small.text)[1])
    assert len(told) == len(small.files)
    for file in small.files:
        text = urllib.parse.unquote(told[file.rpartition("/")[2]])
        assert text.replace(scripts.AT, "./") == (scripts.STATIC / file).read_text(encoding="utf-8")
        assert not re.search(r"[\"'`]\./[\w.-]+\.js|import\.meta", text)  # of a text the place is not known
    answer, body = ask(server, f"/{small.address}", **{"Accept-Encoding": "gzip"})
    assert answer.status == 200 and "immutable" in answer.getheader("cache-control")
    assert gzip.decompress(body).decode() == small.text and len(body) < 40_000


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
        connection.request("GET", f"/{scripts.needed()[0]}", headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
    connection.close()
    assert time.perf_counter() - begun < 0.7  # each waited 40 ms for its acknowledgement
