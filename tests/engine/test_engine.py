"""The same queries on DuckDB and on a Spark Connect engine (Sail) of two workers over what was exported: `make test-engine`."""

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


def asked(name: str) -> list[dict]:
    """The ways in which a query is asked: as it is, and with each code of each of its parameters."""
    query = get(name)
    needed = {key: NEEDED[key] for key, about in query.params.items() if about.required}
    return [needed, *({**needed, key: code} for key, about in query.params.items() for code in about.codes)]


OPEN = [name for name in names() if get(name).about["audience"] == "open"]


@pytest.fixture(scope="module")
def engine(built, tmp_path_factory):
    """The address of an engine of two workers and the folder that it reads, in which the run's build is exported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_WORK", str(built))
        folder = tmp_path_factory.mktemp("parquet")
        export.write(folder)
    with sail(folder) as reached:
        yield reached


@pytest.mark.parametrize("dataset", ["public", "exercise"])
@pytest.mark.parametrize("name", OPEN)
def test_both_answer_the_same(name, dataset, published, engine, monkeypatch):
    snapshot = queries.current(dataset)
    for parameters in asked(name):
        ours = queries.run(name, snapshot=snapshot, **parameters)
        with monkeypatch.context() as patch:
            for key, value in engine.items():
                patch.setenv(key, value)
            theirs = queries.run(name, snapshot=snapshot, **parameters)
        pd.testing.assert_frame_equal(theirs, ours, rtol=1e-12, atol=0, obj=f"{name} {parameters}")


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
