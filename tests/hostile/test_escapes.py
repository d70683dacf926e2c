"""Statements of DuckDB that read, write or load, wherever a text of a user comes to a query or a path: each is a value, and none is run."""

import pytest

import queries
from etl import settings
from queries import engine
from tests.files.payloads import ESCAPES
from tests.support.etl_fixtures import HEADINGS, Site, csv_text, record

TEXTS = list(ESCAPES)


@pytest.mark.parametrize("text", TEXTS)
def test_what_an_escape_would_run_is_refused_by_each_way_to_a_database(text, published, tmp_path):
    snapshot, out = queries.current(), tmp_path / "evil"
    with queries.opened(settings.database_file(snapshot.version, "public", "open")) as tried:
        for connection in (engine._connection(snapshot), tried):
            with pytest.raises(Exception, match=r"read-only|disabled|locked|Cannot|not exist|not found|does not"):
                connection.cursor().execute(ESCAPES[text].format(out=out))
            told = {name: str(connection.cursor().execute(f"select current_setting('{name}')").fetchone()[0]) for name in ("enable_external_access", "lock_configuration", "access_mode")}  # fmt: skip
            assert told == {"enable_external_access": "False", "lock_configuration": "True", "access_mode": "read_only"}
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", queries.names())
def test_a_text_that_is_bound_is_a_value(name, published):
    query = queries.get(name)
    texts = [key for key, about in query.params.items() if about.type == "VARCHAR" and not about.codes]
    snapshot = queries.current(audience=query.about["audience"])
    days = {key: "2025-07-31" for key, about in query.params.items() if about.required and about.type == "DATE"}
    others = {key: "x" for key, about in query.params.items() if about.required and about.type == "VARCHAR"}
    for place, key in enumerate(texts):
        text = TEXTS[(len(name) + place) % len(TEXTS)]
        asked = days | others
        try:
            plain = queries.run(name, snapshot=snapshot, **asked | {key: "nothing of this name"})
            found = queries.run(name, snapshot=snapshot, **asked | {key: text})
        except queries.QueryError:
            continue
        assert len(found) == len(plain) and "root:" not in found.to_csv(), (key, text)


def test_names_of_files_folders_and_columns_are_values(tmp_path, monkeypatch):
    """In a work folder whose name would end a string, too."""
    out = tmp_path / "evil"
    site = Site(tmp_path, monkeypatch, work="o'brien'; attach 'evil' as evil; --")
    texts = [text.format(out="evil") for text in TEXTS]
    for place, text in enumerate(texts, 1):
        rows = [[*record(place, 100 + place, as_of=f"2024-{1 + place % 9:02}-28"), text]]
        site.drop(f"{text.replace('/', '_')}.csv", csv_text(rows, (*HEADINGS, text)))
    site.drop("a[1].csv", [record(7, 70, mission="UNIFIL")])  # a pattern that fits the next one and not itself
    site.drop("a1.csv", [record(8, 80, mission="UNMISS")])
    answer = site.build()
    assert not answer["refused"] and {file["read"] for file in answer["files"]} >= {1}
    assert site.figure(mission="UNIFIL") == (7, 70) and site.figure(mission="UNMISS") == (8, 80)
    assert len(queries.run("months")) > 0 and queries.run("files")["name"].isin([f"{text.replace('/', '_')}.csv" for text in texts]).sum() == len(texts)  # fmt: skip
    assert not out.exists() and not (settings.ROOT / "evil").exists()
