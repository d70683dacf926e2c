"""Read one commitment: capability, quantity, mission, dates, partners, category and the requirements that it may answer.

Plain on purpose: known words, counted. Each score is a sum whose parts are the words that a person is shown.
"""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from etl.readers import texts
from etl.readers.numbers import ARTICLES, FIGURE, decimal, scan
from etl.readers.pledges.lexicon import GENERAL, Hit, Lexicon
from etl.readers.pledges.model import Answer, Passage
from etl.readers.quantities import STOPS, Amount, amounts
from etl.readers.stems import plain, words

TRAINING = {
    "engineering_unit": "training_engineering", "staff_officer": "training_staff_officer", "eod_unit": "training_c_ied",
    "military_observer": "training_military_observer", "doctor": "training_medical", "infantry_battalion": "training_infantry",
    "formed_police_unit": "training_formed_police", "individual_police_officer": "training_police",
    "hospital_unspecified": "training_medical", "eod_search_detect": "training_c_ied", "mine_clearance": "training_c_ied",
    "c_ied_officer": "training_c_ied", "conduct_expert": "training_conduct", "c_uas_unspecified": "c_uas_expertise",
    "information_integrity_expert": "training_information_integrity", "engagement_platoon": "training_engagement_platoon",
    "data_ai_expertise": "training_data_literacy", "digital_tool": "training_data_literacy",
    "gender_expert": "training_gender", "military_gender_adviser": "training_gender",
    "corrections_officer": "training_justice_corrections", "justice_expert": "training_justice_corrections",
    "strategic_communications_expert": "training_strategic_communications", "planning_expert": "training_planning",
    "logistics_unit": "training_logistics", "senior_leader": "training_senior_leadership",
    "civil_military_unit": "training_civil_affairs", "signals_unit": "training_c4isr", "force_protection_company": "training_force_protection",
}  # fmt: skip
# Words that say little beside a more exact one, and are taken only where there is none.
VAGUE = {"troops_unspecified", "training_partnership", "training_centre", "aviation_unit", "helicopter_unit",
         "hospital_unspecified", "mobile_training_team", "senior_leader", "digital_tool"}  # fmt: skip
VAGUE_WORDS = {
    "aircraft",
    "avion",
    "aeronef",
    "aeronave",
    "battalion",
    "bataillon",
    "batallon",
    "observer",
    "surgeon",
    "trainers",
    "judge",
    "investigator",
    "ied",
}
DIGITS = re.compile(r"\d+")
NEAR = 24  # letters between a hospital and its level
LEVEL = re.compile(
    r"\b(?:level|role|niveau|nivel|уровня|المستوي)[ -]?"
    r"(?:(1|i|one|un|uno|um|الاول)|(2|ii|two|deux|dos|dois|الثاني)|(3|iii|three|trois|tres|الثالث))(?!\w)"
)
IN_PCRS = re.compile(r"regist|pcrs|readi|inscri|enregist")  # beside a hospital, a level of the PCRS is none of its own
TIMES = re.compile(r"(?:^|\s)[x×]\s?(\d{1,3})(?!\w)")  # "infantry company x2"
WHOLE = 0.6  # share of a cell of quantity that a number in words takes, where nothing is counted
LIKE = 90  # of 100: how alike a mistyped term must be
CATEGORY_WORDS = {
    "conduct": ("conduct", 2.5), "victim": ("conduct", 1.0), "women": ("women_peace_security", 2.0),
    "elsie": ("women_peace_security", 2.5), "environment": ("environment", 2.5), "solar": ("environment", 2.5),
    "waste": ("environment", 2.0), "energy": ("environment", 1.0), "water": ("environment", 0.8),
    "disinformation": ("strategic_communications_information_integrity", 2.5),
    "communication": ("strategic_communications_information_integrity", 1.5),
    "technology": ("technology", 2.0), "smart": ("technology", 1.5), "cyber": ("technology", 1.0),
    "train": ("training_capacity_building_partnerships", 1.2), "workshop": ("training_capacity_building_partnerships", 0.6),
    "capacity": ("training_capacity_building_partnerships", 1.0), "host": ("training_capacity_building_partnerships", 0.5),
    "partnership": ("training_capacity_building_partnerships", 0.6), "explosive": ("safety_security_medical", 1.5),
    "medical": ("safety_security_medical", 1.3), "mental": ("safety_security_medical", 1.5),
    "safety": ("safety_security_medical", 0.8), "fund": ("funding", 1.0), "police": ("uniformed_capabilities", 0.6),
    "deploy": ("uniformed_capabilities", 0.5), "rapid": ("uniformed_capabilities", 0.8),
    "combat": ("uniformed_capabilities", 1.0), "infantry": ("uniformed_capabilities", 1.0), "battalion": ("uniformed_capabilities", 1.0),
    "pcr": ("uniformed_capabilities", 1.0), "airlift": ("uniformed_capabilities", 0.8),
}  # fmt: skip
UNITS_FIRST = (
    "unit",
    "company",
    "platoon",
    "aircraft",
    "vehicle",
    "course",
    "event",
    "currency",
    "programme",
    "camp",
    "centre",
)
COUNTED_AS = {  # unit_of_count of a capability -> unit of a quantity
    "units": "unit",
    "persons": "person",
    "vehicles": "vehicle",
    "boats": "vehicle",
    "sets": "unit",
    "courses": "course",
    "teams": "unit",
    "projects": "programme",
}
ROLES = (
    ("equipment", "equip equipped equipement equipo material materiel vehicles helicopters aircraft donat"),
    ("training", "train formation form capacit entren mentor"),
    ("finance", "financ fund pay paid cost"),
    ("personnel", "personnel troops crew soldiers officers personal tropas troupes staff"),
)
ROTATION = re.compile(r"\brotat|\bsmart pledge|\bslots?\b|\brelev|\brotac|\bturns?\b|\balternat")
COMMITTED = re.compile(
    r"\b(?:(?:the )?(?:ministry|minister|president|prime minister|government|parliament|cabinet|armed forces|national police"
    r"|chief of defence|ministere|ministre|presidente?|gouvernement|gobierno|ministerio|ministro|fuerzas armadas"
    r"|policia nacional|police nationale|forces armees)\b(?: (?:of|de|du|des|del|for)(?: (?:the|la|l'))? ?\w+)?)"
)
FUND = re.compile(
    r"\b(?:elsie|peacebuilding|consolidation de la paix|consolidacion de la paz)\b.{0,30}\b(?:fund|initiative|fonds?|fondo|fundo)\b"
    r"|\b(?:fonds?|fondo|fundo)\b.{0,40}\b(?:elsie|paix|paz)\b"
)
TRUST = re.compile(
    r"\btrust fund|\bfondo fiduciario|\bfonds d'affectation|\bfundo fiduciario|целево\w+ фонд|الصندوق الاستيماني|صندوق استيماني|信托基金"
)


def is_to_a_fund(text: str) -> bool:
    """Whether a text speaks of a fund that money goes to."""
    return bool(TRUST.search(plain(text)) or FUND.search(plain(text)))


def capabilities(text: str, lexicon: Lexicon) -> list[Hit]:
    """The capabilities named in a text, the main one first."""
    hits = lexicon.capability_terms.find(text) or _mistyped(text, lexicon)
    hits = [of_level(hit, text) for hit in hits]
    if not hits:
        return []
    meaning = lexicon.meaning(text)
    if "train" in meaning and not re.search(r"\b(?:trained|entrain|forme[es]*)\b", plain(text)):
        hits = [Hit(TRAINING.get(h.code, h.code), h.term, h.start, h.end, h.length) for h in hits]
    exact = [h for h in hits if h.code not in VAGUE and plain(h.term) not in VAGUE_WORDS]
    if "train" in meaning and exact:
        trained = [h for h in exact if h.code.startswith("training_") or h.code.endswith("_expertise")]
        exact = trained + [h for h in exact if h not in trained]
    return exact + [h for h in hits if h not in exact]


def coded(cell: str, lexicon: Lexicon) -> list[Hit]:
    """The capability of a cell that names one: by its code or in words; empty where it is not known."""
    code = re.sub(r"\W+", "_", plain(cell.strip()))
    if code in lexicon.capabilities:
        return [Hit(code, cell.strip(), 0, len(cell), 1)]
    return capabilities(cell, lexicon)


def of_level(hit: Hit, text: str) -> Hit:
    """A hospital of the level that is said near it, in figures or in words; there are three that the UN asks for."""
    if hit.code != "hospital_unspecified":
        return hit
    low = plain(text)
    for start, end in ((hit.end, hit.end + NEAR), (max(0, hit.start - NEAR), hit.start)):
        near = LEVEL.search(low, start, end)
        if near and not IN_PCRS.search(low, start, end):
            return replace(hit, code=f"hospital_level_{near.lastindex}")
    return hit


def _mistyped(text: str, lexicon: Lexicon) -> list[Hit]:
    """Find terms of two words or more that are spelt a little wrong."""
    tokens = words(text)
    said: dict[tuple[int, str], list[tuple[int, str, list[str]]]] = defaultdict(
        list
    )  # by number of words and first letter
    for length in {length for _, length, _, _ in lexicon.capability_terms.long}:
        for place in range(len(tokens) - length + 1):
            part = " ".join(word.stem for word in tokens[place : place + length])
            said[length, part[:1]].append((place, part, DIGITS.findall(part)))
    for spelled, length, code, digits in lexicon.capability_terms.long:
        for place, part, of_part in said.get((length, spelled[0]), ()):
            # Level 4 is no misspelt Level 1
            if of_part == digits and fuzz.ratio(part, spelled, score_cutoff=LIKE):
                start, end = tokens[place].start, tokens[place + length - 1].end
                return [Hit(code, text[start:end], start, end, length)]
    return []


def quantity(passage: Passage, text: str, capability: str) -> Amount | None:
    """The quantity of a commitment: of its own cell where it has one, else the first thing counted."""
    for said in filter(None, (passage.quantity, text)):
        read = amounts(said)
        if said is passage.quantity and re.fullmatch(rf"\s*(?:{FIGURE})\s*", said):
            return _counted_in(text, Amount(int(decimal(said.strip())), "", 0, len(said)))
        things = [a for a in read if a.unit in UNITS_FIRST]
        things += [a for a in read if not a.unit and re.search(r"[:：]\s*$", said[: a.start])]  # "Police officers: 25"
        persons = [a for a in read if a.unit == "person" and a.spelled not in ARTICLES]
        # An article counts only what it stands beside: four officers for "a course" are four.
        first = persons and things and things[0].spelled in ARTICLES and persons[0].start < things[0].start
        chosen = persons[:1] * bool(first) + things + persons
        chosen += [a for a in read if a.unit == "percent"]
        if said is passage.quantity and not read:
            whole = [n for n in scan(said) if n.end - n.start > len(said) * WHOLE and n.spelled not in ARTICLES]
            chosen += [Amount(int(n.value), "", n.start, n.end, spelled=n.spelled, most=int(n.most)) for n in whole]
        if said is passage.quantity:
            chosen += [a for a in read if not a.unit and a.number < 1900]
        else:
            chosen += [replace(a, unit=NOUN) for a in read if not a.unit and _is_noun(said, a)]
        if chosen:
            return chosen[0] if said is text or chosen[0].unit else _counted_in(text, chosen[0])
        if times := TIMES.search(said):
            return Amount(int(times[1]), "", times.start(), times.end())
    return None


def _counted_in(text: str, amount: Amount) -> Amount:
    """A bare figure of a cell with what the same figure counts in the text beside it: "3" is three helicopters, or dollars."""
    same = next((one for one in amounts(text) if one.number == amount.number and one.unit), None)
    return replace(amount, unit=same.unit, code=same.code) if same else amount


def _is_noun(text: str, amount: Amount) -> bool:
    """Whether a figure counts the word after it, whatever that is: "2,000 trees"; years count nothing."""
    after = re.match(r"\s+([^\W\d_]{3,})", text[amount.end :])
    is_year = 1900 < amount.number < 2100 and "," not in text[amount.start : amount.end]
    return after is not None and not is_year and plain(after[1]) not in STOPS and plain(after[1]) not in texts.MONTHS


def unit_of(amount: Amount | None, capability: str, lexicon: Lexicon) -> str:
    """What a quantity counts, from its own words, else from the capability."""
    if amount is not None and amount.unit:
        return amount.unit if amount.unit != NOUN else ""
    counted = lexicon.capabilities.get(capability, {}).get("unit_of_count", "")
    return COUNTED_AS.get(counted, "") if amount else ""


def category(text: str, capability: str, amount: Amount | None, lexicon: Lexicon) -> str:
    """The form's category that a text is of: its capability's own, unless its words say another."""
    scores: Any = Counter()  # of parts of a point
    meaning = lexicon.meaning(text)
    is_training = capability.startswith("training_") or capability.endswith("_expertise")
    if capability:
        home = lexicon.homes[capability]
        scores[home] += 1.0 if capability in VAGUE and home != "uniformed_capabilities" else 2.4
    for concept, (code, weight) in CATEGORY_WORDS.items():
        if concept in meaning:
            scores[code] += weight
    if capability and not is_training and scores["uniformed_capabilities"] >= 2.4:
        scores["uniformed_capabilities"] += 1.0  # a women's police unit is a unit
    if amount is not None and amount.unit == "percent" and "women" in meaning:
        scores["women_peace_security"] += (
            SHARE  # a share of women is promised, not more of those among whom it is counted
        )
    if amount is not None and amount.unit == "currency":
        scores["uniformed_capabilities"] -= 2.0
        scores["funding"] += 0.6
        if TRUST.search(plain(text)):
            return "funding"
    first = next(iter(lexicon.meaning(" ".join(text.split()[:2]))), "")
    if first == "train":
        scores["training_capacity_building_partnerships"] += FIRST  # "Training on …" is training, whatever it is on
    if lexicon.missions.find(text) and not scores:
        scores["uniformed_capabilities"] += 0.6  # presence in a mission, with nothing else said
    if not scores:
        return "other"
    order = list(lexicon.categories)
    best = max(scores.items(), key=lambda item: (round(item[1], 3), -order.index(item[0])))
    return best[0] if best[1] > 0.4 else "other"


def answers(
    text: str, capability: str, code: str, missions: set[str], lexicon: Lexicon, most: int = 3
) -> tuple[Answer, ...]:
    """Up to three requirements, best first: shared rare words, same capability, kind, mission and category."""
    meaning = lexicon.meaning(text)
    ranked = []
    is_training = bool({"train", "workshop"} & meaning.keys())
    pointed: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for hit in lexicon.ask_phrases.find(text):
        for requirement, weight in lexicon.phrase_weights[hit.code]:
            pointed[requirement].append((hit.term, weight))
    for row, ask, is_increase in zip(lexicon.requirements, lexicon.ask_meanings, lexicon.ask_increases, strict=True):
        shared = sorted((c for c in meaning if c in ask and c not in GENERAL), key=lambda c: -lexicon.rarity[c])
        score = sum(lexicon.rarity[c] for c in shared)
        same = capability and row["capability"] == capability
        kin = not same and row["capability"] in lexicon.kin.get(capability, ())
        near = pointed.get(row["requirement_id"], [])
        if not shared and not same and not kin and not near:
            continue
        score = min(score, 3.5) + (2.2 if same else KIN if kin else 0.0)
        score += max((weight for _, weight in near), default=0.0)
        if is_increase and "increase" not in meaning:
            score -= UNTOLD
        if "women" in ask and "women" not in meaning and row["capability"] in FOR_ALL:
            score -= UNTOLD if max((lexicon.rarity[c] for c in shared), default=0.0) < RARE else 0.0
        score += 0.4 if row["pledge_category"] == code else -0.3
        kind = row["kind"]
        if kind == "translation":
            score += 0.8 if "translate" in meaning else -1.5
        elif kind in ("training", "host_event"):
            score += 0.4 if is_training else -0.8
            score += 0.5 if kind == "host_event" and "host" in meaning else 0.0
        elif kind in ("unit", "equipment", "personnel"):
            score += -0.8 if is_training and not same else 0.2
        asked = set(filter(None, row["missions"].split(";")))
        score += 0.5 if asked & missions else -0.3 if asked and missions else 0.0
        score -= 0.9 if row["standing"] == "detail" else 0.0
        score += 0.25 if not row["part_of"] else 0.0
        if score >= (LEAST_SAME if same else LEAST):
            heard = (
                ([capability] if same or kin else []) + [term for term, _ in near] + [meaning[c] for c in shared[:6]]
            )
            ranked.append(Answer(row["requirement_id"], round(score, 2), tuple(heard)))
    ranked.sort(key=lambda answer: (-answer.score, answer.requirement_id))
    return tuple(ranked[:most])


FIRST = 1.5
SHARE = 2.0
NOUN = "noun"  # a figure counts something, but no unit that is known


LEAST, LEAST_SAME = 2.2, 2.6
KIN = 1.9  # for a capability of the same kind
FOR_ALL = ("", "individual_police_officer", "formed_police_unit")
RARE = 0.8
UNTOLD = 1.8  # off an ask about women, where the pledge does not speak of them


def partners(text: str, iso3: str, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """The other states of a text, each with its role where words beside it tell one."""
    roles = {}
    for hit in lexicon.state_terms.find(text):
        if hit.code == iso3 or hit.code in roles:
            continue
        around = plain(text[max(0, hit.start - 45) : hit.end + 35])
        role = next(
            (role for role, stems in ROLES if any(re.search(rf"\b{stem}", around) for stem in stems.split())), ""
        )
        roles[hit.code] = role
    return tuple(roles.items())


def slots(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The dated turns of a rotation: the months of each, with the state where one is named before it."""
    if not ROTATION.search(plain(text)):
        return ()
    states = lexicon.state_terms.find(text)
    turns = []
    for clause in re.finditer(r"[^,;()]+", text):
        days = texts.dates(clause[0])
        before = [hit.code for hit in states if hit.start < clause.end()]
        if days:
            turns.append(" ".join(filter(None, (before[-1] if before else "", "/".join(days)))))
    return tuple(turns)


def committed_by(text: str) -> str:
    """Who commits, in the text's own words: a ministry, a government, a head of state or a force; empty where nobody is named."""
    match = COMMITTED.search(plain(text))
    return text[match.start() : match.end()].strip() if match else ""


def women_percent(text: str) -> int | None:
    """Per cent of women that a text promises; None where it promises none."""
    low = plain(text)
    if not re.search(r"\bwom[ae]n|\bfemale|\bfemme|\bfeminin|\bmujer|\bfemenin", low):
        return None
    return next((a.number for a in amounts(text) if a.unit == "percent"), None)
