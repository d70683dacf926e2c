"""From form to ledger: what is confirmed and announced is open, the rest restricted; decisions survive everything."""

import pytest

from etl import settings
from etl.build import publish
from etl.build.intake import append
from tests.support.etl_fixtures import Site, copied, csv_text, reading
from tests.support.pledge_forms import ANNOUNCED, COURSE, FUND, HELICOPTERS, PROMISED, QRF, decide, form, waiting


@pytest.fixture
def site(form_site):
    return form_site


def ledger(site, audience="restricted"):
    return site.rows(
        "select sentence, status from mart.pledge where origin <> 'public report' order by 1", audience=audience
    )


def test_a_form_waits_and_counts_nowhere(site):
    assert list(waiting(site)) == [QRF, HELICOPTERS, COURSE, FUND]
    assert ledger(site) == [] and ledger(site, "open") == []
    tables = {name for (name,) in site.rows("select table_name from duckdb_tables()")}
    assert not tables & {"pledge_candidate", "pledge_form", "pledge_decision", "candidate_remark"}
    assert site.rows("select name from meta.file where source = 'pledges'") == []


def test_confirmed_is_restricted_until_it_is_announced(site):
    ids = waiting(site)
    decide(ids[QRF], "confirm", new={"requirement_ids": ["UNI-QRF-01"]})
    decide(ids[COURSE], "confirm", new={"requirement_ids": []})
    decide(ids[COURSE], "status", new=ANNOUNCED)
    decide(ids[FUND], "reject", reason="said in another form")
    site.build()
    assert ledger(site) == [(COURSE, "announced"), (QRF, "confirmed")]
    assert ledger(site, "open") == [(COURSE, "announced")]
    told = "select iso3, ministerial, category, file like 'form-%.docx', place from mart.pledge"  # not by the name of the form
    assert site.rows(told) == [("QMB", "Berlin 2025", "training_capacity_building_partnerships", True, None)]
    named = "select file, place from mart.pledge where pledge_id = ?"
    (row,) = site.rows(named, [ids[COURSE]], audience="restricted")
    assert row == ("QMB pledge form.docx", "table 1, row 2, paragraph 1")
    linked = "select requirement_id from mart.pledge_requirement"
    assert site.rows(linked, audience="restricted") == [("UNI-QRF-01",)] and site.rows(linked) == []
    path, shown = publish.settings.database_file(publish.current(), "public", "open"), site.contents(audience="open")
    assert "mart.pledge" in shown
    for secret in (
        "quick reaction force company for MINUSCA",
        "said in another form",
        "medium utility helicopters by the end",
    ):
        assert secret.encode() not in path.read_bytes() and secret not in str(shown)


def test_a_new_version_of_the_form_keeps_decisions_and_brings_changed_sentences_back(site):
    ids = waiting(site)
    decide(ids[QRF], "confirm", new={"quantity": 2})
    decide(ids[HELICOPTERS], "confirm")
    decide(ids[COURSE], "reject", reason="withdrawn by the state")
    three = "Three medium utility helicopters by the end of 2026, subject to approval by parliament."
    site.drop("QMB pledge form v2.docx", form(PROMISED | {0: [f"  {QRF.upper()} ", three]}), "pledges")
    site.build()
    now = site.rows(
        "select sentence, candidate_id, was from mart.pledge_candidate order by position", audience="restricted"
    )
    by_sentence = {sentence: (name, was) for sentence, name, was in now}
    assert by_sentence[QRF.upper()] == (ids[QRF], None)  # the same sentence, typed again
    assert by_sentence[three][1] == ids[HELICOPTERS]
    quantity = "select quantity, flags from mart.pledge where sentence = ?"
    assert site.rows(quantity, [QRF.upper()], audience="restricted")[0][0] == 2
    assert "changed_in_form" in site.rows(quantity, [HELICOPTERS], audience="restricted")[0][1]  # stays until decided
    decide(by_sentence[three][0], "confirm")
    site.build()
    assert [sentence for sentence, _ in ledger(site)] == [QRF.upper(), three]


POLICE = ["One police adviser by 2027.", "Two police trainers by 2027."]


@pytest.fixture(scope="module")
def site_of_more_files(world_of_a_form, tmp_path_factory):
    """A site that received more files, of which one is refused, once one pledge of the first form was confirmed."""
    with pytest.MonkeyPatch.context() as patch:
        site = copied(world_of_a_form, tmp_path_factory.mktemp("more"), patch)
        decide(waiting(site)[QRF], "confirm")
        site.drop("QMB police form.docx", form({9: POLICE}), "pledges")
        rows = 'state,ministerial,category,pledge\nQMB,Berlin 2025,Uniformed capabilities,"' + QRF + '"\n'
        site.drop("tracker.csv", rows, "pledges")
        for code in ("QMB", "QMC"):
            written = form({9: ["One course by 2027."]}, state="the undersigned", meeting="Accra 2023")
            site.drop(f"{code}/Accra 2023/form.docx", written, "pledges")
        site.drop("QMC.docx", b"PK\x03\x04 not really", "pledges")
        site.build()
    return site


@pytest.fixture
def more_files(site_of_more_files, monkeypatch):
    """That site, to which this process points; read it, never change it."""
    monkeypatch.setenv("LEDGER_DATA", str(site_of_more_files.data))
    monkeypatch.setenv("LEDGER_WORK", str(site_of_more_files.work))
    return site_of_more_files


def test_another_form_of_the_same_state_replaces_nothing(more_files):
    of_state = "select sentence from mart.pledge_candidate where file like 'QMB%' order by position"
    sentences = [sentence for (sentence,) in more_files.rows(of_state, audience="restricted")]
    assert sentences == [QRF, HELICOPTERS, COURSE, FUND, *POLICE]


def test_what_a_form_and_another_file_both_say_is_one_commitment(more_files):
    by_words = "select candidate_id, file from mart.pledge_candidate where sentence = ?"
    ((key, file),) = more_files.rows(by_words, [QRF], audience="restricted")
    said = more_files.rows(
        "select candidate_id, reason from mart.candidate_remark where remark = 'also_in'", audience="restricted"
    )
    assert file == "QMB pledge form.docx" and [name for name, _ in said] == [key] and "tracker.csv too, " in said[0][1]
    assert ledger(more_files) == [(QRF, "confirmed")]


def test_forms_of_one_name_are_told_apart_by_their_folders(more_files):
    files = more_files.rows(
        "select iso3, file from mart.pledge_candidate where sentence = 'One course by 2027.'", audience="restricted"
    )
    assert sorted(files) == [(code, f"pledges/{code}/Accra 2023/form.docx") for code in ("QMB", "QMC")]
    pairs = "select count(distinct file_id) from mart.pledge_candidate where file like 'pledges/%'"
    assert more_files.rows(pairs, audience="restricted") == [(2,)]


def test_a_refused_form_stops_no_build_and_is_told(more_files):
    rows = more_files.rows("select file, is_refused, reason from mart.pledge_form order by file", audience="restricted")
    ((file, _, reason),) = [row for row in rows if row[1]]
    assert file == "QMC.docx" and "damaged" in reason and ("QMB pledge form.docx", False) in [row[:2] for row in rows]


def test_split_parts_come_back_each_as_its_own_and_a_merged_one_counts_no_more(site):
    ids = waiting(site)
    parts = [
        {"sentence": "One medium utility helicopter by 2026."},
        {"sentence": "One medium utility helicopter by 2027."},
    ]
    decide(ids[HELICOPTERS], "split", new={"parts": parts})
    decide(ids[FUND], "merge", reason="the same", new={"into": ids[COURSE]})
    site.build()
    rows = site.rows(
        "select sentence, candidate_id, part_of, capability, quantity, category from mart.pledge_candidate where part_of is not null",
        audience="restricted",
    )
    assert [(row[0], *row[2:]) for row in rows] == [
        (part["sentence"], ids[HELICOPTERS], "medium_utility_helicopter", 1, "uniformed_capabilities") for part in parts
    ]
    decide(rows[0][1], "confirm")
    decide(rows[1][1], "reject", reason="no date")
    site.build()
    assert ledger(site) == [(parts[0]["sentence"], "confirmed")]


@pytest.mark.parametrize("count", [2, pytest.param(10, marks=pytest.mark.more)])
def test_rebuilds_give_the_same_ledger_and_take_no_place_of_a_load(count, site):
    ids = waiting(site)
    first, versions = None, set()
    for number in range(count):
        decide(ids[QRF], "confirm" if number % 2 == 0 else "undo")
        site.build()
        versions.add(publish.current())
    decide(ids[QRF], "undo" if count % 2 else "confirm")
    decide(ids[COURSE], "confirm")
    for _ in range(count):
        site.build()
        pledges = site.rows("select * from mart.pledge order by pledge_id", audience="restricted")
        first = first or pledges
        assert pledges == first
    kinds = [version["kind"] for version in publish.versions()]
    assert len(versions) == count and kinds.count("source_load") == 1 and kinds.count("decisions") <= publish.KEEP
    append(publish.settings.decisions_file(), [])  # a build after nothing new is the same version
    assert site.build()["published"] is False


def test_a_public_pledge_is_confirmed_as_a_report_and_takes_steps(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    home = site.data / "bundled" / "pledges"
    home.mkdir(parents=True)
    (home / "list.csv").write_text(
        "pledge_id,iso3,ministerial,category,secondary_category,pledge,quantity,source_url,source_date,note\n"
        "Z1,FJI,Berlin 2025,Other,,Something for a test,,https://example.org,2025-05-13,\n"
    )
    decide("Z1", "status", new=ANNOUNCED | {"status": "implemented", "date": "2026-01-31"})
    site.build()
    assert site.rows("select origin, status, cast(status_date as varchar), is_announced, place from mart.pledge") == [
        ("public report", "implemented", "2026-01-31", True, "line 2")
    ]
    assert site.rows("select status, cast(step_date as varchar) from mart.pledge_step order by seq") == [
        ("announced", "2025-05-13"), ("implemented", "2026-01-31"),
    ]  # fmt: skip


ROSTER = ("pledge_id", "state", "component", "capability", "strength", "women_in_unit", "level", "status")


def test_what_a_roster_says_of_a_pledge_is_in_the_restricted_database_alone(site):
    """The open ledger is the same with and without a roster, whether the state has such a unit in it or not."""
    ids = waiting(site)
    decide(ids[QRF], "confirm", new={"requirement_ids": ["UNI-QRF-01"]})
    decide(ids[QRF], "status", new=ANNOUNCED)
    site.build()
    pledges = "select * exclude (file_id) from mart.pledge where origin <> 'public report'"
    remarks = "select * from mart.pledge_remark order by all"
    before = [site.rows(sql) for sql in (pledges, remarks)]
    for kind in ("qrf_company", "engineering_unit"):
        rows = [["QMB-001", "QMB", "military", kind, 180, 20, "Level 1", "available"]]
        site.drop("PCRS-ROSTER_2026-06-30.csv", csv_text(rows, ROSTER), "pcrs_roster")
        site.build()
        assert [site.rows(sql) for sql in (pledges, remarks)] == before and len(before[0]) == 1
        noted = {code for (code,) in site.rows("select remark from mart.pledge_remark", audience="restricted")}
        assert ("uniformed_not_in_pcrs" in noted) == (kind != "qrf_company")
        review = {code for (code,) in site.rows("select remark from mart.candidate_remark", audience="restricted")}
        assert "pcrs_not_known" not in review


def test_a_step_in_the_pcrs_is_never_in_the_open_ledger(site):
    """One pledge for each step that only the PCRS knows, with a canary in its source."""
    steps = ("level_1", "assessed", "level_3", "rdl", "selected")
    sentences = [f"One quick reaction force company number {step} by June 2026." for step in steps]
    site.drop("QMB units.docx", form({0: sentences}), "pledges")
    site.build()
    ids = waiting(site)
    for step, sentence in zip(steps, sentences, strict=True):
        decide(ids[sentence], "confirm", new={"requirement_ids": ["UNI-QRF-01"]})
        decide(ids[sentence], "status", new=ANNOUNCED)
        canary = {"status": step, "date": "2026-02-01", "source": f"letter of CANARY-{step}"}
        decide(ids[sentence], "status", new=canary)
    site.build()
    status = "select sentence, status, cast(status_date as varchar), status_source from mart.pledge where origin = 'form' order by all"
    taken = "select pledge_id, status from mart.pledge_step where source not like 'http%' order by pledge_id, seq"
    announced = ("announced", "2025-05-13", "statement at the meeting")
    assert site.rows(status) == sorted((sentence, *announced) for sentence in sentences)
    assert site.rows(taken) == sorted((ids[sentence], "announced") for sentence in sentences)
    now = {sentence: status for sentence, status, *_ in site.rows(status, audience="restricted")}
    restricted = site.rows(taken, audience="restricted")
    for step, sentence in zip(steps, sentences, strict=True):
        assert now[sentence] == (step if step != "rdl" else "announced")
        assert (ids[sentence], step) in restricted
    assert b"CANARY" not in settings.database_file(publish.current(), "public", "open").read_bytes()


def test_the_open_database_counts_of_a_form_only_what_was_announced(published):
    """How many sentences a form holds beside those in the open ledger is how many pledges a state has not announced."""
    counts = {}
    for audience in ("open", "restricted"):
        with reading(settings.database_file(publish.current(), "exercise", audience)) as con:
            counts[audience] = con.execute(
                "select file.name, file.read_count, file.loaded_count, count(pledge.pledge_id)"
                " from meta.file as file left join mart.pledge as pledge on pledge.file_id = file.file_id"
                " where file.source = 'pledges' group by file.file_id, file.name, file.read_count, file.loaded_count"
            ).fetchall()
    assert all(read == loaded == pledges for _, read, loaded, pledges in counts["open"])
    assert sum(row[1] for row in counts["restricted"]) > sum(row[1] for row in counts["open"]) > 100
