"""What a build takes from the version that is served: it holds what a build from nothing holds, whatever changed between."""

import csv
import random
import shutil

import pytest

from etl import settings
from etl.build import pipeline, publish
from etl.build.again import readings, tables
from etl.records import decisions
from tests.support.etl_fixtures import Site, reading, record
from tests.support.pledge_forms import form, know_states, waiting
from tests.support.seeds import seeds

MISSIONS, KINDS = ("UNDOF", "UNTSO", "UNIFIL"), ("Troops", "Staff Officer", "Experts on Mission")


def month(random_, as_of: str) -> list[list]:
    """Rows of a month; some cannot be read, one stands twice, one contradicts itself."""
    rows = [
        record(random_.randint(0, 30), random_.randint(1, 90), mission=mission, kind=kind, as_of=as_of)
        for mission in MISSIONS
        for kind in random_.sample(KINDS, 2)
    ]
    rows += [record(1, "x", as_of=as_of), record(1, 1, iso3="ZZZ", m49="", name="Nowhere", as_of=as_of), rows[0]]
    return rows + [[*rows[1][:6], 99, 99, as_of]]


class Changes:
    """Random changes of what a build is made of."""

    def __init__(self, site: Site, seed: int):
        self.site, self.random, self.count = site, random.Random(seed), 0

    def new_month(self):
        self.count += 1
        self.site.drop(f"m{self.count}.csv", month(self.random, f"20{self.count:02}-01-31"))

    def the_same_month_once_more(self):
        self.count += 1
        self.site.drop(f"m{self.count}.csv", month(self.random, "2025-07-31"))

    def snapshot(self):
        self.count += 1
        row = ["FJI", "242", "Fiji", "UNDOF", "Corrections", 3, self.count]
        headings = [
            "isocode3",
            "m49_code",
            "contributing_country",
            "mission_acronym",
            "gpp_type",
            "female_personnel",
            "male_personnel",
        ]
        self.site.drop(f"2024-0{self.random.randint(1, 3)}-01 {self.count}.csv", csv_rows([headings, row]), "gpp")

    def form(self):
        self.count += 1
        self.site.drop(f"form{self.count}.docx", form({1: [f"Host {self.count} courses in 2026."]}), "pledges")

    def decision(self):
        found = sorted(waiting(self.site).values()) if publish.current() else []
        if found:
            one = self.random.choice(found)
            last = decisions.last_on(one, decisions.log())
            decisions.decide(one, self.random.choice(["confirm", "edit"]), "A", base=last["seq"] if last else 0)

    def file_gone(self):
        dropped = [path for path in (self.site.work / "inbox").rglob("*.*") if ".kept" not in path.parts]
        if dropped:
            self.random.choice(dropped).unlink()

    def file_changed(self):
        self.site.drop("m1.csv", month(self.random, f"20{self.count:02}-02-28"))

    def unreadable(self):
        self.count += 1
        self.site.drop(f"bad{self.count}.csv", "no,headings\n1,2\n")

    def reference_row(self):
        with (self.site.data / "reference" / "country_alias.csv").open("a", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerow([f"Fijian Isles {self.count}", "FJI", "invented"])
        self.count += 1


KINDS_OF_CHANGE = [name for name in vars(Changes) if not name.startswith("_")]
# Every kind in few builds: those after which all is built anew come first, so that what is taken wrongly later stands at the end.
LEAN = [
    ["form", "new_month"],
    ["reference_row", "file_changed"],
    ["file_gone", "unreadable"],
    ["the_same_month_once_more", "snapshot"],
    ["new_month", "form"],
    ["decision"],
]


def csv_rows(rows) -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in rows)


def everything() -> dict[str, tuple | None]:
    """Rows and a hash of each table of both databases, without the moments at which things happened."""
    told = {}
    for audience in ("open", "restricted"):
        with reading(settings.database_file(str(publish.current()), "public", audience)) as con:
            tables_ = "select schema_name || '.' || table_name from duckdb_tables() order by 1"
            for (table,) in con.execute(tables_).fetchall():
                without = {"meta.file": "exclude (received_at)", "meta.build": "exclude (built_at)"}.get(table, "")
                hashed = f"select count(*), sum(cast(hash(entry) as hugeint)) from (select * {without} from {table}) as entry"
                told[f"{audience} {table}"] = con.execute(hashed).fetchone()
    return told


def from_nothing(site: Site, folder, monkeypatch) -> tuple[str, dict]:
    """The version and contents of a build without any version or reading before it, of the same files in the same order of receipt."""
    shutil.copytree(site.work, folder / "work")
    for made in ("versions", "readings"):
        shutil.rmtree(folder / "work" / "build" / made)
    (folder / "work" / "build" / "current").unlink()
    with monkeypatch.context() as patch:
        clean = Site(folder, patch, site.data)
        version = clean.build()["data_version"]
        return version, everything()


@pytest.mark.parametrize("seed", seeds(12, lean=(0,)))
def test_whatever_changed_a_build_holds_what_one_from_nothing_does(seed, tmp_path, monkeypatch):
    assert {name for step in LEAN for name in step} == set(KINDS_OF_CHANGE)
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    changes, taken = Changes(site, seed), []
    steps = [[name] for name in ("form", "new_month", *changes.random.sample(KINDS_OF_CHANGE, len(KINDS_OF_CHANGE)))]
    steps = steps if seed else LEAN
    real = pipeline.again.taken
    monkeypatch.setattr(pipeline.again, "taken", spy(real, lambda *asked: taken.append(real(*asked))))
    for place, step in enumerate(steps):
        for name in step:
            getattr(changes, name)()
        version = site.build()["data_version"]
        if step is steps[-1] or (seed and place == len(steps) // 2):
            held = from_nothing(site, tmp_path / f"clean{place}", monkeypatch)
            assert (version, everything()) == held, steps[: place + 1]
    took = sum(bool(one.files.get("deployments")) for one in taken)
    assert took >= len(steps) // 2


def test_only_what_came_since_is_read(tmp_path, monkeypatch):
    site, read = Site(tmp_path, monkeypatch), []
    know_states(site.data, "QMB")
    site.drop("form.docx", form({1: ["Host a course in 2026."]}), "pledges")
    site.build()
    monkeypatch.setattr(pipeline.raw, "load", spy(pipeline.raw.load, lambda _con, path, *_rest: read.append(path.name)))
    monkeypatch.setattr("etl.readers.pledges.read._read", lambda *_a: pytest.fail("the form is read again"))
    decisions.decide(next(iter(waiting(site).values())), "confirm", "A")
    site.build()
    assert read == []
    site.drop("next.csv", [record(as_of="2025-08-31")])
    site.build()
    assert read == ["next.csv"]
    site.drop("again.csv", [record(as_of="2025-08-31", women=9)])
    site.build()
    assert set(read[1:]) == {"again.csv", "next.csv", "small.csv"}
    assert site.figure(as_of="2025-08-31") == (9, 40)


def spy(function, note):
    def noted(*arguments, **named):
        note(*arguments)
        return function(*arguments, **named)

    return noted


def test_nothing_is_taken_by_another_program(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.build()
    monkeypatch.setattr(pipeline, "program_id", lambda: "f" * 64)
    monkeypatch.setattr(tables.Taken, "take", lambda *_a: pytest.fail("a mart of another program is taken"))
    assert site.build()["published"]


def test_a_reading_that_holds_anything_else_is_read_again(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    site.drop("form.docx", form({1: ["Host a course in 2026."]}), "pledges")
    site.build()
    kept = list((site.work / "build" / "readings" / "public").iterdir())
    assert kept and all(path.stat().st_mode & 0o77 == 0 for path in kept)
    for path in kept:
        path.write_bytes(b"cos\nsystem\n(S'touch " + str(tmp_path / "run").encode() + b"'\ntR.")
    site.drop("next.csv", [record(as_of="2025-08-31")])
    site.build()
    assert list(waiting(site)) == ["Host a course in 2026."] and not (tmp_path / "run").exists()
    (site.work / "inbox" / "pledges" / "form.docx").unlink()
    site.build()
    assert not any(settings.build_dir().joinpath("readings", "public").iterdir())
    assert readings._now is None
