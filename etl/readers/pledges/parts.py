"""Part a sentence that promises several things: "one infantry battalion and one level 2 hospital" are two commitments.

A cut stands before a counted thing, a thing without a number or a second verb, where a word that joins goes before it. What a
unit brings along ("with twelve armoured carriers") stays with it.
"""

import re
from itertools import pairwise

from etl.readers.numbers import ARTICLES
from etl.readers.pledges import match
from etl.readers.pledges.lexicon import Hit, Lexicon
from etl.readers.quantities import Amount, amounts
from etl.readers.stems import plain

WITH = re.compile(
    r"\b(?:with|including|incl|equipped|comprising|consisting|composed|supported|avec|dont|compren\w+|compos\w+|equip\w+"
    r"|dot\w+|con|inclu\w+|compuest\w+|integrad\w+|com)\b"
)
BROUGHT = {"hospital_level_1", "eod_search_detect", "mini_uas", "c_uas_set", "engagement_platoon", "uas_pkisr"}
JOIN = r"(?:,|;|ainsi qu'|，|、|和|以及|\+|\b(?:and|et|y|e|plus|и|as well as|ainsi que|together with|along with|junto con|asi como|bem como|а также)\b)"
SPLIT = re.compile(rf"{JOIN}\s*(?:up to |jusqu'a |hasta |ate |also |another |до )?$")
JOINED = re.compile(
    rf"{JOIN}\s*(?:(?:the|a|an|des|les|la|le|un|une|una|unos|unas|uma|los|las|os|as|new|more|further)\s+)?(?:\w+\s+)?$|\sو$"
)
STRONG = re.compile(r"\b(?:as well as|ainsi qu[e']|asi como|bem como|а также)\b")
VERB = re.compile(
    rf"(?:{JOIN}|\bbut also\b)\s*(?:will |shall |to |we will |nous |also )?((?:train|host|donate|provide|deploy|send|contribute|offer|finance|support"
    r"|translate|deliver|supply|former|formons|accueillir|fournir|deployer|financer|verser|traduire|capacitar|acoger|organizar|proporcionar"
    r"|enviar|donar|doar|treinar|acolher|oferecer|\w+(?:aremos|eremos|iremos)|\w+(?:erons|irons|drons|trons)"
    r"|обучим|предоставим|направим|проведем)\b)|\s(وس\w+)"
)
NEAR = 24  # letters between a number and what it counts
NO_THINGS = {"train", "workshop", "capacity", "host", "translate"}
ENDS = re.compile(rf"(?:\s*{JOIN})*[\s,+;]*$")


def parts(text: str, lexicon: Lexicon) -> list[str]:
    """The parts of a sentence that promise different things; the whole where it promises one."""
    low = plain(text)
    hits = [match.of_level(hit, text) for hit in lexicon.capability_terms.find(text)]
    cuts = [0]
    for cut in sorted(
        {*_counted(text, low, hits, lexicon), *_uncounted(text, low, hits, lexicon), *_verbs(text, low, hits)}
    ):
        if cut > cuts[-1] and text.count("(", 0, cut) == text.count(")", 0, cut):
            cuts.append(cut)
    pieces = [text[start:end] for start, end in pairwise([*cuts, len(text)])]
    pieces = [piece for one in pieces if (piece := one[: _end(one)])]
    return pieces if len(pieces) > 1 else [text]


def _end(piece: str) -> int:
    """Where a piece ends before the words that join it to the next."""
    found = ENDS.search(plain(piece))
    return found.start() if found else len(piece)


def _counted(text: str, low: str, hits: list[Hit], lexicon: Lexicon) -> list[int]:
    """Cuts before a counted thing of another kind than the one before."""
    cuts, since, last = [], 0, None
    read = amounts(text)
    for place, amount in enumerate(read):
        if amount.unit in ("percent", "currency", ""):
            continue
        end = min([amount.end + 40, *(after.start for after in read[place + 1 : place + 2])])
        nearest = next((hit for hit in hits if max(amount.start, since) <= hit.start < end), None)
        if nearest is None:
            continue
        before = low[since : amount.start]
        named = [
            hit.code for hit in hits if since <= hit.start and hit.end <= amount.start and hit.code not in match.VAGUE
        ]
        last = last or next(reversed(named), None)
        if WITH.search(before) and _is_brought(nearest.code, lexicon):
            continue
        if last is not None and nearest.code != last and (SPLIT.search(before) or low[amount.start] == "و"):
            cuts.append(amount.start)
            since = amount.start
        last = nearest.code
    return cuts


def _uncounted(text: str, low: str, hits: list[Hit], lexicon: Lexicon) -> list[int]:
    """Cuts before a thing without a number that a word joins to another; none where all is about training or a meeting."""
    if lexicon.meaning(text).keys() & NO_THINGS:
        return []
    cuts = []
    for before, hit in pairwise(hits):
        gap = low[before.end : hit.start + (low[hit.start] == "و")]
        joined = JOINED.search(gap)
        is_strong = bool(STRONG.search(gap))
        if not joined or before.code == hit.code or (joined.start() > 2 and not is_strong):
            continue
        if _are_counted_together(low, before, hit, lexicon):
            continue
        kinds = {lexicon.capabilities[one.code]["section"] for one in (before, hit)}
        are_things = all(_is_thing(one.code, lexicon) for one in (before, hit))
        if are_things and kinds != {"explosive_hazards"} and (is_strong or not _is_brought(hit.code, lexicon)):
            cuts.append(before.end + joined.start())
    return cuts


def _are_counted_together(low: str, before: Hit, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether one number counts two kinds of people: "fifteen military observers and staff officers"."""
    kinds = {lexicon.capabilities[one.code]["unit_of_count"] for one in (before, hit)}
    counted = any(
        0 <= before.start - amount.start < NEAR and amount.number > 1 for amount in amounts(low[: before.end])
    )
    return kinds == {"persons"} and counted


def _verbs(text: str, low: str, hits: list[Hit]) -> list[int]:
    """Cuts before a second verb, where something is named or counted on both its sides."""
    hits = [hit for hit in hits if hit.code != "training_partnership"]  # with whom it is done is no thing of its own
    things: list[Hit | Amount] = [*hits, *(amount for amount in amounts(text) if amount.unit)]
    later = [thing for thing in things if isinstance(thing, Hit) or thing.spelled not in ARTICLES]
    cuts = []
    for verb in VERB.finditer(low):
        start = verb.start(1) if verb[1] else verb.start(2)
        if any(thing.end <= verb.start() + 1 for thing in things) and any(thing.start >= start for thing in later):
            cuts.append(start)
    return cuts


def _is_thing(code: str, lexicon: Lexicon) -> bool:
    """Whether a capability is a unit, a set or a person that can be had by itself."""
    kind = lexicon.capabilities[code]
    return code not in match.VAGUE and kind["unit_of_count"] not in ("courses", "projects")


def _is_brought(code: str, lexicon: Lexicon) -> bool:
    """Whether a capability is what a unit brings along, as the guide asks of infantry and reaction forces."""
    return code in BROUGHT or lexicon.capabilities[code]["unit_of_count"] in ("vehicles", "sets", "boats")
