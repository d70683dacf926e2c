"""Exports drift: several header rows, merged cells, a sheet for each level or region. Read by etl/readers/roster."""

import datetime as dt
from pathlib import Path
from typing import Any

from etl.build.intake import Drop
from etl.build.rosters import Rosters, read_drop
from etl.contract import SourceError
from etl.readers.formats import ods
from etl.readers.formats.peek import FIRST, first_rows
from etl.readers.roster import settling
from etl.readers.roster.model import Reading
from etl.readers.roster.recognise import is_roster, titled_day
from etl.readers.roster.words import Words


def read(drops: dict[int, Drop], earlier: dict[str, Any]) -> Rosters:
    """All exports of rosters."""
    return Rosters(drops)


def recognises(plain: Path) -> bool:
    """Whether a file's first rows hold the headings of a roster."""
    return is_roster(first_rows(plain))


def day(plain: Path) -> dt.date | None:
    """The day that a title in a file says it is of; None where none does."""
    with ods.opened(plain, FIRST) as book:
        return titled_day(first_rows(book))


def answer(drop: Drop, plain: Path, shown: int) -> dict:
    """What a check says of one roster; SourceError where it is refused."""
    words = Words()
    reading = read_drop(drop, words, plain)
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
        "as_of": drop.day.isoformat() if loaded and drop.day else None,
        "dataset": drop.source.dataset,
        "columns": _columns(reading),
        "headings": [{"sheet": sheet, "heading": theirs, "field": ours} for sheet, theirs, ours in reading.headings],
        "left_out": [{"sheet": sheet, "column": column, "reason": why} for sheet, column, why in reading.left_out],
        "unknown_words": settling.listed(reading.words, words),
        "not_read": reading.not_read[:shown],
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
    """Each heading with the column of ours that it feeds, once for all sheets that have it."""
    return [{"theirs": theirs, "ours": ours} for theirs, ours in dict.fromkeys((t, o) for _, t, o in reading.headings)]
