"""Pledge forms of two Ministerials, and what a reviewer decided on each sentence that the reader of forms finds in them."""

import datetime as dt
import io
import json
import re
from dataclasses import dataclass
from random import Random

import docx
from docx.document import Document
from making.world import HOME, MEETINGS, NOTE, dice, save, states
from making.world import State as Member

from etl import settings
from etl.build import ledger
from etl.readers.pledges import read
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Candidate, Reading
from etl.records.decisions import State
from pages.reports import pledge_form

FORMS = (20, 26)  # forms of each meeting
UNITS = {
    "large": ("quick reaction force company", "infantry battalion with two mechanised companies", "Level 2 hospital", "engineering company",
              "medium utility helicopter unit", "formed police unit", "transport company", "engagement platoon"),
    "medium": ("quick reaction force company", "explosive ordnance disposal unit", "Level 2 hospital", "engineering company",
               "formed police unit", "specialised police team", "signals unit", "engagement platoon", "riverine unit"),
    "small": ("explosive ordnance disposal unit", "specialised police team", "aeromedical evacuation team", "drone unit for surveillance",
              "specialised police team", "Level 1 hospital"),
    "none": ("specialised police team",),
}  # fmt: skip
# Said in French by states that work in it.
IN_FRENCH = {
    "quick reaction force company": "compagnie de la force de réaction rapide", "Level 2 hospital": "hôpital de niveau 2",
    "formed police unit": "unité de police constituée", "engineering company": "unité du génie",
}  # fmt: skip
COURSES = ("staff officers", "military observers", "child protection", "police commanders", "engagement platoon")
OTHERS = {
    2: ("Provide 200 buddy first-aid kits to missions in {year}.", "Host a workshop on the safety of peacekeepers in {year}.",
        "Send two damage control surgery teams to XMB by {month} {year}."),
    3: ("Adopt a national action plan on conduct by {month} {year}.", "Give training on conduct to all units before deployment from {year}."),
    4: ("Bring solar power to the camps of its own contingents by {month} {year}.", "Send one environmental officer to XMA by {month} {year}."),
    5: ("At least {women} % women in its formed police unit by {year}.", "Nominate {count} women staff officers for missions in {year}.",
        "Send {count} military gender advisers to force headquarters in {year}."),
    6: ("Lend two data analysts to the Secretariat in {year}.", "Give 40 counter-drone sets to missions by {month} {year}."),
    7: ("Send {count} public information officers to missions in {year}.", "Host a course on disinformation in {year}."),
    8: ("EUR {count} million for the Elsie Initiative Fund in {year}.", "USD {count} million for training partnerships in {year}."),
    9: ("Support political efforts for peacekeeping.", "Continue its support of United Nations peacekeeping."),
}  # fmt: skip
# Beside the women that they send: what states promise to do at home.
AT_HOME = (
    "Complete a barrier assessment of its armed forces by {year}.", "Set up a database of women who can deploy by {year}.",
    "Build a national pool of senior women for leadership posts by {year}.", "Start a mentoring network with women who have deployed in {year}.",
)  # fmt: skip
STEPS = {
    "unit": ("announced", "level_1", "assessed", "level_3", "selected", "deployed"),
    "other": ("announced", "planned", "under_way", "implemented"),
}
REVIEWERS = ("Exercise reviewer A", "Exercise reviewer B")
RECORD = "Record of {meeting}, exercise"


@dataclass(frozen=True)
class UnitPledge:
    """A confirmed pledge of a unit, for the roster: where it stands now."""

    pledge_id: str
    iso3: str
    capability: str
    status: str
    pledged: dt.date
    condition: str


def _sentences(state: Member, place: int, rng: Random) -> dict[int, list[str]]:
    """Return what a state promises at a meeting, by the row of the form."""
    year = int(MEETINGS[place][1][:4]) + 1
    by_row: dict[int, list[str]] = {}

    def when() -> str:
        return f"{rng.choice(('March', 'June', 'September', 'December'))} {year + rng.randrange(2)}"

    units = rng.sample(UNITS[state.size], min(len(UNITS[state.size]), rng.randint(1, 3)))
    by_row[0] = [_unit(state, unit, when(), rng) for unit in dict.fromkeys(units)]
    if state.language == "fr" and rng.random() < 0.6:
        by_row[1] = [f"Accueillir un cours pour les officiers d’état-major en français en {year}."]
    elif rng.random() < 0.7:
        by_row[1] = [f"Host a UN {rng.choice(COURSES)} course in {year}."]
    for row in sorted(rng.sample(sorted(OTHERS), rng.randint(1, 3))):
        numbers = {"year": year, "month": rng.choice(("March", "June", "October")), "women": rng.choice((15, 20, 25))}
        by_row[row] = [rng.choice(OTHERS[row]).format(**numbers, count=rng.randint(2, 9))]
    own = dice(f"at home of {state.code} in {year}")
    if own.random() < 0.35:
        by_row.setdefault(5, []).append(own.choice(AT_HOME).format(year=year + 1))
    return by_row


def _unit(state: Member, unit: str, when: str, rng: Random) -> str:
    """Return the sentence that promises one unit: plain, for a mission, partnered, in rotation or on a condition."""
    if state.language == "fr" and unit in IN_FRENCH:
        month = {"March": "mars", "June": "juin", "September": "septembre", "December": "décembre"}[when.split()[0]]
        return f"Une {IN_FRENCH[unit]} d’ici {month} {when.split()[1]}.".replace("Une hôpital", "Un hôpital")
    one = "An" if unit[0] in "aeiou" else "One"
    chance = rng.random()
    other = rng.choice([s for s in states() if s.code != state.code])
    if chance < 0.12:
        return f"{one} {unit} by {when}, subject to approval by parliament."
    if chance < 0.22:
        return f"{one} {unit} by {when}, together with {other.name}, which provides the equipment."
    if chance < 0.30:
        return f"{one} {unit} in rotation with {other.name}, from {when}."
    if chance < 0.42:
        return f"{one} {unit} for {rng.choice(('XMA', 'XMB', 'XMD'))} by {when}."
    return f"{one} {unit}, registered in the PCRS, by {when}."


def forms() -> list[str]:
    """Write the forms and return their paths, those of the earlier meeting first."""
    paths, categories = [], Lexicon().categories
    for place, (meeting, held, *_rest) in enumerate(MEETINGS):
        rng = dice(f"forms of {meeting}")
        able = [s for s in states() if s.size != "none" or rng.random() < 0.4]
        for state in sorted(rng.sample(able, FORMS[place]), key=lambda s: s.code):
            document = docx.Document(io.BytesIO(pledge_form.form(state.name, meeting, categories, note=NOTE)))
            _fill(document, _sentences(state, place, rng))
            document.core_properties.title = f"EXERCISE: {document.core_properties.title}"
            out = io.BytesIO()
            document.save(out)
            sent = dt.date.fromisoformat(held) + dt.timedelta(days=rng.randint(-30, 2))
            path = f"pledges/{sent}_pledge_form_{state.code}.docx"
            save(path, out.getvalue())
            paths.append(path)
    return paths


def _fill(document: Document, by_row: dict[int, list[str]]) -> None:
    (table,) = document.tables
    for row, sentences in by_row.items():
        cell = table.rows[row + 1].cells[1]
        cell.paragraphs[0].text = sentences[0]
        for sentence in sentences[1:]:
            cell.add_paragraph(sentence)


def files() -> list[UnitPledge]:
    """Write forms and decisions, and return the confirmed pledges of units."""
    paths = forms()
    with settings.using("exercise"):
        lexicon = Lexicon()
        readings = read.read_all([HOME / path for path in paths], lexicon)
        log, pledges = _decisions(readings, lexicon)
    lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in log)
    (HOME / "decisions.jsonl").write_bytes(lines.encode())
    return pledges


def _decisions(readings: list[Reading], lexicon: Lexicon) -> tuple[list[dict], list[UnitPledge]]:
    """Decide on most candidates, in the order of the forms; some still wait."""
    log: list[dict] = []
    pledges: list[UnitPledge] = []
    for reading in readings:
        if reading.refused or not reading.iso3 or not reading.ministerial:
            raise ValueError(f"{reading.file}: {reading.reason or reading.notes}")
        for candidate in reading.candidates:
            rng = dice(f"decision on {candidate.candidate_id}")
            days = lexicon.held(candidate.ministerial)
            assert days, candidate.ministerial
            held = days[1]
            later = candidate.ministerial == MEETINGS[-1][0]
            by, chance = rng.choice(REVIEWERS), rng.random()
            at = held + dt.timedelta(days=rng.randint(10, 45))
            if later and chance < 0.2:
                continue
            if candidate.category == "other" or chance > 0.97:
                _note(log, candidate, "reject", by, at, reason="It promises nothing that can be followed up.")
                continue
            corrected: dict = {"requirement_ids": [a.requirement_id for a in candidate.answers[:2] if a.score >= 0.5]}
            if re.search(r"\b(?:kits|sets)\b", candidate.sentence):  # what a reader takes for units of people
                corrected["unit"] = ""
            if "counter-drone sets" in candidate.sentence:
                corrected["capability"] = "c_uas_set"
            _note(log, candidate, "confirm", by, at, new=corrected)
            row = ledger.pledge(ledger.Entry(candidate, State(verdict="confirmed", at=at.isoformat()), "form"), lexicon)
            status = _steps(log, candidate, row["track"], by, held, rng)
            if row["track"] == "unit" and candidate.capability:
                pledges.append(
                    UnitPledge(
                        candidate.candidate_id, candidate.iso3, candidate.capability, status, held, candidate.condition
                    )
                )
    return log, pledges


def _steps(log: list[dict], candidate: Candidate, track: str, by: str, held: dt.date, rng: Random) -> str:
    """Log how far a pledge came, and return its last status; one in ten was never announced in public."""
    if rng.random() < 0.1:
        return "confirmed"
    order = STEPS[track]
    far = rng.choices(range(len(order)), weights=(7, 4, 4, 2, 2, 2)[: len(order)])[0]
    day, last = held, ""
    for step in order[: far + 1]:
        if step == "level_3" and rng.random() < 0.4:
            continue
        source = (
            RECORD.format(meeting=candidate.ministerial)
            if step == "announced"
            else "Letter to the Secretariat, exercise"
        )
        _step(log, candidate, step, by, day, source)
        day, last = day + dt.timedelta(days=rng.randint(20, 75)), step
    if last in ("assessed", "level_3") and rng.random() < 0.25:
        _step(log, candidate, "rdl", by, day, "Letter to the Secretariat, exercise")
    elif last == "announced" and rng.random() < 0.2:
        last = rng.choice(("withdrawn", "too_general"))
        _step(log, candidate, last, by, day, "Letter to the Secretariat, exercise")
    return last


def _step(log: list[dict], candidate: Candidate, status: str, by: str, day: dt.date, source: str) -> None:
    day = min(day, dt.date(2026, 10, 15))
    _note(
        log,
        candidate,
        "status",
        by,
        day + dt.timedelta(days=5),
        new={"status": status, "date": day.isoformat(), "source": source},
    )


def _note(
    log: list[dict], candidate: Candidate, action: str, by: str, at: dt.date, reason: str = "", new: dict | None = None
) -> None:
    moment = dt.datetime.combine(at, dt.time(9, 30)).isoformat(timespec="milliseconds")
    decision = {
        "candidate_id": candidate.candidate_id,
        "by": by,
        "action": action,
        "reason": reason,
        "old": {},
        "new": new or {},
    }
    log.append({"seq": len(log) + 1, "at": moment} | decision)
