"""Read the cells of offers and needs of partners as ministries write them: words in several languages become codes, words of time become days.

A row comes as cells by our column names and goes with codes in their place; what cannot be read stays as it is, so that staging sets it aside.
Several areas, languages or recipients stand in one cell, with semicolons between.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable

from etl.readers import texts
from etl.readers.pledges.lexicon import Lexicon, Terms
from etl.readers.reference import table
from etl.readers.stems import plain

Cells = dict[str, str | None]
NOT_AN_AREA = {"mobile_training_team"}  # a kind of support, of any area
# An area of few words that a longer one of the same cell says better: "police language training" is of language.
YIELDS = {"predeployment", "police", "training_centres", "infantry", "leadership"}
PLACES = re.compile(
    r"\b(\d+)\s*(?:seats?|places?|participants?|trainees?|students?|people|persons?|personnel|officers?|stagiaires?|personnes?|"
    r"participantes?|plazas?|alumnos?|personas?|vagas?|teilnehmer\w*|platze|plaetze)\b"
)
NUMBERS = {
    word: number
    for number, words in enumerate(
        ("one un une uno una um uma ein eine", "two deux dos dois duas zwei", "three trois tres drei", "four quatre cuatro quatro vier", "five cinq cinco funf", "six seis sechs", "seven sept siete sete sieben", "eight huit ocho oito acht", "nine neuf nueve nove neun", "ten dix diez dez zehn"), 1
    )
    for word in words.split()
}  # fmt: skip
LANGUAGES = {"deutsch": "de", "german": "de", "swahili": "sw", "kiswahili": "sw"} | texts.SPOKEN | {
    "francais": "fr", "franzosisch": "fr", "englisch": "en", "spanisch": "es", "arabisch": "ar", "portugiesisch": "pt", "portugues": "pt", "castellano": "es",
    "frances": "fr", "ingles": "en", "inglese": "en", "anglophone": "en", "lusophone": "pt", "eng": "en", "ang": "en", "fre": "fr", "fra": "fr", "spa": "es", "esp": "es", "ara": "ar", "por": "pt",
}  # fmt: skip
NO_LANGUAGE = {
    "",
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
LINKS = r"(?:-|–|—|to|until|through|and|au?|et|bis|und|al?|hasta|y|ate|e)"
MONTHS = re.compile(rf"\b({texts.MONTH})\s*{LINKS}\s*({texts.MONTH})\s+(?:of |de |del )?({texts.YEAR})\b")
DAYS = re.compile(
    rf"\b(\d{{1,2}})\s*{LINKS}\s*(\d{{1,2}})\s+(?:of |de )?({texts.MONTH})\s+(?:of |de |del )?({texts.YEAR})\b"
)
PARTS = (  # of a year: the words, and its first and last month by the number in them
    (re.compile(rf"\b(?:q|t|quarter |trimestre |trim\.? )([1-4])[ /,-]*(?:of |de |del )?({texts.YEAR})\b"), 3),
    (
        re.compile(
            rf"\b([1-4])(?:st|nd|rd|th|er|e|o|º)? (?:quarter|trimestre|trim\.?|quartal)\s*(?:of |de |del )?({texts.YEAR})\b"
        ),
        3,
    ),
    (re.compile(rf"\b(?:h|s)([12])[ /,-]*({texts.YEAR})\b"), 6),
    (
        re.compile(
            rf"\b([12])(?:st|nd|er|e|o|º)? (?:half|semestre|semester|halbjahr)\s*(?:of |de |del )?({texts.YEAR})\b"
        ),
        6,
    ),
)
ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "premier": "1", "deuxieme": "2", "troisieme": "3", "quatrieme": "4",
    "primer": "1", "segundo": "2", "tercer": "3", "cuarto": "4", "primeiro": "1", "erstes": "1", "zweites": "2", "drittes": "3", "viertes": "4",
}  # fmt: skip
SLASHED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)\b")
YEAR_FIRST = re.compile(rf"\b({texts.YEAR})[./](\d\d)[./](\d\d)\b")
ORDINAL_DAY = re.compile(rf"\b(\d{{1,2}})\. ?(?=(?:{texts.MONTH})\b|quartal|halbjahr)")
SEASON = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|printemps|ete|automne|hiver|primavera|verano|otono|invierno|fruhling|sommer|herbst)\b"
)
MONTH_YEAR = re.compile(rf"\b(0?[1-9]|1[0-2])[/.]({texts.YEAR})\b")


class _Words:
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
        self.kinds, self.through, self.recipients = (Terms(said[name]) for name in ("kind", "through", "recipient"))
        self.areas = Terms(said["area"])
        self.capabilities, self.area_of = lexicon.capability_terms, area_of
        self.states = lexicon.state_terms
        self.codes = lexicon.state_codes
        self.no_day = {plain(word) for word, _code in said["no_day"]}
        self.flags = {plain(word): code for word, code in said["flag"]}

    def areas_in(self, text: str | None) -> list[str]:
        """Codes of the areas that a text names, in the order of the list."""
        if not text:
            return []
        found = [hit.code for hit in self.areas.find(text)]
        if not found:
            kinds = [hit.code for hit in self.capabilities.find(text)]
            found = [self.area_of[code] for code in kinds if code in self.area_of and code not in NOT_AN_AREA]
        sharp = [code for code in found if code not in YIELDS]
        return list(dict.fromkeys(sharp or found))


def _areas(words: _Words, cells: Cells) -> str | None:
    for name in ("areas", "words", "kind"):
        if found := words.areas_in(cells.get(name)):
            return ";".join(found)
    return cells.get("areas") or cells.get("words")


def _first(terms: Terms, *told: str | None) -> str | None:
    for text in told:
        if text and (hits := terms.find(text)):
            return hits[0].code
    return None


def languages(text: str | None) -> str | None:
    """Codes of the languages that a cell names, in order of the alphabet; the text itself where a part of it is no language that is known."""
    if not text or plain(text).strip(" .-–") in NO_LANGUAGE:
        return None
    found, rest = set(), []
    for word in re.findall(r"[^\W\d_]+", plain(re.sub(r"\([^()]*\)", " ", text))):
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


def span(text: str, day_first: bool = True) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that words of time reach over: `Q2 2027`, `mars à juin 2027`, `1-15 March 2027`; None where they say none."""
    low = ORDINAL_DAY.sub(r"\1 ", YEAR_FIRST.sub(r"\1-\2-\3", plain(text)))
    if SEASON.search(low):
        return None  # summer is not the same half of the year everywhere
    for word, number in ORDINALS.items():
        low = re.sub(rf"\b{word}\b", number, low)
    found: list[tuple[dt.date, dt.date]] = []
    for pattern, months in PARTS:
        for read in pattern.finditer(low):
            last = int(read[1]) * months
            found.append((dt.date(int(read[2]), last - months + 1, 1), _end(int(read[2]), last)))
        low = pattern.sub(" ", low)
    for read in SLASHED.finditer(low):
        try:
            year = int(read[3]) + (2000 if len(read[3]) == 2 else 0)
            one = dt.date(year, int(read[2]), int(read[1])) if day_first else dt.date(year, int(read[1]), int(read[2]))
        except ValueError:
            return None
        found.append((one, one))
    low = SLASHED.sub(" ", low)
    low = MONTH_YEAR.sub(lambda read: f"{read[2]}-{int(read[1]):02}", low)
    low = DAYS.sub(r"\1 \3 \4 - \2 \3 \4", MONTHS.sub(r"\1 \3 - \2 \3", low))
    try:
        found += [_days(date) for date in texts.dates(low)]
    except ValueError:
        return None
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def _reach(text: str) -> tuple[dt.date | None, dt.date | None] | None:
    """The first and last day of a cell that holds both; only one of them where it says "from" or "until"."""
    found, low = span(text), plain(text).strip()
    if (
        found
        and re.match(r"(?:from|starting|a partir d|des |desde|ab |as of|de partir)", low)
        and len(texts.dates(low)) <= 1
    ):
        return found[0], None
    if (
        found
        and re.match(r"(?:until|till|by |before|up to|jusqu|avant|hasta|antes|bis|vor )", low)
        and len(texts.dates(low)) <= 1
    ):
        return None, found[1]
    return found


def _days(date: str) -> tuple[dt.date, dt.date]:
    """First and last day of 2027, 2027-03, 2027-03-15 or 2027/2028."""
    if "/" in date:
        first, last = date.split("/")
        return dt.date(int(first), 1, 1), dt.date(int(last), 12, 31)
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        return dt.date(*parts), dt.date(*parts)
    if len(parts) == 2:
        return dt.date(parts[0], parts[1], 1), _end(*parts)
    return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)


def _end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _day(words: _Words, text: str | None, last: bool) -> str | None:
    """A cell of a day as ISO; None where it says that there is none, the text itself where it cannot be read."""
    if not text or plain(text).strip(" .") in words.no_day:
        return None
    if re.fullmatch(r"\d{5}(\.0+)?", text):  # a day as spreadsheets count
        return (dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))).isoformat()
    found = span(text)
    return found[last].isoformat() if found else text


def _number(text: str | None) -> tuple[str | None, str | None]:
    """How many units a cell says, and how many people; the text itself where it says neither."""
    if not text:
        return None, None
    low = plain(text).strip()
    people = [int(read[1]) for read in PLACES.finditer(low)]
    rest = re.sub(r"\b(?:of|de|zu je) \d+", " ", PLACES.sub(" ", low))
    numbers = [int(one) for one in re.findall(r"(?<![\w.,])\d{1,4}(?:\.0+)?(?![\w,])", rest.replace(".0", ""))]
    numbers += [NUMBERS[word] for word in re.findall(r"[^\W\d_]+", rest) if word in NUMBERS]
    if len(numbers) > 1 or len(people) > 1 or not (numbers or people):
        return text, None
    return (str(numbers[0]) if numbers else None), (str(people[0]) if people else None)


def _recipients(words: _Words, text: str | None) -> str | None:
    """Codes of states, or else of groups of states, for whom something is; `any` for every contributor."""
    if not text:
        return None
    upper = [code for code in re.findall(r"\b[A-Z]{3}\b", text) if code in words.codes]
    states = list(dict.fromkeys([hit.code for hit in words.states.find(text)] + upper))
    groups = list(dict.fromkeys(hit.code for hit in words.recipients.find(text)))
    named = [code for code in groups if code != "any"]
    return ";".join(states or named or groups) or text


def _flag(words: _Words, text: str | None) -> str | None:
    """Yes or no of a cell that begins with either; None where it says that it is not known yet."""
    if not text:
        return None
    low = plain(text).strip(" .")
    first = re.split(r"[^\w]+", low)[0]
    code = words.flags.get(low) or words.flags.get(first)
    return None if code == "not_stated" else code or text


def _state(words: _Words, text: str | None) -> str | None:
    """The code of the one state that a cell names; the text itself else."""
    if not text or text.strip().upper() in words.codes:
        return text
    found = {hit.code for hit in words.states.find(text)}
    return found.pop() if len(found) == 1 else text


def reader() -> Callable[[Cells], Cells]:
    """What reads one row after another."""
    words = _Words()

    def read(cells: Cells) -> Cells:
        told = dict(cells)
        told["areas"] = _areas(words, cells)
        told["kind"] = _first(words.kinds, cells.get("kind"), cells.get("words"), cells.get("areas")) or cells.get(
            "kind"
        )
        told["through"] = _first(words.through, cells.get("through")) or cells.get("through")
        told["languages"] = languages(cells.get("languages"))
        told["state"] = _state(words, cells.get("state"))
        told["as_of"] = _day(words, cells.get("as_of"), last=True)
        said = cells.get("period")
        is_said = bool(said) and plain(said or "").strip(" .") not in words.no_day
        reach = _reach(said or "") if is_said else None
        for name, is_last in (("from_day", False), ("to_day", True), ("by_when", True)):
            if name in cells:
                day = reach[is_last] if reach else None
                told[name] = _day(words, cells[name], is_last) if cells[name] else day.isoformat() if day else None
        told["period"] = said if is_said and not reach else None
        number, people = _number(cells.get("unit_count"))
        told["unit_count"] = number
        if "people_count" in cells:
            told["people_count"] = _number(cells["people_count"])[1] or _number(cells["people_count"])[0] or people
        if "recipients" in cells:
            told["recipients"] = _recipients(words, cells["recipients"])
        for name in ("in_own_institution", "is_self_sustaining"):
            if name in cells:
                told[name] = _flag(words, cells[name])
        return told

    return read
