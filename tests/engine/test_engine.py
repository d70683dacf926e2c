"""The same queries on DuckDB and on a Spark Connect engine (Sail) of two workers over what was exported: `make test-engine`."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

import queries
from bench.engine import sail
from etl import export
from queries import spark
from queries.headers import get, names
from tests.support.browser import Visit
from tests.support.server import Server

# What a query needs; each is asked with each code of each parameter beside these.
NEEDED = {
    "iso3": "GHA",
    "today": "2026-11-29",
    "from_date": "2024-07-31",
    "to_date": "2025-07-31",
    "mission": "UNIFIL",
    "source": "deployments",
}
OF_THE_EXERCISE = {"iso3": "QND", "unit_id": "QND-011"}


def asked(name: str, **others: str) -> list[dict]:
    """The ways in which a query is asked: as it is, and with each code of each of its parameters."""
    query = get(name)
    needed = {key: (NEEDED | others)[key] for key, about in query.params.items() if about.required}
    return [needed, *({**needed, key: code} for key, about in query.params.items() for code in about.codes)]


OPEN = [name for name in names() if get(name).about["audience"] == "open"]
RESTRICTED = [name for name in names() if name not in OPEN and get(name).answer is None]  # those in Python ask these


@pytest.fixture(scope="module")
def engine(built, tmp_path_factory):
    """The address of an engine of two workers and the folder that it reads, in which the run's build is exported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_WORK", str(built))
        folder = tmp_path_factory.mktemp("parquet")
        export.write(folder)
        export.write(folder, "restricted")
    with sail(folder) as reached:
        yield reached


def compare(name: str, snapshot: queries.Snapshot, parameters: dict, engine: dict[str, str], monkeypatch) -> None:
    """Ask both and compare."""
    ours = queries.run(name, snapshot=snapshot, **parameters)
    with monkeypatch.context() as patch:
        for key, value in engine.items():
            patch.setenv(key, value)
        theirs = queries.run(name, snapshot=snapshot, **parameters)
    pd.testing.assert_frame_equal(theirs, ours, rtol=1e-12, atol=0, obj=f"{name} {parameters}")


@pytest.mark.parametrize("dataset", ["public", "exercise"])
@pytest.mark.parametrize("name", OPEN)
def test_both_answer_the_same(name, dataset, published, engine, monkeypatch):
    for parameters in asked(name):
        compare(name, queries.current(dataset), parameters, engine, monkeypatch)


@pytest.mark.parametrize("name", RESTRICTED)
def test_both_answer_the_same_of_what_is_restricted(name, published, engine, monkeypatch):
    for parameters in asked(name, **OF_THE_EXERCISE):
        compare(name, queries.current("exercise", "restricted"), parameters, engine, monkeypatch)


def test_answers_of_steps_are_kept_for_one_question_alone(published, engine, monkeypatch):
    snapshot, scopes = queries.current(), ["all", "peacekeeping"] * 2
    ours = [queries.run("outreach", snapshot=snapshot, scope=scope) for scope in scopes]
    assert not ours[0].equals(ours[1])
    for key, value in engine.items():
        monkeypatch.setenv(key, value)
    with ThreadPoolExecutor() as pool:
        theirs = list(pool.map(lambda scope: queries.run("outreach", snapshot=snapshot, scope=scope), scopes))
    for one, other in zip(theirs, ours, strict=True):
        pd.testing.assert_frame_equal(one, other, rtol=1e-12, atol=0)


def test_what_stands_behind_a_figure_is_the_same(published, engine, monkeypatch):
    snapshot = queries.current()
    ours = {name: queries.sources(name, snapshot) for name in OPEN}
    for key, value in engine.items():
        monkeypatch.setenv(key, value)
    assert {name: queries.sources(name, snapshot) for name in OPEN} == ours


def test_an_engine_that_does_not_answer_is_said_in_words(published, engine, monkeypatch):
    monkeypatch.setenv("LEDGER_ENGINE_DATA", engine["LEDGER_ENGINE_DATA"] + "/elsewhere")
    monkeypatch.setenv("LEDGER_ENGINE", engine["LEDGER_ENGINE"])
    spark.forget()
    with pytest.raises(queries.NoData, match="does not answer"):
        queries.run("deployment_total", snapshot=queries.current())
    spark.forget()


@pytest.mark.browser
@pytest.mark.parametrize(("path", "title"), [("", "Overview"), ("gender_parity", "Gender parity")])
def test_pages_say_the_same_with_the_engine_behind_them(path, title, built, engine, chromium):
    said = []
    for more in ({}, engine):
        server = Server(built, **more).wait()
        try:
            visit = Visit(chromium.new_page(viewport={"width": 1440, "height": 900}), server)
            visit.open(path, title)
            said.append(visit.page.locator("[data-testid=stMain]").inner_text())
            assert not visit.outside
            visit.page.close()
        finally:
            server.stop()
    assert said[0] == said[1] and len(said[0]) > 500
