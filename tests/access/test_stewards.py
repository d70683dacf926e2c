"""Two stewards at once, and whose names were signed and whose typed: on screen, the second is told what the first did, and each name what it is."""

import pytest

from etl.records import calls, decisions, figure_notes, replies
from etl.records.access import people, reader
from etl.records.access.roles import Person
from tests.support import screen
from tests.support.screen import app, signing_in

SAM, EVA = Person("steward", "Sam Zed", "sam@zed.example"), Person("steward", "Eva Zed", "eva@zed.example")
GHANA = Person("member_state", "Ama Zed", "ama@zed.example", "GHA")
TYPED = "Q. Typist"


@pytest.fixture
def reads(built, published, tmp_path, monkeypatch):
    """A desk with the run's build and no record yet, typed in by somebody before there was sign-in; whoever is handed to it reads from now on."""
    (tmp_path / "build").symlink_to(built / "build", target_is_directory=True)
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    monkeypatch.setattr(reader, "_tell", None)
    figure_notes.write("state", "GHA", TYPED, "typed then", "open")
    calls.note("GHA", TYPED, {"called_on": "2026-02-14", "answer": "yes"}, base=0, audience="restricted")
    return signing_in(monkeypatch)


def test_of_two_stewards_who_give_a_role_the_second_sees_the_first_and_nothing_is_lost(reads):
    reads(SAM)
    at = app("access/roles.py")
    at.text_input(key="role_account").set_value("Bo@Zed.example")
    at.selectbox(key="role_code").set_value("dpo")
    reads(EVA)
    people.give("bo@zed.example", "co_chair", base=0)
    reads(SAM)
    at.button(key="do_give").click().run()
    assert "Eva Zed changed this role" in at.info[0].value and people.given()["bo@zed.example"]["role"] == "co_chair"
    at.button(key="do_give").click().run()  # now with what Eva did before them
    assert people.given()["bo@zed.example"]["role"] == "dpo" and len(people.log()) == 2


def test_a_steward_is_told_of_a_line_of_roles_that_cannot_be_read(reads):
    reads(SAM)
    people.give("bo@zed.example", "dpo", base=0)
    assert not app("access/roles.py").warning
    with people.file().open("a", encoding="utf-8") as log:
        log.write('{"seq": 2, "about": "bo@zed.example", "action": "take"\n')
    (told,) = app("access/roles.py").warning
    assert told.value.startswith("Lines of roles.jsonl that cannot be read: 2. They give and take nothing")


def test_of_two_stewards_who_answer_a_reply_the_second_sees_the_first(reads):
    reads(GHANA)
    said = {"says": "correction", "text": "Two platoons", "day": "", "reference": "NV 12"}
    made = replies.state("GHA", "deployment", "UNMISS/troops", "2025-07-31", **said)
    key = made["reply"]
    reads(SAM)
    at = app("deployments/country.py", iso3="GHA")
    at.session_state[f"answer_reply_{key}"] = True
    at.run()
    reads(EVA)
    replies.withhold(key, "GHA", "", "names", "names the commander", base=made["seq"])
    reads(SAM)
    at.text_area(key=f"answer_text_{key}").set_value("Row 12")
    at.button(key=f"confirm_{key}").click().run()
    assert any("Eva Zed wrote on this" in error.value for error in at.error)
    assert replies.standing("GHA")[0].stands == "withheld" and at.text_area(key=f"answer_text_{key}").value == "Row 12"


def test_a_typed_name_says_so_beside_those_of_who_signed_in(reads, monkeypatch):
    reads(SAM)
    figure_notes.write("state", "GHA", "somebody else", "signed now", "open")
    at = app("deployments/country.py", iso3="GHA")
    shown = [text.value for text in at.text]
    assert any(text.startswith(f"{TYPED} (as typed), ") for text in shown) and any(
        text.startswith("Sam Zed, ") for text in shown
    )
    called = screen.words(app("outreach/page.py", by="list", states="GHA", iso3="GHA"))
    assert "Q. Typist \\(as typed\\)" in called or "Q. Typist (as typed)" in called
    for name in ("METADATA_URL", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.delenv(f"LEDGER_OIDC_{name}")
    assert all("as typed" not in text.value for text in app("deployments/country.py", iso3="GHA").text)
    assert decisions.log() == []
