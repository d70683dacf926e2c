"""Read the cells of offers and needs of partners as ministries write them: words in several languages become codes, words of time become days.

A row comes as cells by our column names and goes with codes in their place; what cannot be read stays as it is, so that staging sets it aside.
Several areas, languages or recipients stand in one cell, with semicolons between.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cached_property

from etl.readers import partner_days, texts
from etl.readers.pledges.lexicon import Lexicon, Terms, known_terms
from etl.readers.reference import table
from etl.readers.stems import plain

Cells = dict[str, str | None]
NOT_AN_AREA = {"mobile_training_team"}  # a kind of support, of any area
# An area of few words that a longer one of the same cell says better: "police language training" is of language.
YIELDS = {"predeployment", "police", "training_centres", "infantry", "leadership", "staff_planning"}
PLACES = re.compile(
    r"\b(\d+)\s*(?:seats?|places?|participants?|trainees?|students?|people|persons?|personnel|officers?|stagiaires?|personnes?|"
    r"pax|participantes?|plazas?|alumnos?|personas?|vagas?|teilnehmer\w*|platze|plaetze)\b"
)
PRODUCT = re.compile(r"(\d{1,3})\s*[x×*]\s*(\d{1,3})(?:\s*(?:pax|people|persons|personnes|participants|places))?")
# A number that is no one number: about so many, so many at most or at least, a part of it, so many for each, or money.
NOT_ONE = re.compile(
    r"\b(?:up to|at least|at most|about|around|approx\w*|circa|ca|env|environ|min|max|minimum|maximum|jusqu|au (?:moins|plus)|hasta|al menos|unos|unas|group\w*|grupos?|bis zu|"
    r"mindestens|etwa|(?:\w*taine|dizaine)s?|dont|of (?:whom|them|which)|incl\w*|each|chacun\w*|per|par|por|pro|eur|euros?|usd|dollars?)\b"
    r"|[≥≤<>~±€$£%+/×]|\d\s*x\s*\d|\d\s*(?:-|–|to|a|or|ou|o|bis)\s*\d"
)
NO_NUMBER = {"nil", "n/k", "n/a", "na", "s/o", "s.o", "so", "-", "–", "tbd", "tbc", "none", "unknown", "blank"}
NUMBERS = {
    word: number
    for number, words in enumerate(
        ("one un une uno una um uma ein eine", "two deux dos dois duas zwei", "three trois tres drei", "four quatre cuatro quatro vier", "five cinq cinco funf", "six seis sechs", "seven sept siete sete sieben", "eight huit ocho oito acht", "nine neuf nueve nove neun", "ten dix diez dez zehn"), 1
    )
    for word in words.split()
}  # fmt: skip
LANGUAGES = {"deutsch": "de", "german": "de", "swahili": "sw", "kiswahili": "sw"} | texts.SPOKEN | {
    "francais": "fr", "franzosisch": "fr", "englisch": "en", "spanisch": "es", "arabisch": "ar", "portugiesisch": "pt", "portugues": "pt", "castellano": "es",
    "frances": "fr", "ingles": "en", "inglese": "en", "anglophone": "en", "lusophone": "pt", "eng": "en", "ang": "en", "an": "en", "fre": "fr", "fra": "fr", "spa": "es", "esp": "es", "ara": "ar", "por": "pt",
}  # fmt: skip
NO_LANGUAGE = {
    "",
    "nil",
    "n/a",
    "na",
    "any",
    "all",
    "none",
    "tbc",
    "tbd",
    "toutes",
    "cualquiera",
    "todos",
    "keine",
    "alle",
    "a confirmer",
    "por confirmar",
}
CODES = {"en", "fr", "es", "ar", "pt", "ru", "zh", "de", "sw"}
FOR_WORDS = "for the pour les le la and et y und e or ou o of de des du all any tous toutes todos t pcc pccs tcc tccs states contributors members member"
FOR = set(FOR_WORDS.split())
UNSAID = " ?"  # behind a number of which no heading says what it counts: etl/readers/partner_sheets puts it there
LONGEST_STATE = 60  # letters of a cell that names one: a sentence that names one is about it


class Words:
    """The words for areas, kinds, channels, recipients and states, of the world that is read."""

    def __init__(self):
        lexicon = Lexicon()
        rows = table("partner_word")
        said: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            said.setdefault(row["meaning"], []).append((row["word"], row["code"]))
        for meaning in ("area", "kind"):
            said[meaning] += [
                (row[key], row[meaning]) for row in table(f"partner_{meaning}") for key in ("name", meaning)
            ]
        area_of = {row["capability"]: row["area"] for row in table("partner_capability")}
        self.kinds, self.through, self.recipients = (
            known_terms(tuple(said[name])) for name in ("kind", "through", "recipient")
        )
        self.areas = known_terms(tuple(said["area"]))
        self.capabilities, self.area_of = lexicon.capability_terms, area_of
        self.states = lexicon.state_terms
        self.codes = lexicon.state_codes
        self.whole_areas = {plain(word): code for word, code in said["area_whole"]}
        self.no_day = {plain(word) for word, _code in said["no_day"]}
        self.flags = {plain(word): code for word, code in said["flag"]}

    def areas_in(self, text: str | None) -> list[str]:
        """Codes of the areas that a text names, in the order of the list."""
        if not text:
            return []
        if (whole := plain(text).strip(" .")) in self.whole_areas:
            return [self.whole_areas[whole]]
        found = [hit.code for hit in self.areas.find(text)]
        if not found:
            kinds = [hit.code for hit in self.capabilities.find(text)]
            found = [self.area_of[code] for code in kinds if code in self.area_of and code not in NOT_AN_AREA]
        sharp = [code for code in found if code not in YIELDS]
        return list(dict.fromkeys(sharp or found))


class Said:
    """The words by which a sheet or a row says what it is worth, of the world that is read."""

    LONGEST = 40  # letters of a heading of a matrix

    def __init__(self):
        said: dict[str, list[tuple[str, str]]] = {}
        for row in table("partner_word"):
            said.setdefault(row["meaning"], []).append((row["word"], row["code"]))
        self.sides, self.over, self.unsure, self.old = (
            known_terms(tuple(said[name])) for name in ("side", "over", "unsure", "old")
        )

    @cached_property
    def words(self) -> Words:
        """The words of cells."""
        return Words()

    def sides_of(self, *texts: str | None) -> set[str]:
        """The sources of which texts speak: offers, needs or both."""
        return {hit.code for text in texts if text for hit in self.sides.find(text.replace("_", " "))}

    def is_over(self, text: str) -> bool:
        """Whether a text begins with a word that says: cancelled, met, not needed."""
        found = self.over.find(text)
        return bool(found) and not re.search(r"\w", text[: found[0].start])

    def area(self, heading: str | None) -> str:
        """The name of the one area that a heading of a matrix names; empty where it is none."""
        bare = re.sub(r"-\s*\n\s*", "", heading or "").replace("\n", " ")
        is_short = bool(bare) and len(bare) <= self.LONGEST
        return bare if is_short and self.words.areas_in(bare) else ""


def _areas(words: Words, cells: Cells) -> str | None:
    """Codes of the areas of a row; the text itself where it names one, between semicolons or on a line of its own, that is none."""
    said = cells.get("areas") or ""
    named = [part for part in re.split(r"[;\n]", said) if re.search(r"\w", re.sub(r"\([^()]*\)", "", part))]
    of_parts = [words.areas_in(part) for part in named]
    if len(named) > 1 and any(of_parts):
        return ";".join(dict.fromkeys(code for found in of_parts for code in found)) if all(of_parts) else said
    for name in ("areas", "words", "kind"):
        if found := words.areas_in(cells.get(name)):
            beside = [*words.areas_in(cells.get("kind")), *words.areas_in(cells.get("words"))]
            sharper = [
                code for code in beside if code == "language"
            ]  # a course of English for staff officers is of language
            return ";".join(sharper if sharper and set(found) <= YIELDS else found)
    return cells.get("areas") or cells.get("words")


def _first(terms: Terms, *told: str | None) -> str | None:
    """The one code of the first text that names any; nothing where that names several, which are not one."""
    for text in told:
        if text and (hits := terms.find(text)):
            return hits[0].code if len({hit.code for hit in hits}) == 1 else None
    return None


def languages(text: str | None) -> str | None:
    """Codes of the languages that a cell names, in order of the alphabet; the text itself where a part of it is no language that is known."""
    if not text or plain(text).strip(" .-–") in NO_LANGUAGE:
        return None
    if re.fullmatch(
        r"[EFSA](?:\s*[/,;+&]\s*[EFSA])*", text.strip()
    ):  # letters of staff: English, French, Spanish, Arabic
        return ";".join(
            sorted({{"E": "en", "F": "fr", "S": "es", "A": "ar"}[one] for one in re.findall("[EFSA]", text)})
        )
    found, rest = set(), []
    low = plain(re.sub(r"\([^()]*\)", " ", text))
    low = re.sub(rf"\ben (?={'|'.join(LANGUAGES)})", "", low)  # cours en français is not in English
    for word in re.findall(r"[^\W\d_]+", low):
        if word in LANGUAGES or word in CODES:
            found.add(LANGUAGES.get(word, word))
        elif word not in (
            "and",
            "or",
            "et",
            "ou",
            "y",
            "o",
            "e",
            "und",
            "oder",
            "with",
            "avec",
            "interpretation",
            "only",
            "level",
            "both",
            "language",
            "preferably",
            "mainly",
            "in",
            "en",
        ):
            rest.append(word)
    return ";".join(sorted(found)) if found and not rest else text


def _day(words: Words, text: str | None, last: bool, day_first: bool | None) -> str | None:
    """A cell of a day as ISO; None where it says that there is none, the text itself where it cannot be read."""
    if not text or plain(text).strip(" .") in words.no_day:
        return None
    if re.fullmatch(r"[34567]\d{4}(\.0+)?", text):  # a day as spreadsheets count
        return (dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))).isoformat()
    found = partner_days.span(text, day_first)
    return found[last].isoformat() if found else text


def _number(text: str | None, is_of_people: bool = False) -> tuple[str | None, str | None]:
    """How many units a cell says, and how many people; the text itself where it says neither, or no one number.

    A product such as 2 x 25 is so many people where they alone are counted.
    """
    if not text or plain(text).strip(" .") in NO_NUMBER:
        return None, None
    low = plain(text).strip()
    if is_of_people and (product := PRODUCT.fullmatch(low)):
        return None, str(int(product[1]) * int(product[2]))
    if NOT_ONE.search(low):
        return text, None
    people = [int(read[1]) for read in PLACES.finditer(low)]
    rest = re.sub(r"\b(?:of|de|zu je) \d+", " ", PLACES.sub(" ", low))
    numbers = [int(one) for one in re.findall(r"(?<![\w.,])\d{1,4}(?:\.0+)?(?![\w,])", rest.replace(".0", ""))]
    numbers += [NUMBERS[word] for word in re.findall(r"[^\W\d_]+", rest) if word in NUMBERS]
    if len(numbers) > 1 or len(people) > 1 or not (numbers or people) or 0 in numbers + people:
        return text, None
    return (str(numbers[0]) if numbers else None), (str(people[0]) if people else None)


def _units(text: str | None, kind: str | None) -> tuple[str | None, str | None]:
    """As _number. A bare number of which no heading says what it counts may be of courses or of people, where people are trained."""
    bare = (text or "").removesuffix(UNSAID)
    number, people = _number(bare)
    is_unsaid = bare != (text or "") and kind not in ("equipment", "infrastructure", "telemedicine", "trainers")
    return (
        (text, None)
        if number and not people and is_unsaid and re.fullmatch(r"\D?\d+", bare.strip())
        else (number, people)
    )


def _recipients(words: Words, text: str | None) -> str | None:
    """Codes of states, or else of groups of states, for whom something is; `any` for every contributor."""
    if not text:
        return None
    upper = [code for code in re.findall(r"\b[A-Z]{3}\b", text) if code in words.codes]
    named = [*words.states.find(text), *words.recipients.find(text)]
    states = list(dict.fromkeys([hit.code for hit in words.states.find(text)] + upper))
    groups = list(dict.fromkeys(hit.code for hit in words.recipients.find(text)))
    if not states:  # French-speaking contributors are not all of them
        rest = text
        for hit in named:
            rest = rest.replace(hit.term, " ")
        if set(re.findall(r"[^\W\d_]+", plain(rest))) - FOR:
            return text
    named = [code for code in groups if code != "any"]
    return ";".join(states or named or groups) or text


def _flag(words: Words, text: str | None) -> str | None:
    """Yes or no of a cell that begins with either; None where it says that it is not known yet."""
    if not text:
        return None
    low = plain(text).strip(" .")
    first = re.split(r"[^\w]+", low)[0]
    code = words.flags.get(low) or words.flags.get(first)
    return None if code == "not_stated" else code or text


def _state(words: Words, text: str | None) -> str | None:
    """The code of the one state that a cell names; the text itself else."""
    if not text or text.strip().upper() in words.codes:
        return text and text.strip().upper()
    said = set(re.findall(r"(?<![^\W_])[A-Z]{3}(?![^\W_])", text)) & words.codes
    found = {hit.code for hit in words.states.find(text)} | said
    is_one = len(found) == 1 and not re.search(r"\?|\b(?:or|ou|o|oder)\b", plain(text))
    return found.pop() if is_one and (said or len(plain(text)) <= LONGEST_STATE) else text


def reader(rows: Iterable[Cells] = ()) -> Callable[[Cells], Cells]:
    """What reads one row after another; `rows` are those that show how a file writes its days."""
    words = Words()
    day_first = partner_days.order(
        row.get(name) for row in rows for name in ("as_of", "from_day", "to_day", "by_when", "period")
    )

    def read(cells: Cells) -> Cells:
        told = dict(cells)
        told["areas"] = _areas(words, cells)
        told["kind"] = _first(words.kinds, cells.get("kind"), cells.get("words"), cells.get("areas")) or cells.get(
            "kind"
        )
        told["through"] = _first(words.through, cells.get("through")) or cells.get("through")
        told["languages"] = languages(cells.get("languages"))
        told["state"] = _state(words, cells.get("state"))
        told["as_of"] = _day(words, cells.get("as_of"), True, day_first)
        said = cells.get("period")
        is_said = bool(said) and plain(said or "").strip(" .") not in words.no_day
        reach = partner_days.reach(said or "", day_first) if is_said else None
        start = cells.get("from_day") or ""
        for name, is_last in (("from_day", False), ("to_day", True), ("by_when", True)):
            if name in cells:
                day = reach[is_last] if reach else None
                told[name] = (
                    _day(words, cells[name], is_last, day_first) if cells[name] else day.isoformat() if day else None
                )
        if "to_day" in cells and not cells["to_day"] and partner_days.is_part_of_year(start):
            told["to_day"] = start  # from the third quarter on, or in it: not read
        told["period"] = said if is_said and not reach else None
        told["unit_count"], people = _units(cells.get("unit_count"), told["kind"])
        if "people_count" in cells:
            number, counted = _number(cells["people_count"], is_of_people=True)
            told["people_count"] = counted or number or people
        for name in ("offer_id", "need_id"):
            if name in cells and re.fullmatch(r"\d{1,3}", cells[name] or ""):
                told[name] = None  # the number of a line, which is another's in the next file
        if "recipients" in cells:
            told["recipients"] = _recipients(words, cells["recipients"])
        for name in ("in_own_institution", "is_self_sustaining"):
            if name in cells:
                told[name] = _flag(words, cells[name])
        return told

    return read
