"""Pledge forms, slides and trackers: the awkward ones are read as expected, hostile ones refused in words and bounds."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import replace

import docx
import pytest

from etl import contract, file_check, settings, template
from etl.__main__ import main
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.read import changed, read, read_all
from etl.readers.pledges.recognise import is_form
from tests.support import hostile_forms

FORMS = settings.ROOT / "tests" / "files" / "pledges" / "forms"
EXPECTED = json.loads((FORMS / "expected.json").read_text(encoding="utf-8"))
SECONDS, MEMORY = 5, 256  # of the processor and megabytes, of `check` and the child in which it reads
# Started small, so that what it reports is of its own children: a process begins with the memory of the one that starts it.
MEASURED = """
import resource, subprocess, sys
code = subprocess.call([sys.executable, *sys.argv[1:]])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""
HOSTILE = list(hostile_forms.REFUSED)


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(states={f"Member State QM{letter}": f"QM{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})


def test_every_awkward_form_has_an_expectation():
    assert {path.name for path in FORMS.iterdir() if path.suffix in (".docx", ".pptx", ".xlsx", ".csv")} == set(
        EXPECTED
    )
    assert len(EXPECTED) >= 12


@pytest.mark.parametrize("name", EXPECTED)
def test_awkward_form_is_read_as_expected(name, lexicon):
    expected, reading = EXPECTED[name], read(FORMS / name, lexicon)
    assert reading.refused == expected["refused"], reading.reason
    if reading.refused:
        assert expected["says"] in reading.reason and not reading.candidates
        return
    assert (reading.iso3, reading.state_from, reading.ministerial) == tuple(
        expected[key] for key in ("state", "state_from", "ministerial")
    )
    candidates = [
        {"category": c.category, "sentence": c.sentence, "place": c.place, "quantity": c.quantity, "unit": c.unit}
        | ({"state": c.iso3} if c.iso3 != reading.iso3 else {})
        for c in reading.candidates
    ]
    assert candidates == expected["candidates"]


def test_what_is_left_out_or_guessed_is_said(lexicon):
    notes = {name: " ".join(read(FORMS / name, lexicon).notes) for name in EXPECTED}
    assert "multilatéralisme" in notes["02_french_reordered.docx"]
    assert "tracked changes" in notes["07_changes_and_controls.docx"]
    assert "contact details" in notes["10_no_table.docx"] and "000" not in notes["10_no_table.docx"]
    assert "Környezet" in notes["11_pledge_form_Member_State_QMK.docx"]
    assert "Nowhereland" in notes["13_tracker.xlsx"]
    assert "Ministerial" in notes["14_tracker.csv"]


def run(*paths):
    """What `check` says of files, its exit code and its errors, within bounds of time and memory; it can write no byte into any file.

    Time is the processor's: on a busy machine a clock on the wall measures its other work too.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "-m", "etl", "check", *map(str, paths), "--json"],
        cwd=settings.ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        timeout=120,
    )
    *errors, used = done.stderr.splitlines()
    seconds, megabytes = map(float, used.split())
    assert seconds < SECONDS and megabytes < MEMORY
    return json.loads(done.stdout), done.returncode, errors


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """What `check` says of every hostile file, in processes that read ten each within the bounds of one."""
    answers = {}
    for start in range(0, len(HOSTILE), 10):
        folder = tmp_path_factory.mktemp("hostile")
        paths = {}
        for make in HOSTILE[start : start + 10]:
            (folder / make.__name__).mkdir()
            paths[make] = make(folder / make.__name__)
        before = sorted(folder.rglob("*"))
        listed, code, errors = run(*paths.values())
        assert code == 1 and not errors
        assert sorted(folder.rglob("*")) == before
        answers |= {make: (path.name, answer) for (make, path), answer in zip(paths.items(), listed, strict=True)}
    return answers


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_hostile_file_is_refused_in_words_within_bounds(make, hostile):
    name, answer = hostile[make]
    assert answer["refused"] is True and answer["candidates"] == [] and answer["file"] == name
    assert hostile_forms.REFUSED[make] in answer["reason"] and answer["reason"].endswith(".")


def test_an_honest_form_passes_within_the_same_bounds(tmp_path):
    (answer,), code, errors = run(hostile_forms.form(tmp_path))
    assert code == 0 and not errors
    keys = "file state ministerial refused reason source recognised_as headings passed_over unknown_words notes answers candidates"
    assert list(answer) == keys.split() and answer["recognised_as"] == "form"
    assert (answer["state"], answer["ministerial"], answer["refused"], answer["reason"]) == (
        "GHA",
        "Berlin 2025",
        False,
        "",
    )
    (candidate,) = answer["candidates"]
    assert candidate["sentence"] == "EUR 100,000 in 2025" and candidate["category"] == "Funding"
    assert candidate["place"] == "table 1, row 2, paragraph 1"
    assert (candidate["quantity"], candidate["unit"], candidate["currency"]) == (100_000, "currency", "EUR")
    assert {"capability", "mission", "remarks", "requirement_ids"} <= candidate.keys()
    assert isinstance(candidate["remarks"], list) and isinstance(candidate["requirement_ids"], list)


def checked(capsys, *arguments):
    code = main(["check", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_check_asks_for_a_state_it_does_not_know(capsys):
    path = FORMS / "05_lists_and_nested_table.docx"
    code, (answer,) = checked(capsys, path)
    assert (code, answer["state"]) == (0, "") and "say whose it is" in answer["notes"][0]
    code, (answer,) = checked(capsys, path, "--state", "qmf", "--ministerial", "accra 2023")
    assert (answer["state"], answer["ministerial"]) == ("QMF", "Accra 2023")
    assert {(c["state"], c["ministerial"]) for c in answer["candidates"]} == {("QMF", "Accra 2023")}
    code, answer = checked(capsys, path, "--state", "Atlantis")
    assert code == 1 and "ISO3" in answer["error"]
    code, answer = checked(capsys, path, "--ministerial", "Paris 2031")
    assert code == 1 and "Berlin 2025" in answer["error"]


def test_check_answers_forms_and_data_files_each_in_their_way(capsys, tmp_path):
    data = settings.ROOT / "data" / "bundled" / "deployments" / "uniformed_contributions_2015_2025.csv"
    small = tmp_path / "contributions.csv"
    small.write_text("\n".join(data.read_text(encoding="utf-8").splitlines()[:20]) + "\n", encoding="utf-8")
    form = FORMS / "12_slide.pptx"
    code, answer = checked(capsys, small)
    assert code == 0 and list(answer) == ["files"]
    code, answer = checked(capsys, form, small)
    assert code == 0 and list(answer) == ["files", "forms"]
    assert answer["files"][0]["source"] == "deployments" and answer["forms"][0]["file"] == form.name
    code, answer = checked(capsys, form, small, FORMS / "08_scanned_picture.docx")
    assert code == 1 and [one["refused"] for one in answer["forms"]] == [False, True]
    assert main(["check", str(form), str(FORMS / "08_scanned_picture.docx")]) == 1
    printed = capsys.readouterr()
    assert "1 infantry battalion (850) by March 2026" in printed.err and "is refused: It holds a picture" in printed.err


def test_form_and_slide_together_show_what_both_say(lexicon, tmp_path):
    one, two = hostile_forms.form(tmp_path, "one.docx"), hostile_forms.form(tmp_path, "two.docx")
    alone, together = read(one, lexicon), read_all([one, two], lexicon)
    assert not [r for c in alone.candidates for r in c.remarks if r.code == "possible_duplicate"]
    assert [r.code for reading in together for c in reading.candidates for r in c.remarks].count(
        "possible_duplicate"
    ) >= 1


def test_identity_survives_retyping_and_order_and_a_changed_sentence_finds_its_old_one(lexicon):
    old = read(FORMS / "04_all_in_one_cell.docx", lexicon).candidates
    again = read(FORMS / "04_all_in_one_cell.docx", lexicon, name="QME second version, Berlin 2025.docx").candidates
    assert [c.candidate_id for c in old] == [c.candidate_id for c in again] and not changed(old, again)
    assert len({c.candidate_id for c in old}) == len(old)
    new = [
        replace(c, candidate_id="new", sentence=c.sentence.replace("September 2026", "January 2027"))
        if "September 2026" in c.sentence
        else c
        for c in old
    ]
    (pair,) = changed(old, new)
    assert pair == ("new", next(c.candidate_id for c in old if "September 2026" in c.sentence))
    strange = replace(
        old[0], candidate_id="strange", sentence="Translate two manuals into Arabic", category="other", capability=""
    )
    assert not changed(old, [*old[1:], strange])
    assert not changed(old, [replace(c, candidate_id=f"x{c.candidate_id}", iso3="QMZ") for c in old])


def test_a_tracker_that_cannot_be_read_is_refused_as_one(capsys, tmp_path):
    path = tmp_path / "tracker.csv"
    text = "État membre;Catégorie;Engagement\nGhana;Environnement;Énergie solaire en 2026\n"
    path.write_bytes(text.encode() + b"\xe9")
    code, (answer,) = checked(capsys, path)
    assert code == 1 and answer["refused"] and "UTF-8" in answer["reason"]
    for encoding in ("utf-8-sig", "cp1252"):
        path.write_bytes(text.encode(encoding))
        code, (answer,) = checked(capsys, path, "--ministerial", "Berlin 2025")
        (candidate,) = answer["candidates"]
        assert (code, answer["state"], candidate["category"], candidate["place"]) == (0, "GHA", "Environment", "line 2")
        assert candidate["sentence"] == "Énergie solaire en 2026"
        assert any("Windows-1252" in note for note in answer["notes"]) == (encoding == "cp1252")
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    code, answer = checked(capsys, other)
    assert code == 1 and "no row has the headings" in answer["error"]


def test_our_template_and_the_plainest_tracker_are_recognised_and_told(tmp_path, lexicon):
    blank, plainest = tmp_path / "blank.xlsx", tmp_path / "plainest.csv"
    template.write(contract.find("pledges"), blank)
    plainest.write_text(
        "Member State,Ministerial,Pledge,Category\nGhana,Berlin 2025,Train 40 officers,Conduct\n,,,\n", encoding="utf-8"
    )
    assert is_form(blank, lexicon) and is_form(plainest, lexicon) and read(blank, lexicon).candidates == []
    told = file_check.check(plainest)
    assert (told["source"], told["recognised_as"], told["loaded"], told["state"]) == ("pledges", "tracker", 1, "GHA")
    assert {"sheet": "", "heading": "Pledge", "field": "pledge"} in told["headings"]
    assert told["candidates"][0]["quantity"] == 40 and file_check.in_words(told)
    numbered = tmp_path / "numbered.csv"
    numbered.write_text(
        "Pledge ID;Country;Pledge category;Description;Quantity;Timeframe\nB-1;Ghana;Military units;Two companies;2;2026\n",
        encoding="utf-8",
    )
    assert file_check.check(numbered)["source"] == "pledges"


def test_instructions_and_what_is_withdrawn_are_no_commitments_and_unknown_words_are_told(capsys, tmp_path):
    path = tmp_path / "tracker.csv"
    path.write_text(
        "Member State,Pledge,Unit type,Status\nGhana,Please describe the unit and its date,,\nGhana,Deploy an FPU in 2026,FPU,Withdrawn\n"
        "Ghana,One EOD company (withdrawn),,\nGhana,Deploy a QRF company in 2026,Zeppelin wing,Announced\nGhana,WITHDRAWN: 20 officers,,\n",
        encoding="utf-8",
    )
    _, (answer,) = checked(capsys, path, "--ministerial", "Berlin 2025")
    assert [one["place"] for one in answer["candidates"]] == ["line 5"]
    assert [place.split(": “")[0] for place in answer["passed_over"]] == [
        "line 2: an instruction of the form", "line 3: withdrawn", "line 4: withdrawn", "line 6: withdrawn",
    ]  # fmt: skip
    assert any("withdrawn" in note for note in answer["notes"])
    assert [(one["kind"], one["word"]) for one in answer["unknown_words"]] == [("capability", "Zeppelin wing")]


def test_a_promise_in_prose_beside_a_table_is_counted_with_its_place(lexicon, tmp_path):
    document = docx.Document()
    document.add_paragraph("Pledges of Ghana, Berlin 2025")
    table = document.add_table(rows=0, cols=2)
    for cells in (
        ("Category", "Pledge"),
        ("Environment", "Solar power for two camps in 2026"),
        ("Conduct", "Train 40 officers in 2026"),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Beside this, one infantry battalion and two hospitals of Ghana from June 2026.")
    document.save(tmp_path / "form.docx")
    reading = read(tmp_path / "form.docx", lexicon)
    assert len(reading.candidates) == 2
    assert "1 passage of these names or counts something that can be promised: look at paragraph 2." in reading.notes
