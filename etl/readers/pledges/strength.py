"""Tell the strength of a unit from a number of units: "Formed police unit, 180 personnel" is one unit of 180 people."""

import re
from dataclasses import replace

from etl.readers.pledges.lexicon import Hit, Lexicon
from etl.readers.pledges.model import Passage
from etl.readers.quantities import UNITS, Amount, amounts
from etl.readers.stems import plain, stem

LEAST = 30  # people or, without a word for what is counted, more units than any state has of a kind
OF_A_UNIT = ("unit", "company")
# What stands between a unit and its strength: "(180 personnel)", "of up to 180 police", "avec un effectif de 180".
BETWEEN = re.compile(
    r"[\s,(:;–—-]*(?:(?:of|with|comprising|consisting|strength|total|personnel|up to|some|about|around|approximately|de|du|avec|un|une|forte?|effectif"
    r"|con|una|dotacion|fuerza|compuest[ao]|integrad[ao]|por|com|efetivo|a|an)[\s:(]+)*"
)


def parted(
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
