"""The right of reply: who states, confirms and withholds, what each reader sees of it, and that no figure changes by it."""

import json

import pypdfium2
import pytest

from etl import settings
from etl.records import decisions, replies
from etl.records.access.roles import LOCAL, NOBODY, Person
from pages.kit.cache import run
from pages.records import reply_facts
from pages.reports import briefs
from tests.support import screen
from tests.support.screen import app, signing_in

GHANA = Person("member_state", "Ama Zed", "ama@zed.example", "GHA")
FIJI = Person("member_state", "Bo Zed", "bo@zed.example", "FJI")
STEWARD = Person("steward", "Sam Zed", "sam@zed.example")
OTHERS = (FIJI, NOBODY, Person("co_chair", "C", "c@zed.example"), Person("dpo", "D", "d@zed.example"))
EVIL = "[x](http://evil.example) <script>alert(1)</script> =1+1 $1/0$ :red[x]"
SAID = {"says": "correction", "text": "Two platoons", "day": "", "reference": "NV 12/2026"}
FIGURE = ("GHA", "deployment", "UNMISS/troops", "2025-07-31")


@pytest.fixture
def reads(desk, monkeypatch):
    """A server with sign-in and no record yet: whoever is handed to it reads from now on."""
    return signing_in(monkeypatch)


def seen_by(reads, person: Person) -> tuple[list[str], list[str]]:
    reads(person)
    return [reply.text for reply in replies.standing("GHA")], replies.held_back("GHA")


def test_a_state_replies_for_itself_alone_and_a_steward_alone_answers(reads):
    for person in (*OTHERS, STEWARD, LOCAL):
        reads(person)
        with pytest.raises(ValueError):
            replies.state(*FIGURE, **SAID)
    assert not replies.file().exists()
    reads(GHANA)
    made = replies.state(*FIGURE, by="typed", **SAID)
    assert (made["by"], made["account"]) == ("Ama Zed", "ama@zed.example")
    for person in (*OTHERS, GHANA):
        reads(person)
        for act in (replies.confirm, replies.release):
            with pytest.raises(ValueError):
                act(made["reply"], "GHA", "x", *(["y"] if act is replies.confirm else []), base=made["seq"])
        with pytest.raises(ValueError):
            replies.withhold(made["reply"], "GHA", "x", "names", "y", base=made["seq"])
    reads(FIJI)  # neither by its own code nor by the other's
    for iso3 in ("FJI", "GHA"):
        with pytest.raises(ValueError):
            replies.edit(made["reply"], iso3, base=made["seq"], **SAID)
        with pytest.raises(ValueError):
            replies.remove(made["reply"], iso3, base=made["seq"])
    assert len(replies.file().read_text().splitlines()) == 1


def test_it_stands_at_once_for_all_and_what_is_withheld_for_the_state_and_stewards(reads):
    reads(GHANA)
    made = replies.state(*FIGURE, **SAID)
    for person in (*OTHERS, STEWARD):
        assert seen_by(reads, person) == (["Two platoons"], [])
    reads(STEWARD)
    for reason, why in (("embarrasses", "x"), ("names", " ")):
        with pytest.raises(ValueError, match="Only what endangers"):
            replies.withhold(made["reply"], "GHA", "", reason, why, base=made["seq"])
    held = replies.withhold(made["reply"], "GHA", "", "names", "CANARYWHY", base=made["seq"])
    with pytest.raises(replies.Conflict, match="Sam Zed"):
        replies.confirm(made["reply"], "GHA", "", "x", base=made["seq"])
    assert [seen_by(reads, one) for one in OTHERS] == [([], ["names"])] * len(OTHERS)
    assert [seen_by(reads, one) for one in (GHANA, STEWARD)] == [(["Two platoons"], [])] * 2
    open_again = replies.release(made["reply"], "GHA", "", base=held["seq"])
    assert seen_by(reads, NOBODY) == (["Two platoons"], [])
    reads(STEWARD)
    taken = replies.confirm(made["reply"], "GHA", "", "Row 12 of the return", base=open_again["seq"])
    reads(NOBODY)
    (reply,) = replies.standing("GHA")
    assert (reply.stands, reply.remark, reply.text, reply.by) == (
        "confirmed",
        "Row 12 of the return",
        "Two platoons",
        "Ama Zed",
    )
    reads(GHANA)
    replies.edit(made["reply"], "GHA", base=taken["seq"], **SAID | {"text": "Three"})
    (reply,) = replies.standing("GHA")
    assert (reply.stands, reply.remark, reply.text) == ("stated", "", "Three")  # new words stand as new ones do
    replies.remove(made["reply"], "GHA", base=reply.seq)
    assert seen_by(reads, STEWARD) == ([], [])


def test_what_a_reply_lacks_is_said_and_nothing_is_written(reads):
    reads(GHANA)
    for asked, said in (
        ({"text": " "}, "Nothing"),
        ({"reference": ""}, "reference"),
        ({"text": "x" * 601}, "at most"),
        ({"says": "date"}, "the day"),
        ({"says": "kept"}, "A reply is on"),
        ({"day": "soon"}, "isoformat"),
    ):
        with pytest.raises(ValueError, match=said):
            replies.state(*FIGURE, **SAID | asked)
    for kind, code in (
        ("unit", "x"),
        ("women", "../x"),
        ("return", "2025-13-01"),
        ("deployment", "UNMISS"),
        ("pledge", ""),
    ):
        with pytest.raises((ValueError, KeyError)):
            replies.state("GHA", kind, code, "2025-07-31", **SAID)
    assert not replies.file().exists()


FORGED = [b"{", {"iso3": "FJI"}, {"dataset": "exercise"}, {"reference": ""}, {"text": "a\u202eb"}, {"code": ["x"]}, {"action": "hide"}]  # fmt: skip


@pytest.mark.parametrize("forged", FORGED, ids=range(len(FORGED)))
def test_a_line_that_is_damaged_or_of_another_state_changes_no_reply_and_shows_none_that_it_may_have_withheld(
    forged, reads
):
    reads(GHANA)
    made = replies.state(*FIGURE, **SAID)
    line = forged if isinstance(forged, bytes) else json.dumps(made | {"seq": 2, "action": "edit"} | forged).encode()
    with replies.file().open("ab") as log:
        log.write(line + b"\n")
    assert [reply.text for reply in replies.standing("GHA")] == ["Two platoons"]
    assert not replies.standing("FJI")
    is_read = forged == {"iso3": "FJI"}
    assert bool(replies.damaged()) != is_read
    assert seen_by(reads, NOBODY) == (["Two platoons"] if is_read else [], [])


@pytest.mark.more
def test_its_brief_says_what_stands_on_one_page_and_in_no_audience_what_is_withheld(reads):
    reads(GHANA)
    for text in ("STANDS" + EVIL * 6, "CANARYHELD"):
        made = replies.state(*FIGURE, **SAID | {"text": text})
    reads(STEWARD)
    replies.withhold(made["reply"], "GHA", "", "endangers", "CANARYWHY", base=made["seq"])
    for person, audience in ((NOBODY, "open"), (GHANA, "open"), (STEWARD, "restricted")):
        reads(person)
        view = screen.newest("public", audience)
        for iso3 in ("GHA", "FJI"):
            pages = pypdfium2.PdfDocument(briefs.brief(run, view, iso3, "pdf"))
            said = " ".join(pages[0].get_textpage().get_text_bounded().split())
            assert len(pages) == 1 and "CANARY" not in said and "zed.example" not in said
            there = [words in said for words in ("STANDS[x]", "As stated by the Member State", "Note NV 12/2026")]
            assert there == [iso3 == "GHA"] * 3, audience


@pytest.mark.more
def test_the_state_states_it_on_its_page_and_a_steward_answers_there(reads):
    reads(GHANA)
    at = app("deployments/country.py", iso3="GHA")
    before = [metric.value for metric in at.metric]
    at.session_state["add_reply"] = True
    at.run()
    figures = reply_facts.choices(run, screen.newest("public", "open"), "GHA")
    at.button(key="do_reply").click().run()
    assert "Choose the figure" in at.error[0].value
    at.selectbox(key="reply_figure").set_value(("deployment", "UNMISS/troops"))
    assert ("women", "contingent_troops") in figures and {kind for kind, _code in figures} == set(replies.KINDS)
    at.text_area(key="reply_text_new").set_value(EVIL)
    at.text_input(key="reply_reference_new").set_value("NV 12/2026")
    at.button(key="do_reply").click().run()
    (reply,) = replies.standing("GHA")
    assert not at.error and (reply.text, reply.month, reply.says) == (EVIL, "2025-07-31", "correction")
    assert f"Correction: {EVIL}" in [text.value for text in at.text]
    assert EVIL[:12] not in "".join(part.value for part in [*at.markdown, *at.caption])
    assert [metric.value for metric in at.metric] == before  # no figure changes by a reply
    reads(FIJI)
    other = app("deployments/country.py", iso3="GHA")
    shown = "\n".join(text for _where, text in screen.texts(other))
    assert "Change" not in shown.splitlines() and EVIL in shown and "Reply for" not in shown and "Ama Zed" not in shown
    reads(STEWARD)
    at = app("deployments/country.py", iso3="GHA")
    at.session_state[f"answer_reply_{reply.reply}"] = True
    at.run()
    at.text_area(key=f"answer_text_{reply.reply}").set_value("It names the commander")
    at.radio(key=f"answer_reason_{reply.reply}").set_value("names")
    at.button(key=f"withhold_{reply.reply}").click().run()
    assert not at.error and replies.standing("GHA")[0].stands == "withheld"
    reads(FIJI)
    shown = "\n".join(text for _where, text in screen.texts(app("deployments/country.py", iso3="GHA")))
    assert "1 statement of this Member State is withheld: it names people." in shown
    assert EVIL not in shown and "commander" not in shown
    with settings.using("exercise"):
        assert not replies.standing("GHA")


def test_a_steward_who_confirms_a_reply_on_a_pledge_notes_its_step_with_the_missions_note_as_source(reads):
    reads(GHANA)
    pledge = run("pledge_ledger", screen.newest("public", "open").snapshot, iso3="GHA").iloc[0]
    code, day = pledge["pledge_id"], "2026-03-31"
    made = replies.state("GHA", "pledge", code, "2025-07-31", **SAID | {"says": "date", "day": day})
    other = replies.state(*FIGURE, **SAID)
    reads(STEWARD)
    at = app("deployments/country.py", iso3="GHA")
    for reply in (made, other):
        at.session_state[f"answer_reply_{reply['reply']}"] = True
    at.run()
    key = made["reply"]
    offered = [box.key for box in at.selectbox if box.key and box.key.startswith("answer_step_")]
    assert offered == [f"answer_step_{key}"]  # a figure that is no pledge has no steps
    assert decisions.last_on(code, decisions.log()) is None
    at.selectbox(key=f"answer_step_{key}").set_value("withdrawn")
    at.button(key=f"confirm_{key}").click().run()
    assert not at.error
    entry = decisions.last_on(code, decisions.log())
    assert (entry["action"], entry["by"], entry["account"]) == ("status", "Sam Zed", "sam@zed.example")
    assert entry["new"] == {
        "status": "withdrawn",
        "date": day,
        "source": f"Note NV 12/2026 of the Member State, {made['at'][:10]}",
    }
    (reply,) = [one for one in replies.standing("GHA") if one.reply == key]
    assert (reply.stands, reply.remark) == ("confirmed", "Withdrawn, 31 March 2026")
    assert (
        run("pledge_ledger", screen.newest("public", "open").snapshot, iso3="GHA").iloc[0]["status"] == pledge["status"]
    )  # until it is published
    for person in (GHANA, FIJI, Person("dpo", "D", "d@zed.example")):
        reads(person)
        with pytest.raises(ValueError):
            decisions.decide(code, "status", "x", base=entry["seq"], new=entry["new"])
