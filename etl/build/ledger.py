"""Turn candidates and the decisions on them into the ledger: confirmed pledges, their steps, what they answer.

Nothing here reads or writes a file. A candidate that nobody confirmed is no pledge; the bundled public pledges are
confirmed as "public report", never as registered.
"""

import hashlib
from dataclasses import dataclass, field, replace

from etl.readers.pledges import candidates
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Answer, Candidate, Passage, Reading, normal
from etl.records.decisions import SIDE_MARKS, State

UNITS = ("military", "police")  # components whose capabilities come as units
UNSEEN = ("pcrs_not_known",)  # said of every uniformed pledge while no roster is loaded


@dataclass
class Entry:
    """A candidate with what was decided on it, and the candidate that it was split from."""

    candidate: Candidate
    state: State
    origin: str
    part_of: str = ""
    answers: tuple[Answer, ...] = field(default_factory=tuple)


def entries(readings: list[Reading], states: dict[str, State], lexicon: Lexicon) -> list[Entry]:
    """Every candidate of every file with what stands for it; a split one is followed by its parts."""
    listed = []
    for reading in readings:
        for candidate in reading.candidates:
            listed += _entry(candidate, reading, states, lexicon)
    return listed


def _entry(
    candidate: Candidate, reading: Reading, states: dict[str, State], lexicon: Lexicon, part_of: str = ""
) -> list[Entry]:
    state = states.get(candidate.candidate_id, State())
    if reading.kind == "public" and not state.verdict:
        state = replace(state, verdict="confirmed", reason="public report")
    changed = _changed(candidate, state)
    listed = [Entry(changed, state, reading.kind, part_of, _answers(changed, state))]
    for number, part in enumerate(state.parts if state.verdict == "split" else (), 1):
        child = _part(candidate, part, number, reading, lexicon)
        listed += _entry(child, reading, states, lexicon, candidate.candidate_id)
    return listed


def _changed(candidate: Candidate, state: State) -> Candidate:
    values = {name: value for name, value in state.fields.items() if name != "requirement_ids"}
    if "languages" in values:
        values["languages"] = tuple(values["languages"])
    if values.get("quantity", candidate.quantity) != candidate.quantity:
        values["quantity_max"] = None  # a person says how many
    return replace(candidate, **values)


def _answers(candidate: Candidate, state: State) -> tuple[Answer, ...]:
    """Requirements that a pledge answers: those that a person chose, else those that the reading proposes."""
    if "requirement_ids" not in state.fields:
        return candidate.answers
    read = {answer.requirement_id: answer for answer in candidate.answers}
    return tuple(read.get(name, Answer(name, 0.0, ())) for name in state.fields["requirement_ids"])


def part_id(candidate_id: str, number: int, sentence: str) -> str:
    """The id of a part: the same whenever the same split is applied again."""
    return hashlib.sha256(f"{candidate_id}\x1f{number}\x1f{normal(sentence)}".encode()).hexdigest()[:16]


def _part(candidate: Candidate, part: dict, number: int, reading: Reading, lexicon: Lexicon) -> Candidate:
    """Read a part of a sentence anew, under the state, meeting and category of the whole."""
    text = part["sentence"]
    passage = Passage(
        text,
        candidate.place,
        candidate.category,
        iso3=candidate.iso3,
        ministerial=candidate.ministerial,
        source_url=candidate.source_url,
        dated=candidate.dated,
    )
    (read,) = candidates.build([passage], replace(reading, candidates=[]), lexicon, split=False)
    return replace(read, candidate_id=part_id(candidate.candidate_id, number, text))


def steps(entry: Entry) -> list[dict]:
    """The dated steps of a confirmed pledge, oldest first; a public one begins with its report."""
    noted = [
        {"status": step["status"], "date": step["date"], "source": step["source"], "seq": place}
        for place, step in enumerate(entry.state.steps, 1)
    ]
    if entry.origin == "public":
        dated = entry.candidate.dated[:10]
        noted.insert(0, {"status": "announced", "date": dated, "source": entry.candidate.source_url, "seq": 0})
    return sorted(noted, key=lambda step: (step["date"], step["seq"]))


def pledge(entry: Entry, lexicon: Lexicon) -> dict:
    """One confirmed pledge as a row of mart.pledge, with its `steps`, `answers` and `remarks`."""
    candidate, history = entry.candidate, steps(entry)
    main = [step for step in history if step["status"] not in SIDE_MARKS]
    now = main[-1] if main else {"status": "confirmed", "date": entry.state.at[:10], "source": ""}
    kind = lexicon.capabilities.get(candidate.capability, {})
    is_unit = candidate.category == "uniformed_capabilities" or kind.get("component") in UNITS
    known = {row["ministerial"] for row in lexicon.ministerials}
    remarks = [remark for remark in candidate.remarks if remark.code not in UNSEEN]
    return {
        "pledge_id": candidate.candidate_id,
        "iso3": candidate.iso3,
        "ministerial": candidate.ministerial if candidate.ministerial in known else "",
        "occasion": candidate.ministerial,
        "category": candidate.category,
        "capability": candidate.capability,
        "track": "unit" if is_unit and candidate.unit != "currency" else "other",
        "quantity": candidate.quantity,
        "quantity_max": candidate.quantity_max,
        "unit": candidate.unit,
        "currency": candidate.currency,
        "mission_code": candidate.mission,
        "stated_people": candidate.people,
        "stated_types": candidate.personnel_type,
        "repeats": candidate.repeats,
        "is_content_public": candidate.is_content_public,
        "by_when": candidate.by_when,
        "languages": ";".join(candidate.languages),
        "condition": candidate.condition,
        "women_percent": candidate.women_percent,
        "is_tangible": candidate.is_tangible,
        "sentence": candidate.sentence,
        "origin": "public report" if entry.origin == "public" else entry.origin,
        "source_url": candidate.source_url,
        "dated": day(candidate.dated),
        "is_announced": any(step["status"] == "announced" for step in history),
        "status": now["status"],
        "status_date": day(now["date"]),
        "status_source": now["source"],
        "flags": ";".join(dict.fromkeys(remark.code for remark in remarks)),
        "file": candidate.file,
        "place": candidate.place,
        "steps": history,
        "answers": entry.answers,
        "remarks": remarks,
    }


def day(text: str) -> str:
    """A day as it is stored: a month or a year alone is its first day; empty where there is none."""
    return (
        ""
        if not text
        else (text + "-01-01")[:10]
        if len(text) == 4
        else (text + "-01")[:10]
        if len(text) == 7
        else text[:10]
    )
