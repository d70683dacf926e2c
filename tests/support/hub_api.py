"""A server on the loopback address that plays the Hub's API, with its pages, its metadata and faults to order."""

import contextlib
import dataclasses
import datetime as dt
import json
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from etl import fetch
from etl.hub import Patience
from tests.support.etl_fixtures import HEADINGS, MISSION_HEADINGS, epoch, record

QUICK = Patience(tries=4, first_wait=0.01, by_chance=0, longest_wait=0.02, longest_asked=0.5)
HASTY = dataclasses.replace(QUICK, silence=0.3, page=0.8)  # for answers that are late, and nothing else
DATASET = "DPO-UCHISTORICAL"
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def records(count: int, thousand: int = 1000) -> list[dict]:
    """Return rows as the API gives them: a month each, epoch days, M49 codes as floats, every key there."""
    found = []
    for place in range(count):
        day = dt.date(2015 + place // 12, place % 12 + 1, 1)
        day = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        told = dict(zip(HEADINGS, record(place, 40 + place), strict=True))
        told |= {"contribution_id": place + 1, "m49_code": 242.0, "last_reporting_date": epoch(str(day), thousand)}
        found.append(told)
    return found


def mission(name: str, **told) -> dict:
    """Return a row of DPPADPOSS-PKO as the API gives it."""
    blank = dict.fromkeys(MISSION_HEADINGS)
    return blank | {"mission_acronym": name, "mission_name": name, "mission_isactive": "No"} | told


def get(*names, per_page=5, **how) -> dict:
    """Fetch with little patience."""
    options: dict[str, Any] = {"patience": QUICK, "now": NOON} | how
    return fetch.run(list(names) or ["deployments"], yes=True, per_page=per_page, **options)


def one(answer: dict) -> dict:
    """Return what is told of the only dataset."""
    (told,) = answer["datasets"]
    return told


def inbox(site) -> dict[str, list[dict]]:
    """Return the records of every file in the inbox, hidden ones too."""
    files = [path for path in (site.work / "inbox").rglob("*") if path.is_file()]
    return {path.name: json.loads(path.read_text(encoding="utf-8"))["records"] for path in files}


class Api(ThreadingHTTPServer):
    """`rows` by dataset id; `faults` by (dataset, page number), each taken once; `asked` is what was asked, in order.

    A page is asked with its length, a single row with per_page=1: `pages` and `singles` tell them apart.
    """

    daemon_threads, block_on_close = True, False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.rows: dict[str, list[dict]] = {}
        self.faults: dict[tuple[str, int], list] = defaultdict(list)
        self.asked: list[tuple[str, int, int]] = []
        self.updated = "2026-10-31"
        self.first = 1  # what the first page is called
        self.most = 1_000_000  # rows granted at a time
        self.past = []  # the answer past the last page; an int is a status
        self.url = f"http://127.0.0.1:{self.server_port}/public"
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def handle_error(self, request, client_address):
        """Say nothing: clients of the tests hang up."""

    def stop(self):
        """End the server."""
        self.shutdown()
        self.server_close()
        self.thread.join()

    def pages(self, dataset="DPO-UCHISTORICAL") -> list[int]:
        """Return the page numbers asked."""
        return [number for name, number, length in self.asked if name == dataset and length > 1]

    def singles(self, dataset="DPO-UCHISTORICAL") -> list[int]:
        """Return the rows asked by their number alone."""
        return [number for name, number, length in self.asked if name == dataset and length == 1]

    def page(self, dataset: str, number: int, length: int):
        """Return the records of a page, or what is said past the last."""
        start = (number - self.first) * min(length, self.most)
        return self.rows[dataset][start : start + min(length, self.most)] or self.past


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):  # noqa: N802
        """Answer with data, metadata or a fault."""
        parts = urlsplit(self.path)
        _, public, kind, dataset, *_ = parts.path.split("/")
        assert public == "public"
        if kind == "metadata":
            self.send([{"Name": dataset, "Dataset ID": dataset, "Last Update Date": self.server.updated}])
            return
        asked = {name: int(values[0]) for name, values in parse_qs(parts.query).items()}
        number, length = asked["page_num"], asked["per_page"]
        self.server.asked.append((dataset, number, length))
        if dataset not in self.server.rows:
            self.send({"message": "no such dataset"}, 404)
            return
        found = self.server.page(dataset, number, length)
        waiting = self.server.faults[dataset, number] if length > 1 else []
        if waiting:
            waiting.pop(0)(self, found)
        elif isinstance(found, int):
            self.send({"message": "no such page"}, found)
        else:
            self.send(found)

    def send(self, told, status=200, said=None, body=None, **headers):
        """Send JSON (or `body`), saying it has `said` bytes."""
        body = json.dumps(told).encode() if body is None else body
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) if said is None else said))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        if said is not None:
            self.close_connection = True


def status(code: int, **headers):
    """Answer an HTTP status."""
    return lambda handler, _: handler.send({"message": "not now"}, code, **headers)


def says(told):
    """Answer something else, or what a function makes of the records."""
    return lambda handler, found: handler.send(told(found) if callable(told) else told)


def slow(seconds: float):
    """Answer late."""

    def fault(handler, found):
        threading.Event().wait(seconds)
        handler.send(found)

    return fault


def cut(handler, found):
    """Break off in the middle of the answer."""
    body = json.dumps(found).encode()
    handler.send(None, body=body[: len(body) // 2], said=len(body))


def chunked(handler, found):
    """Break off in the middle of an answer that does not say its length."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    body = json.dumps(found).encode()
    handler.wfile.write(b"%x\r\n" % len(body) + body[:20])
    handler.close_connection = True


def drip(handler, found):
    """Send a byte now and then, never silent for long and never done."""
    body = json.dumps(found).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    for place in range(len(body)):
        handler.wfile.write(body[place : place + 1])
        threading.Event().wait(0.05)


def not_json(handler, found):
    """Send half the JSON as if it were all."""
    body = json.dumps(found).encode()
    handler.send(None, body=body[: len(body) // 2])


def hang_up(handler, _):
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()


@contextlib.contextmanager
def playing(monkeypatch):
    """Give a server with 12 rows of the deployments dataset; the Hub's address is its."""
    api = Api()
    api.rows[DATASET] = records(12)
    monkeypatch.setenv("LEDGER_HUB_URL", api.url)
    try:
        yield api
    finally:
        api.stop()
