"""The call record under attack: forged and damaged lines, words that would be markup or formulas, two servers, many states at once."""

import io
import json
import shutil
import subprocess
import sys

import duckdb
import openpyxl
import pytest

from etl.records import calls, holds
from etl.records.access import people
from etl.settings import ROOT
from pages.kit import exports
from pages.kit.cache import run
from pages.outreach import facts as outreach_facts
from pages.outreach import record_views as outreach_record
from pages.reports import brief_words, briefs
from tests.support.outreach import VIEW, cards, listed, note, press, told, view
from tests.support.screen import app, words

CALL = {"called_on": "2026-02-14", "answer": "yes"}
OPEN = {"base": 0, "audience": "open"}
LINK = "[x](http://evil.example) ![i](http://evil.example/p.png) <script>alert(1)</script> $x$ :red[x]"


def entry(**other):
    new = dict.fromkeys(calls.FIELDS, "") | CALL
    told = {"seq": 2, "at": "2026-02-14T10:00:00.000", "about": "QMB", "by": "AB", "action": "call", "shared": True, "new": new}  # fmt: skip
    return told | other


def whole(*lines):
    """Write a log of a good entry and these lines after it."""
    calls.note("QMB", "AB", CALL, **OPEN)
    with calls.file().open("ab") as log:
        for line in lines:
            log.write((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n")


def test_data_health_names_lines_of_calls_holds_and_roles_that_cannot_be_read(restricted, monkeypatch):
    holds.hold("QMB", "AB", "asked to wait", base=0)
    people.file().write_bytes(b"{\n")
    with holds.file().open("ab") as log:
        log.write(b'{"seq": 2, "about": "QMC", "act\n')
    whole(b"{")
    said = words(app("about/health.py"))
    assert "holds.jsonl**: 1 line (line 2)" in said and "outreach.jsonl**: 1 line (line 2)" in said
    assert "roles.jsonl**: 1 line (line 1)" in said
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    assert "holds.jsonl" not in words(app("about/health.py"))


FORGED = [
    b"{", b"", b"\xff\xfe", b"null", b"[]", b"7", b'"x"', b"[" * 100_000,
    entry(shared="no"), entry(shared=1), entry(seq="2"), entry(seq=True), entry(seq=-1), entry(seq=1), entry(at="soon"),
    entry(about=None), entry(about="x" * 41), entry(about="ask:UNI-INF-11"), entry(action="delete"), entry(new=None),
    entry(new={}), entry(new=entry()["new"] | {"due": "soon"}), entry(new=entry()["new"] | {"answer": 7}),
    entry(action="undo", new={}), entry(action="undo", new={"seq": [1]}), entry(action="withhold", about="QMB", new={}),
]  # fmt: skip


@pytest.mark.parametrize("line", FORGED, ids=range(len(FORGED)))
def test_a_damaged_or_forged_line_is_left_out_counted_and_stays_in_the_file(line, world):
    whole(line)
    before = calls.file().read_bytes()
    assert len(calls.log()) == 1 and len(calls.damaged()) == 1
    made = calls.note("QMC", "CD", CALL, **OPEN)
    assert made["seq"] == 3  # the number of the line that cannot be read is not given again
    assert calls.file().read_bytes().startswith(before) and len(calls.log()) == 2


def test_the_page_goes_on_with_a_damaged_log_and_says_so(world):
    whole(b"{", entry(shared="no", new=entry()["new"] | {"answer": "CANARY"}))
    at = app(VIEW, group="african_group", iso3="QMB")
    assert not at.exception and "CANARY" not in told(at)
    assert "2 lines of the call record cannot be read" in words(at)
    assert not note(at, "QMB", next_step="on").error


def test_letters_that_nobody_sees_and_that_turn_others_around_are_not_kept(world):
    made = calls.note("QMB", "A\u202eB\n\u2028C", CALL | {"answer": "x\x00\x1b\ud800y\u0085z\u2029é"}, **OPEN)
    assert made["by"] == "AB C" and made["new"]["answer"] == "x y z é"
    assert calls.log()[0] == made


@pytest.mark.parametrize("field", ["by", "assigned_to", "called_by", "answer", "next_step"])
def test_an_endless_text_is_refused_in_every_field(field, world):
    long = "é" * 1_000_000
    with pytest.raises(ValueError, match="at most"):
        calls.note("QMB", long if field == "by" else "AB", CALL | ({} if field == "by" else {field: long}), **OPEN)
    assert calls.log() == []


def test_days_in_other_spellings_are_kept_as_one(world):
    assert calls.note("QMB", "AB", CALL | {"called_on": "20260214"}, **OPEN)["new"]["called_on"] == "2026-02-14"


def test_words_of_a_call_are_never_markup_on_screen(world):
    calls.note("QMB", LINK[:80], {"assigned_to": LINK[:80], **CALL, "answer": LINK, "next_step": LINK, "due": "2026-03-01"}, **OPEN)  # fmt: skip
    at = app(VIEW, group="african_group", iso3="QMB")
    shown = "\n".join(part.value for part in [*at.markdown, *at.caption, *at.info, *at.error, *at.success])
    assert "evil" in shown and not at.exception
    for raw in ("[x](", "![i]", "<script>", " $x$", " :red["):
        assert raw not in shown
    # Who was first is told in words, too.
    two = app(VIEW, by="list", states="QMC", iso3="QMC")
    calls.note("QMC", LINK[:80], CALL, **OPEN)
    two = note(two, "QMC", next_step="x")
    assert "wrote on this state" in two.error[0].value and "[x](" not in two.error[0].value


KEYS = ("group", "iso3", "month", "scope", "order", "part", "by")
ALONE = ("v", "dataset")  # where one of these is not known, the page may not come to read the others
VALUES = (LINK, "-1", "9" * 400, "=1+1", "\u0661", "\x00", "'; drop table mart.country; --", "QMB;QMB", " ")
LINKS = [
    *((KEYS, value) for value in VALUES),
    *(((key,), value) for key in ALONE for value in VALUES[:3]),
    *(pytest.param((key,), value, marks=pytest.mark.more) for key in ALONE for value in VALUES[3:]),
    *(pytest.param((key,), value, marks=pytest.mark.more) for key in KEYS for value in VALUES),
]


@pytest.mark.parametrize(("keys", "value"), LINKS)
def test_no_word_of_a_link_is_markup_or_breaks_the_page(keys, value, world):
    at = app(VIEW, **dict.fromkeys(keys, value))
    assert not at.exception
    shown = "\n".join(part.value for part in [*at.markdown, *at.caption, *at.info, *at.error, *at.warning])
    assert "![i]" not in shown and "[x](" not in shown and "9" * 250 not in shown


def test_a_weight_that_is_none_is_the_usual_one(restricted):
    usual = listed(app(VIEW, order="fit"))
    for value in ("-3", "9" * 400, "\uff11", " 2", ""):
        at = app(VIEW, order="fit", w_fitting=value, w_unanswered=value)
        assert not at.exception and listed(at).equals(usual), value


def test_files_of_the_record_hold_every_entry_and_no_formula(world):
    texts = ['=HYPERLINK("http://evil.example","x")', "+1", "-1", "@SUM(1)"]
    for base, text in enumerate(texts):
        calls.note("QMB", text, {"assigned_to": text, **CALL, "answer": text}, base=base, audience="open")
    calls.take_back("QMB", "AB", base=4, audience="open")
    calls.note("QMC", "AB", CALL | {"answer": "CANARY"}, base=0, audience="restricted")
    frame = outreach_record.rows(view(), calls.log("open"), {"QMB", "QMC"})
    assert len(frame) == 5 and list(frame["action"])[0] == "Taken back" and (frame["is_taken_back"] == "yes").sum() == 1
    text = exports.to_csv(frame, {"Dataset": "public"}).decode()
    assert "CANARY" not in text and "seq" not in text and "is_shared" not in text
    assert not [line for line in text.replace('"', "").replace("\r\n", ",").split(",") if line.startswith(("=", "+", "@", "-1"))]  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, {"Dataset": "public"})))
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]


def test_many_states_are_assigned_at_once_and_those_of_others_only_on_request(world):
    calls.note("QMB", "AB", {"assigned_to": "CD"}, **OPEN)
    at = app(VIEW, by="list", states="QMA;QMB;QMC")
    at.text_input(key="caller").set_value("AB")
    at.text_input(key="assign_to").set_value("EF *x*")
    at = press(at, "do_assign")
    assert "2 states assigned to EF \\*x\\*" in at.success[0].value and not at.warning
    assert calls.assigned(calls.log()) == {"CD": ["QMB"], "EF *x*": ["QMA", "QMC"]}
    at.checkbox(key="assign_taken").set_value(True)
    at.text_input(key="assign_to").set_value("GH")
    press(at, "do_assign")
    assert set(calls.assigned(calls.log())["GH"]) == {"QMA", "QMB", "QMC"}


def test_of_two_who_assign_at_once_the_second_is_told_what_the_first_wrote(world):
    two = app(VIEW, by="list", states="QMA;QMC")
    note(app(VIEW, by="list", states="QMA", iso3="QMA"), "QMA", by="XY *x*", next_step="on")
    two.text_input(key="caller").set_value("CD")
    two.text_input(key="assign_to").set_value("CD")
    two = press(two, "do_assign")
    assert calls.assigned(calls.log()) == {"CD": ["QMC"]}
    assert "Member State QMA (XY \\*x\\*)" in two.warning[0].value and two.text_input(key="assign_to").value == "CD"
    assert not press(two, "do_assign").warning and set(calls.assigned(calls.log())["CD"]) == {"QMA", "QMC"}


def test_nobody_who_writes_and_nobody_assigned_are_said(world):
    at = press(app(VIEW, by="list", states="QMA"), "do_assign")
    assert "to whom" in at.error[0].value
    at.text_input(key="assign_to").set_value("EF")
    assert "who writes" in press(at, "do_assign").error[0].value and calls.log() == []


def test_of_two_stewards_the_second_does_not_turn_the_first_around(restricted):
    at = app(VIEW)
    at.text_input(key="caller").set_value("CD").run()
    code = at.selectbox(key="release_ask").value
    calls.release(f"ask:{code}", "AB", False, base=0)
    at = press(at, "do_release")
    assert "AB decided on this" in words(at) and calls.withheld("ask", calls.log()) == {code}


def test_a_withheld_state_is_nowhere_in_the_open_view_neither_in_lists_nor_among_a_persons_states(world):
    calls.note("QMA", "AB", {"assigned_to": "CD", "next_step": "CANARY", "due": "2026-03-01"}, **OPEN)
    calls.release("state:QMA", "AB", False, base=0)
    at = app(VIEW, by="list", assigned="CD", states="QMA;QMB")
    assert "CANARY" not in told(at) and "QMA" not in " ".join(at.multiselect(key="states").options)
    assert "CD" not in " ".join(at.selectbox(key="assigned").options)


def test_where_writing_is_switched_off_nothing_is_offered_and_nothing_written(world, monkeypatch):
    calls.note("QMB", "AB", CALL, **OPEN)
    for word in ("off", "no", "perhaps"):
        monkeypatch.setenv("LEDGER_CALLS", word)
        with pytest.raises(ValueError, match="takes no entries"):
            calls.note("QMC", "AB", CALL, **OPEN)
    at = app(VIEW, group="african_group", iso3="QMB")
    assert not at.exception and "switched writing off" in words(at) and "yes" in words(at)
    keys = {part.key for part in [*at.button, *at.text_input, *at.text_area]}
    assert not keys & {"caller", "note_QMB", "undo_call_QMB", "do_assign", "assign_to", "answer_QMB"}


def test_two_servers_on_one_log_lose_no_entry_and_give_no_number_twice(world):
    code = "import sys\nfrom etl.records import calls\nfor n in range(25):\n    calls.note(f'Q{sys.argv[1]}{n}', 'AB', {'next_step': 'x'}, base=0, audience='open')"  # fmt: skip
    running = [subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT) for name in ("A", "B")]
    assert [process.wait(60) for process in running] == [0, 0]
    assert [one["seq"] for one in calls.log()] == list(range(1, 51)) and not calls.damaged()


def test_the_name_of_a_restricted_brief_says_so(restricted):
    assert briefs.file_name(view("restricted"), "QMB").endswith("-RESTRICTED.docx")
    assert "restricted" not in briefs.file_name(view(), "QMB")


@pytest.mark.parametrize("status", outreach_facts.LEVELS)
def test_a_pledge_that_reached_a_level_reads_in_the_open_view_as_one_without_news(
    status, outreach_work, tmp_path, monkeypatch
):
    shutil.copytree(outreach_work / "build", tmp_path / "build")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    path = tmp_path / "build" / "versions" / "0123456789ab" / "public-open.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("update mart.pledge set status = ?, status_date = date '2025-03-01'", [status])
    assert brief_words.pledge_rows(run, view(), "QMB") == [("Accra 2023", "A helicopter unit by 2024", "Announced")]
    at = app(VIEW, by="list", states="QMB", iso3="QMB")
    (line,) = [part.value for part in at.markdown if part.value.startswith("- Accra 2023")]
    assert "1 in the ledger; Accra 2023: A helicopter unit by 2024 (Announced).  \n" in cards(at)["QMB"]
    assert ":gray[Announced. Cannot be seen in these figures: aircraft" in line
