"""Remarks: what a person should look at before confirming a pledge, with the reason in words. A remark rejects nothing."""

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from etl import settings
from etl.readers import texts
from etl.readers.numbers import ARTICLES
from etl.readers.pledges.lexicon import Lexicon, bundled
from etl.readers.pledges.match import capabilities
from etl.readers.pledges.model import Candidate, Reading, Remark
from etl.readers.quantities import amounts
from etl.readers.stems import plain

RAPID = re.compile(
    r"\brapid deployment level\b|\brdl\b|\bniveau de deploiement rapide\b|\bnivel de despliegue rapido\b"
)
NO_QUANTITY = {"train", "workshop", "host", "translate"}
# Words of an increase, of a new unit or of a higher level.
NO_REPEAT = re.compile(
    r"\badditional\w*|\banother\b|\bextra\b|\bsecond\b|\bthird\b|\bfourth\b|\bnew\b|\bfurther\b|\bmore\b|\brotation unit\b|\brais\w+ .{0,40}level\b"
    r"|\bincreas\w+|\bdoubl\w+|\bexpand\w*|\bexpansion\b|\bupgrad|\bhigher level\b|\bto level [23]\b|\bsupplementaire|\bdeuxieme\b|\btroisieme\b"
    r"|\bnouve|\bun autre\b|\bune autre\b|\baugment|\bniveau superieur\b|\badicional|\bnuev|\bsegund|\btercer|\botro\b|\botra\b|\baument|\bduplic"
    r"|\bampli|\bnivel superior\b|\bterceir|\bnov[oa]s?\b|\boutr[oa]\b|\bmais um|дополнительн|\bнов\w+|\bвтор\w+ (?!уровн)|увелич|اضافي|جديد|زيادة|新的|增加|另"
)
# Words of more or new that speak of no increase: "more than 100", "the second half of 2026", "New York".
NO_INCREASE = re.compile(
    r"\b(?:(?:no )?more than|(?:second|third|fourth) (?:half|quarter|semester|phase)|new (?:york|delhi|zealand)|(?:deuxieme|troisieme) (?:semestre|trimestre)"
    r"|nouvelle[- ](?:zelande|delhi)|nueva (?:york|zelandia|delhi)|(?:segundo|tercer) (?:semestre|trimestre)|nova (?:york|iorque|zelandia))\b"
)
CONTINUES = re.compile(r"\bcontinu|\bmaintain|\bkeep|\bmainten|\bmainti|\bpoursui|\bmanten|\bseguir")
BEGAN = re.compile(
    r"\b(?:since|announced|pledged|signed|deployed|decided|made|begun|initiated|depuis|annonce|signe|desde|anunciad|firmad)"
    r"\w*\b(?: \w+){0,3}? ([a-z]* ?(?:19|20)\d\d)\b"
)
TOTAL = re.compile(
    r"\bin total\b|\btotal of\b|\boverall\b|\bin all\b|\baltogether\b|\bbringing (?:its|our|the)\b|\bau total\b|\ben tout\b"
    r"|\ben total\b|\bun total de\b|\bpackage of\b|\bsum of\b"
)
WORTH = re.compile(
    r"\bworth\b|\bvalued at\b|\bd'une valeur\b|\bpor (?:un )?valor\b|\bno valor de\b"
)  # of something given, not of money
IN_PCRS = re.compile(r"\bpcrs\b|\bspccm\b|\bsdccmp\b")
DEPLOYED_AS = {
    "formed_police_unit": "Formed Police Units",
    "individual_police_officer": "Individual Police",
    "staff_officer": "Staff Officer",
    "military_observer": "Experts on Mission",
}
Roster = Mapping[str, frozenset[str]]  # code of a state -> capabilities of which it has a unit in the PCRS
ALIKE = 88  # of 100
MOST_COMPARED = 300  # with how many others of its kind a commitment is compared


def tangible(candidate: Candidate, text: str, lexicon: Lexicon) -> tuple[bool, str]:
    """Apply the test of DOMAIN.md: a deliverable, a quantity where it applies, a date, and who committed."""
    meaning = lexicon.meaning(text)
    missing = []
    if not (
        candidate.capability
        or candidate.quantity
        or candidate.quantity_max
        or {"train", "host", "translate", "equipment"} & meaning.keys()
    ):
        missing.append("what is delivered")
    counts = not (NO_QUANTITY & meaning.keys()) or candidate.unit == "currency"
    is_counted = candidate.quantity is not None or candidate.quantity_max is not None
    if counts and not is_counted and not candidate.slots and "rotation" not in meaning:
        missing.append("how many")
    low = plain(text)
    if not (candidate.by_when or texts.dates(text) or RAPID.search(low) or texts.DURATION.search(low)):
        missing.append("by when")
    if not (candidate.iso3 or candidate.committed_by):
        missing.append("who committed")
    return not missing, ", ".join(missing)


def remark(readings: list[Reading], lexicon: Lexicon, roster: Roster | None = None) -> None:
    """Add remarks to every candidate of files that are read together; `roster` is what each state has in the PCRS."""
    everything = [candidate for reading in readings for candidate in reading.candidates]
    promised = defaultdict(list)
    for candidate in everything:
        promised[candidate.iso3, candidate.capability].append(candidate)
    for candidate in everything:
        near = promised[candidate.iso3, candidate.capability]
        candidate.remarks += _alone(candidate, lexicon, roster, near[:MOST_COMPARED])
    _totals(everything)
    _duplicates(everything)
    _partnered(everything)


def _alone(candidate: Candidate, lexicon: Lexicon, roster: Roster | None, near: Sequence[Candidate]) -> list[Remark]:
    text, remarks = candidate.sentence, []
    _, missing = tangible(candidate, f"{text}\n{candidate.by_when}", lexicon)
    if not candidate.is_tangible:
        remarks.append(Remark("not_tangible", f"not tangible: it does not say {missing or 'what is delivered'}."))
    remarks += _repeat(candidate, lexicon, near)
    remarks += _outside(candidate, lexicon)
    kind = lexicon.capabilities.get(candidate.capability, {})
    if kind.get("component") in ("military", "police") and candidate.category == "uniformed_capabilities":
        if roster is None:
            says = "The sentence says that it is registered. " if IN_PCRS.search(plain(text)) else ""
            remarks.append(Remark("pcrs_not_known", f"{says}PCRS registration not known: no roster is loaded."))
        elif candidate.capability not in roster.get(candidate.iso3, frozenset()):
            remarks.append(
                Remark("uniformed_not_in_pcrs", "uniformed, and no such unit of this state is in the PCRS roster.")
            )
    counts = [a for a in amounts(text) if a.unit not in ("currency", "percent", "") and a.spelled not in ARTICLES]
    if candidate.unit == "currency" and not counts and not WORTH.search(plain(text)):
        remarks.append(
            Remark("money_alone", "money alone: it promises no unit, person, equipment or training of its own.")
        )
    if candidate.people:
        remarks.append(Remark("strength", f"{candidate.people:,} people are taken for the strength of one unit."))
    if candidate.quantity_max and candidate.quantity is None:
        remarks.append(Remark("range", f"it says up to {candidate.quantity_max:,}: a limit, and no number is counted."))
    elif candidate.quantity_max:
        span = f"{candidate.quantity:,} to {candidate.quantity_max:,}"
        remarks.append(Remark("range", f"it says {span}: the lower number is counted."))
    if candidate.condition:
        remarks.append(Remark("conditional", f"conditional: {candidate.condition}."))
    return remarks


def _outside(candidate: Candidate, lexicon: Lexicon) -> list[Remark]:
    held = lexicon.held(candidate.ministerial)
    if held is None:
        return []
    months = int(
        next(row["window_months"] for row in lexicon.ministerials if row["ministerial"] == candidate.ministerial)
    )
    month = held[0].year * 12 + held[0].month - 1 - months
    opens = dt.date(month // 12, month % 12 + 1, min(held[0].day, 28))
    for match in BEGAN.finditer(plain(candidate.sentence)):
        for date in texts.dates(match[1]):
            if (date + "-12-31")[:10] < opens.isoformat() if len(date) == 4 else date < opens.isoformat()[: len(date)]:
                reason = (
                    f"outside the window: it names {date}, more than {months} months before the meeting of {held[0]}."
                )
                return [Remark("outside_window", reason)]
    return []


def last_before(lexicon: Lexicon) -> str:
    """The meeting before the newest one, up to which a pledge may repeat another: Accra 2023 before Berlin 2025."""
    meetings = [row["ministerial"] for row in lexicon.ministerials]
    return meetings[-2] if len(meetings) > 1 else ""


def _repeat(candidate: Candidate, lexicon: Lexicon, near: Sequence[Candidate]) -> list[Remark]:
    """Compare with what the state pledged or deployed up to the last meeting, as far as public files and forms tell."""
    before = last_before(lexicon)
    last = lexicon.held(before)
    held = lexicon.held(candidate.ministerial)
    low = plain(candidate.sentence)
    if not candidate.capability or not candidate.iso3 or not last or (held and held[0] <= last[0]):
        return []
    if (
        "translate" in lexicon.meaning(candidate.sentence)
        or NO_REPEAT.search(NO_INCREASE.sub(" ", low))
        or RAPID.search(low)
    ):
        return []
    shows = [words for code, words in earlier(candidate.iso3) if code == candidate.capability]
    for other in near:
        then = lexicon.held(other.ministerial)
        if then and then[0] <= last[0]:
            shows.append(f"{other.ministerial}: {other.sentence} ({other.file}, {other.place})")
    kind = DEPLOYED_AS.get(candidate.capability)
    if kind and (candidate.capability == "formed_police_unit" or CONTINUES.search(low)):
        people = deployed(last[0].isoformat()).get((candidate.iso3, kind), {})
        shows += [f"deployed in {mission} on {day}: {count} {kind}" for (mission, day), count in sorted(people.items())]
    if not shows:
        return []
    reason = (
        f"may repeat what was pledged or deployed at or before {before}; a level rise, a nomination for the Rapid"
        " Deployment Level and an additional unit are no repeats."
    )
    return [Remark("repeat", reason, tuple(shows[:5]))]


def earlier(iso3: str) -> tuple[tuple[str, str], ...]:
    """The public pledges of a state up to the last meeting: capability, and the words with meeting, date and page."""
    return _earlier(iso3, bundled("public_pledges_2015_2025.csv"))


@lru_cache(maxsize=300)
def _earlier(iso3: str, path: Path) -> tuple[tuple[str, str], ...]:
    lexicon = Lexicon()
    days = lexicon.held(last_before(lexicon))
    pledges = []
    if days and path.exists():
        last = days[1].isoformat()
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                if row["iso3"] == iso3 and row["source_date"][:10] <= last:
                    hits = capabilities(f"{row['pledge']}", lexicon)
                    words = f"{row['ministerial']}: {row['pledge']} ({row['source_date']}, {row['source_url']})"
                    pledges += [(code, words) for code in dict.fromkeys(hit.code for hit in hits)]
    return tuple(pledges)


def deployed(until: str) -> dict[tuple[str, str], dict[tuple[str, str], int]]:
    """People by state and type in the last month of this world's contributions up to a day, by mission."""
    return _deployed(until, settings.bundled_dir() / "deployments")


@lru_cache(maxsize=4)
def _deployed(until: str, folder: Path) -> dict[tuple[str, str], dict[tuple[str, str], int]]:
    people_of: dict = defaultdict(dict)
    latest = ""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                day = row["last_reporting_date"]
                if day > until or day < latest:
                    continue
                if day > latest:
                    latest, people_of = day, defaultdict(dict)
                people = int(row["female_personnel"]) + int(row["male_personnel"])
                if people:
                    people_of[row["isocode3"], row["personnel_type"]][row["mission_acronym"], day] = people
    return people_of


def _totals(candidates: list[Candidate]) -> None:
    groups = defaultdict(list)
    for candidate in candidates:
        if candidate.quantity and candidate.unit:
            groups[candidate.iso3, candidate.ministerial, candidate.unit, candidate.currency].append(candidate)
    for candidate in candidates:
        near = groups[candidate.iso3, candidate.ministerial, candidate.unit, candidate.currency]
        others = [other for other in near if other is not candidate]
        is_sum = (
            len(others) > 1
            and candidate.unit in ("currency", "person")
            and candidate.quantity == sum(other.quantity or 0 for other in others)
        )
        if is_sum or (candidate.quantity and TOTAL.search(plain(candidate.sentence))):
            shows = tuple(other.sentence for other in others) if is_sum else ()
            candidate.remarks.append(
                Remark("restates_total", "may restate a total of other pledges: do not add it to them.", shows)
            )


def _duplicates(candidates: list[Candidate]) -> None:
    groups = defaultdict(list)
    for candidate in candidates:
        if candidate.iso3:
            groups[candidate.iso3, candidate.ministerial].append(candidate)
    for near in groups.values():
        for place, candidate in enumerate(near):
            for other in near[max(0, place - MOST_COMPARED) : place]:
                if _is_twice(candidate, other):
                    shows = (f"{other.file}, {other.place}: {other.sentence}",)
                    reason = "may be the same pledge twice within the meeting."
                    candidate.remarks.append(Remark("possible_duplicate", reason, shows))
                    break


def _is_twice(candidate: Candidate, other: Candidate) -> bool:
    if (candidate.file, candidate.place) == (other.file, other.place):  # two commitments of one sentence
        return False
    same = (
        bool(candidate.capability) and candidate.capability == other.capability and candidate.quantity == other.quantity
    )
    if same and candidate.file != other.file and candidate.quantity is not None:
        return True
    return fuzz.token_sort_ratio(plain(candidate.sentence), plain(other.sentence)) >= (ALIKE if same else 97)


def _partnered(candidates: list[Candidate]) -> None:
    groups = defaultdict(list)
    for candidate in candidates:
        if candidate.capability and candidate.iso3:
            groups[candidate.ministerial, candidate.capability].append(candidate)
    for candidate in candidates:
        for other in groups[candidate.ministerial, candidate.capability][:MOST_COMPARED]:
            named = other.iso3 in dict(candidate.partners) or candidate.iso3 in dict(other.partners)
            if candidate.iso3 and named and candidate.iso3 != other.iso3:
                reason = "one partnered unit may be announced by two states: count it once."
                shown = (f"{other.iso3}: {other.sentence}",)
                candidate.remarks.append(Remark("partnered_twice", reason, shown))
                break
