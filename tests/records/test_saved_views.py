"""Saved views: each person's own, opened as they were seen or with what is newest, in the restricted view alone."""

import json
import stat

import pytest

import queries
from etl import settings
from etl.records import saved_views
from tests.support import screen
from tests.support.screen import app, param

GAPS, COUNTRY, PARITY = "capabilities/gaps.py", "deployments/country.py", "parity/page.py"
LOOK = {"v": "0123456789ab", "month": "2025-06-30", "dataset": "public", "scope": "all", "iso3": "BGD", "lang": "fr"}


def test_a_view_is_its_persons_own_and_its_newest_entry(desk):
    made = saved_views.save("AB", "My  state", "country", LOOK, is_pinned=True)
    saved_views.save("", "My state", "country", LOOK, is_pinned=False)
    again = saved_views.save("ab", "MY STATE", "country", LOOK | {"iso3": "NPL"}, is_pinned=True)
    assert again["view"] == made["view"] and stat.S_IMODE(saved_views.file().stat().st_mode) == 0o600
    (own,), (nobodys,) = saved_views.of("AB"), saved_views.of(" ")
    assert own.is_pinned and own.choices == {key: value for key, value in LOOK.items() if key != "lang"} | {
        "iso3": "NPL"
    }
    assert not nobodys.is_pinned and set(nobodys.choices) == {"dataset", "scope", "iso3"}
    saved_views.delete(own.view, base=own.seq)
    assert not saved_views.of("AB") and saved_views.of("") and len(saved_views.file().read_text().splitlines()) == 4
    with settings.using("exercise"):
        assert not saved_views.of("")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": " "}, "a name"), ({"name": "x" * 81}, "at most"), ({"by": "x" * 81}, "at most"), ({"page": "../x"}, "cannot be saved"),
        ({"choices": {"a b": "x"}}, "cannot be saved"), ({"choices": LOOK | {"dataset": "exercise"}}, "cannot be saved"),
        ({"choices": {"at": "x" * 5000}}, "cannot be saved"),
    ],
)  # fmt: skip
def test_what_cannot_be_saved_is_said(asked, said, desk):
    with pytest.raises(ValueError, match=said):
        saved_views.save(**{"by": "AB", "name": "x", "page": "", "choices": LOOK, "is_pinned": True} | asked)
    assert not saved_views.file().exists()


@pytest.mark.parametrize(
    "forged", [b"{", {"page": "http://evil.example"}, {"choices": {"x": 7}}, {"choices": None}, {"name": "a\u202eb"}]
)
def test_a_damaged_line_is_told_and_left_out(forged, desk):
    made = saved_views.save("AB", "one", "", LOOK, is_pinned=False)
    with saved_views.file().open("ab") as log:
        log.write((forged if isinstance(forged, bytes) else json.dumps(made | {"seq": 2} | forged).encode()) + b"\n")
    assert [one.name for one in saved_views.of("AB")] == ["one"] and saved_views.damaged() == [2]


def opened(at):
    at.session_state["my_views"] = True
    return at.run()


def test_what_a_reader_saves_opens_as_it_was_seen_and_its_link_says_the_same(desk):
    at = opened(app(COUNTRY, iso3="NPL", month="2024-01-31", scope="peacekeeping"))
    for name, day in (("Pinned", "pinned"), ("Newest", "newest")):
        at.text_input(key="view_name").set_value(name)
        at.radio(key="view_day").set_value(day)
        at.button(key="do_save_view").click().run()
        assert not at.error
    newest, pinned = saved_views.of("")
    at = opened(app(PARITY, dataset="exercise"))
    assert "Nothing is saved yet." in screen.words(at)  # the two worlds do not meet
    at = opened(app(PARITY))
    at.button(key=f"share_view_{pinned.view}").click().run()
    link = next(code.value for code in at.code if "country?" in code.value)
    assert f"v={queries.current().version}&" in link and "month=2024-01-31" in link and "iso3=NPL" in link
    for one, month in ((pinned, "2024-01-31"), (newest, "2025-07-31")):
        at.button(key=f"open_view_{one.view}").click().run()
        assert at.title[0].value == "Nepal" and param(at, "month") == month and param(at, "scope") == "peacekeeping"
        at = opened(app(PARITY))
    at.button(key=f"delete_view_{newest.view}").click().run()
    assert [one.name for one in saved_views.of("")] == ["Pinned"]


def test_the_open_view_saves_nothing_and_shows_none(desk, monkeypatch):
    made = saved_views.save("", "CANARYVIEW", "", LOOK, is_pinned=False)
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = opened(app())
    assert "CANARYVIEW" not in "".join(text for _where, text in screen.texts(at)) and "My views" not in screen.words(at)
    for write in (
        lambda: saved_views.save("", "x", "", LOOK, False),
        lambda: saved_views.delete(made["view"], base=made["seq"]),
    ):
        with pytest.raises(ValueError, match="restricted"):
            write()
    # A link says the same there: with its day, and with what is newest.
    links = [code.value for code in at.code if "?" in code.value]
    assert ["v=" in link for link in links] == [True, False]
