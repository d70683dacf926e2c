"""What changed since a day: what its frames say and no more, for the subjects of a saved view, in files that are harmless and sent by nobody."""

import dataclasses
import datetime as dt
import email
import subprocess
import sys
from email.policy import default

import pytest

import queries
from etl import settings
from etl.records import saved_views
from etl.settings import ROOT
from pages.kit.cache import run
from pages.reports import digest, papers
from tests.support import figures, screen

SINCE = dt.date(2026, 7, 15)
EVIL = '<script>alert(1)</script> & =1+1 "x"'


def rows(paper, head):
    return [row for block in paper.blocks if block.head == head for row in block.rows]


def test_a_digest_says_what_differs_between_the_answers_of_the_two_days(published):
    own = screen.newest("exercise", "restricted")
    ask = lambda name, **asked: queries.run(name, snapshot=own.snapshot, **asked)  # noqa: E731
    with settings.using("exercise"):
        made = digest.paper(run, own, SINCE, digest.Subjects())
    changed = ask("roster_change", from_export="2026-06-30", to_export="2026-09-30")
    assert sorted(row[-1] for row in rows(made, "Units in the PCRS")) == sorted(changed["unit_id"])
    verdicts = [
        {(one.iso3, one.category): one.verdict for one in ask("parity_by_contributor", as_of=day).itertuples() if not one.is_small}
        for day in (dt.date(2026, 6, 30), own.as_of)
    ]  # fmt: skip
    known = [{key: word for key, word in side.items() if word in ("reached", "below")} for side in verdicts]
    turned = [key for key in known[1] if key in known[0] and known[0][key] != known[1][key]]
    assert len(rows(made, "Women against the parity targets")) == len(turned) > 3
    stages = [ask("capability_stage", as_of=day, today=day).set_index("capability")["state"] for day in (SINCE, None)]
    met = stages[1].index[(stages[1] == "met") & (stages[0].reindex(stages[1].index) == "unmet")]
    assert {row[0] for row in rows(made, "Coverage") if row[1:] == ("Unmet", "Met")} == set(
        ask("capabilities").set_index("capability").loc[met, "name"]
    )
    assert (
        "RESTRICTED" in digest.file_name(own, SINCE, digest.Subjects(), "eml")
        and "RESTRICTED: not to be passed on." in made.marks
    )


def test_the_version_of_the_day_is_compared_where_it_is_kept_and_what_is_not_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    july = figures.month_end(2025, 7)
    for version, women, built in (("a" * 12, 10, "2026-01-10"), ("b" * 12, 300, "2026-02-10")):
        figures.publish(tmp_path, [(july, "MINUSCA", "BGD", "troops", women, 700)], version)
        manifest = tmp_path / "build" / "versions" / version / "manifest.json"
        manifest.write_text(manifest.read_text().replace("2026-01-01", built))
    own, heads = screen.newest("public", "open"), "Women against the parity targets"
    made = digest.paper(run, own, dt.date(2026, 1, 31), digest.Subjects())
    assert made.said[0] == "Compared with data version aaaaaaaaaaaa, the newest on 31 January 2026."
    assert rows(made, heads) == [("Bangladesh", "Contingent troops", "below target", "at or above")]
    for day, said in (
        (dt.date(2026, 1, 9), "No data version of 9 January 2026 is kept"),
        (dt.date(2026, 2, 10), "This data version is not newer"),
    ):
        made = digest.paper(run, own, day, digest.Subjects())
        assert made.said[0].startswith(said) and not rows(made, heads)
    first = dataclasses.replace(own, snapshot=dataclasses.replace(own.snapshot, version="a" * 12))
    late = digest.paper(
        run, first, dt.date(2026, 3, 1), digest.Subjects()
    )  # of an earlier version nothing later is told
    assert late.said[0].startswith("This data version is not newer") and not rows(late, heads)


def test_of_a_saved_view_only_its_state_is_told_and_of_nothing_new_no_zero(published):
    own = screen.newest("exercise", "restricted")
    with settings.using("exercise"):
        about = digest.subjects("QMI", {"iso3": "QMI", "cap": "all", "states": "QMI;"})
        made = digest.paper(run, own, SINCE, about)
        late = digest.paper(run, own, own.today, about)
    units = rows(made, "Units in the PCRS")
    assert units and {row[1] for row in units} == {"Member State QMI"} and not rows(made, "Coverage")
    assert {row[0] for row in rows(made, "Pledges")} <= {"Member State QMI"}
    assert "No export of the PCRS is newer than 30 September 2026." in late.said
    assert "No month of personnel is newer than 1 November 2026." in late.said


def test_the_open_digest_holds_no_level_and_no_return(published):
    own = screen.newest("public", "open")
    made = digest.paper(run, own, dt.date(2025, 6, 15), digest.Subjects())
    assert {block.head for block in made.blocks} <= {
        "Women against the parity targets",
        "Pledges",
        "Published",
        "Set aside",
    }
    assert not made.marks and "RESTRICTED" not in digest.file_name(own, SINCE, digest.Subjects(), "docx")


def test_words_of_others_are_text_in_page_and_mail_and_no_mail_has_an_address():
    made = papers.Paper(EVIL, EVIL, EVIL, [EVIL], [EVIL], [papers.Block(EVIL, (EVIL,), (18.0,), [(EVIL,)])], EVIL)
    mail = email.message_from_bytes(digest._mail(made), policy=default)
    page = mail.get_body(("html",)).get_content()
    assert "<script" not in page and page.count("&lt;script&gt;") == 9 and page.strip() == digest._page(made)
    assert mail["X-Unsent"] == "1" and mail["Subject"] == EVIL and mail["To"] is mail["From"] is None


@pytest.mark.parametrize(("name", "files"), [("QMI watch", 3), ("unknown", 0)])
def test_the_command_writes_three_files_of_a_saved_view(name, files, built, published, tmp_path, monkeypatch):
    (tmp_path / "build").symlink_to(built / "build", target_is_directory=True)
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    with settings.using("exercise"):
        saved_views.save("AB", "QMI watch", "country", {"dataset": "exercise", "iso3": "QMI"}, is_pinned=False)
    out = tmp_path / "out"
    out.mkdir()
    asked = ["digest", "--since", str(SINCE), "--view", name, "--by", "ab", "--dataset", "exercise", "--out", str(out)]
    done = subprocess.run([sys.executable, "-m", "pages.reports", *asked], cwd=ROOT, capture_output=True, text=True)
    assert len(list(out.iterdir())) == files and (done.returncode == 0) == bool(files), done.stderr
    assert all(path.name.startswith("EXERCISE-digest-QMI-watch-since-2026-07-15-") for path in out.iterdir())
    assert files or "QMI watch" in done.stderr
