"""A Member State's reply on what is restricted of it: the state and restricted readers alone read it."""

from etl import settings
from etl.records import replies
from etl.records.access.roles import NOBODY, Person
from pages.kit.cache import run
from pages.kit.view import View
from pages.records import own_views, reply_facts
from tests.support import screen

# States of the exercise with a focal point, the day of its newest roster, and a unit of A in the newest return.
A, B, DAY, UNIT = "QMO", "QNE", "2026-09-30", "XMA-CQMO-32"


def of(iso3: str) -> Person:
    return Person("member_state", f"Focal point {iso3}", f"{iso3.lower()}@zed.example", iso3)


def test_a_reply_on_what_is_not_open_is_read_by_the_state_and_restricted_readers_alone(
    reads, tmp_path, monkeypatch, world
):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "build").symlink_to(world / "build")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "work"))
    reads(of(A))
    with settings.using("exercise"):
        opened, restricted = screen.newest("exercise", "open"), screen.newest("exercise", "restricted")
        choices = reply_facts.choices(run, own_views.of(opened, A), A)
        closed = sorted(choices.keys() - reply_facts.choices(run, opened, A).keys())
        assert [kind for kind, _code in closed] == ["evidence", "pledge", "return", "return"]
        assert f"{DAY[:5]}10-31/{UNIT}" in {code for _kind, code in closed}
        figures = [*closed, ("deployment", "XMA/troops"), ("return", DAY)]
        for kind, code in figures:
            made = replies.state(A, kind, code, DAY, says="status", text=f"On {kind} {code}", day="", reference="NV 1")

        def read(person: Person, view: View) -> list[tuple[str, str]]:
            reads(person)
            return [(one.kind, one.code) for one in reply_facts.of(run, own_views.of(view, A), A)][::-1]

        steward = Person("steward", "Sam", "sam@zed.example")
        assert read(of(A), opened) == read(steward, restricted) == figures
        assert (
            read(of(B), opened)
            == read(NOBODY, opened)
            == read(Person("co_chair", "C", "c@zed.example"), opened)
            == figures[4:]
        )
        reads(steward)
        for reply in [one for one in replies.standing(A) if one.seq != made["seq"]]:
            replies.withhold(reply.reply, A, "", "names", "It names them", base=reply.seq)
        assert reply_facts.held_back(run, opened, A) == ""  # who withholds reads it
        reads(of(B))
        assert "1 statement" in reply_facts.held_back(run, opened, A)
