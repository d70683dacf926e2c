"""Whether it can serve: 503 in words without a version, with a database that cannot be read, before the first page has run."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from serving import health

VERSION = "0123456789ab"


@pytest.fixture
def ask():
    """The status of /readyz and its words."""

    def once():
        with ThreadPoolExecutor(1) as own:  # a browser test in this process may have left a loop running in its thread
            answer = own.submit(lambda: asyncio.run(health.readyz(None))).result()
        return answer.status_code, bytes(answer.body).decode()

    health.warm.set()
    yield once
    health.warm.clear()


def test_what_cannot_be_served_is_said_in_words_without_a_path(ask, tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    assert ask() == (503, "No data is published yet.\n")
    (tmp_path / "build" / "versions" / VERSION).mkdir(parents=True)
    (tmp_path / "build" / "current").write_text(VERSION + "\n")
    assert ask()[0] == 503
    (tmp_path / "build" / "versions" / VERSION / "public-open.duckdb").write_bytes(b"not a database" * 400)
    status, words = ask()
    assert status == 503 and words.endswith(".\n") and str(tmp_path) not in words


def test_it_is_ready_once_a_page_has_run(ask, published):
    status, words = ask()
    assert status == 200 and json.loads(words)["version"]
    health.warm.clear()
    assert ask() == (503, "The first page is being made ready.\n")
