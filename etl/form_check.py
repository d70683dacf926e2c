"""Answer `check` for forms, slides and trackers: what would come of them, without loading anything."""

import re
from collections import Counter
from pathlib import Path

from etl import child
from etl.build.intake import shown
from etl.contract import SourceError
from etl.readers.pledges import recognise
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Reading
from etl.readers.roster import settling
from etl.readers.roster.words import Words

EXERCISE = re.compile(r"Q[M-Z][A-Z]")


def _is_form(path: Path, lexicon: Lexicon) -> bool:
    if shown(path.name) != path.name:
        return False
    try:
        with child.reading(path):
            return recognise.is_form(path, lexicon)
    except (SourceError, OSError):  # whoever reads it as data says what is wrong
        return False


def check(paths: list[Path], iso3: str | None, ministerial: str | None) -> tuple[list[dict | None], list[str]]:
    """An answer for each file, None for a data file, and the answers as text; empty lists where all are data."""
    lexicon = Lexicon()
    forms = [path for path in paths if _is_form(path, lexicon)]
    if not forms:
        return [], []
    from etl.readers.pledges import read

    code = state(iso3, lexicon) if iso3 else ""
    meeting_name = meeting(ministerial, lexicon) if ministerial else ""
    answers = iter([answer(reading, lexicon) for reading in read.read_all(forms, lexicon, code, meeting_name)])
    reports = [next(answers) if path in forms else None for path in paths]
    return reports, [in_words(one) for one in reports if one]


def state(text: str, lexicon: Lexicon) -> str:
    """The code that a person says, or a code of the exercise world; ValueError where it is neither."""
    code = text.strip().upper()
    if code in lexicon.state_codes or EXERCISE.fullmatch(code):
        return code
    hits = {hit.code for hit in lexicon.state_terms.find(text)}
    if len(hits) != 1:
        raise ValueError(f"--state {text} is no Member State: give its ISO3 code, such as GHA.")
    return hits.pop()


def meeting(text: str, lexicon: Lexicon) -> str:
    """The meeting that a person says, as it is named here."""
    known = {row["ministerial"].casefold(): row["ministerial"] for row in lexicon.ministerials}
    if text.casefold() not in known:
        raise ValueError(f"--ministerial {text} is none of {', '.join(known.values())}.")
    return known[text.casefold()]


def answer(reading: Reading, lexicon: Lexicon) -> dict:
    """One reading as `check --json` prints it."""
    return {
        "file": reading.file,
        "state": reading.iso3,
        "ministerial": reading.ministerial,
        "refused": reading.refused,
        "reason": reading.reason,
        "source": "pledges",
        "recognised_as": reading.kind,
        "headings": [
            {"sheet": sheet, "heading": theirs, "field": meaning} for sheet, theirs, meaning in reading.columns
        ],
        "passed_over": reading.passed,
        "unknown_words": settling.listed(
            Counter({("capability", word): count for word, count in reading.unknown.items()}), Words()
        ),
        "notes": reading.notes,
        "answers": [
            {"pledge_id": one.pledge_id, "status": one.status, "since": one.day, "words": one.words, "place": one.place}
            for one in reading.updates
        ],
        "candidates": [
            {
                "sentence": one.sentence,
                "place": one.place,
                "state": one.iso3,
                "ministerial": one.ministerial,
                "category": lexicon.categories.get(one.category, ""),
                "capability": one.capability,
                "quantity": one.quantity,
                "quantity_max": one.quantity_max,
                "unit": one.unit,
                "currency": one.currency,
                "mission": one.mission,
                "by_when": one.by_when,
                "remarks": [remark.reason for remark in one.remarks],
                "requirement_ids": [answer.requirement_id for answer in one.answers],
            }
            for one in reading.candidates
        ],
    }


def in_words(report: dict) -> str:
    """One answer as lines of text."""
    if report["refused"]:
        return f"{report['file']} is refused: {report['reason']}"
    lines = [
        f"{report['file']}: pledges of {report['state'] or 'a state that is not known'}"
        f" for {report['ministerial'] or 'a meeting that is not known'}, {len(report['candidates']):,} candidates.",
    ]
    lines += [f"  note: {note}" for note in report["notes"]]
    for one in report["candidates"]:
        lines.append(f"  {one['place']} ({one['category']}): {one['sentence']}")
        amount = " ".join(
            str(part) for part in (one["quantity"], one["currency"] or one["unit"]) if part not in (None, "")
        )
        read = [one["capability"], amount, one["mission"], one["by_when"], *one["requirement_ids"]]
        lines.append("    read as: " + ("; ".join(filter(None, read)) or "nothing more"))
        lines += [f"    remark: {remark}" for remark in one["remarks"]]
    return "\n".join(lines)
