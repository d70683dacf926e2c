"""Lists of slides: a person's own, there again in another tab, made anew from codes, and never in an open view."""

import json
import stat

import pytest

from etl.records import journal, saved_views, slide_lists
from pages.capabilities.rapid_facts import Question
from pages.handover import facts
from pages.kit.cache import run
from pages.kit.view import Wanted
from tests.support import screen
from tests.support.screen import app


def asked():
    own = screen.newest("public", "restricted")
    question = Question(("U1", "U2"), (), ("MINUSCA",), 2, "weog", "rdl")
    return own, [
        Wanted("parity", own),
        Wanted("state", own, (("iso3", "NPL"),)),
        Wanted("readiness", own, (("capability", ""), ("question", question))),
        Wanted("supposed", own, (("missions", ("UNIFIL",)), ("reach", ("IND", "NPL")), ("target", "2028"))),
    ]


def test_a_slide_is_made_again_from_its_codes(desk):
    own, slides = asked()
    codes = json.loads(json.dumps([facts.code(one) for one in slides]))
    assert [facts.made(run, code, own) for code in codes] == slides
    state = codes[1]
    assert facts.made(run, state | {"v": "0" * 12}, own) == slides[1]  # its version is gone: the newest
    earlier = facts.made(run, state | {"month": "2024-01-31", "scope": "peacekeeping"}, own)
    assert (earlier.view.as_of.isoformat(), earlier.view.is_newest, earlier.view.scope) == (
        "2024-01-31",
        False,
        "peacekeeping",
    )
    for wrong in (
        {"kind": "gone"},
        {"month": "2024-01-30"},
        {"choices": {"iso": "NPL"}},
        {"kind": "supposed", "choices": {"words": ["closed: MINUSCA"]}},  # what a list says is asked, never typed
        {"choices": {"iso3": {"x": 1}}},
    ):
        assert facts.made(run, state | wrong, own) is None


def test_a_list_is_there_again_in_another_tab_and_two_tabs_lose_nothing(desk, monkeypatch):
    _own, slides = asked()
    parity, state, curve, _supposed = [facts.code(one) for one in slides]
    slide_lists.keep([parity, state], base=0)
    assert stat.S_IMODE(slide_lists.file().stat().st_mode) == 0o600
    at = app("handover/page.py")
    told = screen.words(at)
    assert "1.**" in told and "Nepal" in told and "Your list is kept" in told
    at.button(key="remove_0").click().run()
    assert slide_lists.of_reader() == ([state], 2)
    slide_lists.keep([state, curve], base=2)  # another tab
    at.button(key="add_parity").click().run()
    assert slide_lists.of_reader() == ([state, curve, parity], 4) and at.button(key="remove_2")
    with pytest.raises(journal.Conflict):
        slide_lists.keep([], base=3)
    with slide_lists.file().open("ab") as log:
        log.write(
            json.dumps({"seq": 5, "at": "2026-01-01", "by": "", "action": "keep", "slides": [{"kind": "x"}]}).encode()
            + b"\n"
        )
    assert slide_lists.damaged() == [5] and slide_lists.of_reader()[1] == 4
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    told = screen.words(app("handover/page.py"))
    assert "No slide yet" in told and "as long as this tab" in told and not saved_views.are_kept()
    with pytest.raises(ValueError, match="as long as the tab"):
        slide_lists.keep([], base=4)
