"""How the Hub is asked: what it may answer, do wrong or leave open, and who in the project asks at all."""

import ast
import datetime as dt
import email.utils
import subprocess
import sys
import time
from collections import Counter

import pytest

from etl import fetch, hub
from etl.hub import Patience
from tests.support import hub_api
from tests.support.etl_fixtures import ROOT, Site
from tests.support.hub_api import DATASET, HASTY, QUICK, Api, get, inbox, mission, one, playing, records, says, status


@pytest.fixture
def api(monkeypatch):
    with playing(monkeypatch) as found:
        yield found


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch, data=ROOT / "data")


def test_the_address_is_the_hubs_unless_told_otherwise_and_never_open_to_eavesdroppers(monkeypatch):
    monkeypatch.delenv("LEDGER_HUB_URL", raising=False)
    assert fetch.run()["hub"] == "https://api.psdata.un.org/public"
    for address in ("http://example.org/public", "ftp://127.0.0.1/public", "127.0.0.1", "http://127.0.0.1.example.org"):
        monkeypatch.setenv("LEDGER_HUB_URL", address)
        with pytest.raises(ValueError, match="must begin with https://"):
            fetch.run(yes=True)
    for address in ("https://mirror.example.org/hub/", "http://localhost:9/public", "http://[::1]:9/public"):
        monkeypatch.setenv("LEDGER_HUB_URL", address)
        assert fetch.run()["hub"] == address.rstrip("/")


PASSING = {
    "500": status(500),
    "503": status(503),
    "429": status(429),
    "429 with a wait": status(429, Retry_After="0"),
    "slow": hub_api.slow(0.6),
    "cut": hub_api.cut,
    "chunked": hub_api.chunked,
    "not json": hub_api.not_json,
    "hang up": hub_api.hang_up,
    "drip": hub_api.drip,
}


# The page past the last is two bytes: too short to drip.
@pytest.mark.parametrize(("name", "page"), [(name, page) for name in PASSING for page in (1, 2, 4)][:-1])
def test_a_fault_that_passes_is_tried_again(api, site, name, page):
    api.faults[DATASET, page] = [PASSING[name]]
    told = one(get(patience=HASTY if name in ("slow", "drip") else QUICK))
    assert told.get("error") is None, told
    assert Counter(api.pages()) == Counter([1, 2, 3, 4, page])
    assert inbox(site) == {"DPO-UCHISTORICAL_2026-11-24.json": api.rows[DATASET]}


def test_the_hubs_wish_to_wait_is_honoured_within_a_bound(api, site, monkeypatch):
    waits = []
    monkeypatch.setattr(time, "sleep", waits.append)
    later = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=200), usegmt=True)
    api.faults[DATASET, 1] = [status(429, Retry_After="30"), status(503, Retry_After=later), status(503)]
    assert one(get(patience=Patience())).get("error") is None
    asked, until, own = waits
    assert asked == 30
    assert 190 < until <= 200
    assert 4 <= own <= 5  # the third wait of its own: 0, 2, 4 seconds, and one more at most by chance
    waits.clear()
    api.asked.clear()
    api.faults[DATASET, 1] = [status(429, Retry_After="3600")]
    told = one(get(patience=Patience()))
    assert "asks to wait 3,600 seconds" in told["error"]
    assert waits == []
    assert api.pages() == [1]


@pytest.mark.parametrize("asked", ["", "soon", "-7", "7, 8"])
def test_a_wish_that_cannot_be_read_is_none(api, site, asked):
    api.faults[DATASET, 1] = [status(503, Retry_After=asked)]
    assert one(get())["rows"] == 12


def test_tries_are_bounded_and_one_dataset_does_not_lose_the_others(api, site, capsys):
    api.rows["DPPADPOSS-PKO"] = [mission("UNDOF"), mission("UNTSO")]
    api.faults[DATASET, 2] = [status(503)] * 4
    answer = get("deployments", "missions")
    assert answer["error"] == "1 of 2 datasets were not fetched"
    lost, kept = answer["datasets"]
    assert Counter(api.pages())[2] == QUICK.tries
    assert lost["where"] == "page 2"
    for words in ("DPO-UCHISTORICAL, page 2: could not be had in 4 tries", "HTTP 503", "goes on where it stopped"):
        assert words in lost["error"]
    assert (kept["rows"], kept["is_new"]) == (2, True)
    assert list(inbox(site)) == ["DPPADPOSS-PKO_2026-11-24.json"]
    words = fetch.in_words(answer)
    assert "deployments: not fetched. DPO-UCHISTORICAL, page 2" in words
    assert "missions: 2 rows in 1 page -> " in words
    api.asked.clear()
    told = one(get())
    assert told["resumed_at"] == 2
    assert api.pages() == [2, 3, 4]
    assert len(inbox(site)["DPO-UCHISTORICAL_2026-11-24.json"]) == 12


@pytest.mark.parametrize(
    ("name", "words"), [("cut", "breaks off after"), ("slow", "timed out"), ("not json", "not JSON")]
)
def test_what_went_wrong_each_time_is_said(api, site, name, words):
    api.faults[DATASET, 1] = [PASSING[name]] * 4
    assert words in one(get(patience=HASTY if name == "slow" else QUICK))["error"]


def renamed(found):
    return [{name.replace("female_personnel", "women"): value for name, value in row.items()} for row in found]


LASTING = {
    "forbidden": (status(403), "HTTP 403"),
    "gone": (status(404), "HTTP 404"),
    "words": (says({"message": "The dataset is being updated"}), 'but {"message": "The dataset is being updated"}'),
    "number": (says(7), "is not a list of records but 7"),
    "list of lists": (says([[1, 2], [3, 4]]), "is not a list of records but [[1, 2]"),
    "two lists": (says({"data": [{}], "more": [{}]}), "is not a list of records"),
    "heading": (says(renamed), "female_personnel is missing. It has contribution_id, isocode3"),
    "heading twice": (says(lambda found: [row | {"ISOCode3": "X"} for row in found]), "isocode3 stands 2 times"),
    "empty": (says([]), "has no rows"),
    "empty object": (says({"data": []}), "has no rows"),
}


@pytest.mark.parametrize("name", LASTING)
def test_what_another_try_would_meet_again_is_refused_in_words_at_once(api, site, name):
    fault, words = LASTING[name]
    api.faults[DATASET, 1] = [fault]
    told = one(get())
    assert words in told["error"]
    assert told["error"].startswith("DPO-UCHISTORICAL, page 1")
    assert "download the file by hand" in told["error"]
    assert Counter(api.pages())[1] == 1
    assert inbox(site) == {}


@pytest.mark.parametrize("name", ["heading", "words", "two lists"])
def test_a_later_page_of_another_shape_is_refused_and_names_its_page(api, site, name):
    fault, words = LASTING[name]
    api.faults[DATASET, 2] = [fault]
    told = one(get())
    assert words in told["error"]
    assert told["where"] == "page 2"
    assert inbox(site) == {}


def test_records_in_an_object_are_taken_too(api, site):
    for page in (1, 2, 3, 4):
        api.faults[DATASET, page] = [says(lambda found: {"status": "ok", "total": 12, "notes": [], "data": found})]
    assert one(get())["rows"] == 12


def test_a_page_larger_than_is_allowed_is_not_read(api, site, monkeypatch):
    monkeypatch.setattr(hub, "LARGEST_PAGE", 500)
    told = one(get())
    assert "is larger than 500 bytes" in told["error"]
    assert "--per-page" in told["remedy"]


def test_pages_that_never_end_are_stopped(api, site, monkeypatch):
    monkeypatch.setattr(fetch, "MOST_PAGES", 2)
    assert "page 3: still has rows" in one(get())["error"]


def test_a_redirect_is_followed_on_the_same_host_only(api, site):
    elsewhere = Api()
    elsewhere.rows = api.rows
    try:
        api.faults[DATASET, 2] = [
            status(302, Location=f"{elsewhere.url}/data/{DATASET}/json?per_page=5&page_num=2"),
        ]
        told = one(get())
        assert f"sends it on to http://127.0.0.1:{elsewhere.server_port}" in told["error"]
        assert elsewhere.asked == []
        assert inbox(site) == {}
        api.faults[DATASET, 2] = [status(302, Location=f"/public/data/{DATASET}/json?per_page=5&page_num=2")]
        assert one(get())["rows"] == 12
    finally:
        elsewhere.stop()


# What the real API does of these is not known: each must give every row once, or no file.


@pytest.mark.parametrize("count", [1, 4, 5, 6, 10, 11])
@pytest.mark.parametrize("past", [[], 404])
@pytest.mark.parametrize("most", [1_000_000, 3])
def test_every_row_comes_once_wherever_pages_end_and_however_few_rows_are_granted(api, site, count, past, most):
    api.rows[DATASET], api.past, api.most = records(count), past, most
    assert one(get())["rows"] == count
    assert inbox(site) == {"DPO-UCHISTORICAL_2026-11-24.json": records(count)}


@pytest.mark.parametrize("count", [1, 4, 6, 12])
def test_a_hub_that_counts_pages_from_0_is_found_out(api, site, count):
    api.rows[DATASET], api.first = records(count), 0
    assert "error" in one(get())
    assert inbox(site) == {}


def test_a_hub_that_gives_the_same_page_again_and_again_is_found_out(api, site):
    api.page = lambda dataset, number, length: api.rows[dataset][:length]
    told = one(get())
    assert "page 2: repeats 5 rows of earlier pages" in told["error"]
    assert Counter(api.pages()) == {1: 2, 2: 2}  # once, and once more from the start
    assert inbox(site) == {}


def test_a_hub_without_an_order_is_found_out(api, site):
    page, turn = api.page, iter(range(100))

    def unordered(*asked):
        next(turn)
        api.rows[DATASET] = api.rows[DATASET][1:] + api.rows[DATASET][:1]
        return page(*asked)

    api.page = unordered
    assert "error" in one(get())
    assert inbox(site) == {}


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_page_with_fewer_rows_than_it_has_is_found_out_and_asked_again(api, site, page):
    api.faults[DATASET, page] = [says(lambda found: found[:-1])]
    assert one(get())["rows"] == 12
    assert inbox(site) == {"DPO-UCHISTORICAL_2026-11-24.json": records(12)}
    assert Counter(api.pages())[1] == 2


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_page_that_comes_as_another_is_found_out_and_asked_again(api, site, page):
    api.faults[DATASET, page] = [says(records(12)[:5] if page != 1 else records(12)[5:10])]
    assert one(get())["rows"] == 12
    assert inbox(site) == {"DPO-UCHISTORICAL_2026-11-24.json": records(12)}


def test_a_hub_that_tells_no_metadata_is_fetched_all_the_same(api, site, monkeypatch):
    def no_metadata(handler):
        if "/metadata/" in handler.path:
            handler.send({}, 404)
        else:
            get_data(handler)

    get_data = hub_api.Handler.do_GET
    monkeypatch.setattr(hub_api.Handler, "do_GET", no_metadata)
    assert one(get())["rows"] == 12


def test_progress_is_one_line_that_tells_page_and_wait(api, site, capsys):
    api.faults[DATASET, 2] = [status(503)]
    get(quiet=False)
    told = capsys.readouterr().err
    assert told.startswith("\rDPO-UCHISTORICAL: page 1, 0 rows so far")
    assert "\rDPO-UCHISTORICAL: page 2, 5 rows so far" in told
    assert "HTTP 503" in told
    assert "try 2 of 4" in told
    assert told.count("\n") == 1
    assert told.endswith("\n")
    get()
    assert capsys.readouterr().err == ""


GOING_OUT = {"urllib.request", "http", "socket", "ssl", "ftplib", "smtplib", "asyncio", "requests", "httpx", "urllib3"}
GOING_OUT |= {"aiohttp", "websockets", "websocket", "httpcore", "pycurl", "xmlrpc", "telnetlib", "socketserver"}


def imported(path):
    """Yield the full name of all that a script imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_only_the_fetch_goes_out_and_only_its_command_runs_it():
    scripts = [*(path for part in ("etl", "queries", "pages", "serving") for path in (ROOT / part).rglob("*.py"))]
    scripts += ROOT.glob("*.py")
    found = {path.relative_to(ROOT).as_posix(): set(imported(path)) for path in scripts}
    out = {
        name
        for name, modules in found.items()
        if any(module == going or module.startswith(f"{going}.") for module in modules for going in GOING_OUT)
    }
    # The server tries whether its port is free, asks itself once to warm up, makes a client wait, and sends small packets at once.
    assert out == {"etl/hub.py", "serving/address.py", "serving/warm.py", "serving/limits.py", "serving/prompt.py"}
    asking = {name for name, modules in found.items() if any(module.startswith("etl.hub") for module in modules)}
    assert asking == {"etl/fetch.py"}
    running = {name for name, modules in found.items() if any(module.startswith("etl.fetch") for module in modules)}
    assert running == {"etl/__main__.py"}


def test_a_command_imports_only_what_it_needs():
    heavy = "{'openpyxl', 'pandas', 'duckdb', 'numpy', 'python_calamine', 'urllib.request'}"
    script = f"import sys; from etl.__main__ import main; main(['versions']); assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)
