"""Answer `check` for a roster: how its headings are understood and what would be set aside, without loading anything."""

from pathlib import Path

from etl import contract
from etl.build.intake import Drop
from etl.contract import SourceError
from etl.readers.roster.headings import Headings
from etl.readers.roster.load import read_drop
from etl.readers.roster.model import Reading
from etl.readers.roster.sheets import Line
from etl.readers.roster.words import Words

SOURCE = "pcrs_roster"
# A tracker of pledges has states, capabilities and statuses too: one of these is what only a roster has.
TELLING = (
    "date_accepted",
    "last_renewed",
    "rdl_cycle",
    "verification_date",
    "load_list",
    "level",
    "strength",
    "component",
)


def is_roster(listed: list[list[str]]) -> bool:
    """Say whether rows hold the headings of a roster, in one row or several."""
    lines = [
        Line(number, [cell or None for cell in cells], frozenset(), frozenset(), frozenset())
        for number, cells in enumerate(listed, 1)
    ]
    head = Headings(contract.find(SOURCE), Words()).find(lines)
    return head is not None and any(name in head.places for name in TELLING)


def answer(drop: Drop, plain: Path, shown: int) -> dict:
    """Return what a check says of one roster; SourceError where it is refused."""
    reading = read_drop(drop, Words(), plain)
    if reading.refused:
        ((_, place, why),) = reading.findings
        raise SourceError(drop.name, place, why, "Nothing of it would be loaded.")
    loaded = len(reading.units)
    counts = {name: reading.rows[name] for name in ("read", "quarantined", "repeated", "superseded", "not_data")}
    return {
        "file": drop.name,
        "source": drop.source.name,
        "sha256": drop.sha256,
        **counts,
        "loaded": loaded,
        "as_of": drop.day.isoformat() if loaded else None,
        "dataset": drop.source.dataset,
        "columns": _columns(reading),
        "cells": dict(reading.cells),
        "set_aside": [
            {"place": row.place, "reason": row.reason, "detail": row.detail, "raw": row.raw}
            for row in reading.aside[:shown]
        ],
        "findings": [
            {"finding": code, "place": place, "detail": detail} for code, place, detail in reading.findings[:shown]
        ],
    }


def _columns(reading: Reading) -> list[dict]:
    """Return each heading with the column of ours that it feeds, once for all sheets that have it."""
    return [{"theirs": theirs, "ours": ours} for theirs, ours in dict.fromkeys((t, o) for _, t, o in reading.headings)]
