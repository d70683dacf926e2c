"""Notes of people: who reads which, in every view and file; what a damaged line does; that words of others stay words."""

import io
import json
import stat
import zipfile
from functools import partial

import pypdfium2
import pytest

from etl import settings
from etl.records import figure_notes
from pages.kit.cache import run
from pages.kit.view import Wanted
from pages.reports import briefs, deck, month_notes, slides
from tests.support import screen
from tests.support.etl_fixtures import lean
from tests.support.screen import app

EVIL = "[x](http://evil.example) ![i](http://evil.example/p.png) <script>alert(1)</script> =1+1 $1/0$ :red[x] #panic()"
OPEN, SHUT = "CANARYOPEN", "CANARYSHUT"
GAPS, COUNTRY, MISSIONS = "capabilities/gaps.py", "deployments/country.py", "deployments/missions.py"


def subjects(world):
    view = screen.newest(world, "restricted")
    state, mission = ("QMB", "XMC") if world == "exercise" else ("BGD", "MINUSCA")
    return {
        "state": state, "mission": mission, "capability": "attack_armed_helicopter", "month": view.as_of.isoformat(),
    }  # fmt: skip


def test_a_note_is_its_newest_entry_and_its_owner_alone_reads_the_file(desk):
    made = figure_notes.write("state", "BGD", "AB", "first\u202e\n words", "open")
    seq = figure_notes.edit(made["note"], "CD", "second", "restricted", base=made["seq"])["seq"]
    with pytest.raises(figure_notes.Conflict, match="CD"):
        figure_notes.edit(made["note"], "AB", "third", "open", base=made["seq"])
    (note,) = figure_notes.standing("restricted")
    assert (note.text, note.by, note.audience, note.code) == ("second", "CD", "restricted", "BGD")
    assert not figure_notes.standing("open") and stat.S_IMODE(figure_notes.file().stat().st_mode) == 0o600
    figure_notes.remove(note.note, "AB", base=seq)
    assert not figure_notes.standing("restricted")
    lines = [json.loads(line) for line in figure_notes.file().read_text().splitlines()]
    assert [line["action"] for line in lines] == ["write", "edit", "remove"] and lines[0]["text"] == "first words"
    with pytest.raises(ValueError, match="not there"):
        figure_notes.edit(note.note, "AB", "x", "open", base=seq + 1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": " \u200e"}, "Nothing"), ({"text": "x" * 1001}, "at most"), ({"by": " "}, "who writes"), ({"by": "x" * 81}, "at most"),
        ({"kind": "unit"}, "A note is on"), ({"code": "../x"}, "A note is on"), ({"audience": "all"}, "A note is on"),
        ({"kind": "month", "code": "soon"}, "isoformat"),
    ],
)  # fmt: skip
def test_what_a_note_lacks_is_said_and_nothing_is_written(asked, said, desk):
    usual = {"kind": "state", "code": "BGD", "by": "AB", "text": "x", "audience": "open"}
    with pytest.raises(ValueError, match=said):
        figure_notes.write(**usual | asked)
    assert not figure_notes.file().exists()


FORGED = [
    b"{", b"null", {"audience": "all"}, {"dataset": "exercise"}, {"text": 7}, {"text": "a\u202eb"}, {"text": "x" * 1001},
    {"note": "x"}, {"code": ["BGD"]}, {"kind": "month"}, {"action": "remove"}, {"at": "soon"},
]  # fmt: skip


@pytest.mark.parametrize("forged", FORGED, ids=range(len(FORGED)))
def test_a_damaged_line_is_told_and_of_notes_before_it_the_open_view_shows_none(forged, desk):
    made = figure_notes.write("state", "BGD", "AB", "before", "open")
    line = forged if isinstance(forged, bytes) else json.dumps(made | {"seq": 2} | forged).encode()
    with figure_notes.file().open("ab") as log:
        log.write(line + b"\n")
    after = figure_notes.write("state", "BGD", "AB", "after", "open")
    assert figure_notes.damaged() == [2] and after["seq"] == 3
    assert [note.text for note in figure_notes.standing("restricted")] == ["after", "before"]
    # The line may have restricted or removed the note before it.
    assert [note.text for note in figure_notes.standing("open")] == ["after"]


def test_data_health_names_the_line(desk):
    figure_notes.write("state", "BGD", "AB", "x", "open")
    with figure_notes.file().open("ab") as log:
        log.write(b"{\n")
    assert "notes.jsonl**: 1 line (line 2)" in screen.words(app("about/health.py"))


def parts(name, content):
    """All that a file holds: each part of an archive, or what a PDF prints."""
    if name.endswith(".pdf"):
        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(one).decode("utf-8", "replace") for one in archive.namelist())


def files(view, state, mission):
    """Each file in which notes of people may stand: its name and how it is made."""
    for ending in ("docx", "pdf"):
        yield briefs.file_name(view, state, ending), partial(briefs.brief, run, view, state, ending)
        for kind in month_notes.NOTES:
            if month_notes.is_there(run, view, kind):
                yield month_notes.file_name(run, view, kind, ending), partial(month_notes.note, run, view, kind, ending)
    one_by_one = [Wanted("state", view, (("iso3", state),)), Wanted("mission", view, (("mission", mission),))]
    for wanted in [*(Wanted(kind, view) for kind in slides.MAIN), *one_by_one]:
        if made := slides.slide(run, wanted):
            yield slides.file_name([(wanted, made)]), partial(deck.deck, [made], "Deck")


def screens(world, own):
    """What is seen and heard of the pages on which notes stand, folded parts unfolded."""
    looks = (
        (COUNTRY, {"iso3": own["state"]}),
        (MISSIONS, {"mission": own["mission"]}),
        (GAPS, {"cap": own["capability"]}),
    )
    for page, asked in looks:
        at = app(page, dataset=world, **asked)
        at.session_state["month_notes"] = True
        yield page, "\n".join(text for _where, text in screen.texts(screen.unfold(at.run())))


@pytest.mark.parametrize(
    ("world", "audience"),
    lean(
        [("public", "open"), ("public", "restricted"), ("exercise", "restricted")],
        ("public", "open"),
        ("exercise", "restricted"),
    ),
)
def test_a_restricted_note_is_nowhere_in_the_open_view_and_in_no_file_that_does_not_say_restricted(
    world, audience, desk, monkeypatch
):
    own = subjects(world)
    with settings.using(world):
        for kind, code in own.items():
            for place, word in (("open", OPEN), ("restricted", SHUT)):
                figure_notes.write(kind, code, f"{word}BY", f"{word}{kind}", place)
        hidden = figure_notes.write("state", own["state"], "AB", f"{SHUT}edited", "open")
        figure_notes.edit(hidden["note"], "AB", f"{SHUT}edited", "restricted", base=hidden["seq"])
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    view = screen.newest(world, audience)
    for page, shown in screens(world, own):
        kind = {COUNTRY: "state", MISSIONS: "mission", GAPS: "capability"}[page]
        assert {f"{OPEN}{kind}" in shown, f"{OPEN}month" in shown} == {True}, page
        assert {f"{SHUT}{kind}" in shown, f"{SHUT}month" in shown} == {audience == "restricted"}, page
        assert (SHUT in shown) == (audience == "restricted") and ("Add a note" in shown) == (audience == "restricted")
    told, shut = {}, set()
    with settings.using(world):
        for name, make in files(view, own["state"], own["mission"]):
            held = parts(name, make())
            assert SHUT not in held or "RESTRICTED" in name, name
            told[name] = OPEN in held or SHUT in held  # of many, a full page holds the first
            shut |= {name} if SHUT in held else set()
    assert (
        bool(shut) == (audience == "restricted")
        and sum(told.values()) >= 6
        and (audience == "open") <= (not any("RESTRICTED" in name for name in told))
    )
    assert [name for name, has in told.items() if not has and "regions" not in name and "readiness" not in name] == []


def test_the_open_view_writes_no_note(desk, monkeypatch):
    made = figure_notes.write("state", "BGD", "AB", "x", "open")
    before = figure_notes.file().read_bytes()
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    for write in (
        partial(figure_notes.write, "state", "BGD", "AB", "x", "open"),
        partial(figure_notes.edit, made["note"], "AB", "x", "open", base=1),
        partial(figure_notes.remove, made["note"], "AB", base=1),
    ):
        with pytest.raises(ValueError, match="only reads"):
            write()
    assert figure_notes.file().read_bytes() == before


def test_a_person_writes_changes_and_removes_a_note_where_the_figure_stands(desk):
    at = app(GAPS, dataset="exercise", cap="qrf_company")
    at.session_state["add_capability"] = True
    at.run()
    at.text_area(key="note_text_capability").set_value(EVIL)
    at.button(key="save_capability").click().run()
    assert "Say who writes" in at.error[0].value and at.text_area(key="note_text_capability").value == EVIL
    at.text_input(key="note_by_capability").set_value("AB *x*")
    at.button(key="save_capability").click().run()
    assert not at.error and not [
        area for area in at.text_area if area.key == "note_text_capability"
    ]  # it closed itself
    assert [text.value for text in at.text][1:] == [EVIL] and at.text[0].value.startswith("AB *x*, ")
    assert EVIL[:12] not in "".join(
        part.value for part in [*at.markdown, *at.caption]
    )  # words alone: nothing in them works
    with settings.using("exercise"):
        (note,) = figure_notes.standing("restricted")
    assert (note.kind, note.code, note.audience) == ("capability", "qrf_company", "restricted")
    at.session_state[f"change_{note.note}"] = True
    at.run()
    with settings.using("exercise"):
        figure_notes.edit(note.note, "XY", "theirs", "restricted", base=note.seq)
    at.button(key=f"remove_{note.note}").click().run()
    assert "XY changed this note" in at.error[0].value and "theirs" in [text.value for text in at.text]
    at.button(key=f"remove_{note.note}").click().run()
    with settings.using("exercise"):
        assert not at.error and not figure_notes.standing("restricted")


def test_words_of_a_note_are_shown_in_files_and_never_run(desk):
    for kind, code in subjects("public").items():
        figure_notes.write(kind, code, EVIL[:80], EVIL * 8, "open")
    view = screen.newest("public", "restricted")
    for name, make in files(view, "BGD", "MINUSCA"):
        held = parts(name, make())
        assert "<script>" not in held or name.endswith(".pdf"), name
        assert not [bad for bad in ("<f>", 'TargetMode="External"') if bad in held], name
