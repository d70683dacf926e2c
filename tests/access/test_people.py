"""Who may see and write what: by claim, by what a steward gave, and what ends it."""

import time

import pytest

from etl.records import calls, decisions, figure_notes, holds, replies, saved_views
from etl.records.access import people, reader, roles
from etl.records.access.roles import Person
from etl.settings import ROOT

CLAIMS = {
    "is_logged_in": True, "iss": "https://sign.in", "sub": "7", "name": "Ama Zed", "email": "Ama@Zed.example",
    "email_verified": True, "nonce": "n1",
}  # fmt: skip
SIGN_IN = ("METADATA_URL", "CLIENT_ID", "CLIENT_SECRET")


@pytest.fixture
def signs_in(tmp_path, monkeypatch):
    """A server with sign-in over an empty work folder; the person whose claims are set reads."""
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    for name in SIGN_IN:
        monkeypatch.setenv(f"LEDGER_OIDC_{name}", "x")
    monkeypatch.setattr(reader, "_tell", None)
    said = {}
    reader.tell_by(lambda: people.of(said))
    yield said


def claims(**more):
    return CLAIMS | {"iat": time.time() - 5} | more


def test_a_person_is_nobody_before_the_sign_in_and_after_its_hours(signs_in, monkeypatch):
    assert reader.current() == roles.NOBODY and reader.audience() == "open"
    signs_in.update(claims(ledger_role="dpo"))
    assert reader.current() == Person("dpo", "Ama Zed", "ama@zed.example") and reader.audience() == "restricted"
    for stale in (time.time() - 13 * 3600, None, "now", True):
        signs_in["iat"] = stale
        assert reader.current() == roles.NOBODY
    monkeypatch.setenv("LEDGER_SIGN_IN_HOURS", "14")
    signs_in["iat"] = time.time() - 13 * 3600
    assert reader.current().role == "dpo"
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")  # what the server shows at all is the most that anybody sees
    assert reader.audience() == "open"


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("co_chair", ("co_chair", "")),
        (["wps", "dpo", "nonsense"], ("dpo", "")),
        ("member_state:FJI", ("member_state", "FJI")),
        ("member_state", ("open", "")),
        ("member_state:fji", ("open", "")),
        ("steward:FJI", ("open", "")),
        ("local", ("open", "")),
        ({"role": "steward"}, ("open", "")),
        (None, ("open", "")),
    ],
)
def test_a_claim_gives_a_role_that_the_table_has(signs_in, said, role):
    signs_in.update(claims(ledger_role=said))
    assert (reader.current().role, reader.current().iso3) == role


def test_what_a_steward_gave_goes_before_the_claim_and_is_taken_back(signs_in, monkeypatch):
    monkeypatch.setenv("LEDGER_STEWARDS", "x@y.example, AMA@zed.example")
    signs_in.update(claims())
    assert reader.current().role == "steward"
    with pytest.raises(ValueError, match="Another steward"):
        people.give("ama@zed.example", "open", base=0)
    first = people.give("Bo@Zed.example", "member_state:FJI", base=0)
    with pytest.raises(people.Conflict):
        people.give("bo@zed.example", "dpo", base=0)
    assert (first["account"], first["by"]) == ("ama@zed.example", "Ama Zed")
    signs_in.update(claims(email="bo@zed.example", ledger_role="steward"))
    assert reader.current() == Person("member_state", "Ama Zed", "bo@zed.example", "FJI")
    with pytest.raises(ValueError, match="not for who reads here as Member State"):
        people.take("bo@zed.example", base=first["seq"])
    signs_in.update(claims())
    people.take("bo@zed.example", base=first["seq"])
    signs_in.update(claims(email="bo@zed.example", ledger_role="wps"))
    assert reader.current().role == "wps"


def test_an_address_that_is_not_verified_is_nobodys(signs_in, monkeypatch):
    monkeypatch.setenv("LEDGER_STEWARDS", "ama@zed.example")
    signs_in.update(claims(email_verified=False))
    assert reader.current().role == "open" and "@" not in reader.current().subject
    del signs_in["email_verified"]
    assert reader.current().role == "open"
    monkeypatch.setenv("LEDGER_TRUST_EMAIL", "on")
    assert reader.current().role == "steward"


def test_a_sign_in_that_was_ended_opens_nothing_and_the_next_one_does(signs_in):
    signs_in.update(claims(ledger_role="dpo"))
    people.out(signs_in, "Ama Zed")
    people.out(signs_in, "Ama Zed")
    assert reader.current() == roles.NOBODY and len(people.log()) == 1
    signs_in["nonce"] = "n2"
    assert reader.current().role == "dpo"


WRITTEN = {
    "calls": lambda: calls.note("FJI", "typed", {"assigned_to": "Bo"}, base=0, audience=reader.audience()),
    "notes": lambda: figure_notes.write("state", "FJI", "typed", "A note", "open"),
    "views": lambda: saved_views.save("typed", "Mine", "", {}, False),
    "decisions": lambda: decisions.note("word/x", "word", "typed", {"kind": "capability", "word": "x", "means": "y"}),
    "release": lambda: holds.hold("FJI", "typed", "reason", base=0),
    "replies": lambda: replies.state(
        "FJI",
        "women",
        "contingent_troops",
        "2025-07-31",
        "typed",
        says="status",
        text="A reply",
        day="",
        reference="NV 1",
    ),
    "roles": lambda: people.give("bo@zed.example", "dpo", base=0),
}


@pytest.mark.parametrize("role", roles.ROLES)
def test_each_role_writes_what_the_table_says_and_nothing_else_under_its_own_name(signs_in, role):
    signs_in.update(claims(ledger_role=f"{role}:FJI" if role == roles.MEMBER_STATE else role))
    for write, act in WRITTEN.items():
        if write in roles.ROLES[role].writes:
            entry = act()
            assert (entry["account"], "typed" in entry["by"]) == ("ama@zed.example", False), write
        else:
            with pytest.raises(ValueError):
                act()


def test_without_sign_in_the_machines_own_person_writes_and_a_public_server_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setattr(reader, "_tell", lambda: pytest.fail("nobody signs in here"))
    assert WRITTEN["calls"]()["by"] == "typed"
    monkeypatch.setenv("LEDGER_ORIGIN", "https://ledger.example")
    assert reader.current() == roles.NOBODY
    for act in WRITTEN.values():
        with pytest.raises(ValueError):
            act()


def test_the_table_of_the_docs_is_that_of_the_code():
    said = (ROOT / "docs" / "ROLES.md").read_text(encoding="utf-8")
    for code, role in [*roles.ROLES.items(), ("", roles.AT_THE_MACHINE)]:
        head = f"| `{code}{':ISO3' if code == roles.MEMBER_STATE else ''}` |" if code else "| |"
        writes = ", ".join(write for write in roles.WRITES if write in role.writes)
        restricted = "yes" if role.audience == "restricted" else ""
        assert f"{head} {role.title} | {restricted} | {writes} |\n" in said
    assert all(f"| {write} | {title} |" in said for write, title in roles.WRITES.items())
