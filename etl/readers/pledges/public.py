"""Read the bundled list of pledges that were reported in public, with the reading of each by a person.

The list gives the words, the page and its day; data/reference/public_pledge_reading.csv gives capability, quantity, mission,
persons, what it answers and which earlier pledge it repeats, as one person read them. Of some rows the page says only that a
state pledged: they are marked, and are no pledge that anything could repeat.
"""

import csv
from pathlib import Path

from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Answer, Candidate, Reading, Remark
from etl.readers.reference import table

RESTATES = ("total", "part of", "included in")


def read(path: Path, name: str, lexicon: Lexicon) -> Reading:
    """The list as one reading; a row that nobody has read yet keeps only its words, state and category."""
    readings = {row["pledge_id"]: row for row in table("public_pledge_reading")}
    categories = {label: code for code, label in lexicon.categories.items()}
    reading = Reading(name, "public")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        lines = csv.DictReader(handle)
        for row in lines:
            judged = readings.get(row["pledge_id"])
            candidate = Candidate(
                row["pledge_id"],
                row["pledge"],
                name,
                f"line {lines.line_num}",
                row["iso3"],
                row["ministerial"],
                judged["category"] if judged else categories[row["category"]],
                "the list",
                source_url=row["source_url"],
                dated=row["source_date"],
            )
            if judged:
                candidate.capability = judged["capability"]
                candidate.quantity = int(judged["quantity"]) if judged["quantity"] else None
                candidate.unit, candidate.currency = judged["unit"], judged["currency"]
                candidate.is_tangible = judged["is_tangible"] == "true"
                candidate.mission, candidate.personnel_type = judged["mission"], judged["personnel_type"]
                candidate.people = int(judged["people"]) if judged["people"] else None
                candidate.is_content_public = judged["content"] != "not_public"
                names = filter(None, judged["requirement_ids"].split(";"))
                candidate.answers = tuple(Answer(requirement, 1.0, ("read by a person",)) for requirement in names)
            reading.candidates.append(candidate)
    known = {candidate.candidate_id: candidate for candidate in reading.candidates}
    for candidate in reading.candidates:
        judged = readings.get(candidate.candidate_id)
        named = judged["repeats"].replace(",", ";").split(";") if judged and judged["repeats"] else []
        # Pages that hold an announcement again without its content repeat nothing; a name that is not in the list stays.
        said = [name for name in named if name not in known or known[name].is_content_public]
        candidate.repeats = ";".join(said)
        candidate.remarks += _remarks(candidate, judged, known)
    return reading


def _remarks(candidate: Candidate, judged: dict[str, str] | None, known: dict[str, Candidate]) -> list[Remark]:
    if judged is None:
        return []
    remarks = []
    if not candidate.is_tangible:
        remarks.append(
            Remark("not_tangible", "not tangible: deliverable, quantity, date and who committed are not all said.")
        )
    if candidate.repeats:
        names = [name for name in candidate.repeats.split(";") if name in known]
        shows = tuple(f"{known[name].ministerial}: {known[name].sentence}" for name in names)
        remarks.append(
            Remark("repeat", "says again what was reported earlier or elsewhere: do not count it twice.", shows)
        )
    if any(word in judged["note"].casefold() for word in RESTATES):
        remarks.append(Remark("restates_total", f"may restate a total or a part of one: {judged['note']}."))
    return remarks
