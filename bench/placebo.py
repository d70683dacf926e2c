"""The rules of pledge evidence on random days for states that pledged nothing: how often they hold by chance, per type.

Each draw is a pledge that nobody made: a state without a pledge in the public list that deploys people of the type, a day,
and the number and mission-or-none of a real pledge of that type; a named mission is one in which the state has had them. The
table is written to data/reference/evidence_placebo.csv, which the query pledge_placebo reads.
"""

import csv
import datetime as dt
import random
import shutil
import tempfile
from pathlib import Path

import duckdb

import queries
from etl import settings
from queries.pledges import pledge_evidence

DRAWS = 2000  # of each type
SEED = 12
FIRST = dt.date(2015, 8, 1)  # six months are reported before
SOURCE = "python -m bench placebo, {day}: {draws} draws, seed {seed}; states without a pledge in the public list that deploy the type"


def run() -> None:
    """Draw, judge, write and print the table."""
    snapshot = queries.current()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "placebo.duckdb"
        shutil.copy(settings.database_file(snapshot.version, snapshot.dataset, snapshot.audience), copy)
        con = duckdb.connect(str(copy))
        rises = queries.run("pledge_rise", connection=con)
        pledged = {
            row[0]
            for row in con.execute(
                "select iso3 from mart.pledge union select iso3 from mart.pledge_without_content"
            ).fetchall()
        }
        con.execute("delete from mart.pledge")
        rows = list(draws(con, rises[rises["barred"].isna()], pledged))
        con.executemany(
            "insert into mart.pledge (pledge_id, iso3, category, unit, dated, stated_types, stated_people, mission_code, sentence, status)"
            " values (?, ?, 'uniformed_capabilities', 'person', ?, ?, ?, ?, '', 'announced')",
            rows,
        )
        judged = queries.run("pledge_rise", connection=con)
        [(newest,)] = con.execute("select max(as_of) from mart.reported_month").fetchall()
    with (settings.ROOT / "data" / "reference" / "evidence_placebo.csv").open(
        "w", encoding="utf-8", newline=""
    ) as handle:
        table = csv.writer(handle, lineterminator="\n")
        table.writerow(("personnel_type", "evidence", "drawn_count", "held_count", "source"))
        for line in counted(judged, SOURCE.format(day=f"figures to {newest}", draws=DRAWS, seed=SEED)):
            table.writerow(line)
            print(*line[:4])


def draws(con, real, pledged: set[str]):
    """Pledges that nobody made, as rows of mart.pledge."""
    rng = random.Random(SEED)
    [(newest,)] = con.execute("select max(as_of) from mart.reported_month").fetchall()
    there = con.execute(
        "select iso3, personnel_type, mission_code from mart.deployment_month where people_count > 0 group by all order by all"
    ).fetchall()
    last = newest - dt.timedelta(days=730)
    for types in sorted(set(real["personnel_type"])):
        own = real[real["personnel_type"] == types]
        numbers = list(zip(own["people_pledged"].astype(int), own["mission"].notna(), strict=True))
        places: dict[str, list[str]] = {}
        for iso3, kind, mission in there:
            if iso3 not in pledged and kind in types.split(";"):
                places.setdefault(iso3, []).append(mission)
        for place in range(DRAWS):
            state = rng.choice(sorted(places))
            people, is_named = rng.choice(numbers)
            day = FIRST + dt.timedelta(rng.randrange((last - FIRST).days))
            mission = rng.choice(places[state]) if is_named else None
            yield f"{types}-{place:04}", state, day, types, people, mission


def counted(judged, source: str):
    """Lines of the table: of each type, how many of those whose months before do not hold the number are seen, and partly seen."""
    for types, own in judged.groupby("personnel_type"):
        evidence = [pledge_evidence.alone(row, set())[0] for row in own.itertuples()]
        judged_count = sum(code not in ("cannot_be_seen", "already_there") for code in evidence)
        for code in pledge_evidence.RISES:
            yield types, code, judged_count, evidence.count(code), source
