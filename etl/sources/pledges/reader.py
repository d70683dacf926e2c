"""Forms, slides, trackers and public pages: read by etl/readers/pledges, with what rosters show of the pledges that they name."""

from collections import Counter
from pathlib import Path
from typing import Any

from etl.build import registered
from etl.build.intake import Drop
from etl.build.pledges import Pledges, told_by_folder
from etl.contract import SourceError
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Candidate
from etl.readers.pledges.recognise import is_form
from etl.readers.roster import settling
from etl.readers.roster.words import Words


def read(drops: dict[int, Drop], earlier: dict[str, Any]) -> Pledges:
    """All pledge files, with the decisions on them."""
    rosters = earlier["pcrs_roster"]
    return Pledges(drops, rosters.registered(), registered.steps(rosters.readings.values()))


def recognises(plain: Path) -> bool:
    """Whether a file is a form, a slide or a tracker of pledges."""
    return is_form(plain, Lexicon())


def answer(drop: Drop, plain: Path, shown: int) -> dict:
    """What a check says of one file: its candidates, what its columns are and what is passed over; SourceError where it is refused."""
    from etl.readers.pledges import read  # python-docx and its like: only where there is a form

    lexicon = Lexicon()
    reading = read.read(plain, lexicon, drop.name, *told_by_folder(drop.path, lexicon))
    if reading.refused:
        raise SourceError(drop.name, "whole file", reading.reason, "Nothing of it would be loaded.")
    count, passed = len(reading.candidates), len(reading.passed)
    return {
        "file": drop.name,
        "source": drop.source.name,
        "sha256": drop.sha256,
        "read": count + passed,
        "loaded": count,
        "quarantined": 0,
        "repeated": 0,
        "superseded": 0,
        "not_data": passed,
        "as_of": max((one.dated for one in reading.candidates if one.dated), default=None),
        "dataset": drop.source.dataset,
        "recognised_as": reading.kind,
        "state": reading.iso3,
        "ministerial": reading.ministerial,
        "columns": [{"theirs": theirs, "ours": ours} for _, theirs, ours in reading.columns],
        "headings": [{"sheet": sheet, "heading": theirs, "field": ours} for sheet, theirs, ours in reading.columns],
        "unknown_words": settling.listed(
            Counter({("capability", word): n for word, n in reading.unknown.items()}), Words()
        ),
        "candidates": [_candidate(one, lexicon) for one in reading.candidates[:shown]],
        "passed_over": reading.passed[:shown],
        "set_aside": [],
        "findings": [{"finding": "note", "place": "whole file", "detail": note} for note in reading.notes],
    }


def _candidate(one: Candidate, lexicon: Lexicon) -> dict:
    return {
        "sentence": one.sentence,
        "place": one.place,
        "state": one.iso3,
        "category": lexicon.categories.get(one.category, ""),
        "capability": one.capability,
        "quantity": one.quantity,
        "quantity_max": one.quantity_max,
        "unit": one.currency or one.unit,
        "by_when": one.by_when,
        "remarks": [remark.reason for remark in one.remarks],
    }
