"""Turn passages into candidates: split what promises several things, read each, give it its identity."""

import re
from collections import Counter
from dataclasses import replace

from etl.readers import texts
from etl.readers.pledges import match, parts, remarks
from etl.readers.pledges.lexicon import Hit, Lexicon
from etl.readers.pledges.model import Candidate, Passage, Reading, identity, normal
from etl.readers.quantities import UNITS, Amount, amounts
from etl.readers.stems import plain, stem

LEAST = 30  # people or, without a word for what is counted, more units than any state has of a kind
OF_A_UNIT = ("unit", "company")
# What stands between a unit and its strength: "(180 personnel)", "of up to 180 police", "avec un effectif de 180".
BETWEEN = re.compile(
    r"[\s,(:;–—-]*(?:(?:of|with|comprising|consisting|strength|total|personnel|up to|some|about|around|approximately|de|du|avec|un|une|forte?|effectif"
    r"|con|una|dotacion|fuerza|compuest[ao]|integrad[ao]|por|com|efetivo|a|an)[\s:(]+)*"
)


def build(passages: list[Passage], reading: Reading, lexicon: Lexicon, split: bool = True) -> list[Candidate]:
    """One candidate per commitment; the sentence is the original one even where it holds several."""
    built = []
    seen: Counter = Counter()
    for passage in passages:
        for part in parts.parts(passage.text, lexicon) if split else [passage.text]:
            candidate = _read(passage, part, reading, lexicon)
            key = (candidate.iso3, candidate.ministerial, normal(passage.text))
            seen[key] += 1
            built.append(replace(candidate, candidate_id=identity(*key, seen[key])))
    return built


def _read(passage: Passage, part: str, reading: Reading, lexicon: Lexicon) -> Candidate:
    iso3, ministerial = passage.iso3 or reading.iso3, passage.ministerial or reading.ministerial
    in_context = "\n".join(filter(None, (part, passage.context)))
    hits = match.capabilities(part, lexicon) or match.capabilities(passage.quantity, lexicon)
    if passage.capability and part == passage.text:
        said = match.coded(passage.capability, lexicon)
        if not said:
            reading.unknown[" ".join(passage.capability.split())] += 1
        hits = said or hits
    capability = hits[0].code if hits else ""
    amount, people = _parted(match.quantity(passage, part, capability), passage, part, hits, lexicon)
    with_quantity = "\n".join(filter(None, (in_context, passage.quantity)))
    category = passage.category or match.category(part, capability, amount, lexicon)
    if amount is not None and amount.unit == "currency" and match.is_to_a_fund(part):
        capability, hits = "", []  # money for a fund is none of what its name speaks of
    missions = [hit.code for hit in lexicon.missions.find(f"{passage.mission}\n{in_context}\n{passage.text}")]
    # What stands at the end of a sentence that promises several things counts for each: "… by the end of 2026".
    near = "\n".join(filter(None, (with_quantity, passage.text if part != passage.text else "")))
    by_when = texts.dates(passage.by_when) or texts.dates(with_quantity) or texts.dates(near)
    by_when = by_when or ([passage.by_when] if passage.by_when else [])
    candidate = Candidate(
        candidate_id="",
        sentence=passage.text,
        file=reading.file,
        place=passage.place,
        iso3=iso3,
        ministerial=ministerial,
        category=category,
        category_from="the form" if passage.category else "the words",
        capability=capability,
        capability_words=tuple(dict.fromkeys(hit.term for hit in hits if hit.code == capability)),
        capabilities=tuple(dict.fromkeys(hit.code for hit in hits)),
        quantity=None if amount is None or amount.is_limit else amount.number,
        quantity_max=None if amount is None else amount.number if amount.is_limit else amount.most or None,
        people=people,
        unit=match.unit_of(amount, capability, lexicon),
        currency=amount.code if amount else "",
        mission=missions[0] if missions else "",
        by_when=by_when[0] if by_when else "",
        languages=texts.languages(in_context),
        committed_by=match.committed_by(near),
        partners=match.partners(in_context, iso3, lexicon),
        slots=match.slots(in_context, lexicon),
        condition=texts.condition(near),
        women_percent=match.women_percent(in_context),
        source_url=passage.source_url,
        dated=passage.dated,
    )
    candidate.is_tangible = remarks.tangible(candidate, f"{near}\n{passage.by_when}", lexicon)[0]
    candidate.answers = match.answers(f"{part} {passage.quantity}", capability, category, set(missions), lexicon)
    return candidate


def _parted(
    amount: Amount | None, passage: Passage, part: str, hits: list[Hit], lexicon: Lexicon
) -> tuple[Amount | None, int | None]:
    """The quantity of a commitment and the people of its one unit, where they are told; None for people that are not."""
    unit = hits[0] if hits else None
    if amount is None or unit is None or lexicon.capabilities[unit.code]["unit_of_count"] != "units":
        return amount, None
    if amount.unit in OF_A_UNIT and amount.number == 1:
        return amount, next((one.number for one in amounts(part) if _is_strength(one, unit, part)), None)
    is_cell = bool(re.search(r"\d", passage.quantity))
    is_many = amount.number >= LEAST and amount.unit in ("person", "")
    after = re.match(r"\W*([^\W\d_]+)", plain(part[unit.end :]))
    is_people = after is not None and UNITS.get(stem(after[1])) == "person"  # "EOD specialists"
    is_plural = is_people or plain(part[unit.start : unit.end]).endswith(("s", "x"))
    if is_many and not is_plural and (is_cell or _is_strength(amount, unit, part)):
        return replace(amount, number=1, most=0, unit="unit", is_limit=False), amount.number
    return amount, None


def _is_strength(amount: Amount, unit: Hit, part: str) -> bool:
    """Whether a number of people stands right behind the unit that is named."""
    return (
        amount.unit == "person"
        and amount.number >= LEAST
        and unit.end <= amount.start
        and bool(BETWEEN.fullmatch(plain(part[unit.end : amount.start])))
    )
