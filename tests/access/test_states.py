"""What a Member State sees of what is restricted: its own rows and nothing of another, in every file, page, download and log."""

import datetime as dt
import logging
import re
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

import queries
from etl import door, settings
from etl.build import pipeline, publish, state_files
from etl.records.access import people, reader
from etl.records.access.roles import Person
from pages.access import session
from pages.kit import links
from pages.kit.cache import run
from pages.kit.view import View, Wanted
from pages.pledges import evidence_facts
from pages.records import own_views
from pages.reports import briefs, deck, slides
from tests.support import screen
from tests.support.etl_fixtures import lean, reading
from tests.support.screen import app

begin = session.begin
DAY, NAMING = "2026-09-30", "waits for"  # of the newest roster; of a sentence on a unit that names another state
CANARY = re.compile(r"(?:CANARY|-C)(Q[M-O][A-Z])")
# Each has pledges that were not announced, units and returns; of C nobody was given a role.
A, B, C = "QMO", "QNE", "QOA"
OPEN = Person("open", "Ida", "ida@zed.example")
# What every state's file leaves out, each with its reason in etl/build/state_files.py.
LEFT_OUT = {
    "mart.candidate_remark", "mart.candidate_requirement", "mart.mission_event", "mart.pledge_candidate", "mart.pledge_decision",
    "mart.pledge_form", "mart.scenario_module", "meta.finding", "meta.refused",
}  # fmt: skip
# Of a state, for each query that may be asked from its file: the parameters of a page.
ASKED = {
    "roster_units": {"today": DAY}, "roster_totals": {"today": DAY, "iso3": A}, "roster_export": {}, "roster_exports": {},
    "roster_history": {"unit_id": f"{A}-001"}, "return_days": {}, "engagement_platoon_units": {}, "fpu_women": {}, "officer_days": {},
    "command_cadre": {}, "roster_parts": {"iso3": A}, "national_measures": {}, "pledge_ledger": {"iso3": A}, "pledge_evidence": {"iso3": A}, "pledge_remarks": {"iso3": A},
    "partner_offers": {"today": DAY}, "partner_needs": {"today": DAY},
}  # fmt: skip
ELSEWHERE = {"engagement_platoon_units": B, "command_cadre": C}  # of which A has nothing
UNCOUNTED = {"unit_count", "row_count", "state_count", "file_count", "quarantined_count", "file_names"}
TEXTS = {
    "file_name", "file", "place", "found_at", "words", "caveats", "condition", "status_source", "sentence", "shows", "reason",
}  # fmt: skip


def of(iso3: str) -> Person:
    return Person("member_state", f"Focal point {iso3}", f"{iso3.lower()}@zed.example", iso3)


def databases(world: Path) -> dict[str, Path]:
    return {path.stem: path for path in world.glob("build/versions/*/*.duckdb")}


def contents(path: Path) -> dict[str, pd.DataFrame]:
    with reading(path) as con:
        names = con.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        return {name: con.execute(f"select * from {name}").df() for (name,) in names}


def words(path: Path) -> str:
    """Every text of a database, and the bytes of its file."""
    tables = "\n".join(frame.astype(str).to_csv() for frame in contents(path).values())
    return tables + path.read_bytes().decode("latin-1")


def canaries(text: str) -> set[str]:
    return set(CANARY.findall(text))


def rows_of(iso3: str, data: Path) -> tuple[set[str], set[str]]:
    """By the files themselves: the units of a state in the newest roster, and the slots in its newest returns."""
    found: dict[str, set[str]] = {"Pledge ID": set(), "Unit slot": set()}
    for name in (f"pcrs_roster/PCRS-ROSTER_{DAY}.xlsx", "unit_return/UNIT-RETURN_2026-10-31.xlsx"):
        for sheet in openpyxl.load_workbook(data / "exercise" / name):
            heads: list = []
            for row in sheet.iter_rows(values_only=True):
                for key, state in (("Pledge ID", "Member State"), ("Unit slot", "State")):
                    if key in row and state in row:
                        heads = [row.index(key), row.index(state), key]
                if heads and row[heads[1]] == f"Member State {iso3}":
                    found[heads[2]].add(row[heads[0]])
    return found["Pledge ID"], found["Unit slot"]


def test_a_file_holds_all_of_its_state_and_nothing_of_another(world):
    files = databases(world)
    states = {
        name
        for name in files
        if name + ".duckdb" in publish.manifest(str(publish.current()))["databases"] and "state" in name
    }
    assert states == {f"exercise-state-{A}", f"exercise-state-{B}", "public-state-FJI"}
    assert {files[name].stat().st_mode & 0o777 for name in states} == {0o600}
    assert publish.is_whole(str(publish.current()))
    everyone = canaries(words(files["exercise-restricted"]))
    assert {A, B, C} < everyone and len(everyone) > 30
    assert not canaries(words(files["exercise-open"]) + words(files["public-open"]) + words(files["public-state-FJI"]))
    unannounced = contents(files["exercise-restricted"])["mart.pledge"].query("not is_announced")
    for iso3 in (A, B):
        told, text = contents(files[f"exercise-state-{iso3}"]), words(files[f"exercise-state-{iso3}"])
        assert canaries(text) == {iso3}
        own = {code: set(rows["pledge_id"]) for code, rows in unannounced.groupby("iso3")}
        assert {code for code, ids in own.items() if any(one in text for one in ids)} == {iso3}
        for name, frame in told.items():
            assert name in state_files.WHOLE or set(frame.get("iso3", pd.Series(dtype=object)).dropna()) <= {
                iso3,
                state_files.OTHER,
            }, name
        units, returned = told["mart.roster_unit"], told["mart.unit_return"]
        assert (
            set(units.loc[units["export_on"] == DAY, "unit_id"]),
            set(returned.loc[returned["as_of"] == "2026-10-31", "unit_id"]),
        ) == rows_of(iso3, world.parent / "data")
    # What a state wrote in its own form stays as it wrote it; no other text names another state, or a file that is not open.
    told = contents(files[f"exercise-state-{A}"])
    told["mart.pledge"] = told["mart.pledge"].drop(columns="sentence")
    text = "\n".join(frame.astype(str).to_csv() for name, frame in told.items() if name not in state_files.WHOLE)
    assert set(re.findall(r"Q[MNO][A-Z]\b", text)) == {A} and NAMING not in text and "PCRS-ROSTER" not in text
    assert NAMING in words(files["exercise-restricted"])


def test_every_table_with_something_restricted_is_a_states_own_or_left_out(world):
    files = databases(world)
    opened, restricted = contents(files["exercise-open"]), contents(files["exercise-restricted"])
    differ = {name for name, frame in restricted.items() if name not in opened or not frame.equals(opened[name])}
    left = differ - {"meta.build", "meta.file", *state_files.WHOLE} - set(state_files.OWN)
    assert left <= LEFT_OUT and not LEFT_OUT & set(state_files.OWN)


def own_view(iso3: str) -> queries.Snapshot:
    return queries.current("exercise", f"state-{iso3}")


@pytest.mark.parametrize("name", ASKED)
def test_a_state_reads_of_itself_what_the_restricted_view_reads_of_it(name, reads):
    iso3 = ELSEWHERE.get(name, A)
    with settings.using("exercise"):
        state_files.ensure(str(publish.current()), iso3)
    whole = queries.run(name, snapshot=queries.current("exercise", "restricted"), **ASKED[name])
    shown = queries.run(name, snapshot=own_view(iso3), **ASKED[name])
    if "iso3" in whole and name != "roster_history":
        whole, shown = (frame[frame["iso3"] == iso3].reset_index(drop=True) for frame in (whole, shown))
    columns = [column for column in whole if column not in TEXTS and not (column in UNCOUNTED and "iso3" not in whole)]
    alike = [frame[columns].astype(object).where(frame[columns].notna(), None).map(str) for frame in (whole, shown)]
    pd.testing.assert_frame_equal(*alike)
    assert len(shown) or name == "roster_parts", "nothing was compared"


def test_what_is_asked_of_all_states_or_another_comes_from_the_open_file(reads):
    view, opened = own_view(A), queries.current("exercise", "open")
    own_ones = {name for name in queries.names() if queries.get(name).is_own}
    assert own_ones == {*ASKED, "files", "sources", "not_read"}
    for name in queries.names():
        query = queries.get(name)
        if name in own_ones and "iso3" not in query.params:
            continue
        assert (
            queries.answering(name, view, {"iso3": B if "iso3" in query.params and name in own_ones else A}) == opened
        ), name
        if query.about["audience"] == "restricted":
            needed = {key: DAY if told.type == "DATE" else B for key, told in query.params.items() if told.required}
            with pytest.raises(queries.QueryError, match="does not have"):
                queries.run(name, snapshot=view, **needed | ({"iso3": B} if "iso3" in query.params else {}))
    for name in ("pledge_by_category", "capability_announced", "pledge_evidence"):
        pd.testing.assert_frame_equal(queries.run(name, snapshot=view), queries.run(name, snapshot=opened))
    counted = queries.run("pledge_ledger", snapshot=view)["iso3"].value_counts()
    assert counted[A] + 1 == len(queries.run("pledge_ledger", snapshot=view, iso3=A))


@pytest.mark.parametrize(
    "audience",
    ["state-../x", "state-", "state-qne", "state-QNEE", "../restricted", "", "state-QNE/../exercise-restricted"],
)
def test_no_audience_leads_out_of_the_versions_folder(audience, reads):
    with pytest.raises(ValueError):
        queries.place(queries.Snapshot(str(publish.current()), "exercise", audience))


def seen(page: str, files: list, **asked) -> str:
    """All that a reader of a page of the exercise sees, and what stands in each file that it offers: PDF, and what is packed, opened."""
    files.clear()
    at = screen.unfold(app(page, dataset="exercise", **asked))
    assert not at.exception
    tables = [part.value.astype(str).to_csv() for part in screen.blocks(at) if part.type == "dataframe"]
    said = [text for _where, text in screen.texts(at)]
    taken = [make() if callable(make) else make for make in files]
    files[:] = [content if isinstance(content, bytes) else content.encode() for content in taken]
    return "\n".join([*said, *tables, *map(screen.inside, files)])


@pytest.mark.parametrize(
    "page", lean(screen.VIEWS, "deployments/country.py", "pledges/page.py", "overview/page.py", "outreach/page.py")
)
def test_a_session_of_a_state_or_of_an_open_reader_meets_nothing_of_another_on_any_page(
    page, reads, files, world, caplog
):
    is_of_a_state, others = page == "deployments/country.py", {}
    with caplog.at_level(logging.DEBUG):
        for person, iso3 in ((of(A), A), (OPEN, A), *(((of(A), B), (of(A), C)) if is_of_a_state else ())):
            reads(person)
            text = seen(page, files, iso3=iso3)
            is_own = is_of_a_state and person.iso3 == iso3
            assert canaries(text) == ({A} if is_own else set()), (person, iso3)
            assert (f"{A}-001" in text) == is_own and not re.search(rf"\b({B}|{C})-\d\d\d\b", text)
            if is_of_a_state:
                assert {b"PK", b"%P"} < {content[:2] for content in files}  # workbooks and the brief, as Word and PDF
                packed = [content for content in files if content.startswith(b"PK")]
                assert any(f"-C{A}" in screen.inside(content) for content in packed) == is_own
                briefed = [" ".join(screen.inside(made).split()) for made in files if made.startswith(b"%P")]
                assert {"own copy" in text for text in briefed} == ({True, False} if is_own else {False})
                # What a state is told that others read is what they read.
                others.setdefault(iso3, set()).update(text for text in briefed if "own copy" not in text)
    assert all(len(texts) == 1 for texts in others.values())
    told = caplog.text + "".join(path.read_text(encoding="utf-8") for path in world.glob("decisions/*.jsonl"))
    assert not canaries(told)


def test_its_brief_holds_its_own_rows_and_nothing_of_another(reads):
    reads(of(A))
    with settings.using("exercise"):
        opened = screen.newest("exercise", "open")
        for iso3 in (A, B):
            view = own_views.of(opened, iso3)
            assert ("RESTRICTED" in briefs.file_name(view, iso3)) == (view.snapshot.state == A) == (iso3 == A)
            rows = "\n".join(str(block.rows) for block in briefs._blocks(run, view, iso3, pd.DataFrame()))
            assert ("-C" + A in rows, "restricted" in rows) == (iso3 == A, iso3 == A) and canaries(rows) <= {A}
            listed = [Wanted("parity", view), Wanted("announced", view), Wanted("state", view, (("iso3", iso3),))]
            text = screen.inside(deck.deck([made for one in listed if (made := slides.slide(run, one))], "Deck"))
            assert not canaries(text) and f"Member State {iso3}" in text and f"{A}-001" not in text


def test_who_reads_decides_anew_at_each_click_and_another_session_keeps_its_own(reads, monkeypatch, files):
    now = [of(A)]
    monkeypatch.setattr(session, "begin", begin)
    monkeypatch.setattr(session, "person", lambda: now[0])
    at = app("deployments/country.py", dataset="exercise", iso3=A)
    other = app("deployments/country.py", dataset="exercise", iso3=A)
    at.session_state["kept"] = kept = True
    for person, is_shown in (
        (of(A), True),
        (of(B), False),
        (Person("open", "A", f"{A.lower()}@zed.example"), False),
        (of(A), True),
    ):
        now[0] = person
        assert not at.run().exception
        kept = kept and person == of(A)  # what a session holds goes with who it is of
        assert ("Your own view" in screen.words(at), "kept" in at.session_state) == (is_shown, kept)
        assert (f"{A}-001" in "".join(text for _where, text in screen.texts(at))) == is_shown
    now[0] = of(B)
    assert f"{A}-001" not in "".join(text for _where, text in screen.texts(other.run()))


def test_a_pledge_that_was_not_announced_leads_to_no_page_of_others(reads):
    reads(of(A))
    pledges = queries.run("pledge_ledger", snapshot=own_view(A), iso3=A).set_index("pledge_id")["is_announced"]
    at = app("deployments/country.py", dataset="exercise", iso3=A)
    at.session_state["opened_pledge"] = pledges[~pledges].index[0]
    assert "This pledge was not announced" in screen.words(at.run())


def test_a_file_that_was_offered_is_not_made_once_the_role_is_taken(reads, monkeypatch):
    claims = {"is_logged_in": True, "iat": pd.Timestamp.now().timestamp(), "email": "p0@zed.example"}
    claims |= {"email_verified": True, "name": "P"}
    person = people.of(claims)
    assert (person.role, person.iso3) == ("member_state", A)
    assert links._taken(person, claims, "f.csv", "0" * 12, lambda: b"made") == b"made"
    reads(Person("steward", "Sam", "sam@zed.example"))
    for role in (f"member_state:{B}", "open", f"member_state:{A}"):
        people.give("p0@zed.example", role, base=people.given()["p0@zed.example"]["seq"])
        if role.endswith(A):
            assert links._taken(person, claims, "f.csv", "0" * 12, lambda: b"made") == b"made"
        else:
            with pytest.raises(PermissionError):
                links._taken(person, claims, "f.csv", "0" * 12, lambda: b"made")


def test_a_server_that_shows_what_is_open_alone_reads_no_states_file(reads, monkeypatch, files):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    reads(of(A))
    assert not reader.own_state() and f"{A}-001" not in seen("deployments/country.py", files, iso3=A)
    with settings.using("exercise"), pytest.raises(door.Refused, match="focal point"):
        door.state_file(str(publish.current()), A)


def test_a_file_is_made_at_the_first_look_and_is_the_one_that_the_build_makes(reads, tmp_path, monkeypatch, world):
    shutil.copytree(world, tmp_path / "work")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "work"))
    version = str(publish.current())
    files = databases(tmp_path / "work")
    built = contents(files[f"exercise-state-{A}"])
    files[f"exercise-state-{A}"].unlink()
    assert not publish.is_whole(version)  # the next build makes such a version anew
    reads(of(A))
    with settings.using("exercise"):
        view = own_views.of(screen.newest("exercise", "open"), A)
        for iso3 in (B, "QZZ", "FJI"):
            with pytest.raises(door.Refused):
                door.state_file(version, iso3)
    again = contents(files[f"exercise-state-{A}"])
    assert view.snapshot.state == A and again.keys() == built.keys()
    assert all(again[name].equals(built[name]) for name in built)
    assert files[f"exercise-state-{A}"].stat().st_mode & 0o777 == 0o600


def test_what_names_another_state_in_a_pledge_is_said_to_be_left_out_and_the_page_stands(
    reads, tmp_path, monkeypatch, world, files
):
    shutil.copytree(world, tmp_path / "work")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "work"))
    made = databases(tmp_path / "work")
    with duckdb.connect(str(made["exercise-restricted"])) as con:
        con.execute(
            f"update mart.pledge set origin = 'tracker', sentence = 'With Member State {C}' where iso3 = '{A}' and not is_announced"
        )
        con.execute(f"update mart.pledge_remark set reason = 'as {C} says', shows = '{C}'")
        con.execute(
            f"update meta.file set name = 'RECEIVED.docx' where file_id in (select file_id from mart.pledge where iso3 = '{A}')"
        )
        con.execute(f"update mart.pledge set file = 'RECEIVED.docx' where iso3 = '{A}'")
    made[f"exercise-state-{A}"].unlink()
    reads(of(A))
    assert seen("deployments/country.py", files, iso3=A).count(state_files.SAID) > 2
    told = contents(made[f"exercise-state-{A}"])
    assert (
        "RECEIVED" not in words(made[f"exercise-state-{A}"])
        and {state_files.SAID} == set(told["mart.pledge_remark"]["reason"])
        and told["mart.pledge_remark"]["shows"].isna().all()
    )
    whole, own = (
        evidence_facts.counts(
            run, View(snapshot, pd.Timestamp(DAY).date(), "all"), run("pledge_ledger", snapshot, iso3=A)
        )
        for snapshot in (queries.current("exercise", "restricted"), own_view(A))
    )
    assert own == whole  # of a pledge that was not announced too


def test_files_of_two_versions_are_not_read_beside_each_other(reads, tmp_path, monkeypatch, world):
    reads(of(A))
    opened = screen.newest("exercise", "open")
    home = tmp_path / "work" / "build" / "versions" / str(publish.current())
    home.mkdir(parents=True)
    for name in ("exercise-open", f"exercise-state-{B}"):
        shutil.copy(databases(world)[name], home / f"{name.replace(B, A)}.duckdb")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "work"))
    with pytest.raises(queries.NoData, match="cannot be read"):
        queries.run("pledge_ledger", snapshot=queries.Snapshot(home.name, "exercise", f"state-{A}"), iso3=A)
    with duckdb.connect(str(home / f"exercise-state-{A}.duckdb")) as con:
        con.execute(
            "update meta.build set audience = $audience, version_id = 'aaaaaaaaaaaa'", {"audience": f"state-{A}"}
        )
    with pytest.raises(queries.NoData, match="cannot be read"):
        queries.run("pledge_ledger", snapshot=queries.Snapshot(home.name, "exercise", f"state-{A}"), iso3=A)
    with settings.using("exercise"):
        assert own_views.of(opened, A) == opened  # the page is as for all, and says so


@pytest.mark.more
def test_a_world_that_is_taken_over_brings_the_files_of_its_states_with_it(reads, tmp_path, monkeypatch, world):
    shutil.copytree(world, tmp_path / "work")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "work"))
    before = str(publish.current())
    path = tmp_path / "work" / "inbox" / "deployments" / "more.csv"
    path.parent.mkdir(parents=True)
    path.write_text((world.parent / "data/bundled/deployments/small.csv").read_text(encoding="utf-8"), encoding="utf-8")
    pipeline.run(now=dt.datetime(2026, 11, 2))
    after = str(publish.current())
    old, new = (contents(settings.database_file(version, "exercise", f"state-{A}")) for version in (before, after))
    assert after != before and set(new["meta.build"]["version_id"]) == {after}
    assert all(new[name].equals(old[name]) for name in old if name != "meta.build")
