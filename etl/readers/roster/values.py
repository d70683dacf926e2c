"""Read single cells of a roster: each answers with a value, with nothing for a blank, or says that it cannot be read.

Nothing is guessed. 03/04/2025 is a day only where another day of the same file tells which of the two comes first; two units
in a cell are not one of them; up to 180 is no count, and about 180 is one that says so.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from etl.readers.roster import counts, kinds
from etl.readers.roster.words import TWO_OF_A_NAME, Words, squeezed
from etl.readers.stems import plain
from etl.readers.texts import LANGUAGES, MONTH, MONTHS, SPOKEN

EARLIEST, LATEST = 1948, 2100  # years in which a day of a roster lies
LONGEST = 1000  # characters of a free text
EXCEL_EPOCH = dt.date(1899, 12, 30)
SERIALS = range(36526, 73051)  # days of 2000 to 2099 as Excel numbers them
BARE = re.compile(
    r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?:[ T]\d?\d:\d\d(?::\d\d)?)?"
)  # which is the month, only other days can tell
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)")
COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])([0-3]\d)")
YEAR_FIRST = re.compile(rf"(\d{{4}})[\s./-]+({MONTH})[\s./-]+(\d{{1,2}})")
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.?,?\s+(?=\d)", re.IGNORECASE)
DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er)?[\s./-]+(?:of |de )?({MONTH})[\s./,-]+(?:of |de |del )?(\d{{4}}|\d\d)"
)
JOINED = re.compile(rf"(\d{{1,2}})({MONTH})(\d{{4}}|\d\d)")  # 25JUL23
MONTH_FIRST = re.compile(rf"({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
TOKEN = re.compile(
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|\d{{1,2}}(?:st|nd|rd|th|er)?[\s-](?:{MONTH})[\s-]\d{{4}}"
    rf"|(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
)
LEVEL_REMARK = re.compile(r"([^()\[\]]+?)\s*[(\[]([^()\[\]]+)[)\]]\s*")  # Level 2 (pending load list)
# What a remark says where the level before it is not, or not yet, or no longer the unit's.
LEVEL_DOUBT = re.compile(
    r"\?|\d|\b(?:not|no|never|expected|expect\w*|request\w*|target\w*|plan\w*|propos\w*|aspir\w*|former\w*|was|previous\w*|until|tbc|tbd"
    r"|to be|lost|expired|suspend\w*|downgrad\w*|withdraw\w*|recommend\w*|nominat\w*|instead|non|pas|prevu\w*|previst\w*|solicit\w*)\b"
)
# A visit still to come: at Level 1 that is how it should be, any level above says that the visit is passed, so one of the two is wrong.
VISIT_AHEAD = re.compile(r"\b(?:pending|awaiting|before)\b.*\b(?:aav|assessment|advisory|visit\w*)")
CODE_BEHIND = re.compile(
    r"(.{4,}?)\s*(?:[(\[]\s*([A-Z]{2,4})\s*[)\]]|\s[-–—]\s([A-Z]{2,4})|,\s*([A-Z]{3}))"
)  # Jordan (HKJ)
# Words of headings in languages that part thousands by a dot.
DOTTING = frozenset(
    """de del los las les des du dont la le y et unidad unidades unite unites nivel niveau pais pays efectivos effectif effectifs mujeres femmes
    fecha idioma langue estado etat lista liste tipo einheit land starke frauen stufe und der unidade pessoal mulheres""".split()  # noqa: SIM905
)
COUNT = re.compile(r"([+-]?\d{1,3}(?:[,  '’]\d{3})+|[+-]?\d+(?:[.,]\d+)?)\s*(.*)", re.DOTALL)
MANY = re.compile(r"\s*(?:/|;|\+|&|,|\n|\band\b|\bet\b|\by\b|\bor\b)\s*", re.IGNORECASE)
TIMES = re.compile(r"(\d+)\s*(?:x|×|\*|no\.?|nos\.?)\s+(.+)", re.IGNORECASE | re.DOTALL)
ITEM = (
    re.compile(r"(?P<tag>.+?)\s*[:=]\s*(?P<n>\S+)"),
    re.compile(r"(?P<n>\d+)\s*[x×*]\s+(?P<tag>.+)", re.IGNORECASE),
    re.compile(r"(?P<tag>.+?)\s+[x×*]\s*(?P<n>\d+)", re.IGNORECASE),
    re.compile(r"(?P<tag>.+?)\s*\((?P<n>\d+)\)"),
    re.compile(r"(?P<tag>.+)"),
)


class Unread(Exception):
    """A cell that cannot be read: the code of the reason, and what stands there; the kind and the word that a person may settle."""

    def __init__(self, reason: str, detail: str, kind: str = "", word: str = ""):
        super().__init__(detail)
        self.reason, self.detail, self.kind, self.word = reason, detail, kind, " ".join(word.split())


class Values:
    """Readers of cells by column; `month_first` is what the file's own days tell of days such as 03/04/2025."""

    def __init__(self, words: Words, month_first: bool | None, is_1904: bool = False, is_dotted: bool = False):
        self.words, self.month_first, self.is_1904, self.is_dotted = words, month_first, is_1904, is_dotted
        cached = lru_cache(maxsize=20_000)
        self.day: Callable[[str], dt.date] = cached(self._day)
        self.capability: Callable[[str], str] = cached(self._capability)
        self.state: Callable[[str], str] = cached(self._state)
        self.count: Callable[[str], int] = cached(self._count)
        self.matched: Callable[[str], str] = cached(self._matched)
        self.code: Callable[[str, str], str] = cached(self._code)
        self.counted: Callable[[str], counts.Counted] = cached(lambda text: counts.parted(self._undotted(text), words))

    def blank(self, text: str | None, *more: str) -> bool:
        """Whether a cell says nothing: empty, or one of the marks for it."""
        return text is None or self.words.has("blank", text) or any(self.words.has(meaning, text) for meaning in more)

    def _code(self, meaning: str, text: str) -> str:
        """The code that a cell is a spelling of; of a level also where a remark stands behind it."""
        code = self.words.code(meaning, text)
        if code is None and meaning == "level":
            code = self.remarked_level(text)[0] or None
        if code is None:
            raise Unread(f"unknown_{meaning}", f"{text!r}", meaning, text)
        return code

    def remarked_level(self, text: str) -> tuple[str, str]:
        """A level and what stands in brackets behind it, which neither names another nor takes it back; empty texts where nothing does."""
        read = LEVEL_REMARK.fullmatch(text.strip())
        code = self.words.code("level", read[1]) if read and not self.words.code("level", text) else None
        if not read or not code or LEVEL_DOUBT.search(plain(read[2])) or self.words.named_level(read[2]):
            return "", ""
        if code != "level_1" and VISIT_AHEAD.search(plain(read[2])):
            return "", ""
        return code, " ".join(read[2].split())

    def same(self, name: str, one: str, two: str) -> bool:
        """Whether two texts of a column with codes mean the same."""
        reads: dict[str, Callable] = {"state": self.state, "capability": self.capability}
        read = reads.get(name) or (lambda text: self.code(name, text))
        try:
            return name in (*reads, "component", "level", "status") and read(one) == read(two)
        except Unread:
            return False

    def unit_id(self, text: str) -> str:
        """The id of a unit, in capitals so that exports compare."""
        return self.text(text).upper()

    def cycle(self, text: str) -> str:
        """A cycle of two years as 2026/27, however it is written; any other text as it is."""
        years = re.fullmatch(r"(?:[a-z]+\s+)*(\d{4}|\d\d)\s*[-/–]\s*(?:20)?(\d\d)", text.strip(), re.IGNORECASE)
        if years and int(years[2]) == (int(years[1]) + 1) % 100:
            return f"{_year(years[1])}/{years[2]}"
        return self.text(text)

    @staticmethod
    def text(text: str) -> str:
        """A free text on one line."""
        line = " ".join(text.split())
        if len(line) > LONGEST:
            raise Unread("text_too_long", f"a text of {len(line):,} letters")
        return line

    def _state(self, text: str) -> str:
        states = self.words.state(text)
        if len(states) == 1:
            (iso3,) = states
            if iso3 in self.words.others:
                raise Unread("not_a_state", f"{text!r} is not a Member State")
            return iso3
        if (read := CODE_BEHIND.fullmatch(text.strip())) and len(named := self.words.state(read[1])) == 1:
            code = read[2] or read[3] or read[4]
            other = self.words.state(code)
            if other and other != named:
                raise Unread("name_and_code_differ", f"{text!r} names {', '.join(sorted(named | other))}")
            if not TWO_OF_A_NAME.intersection([plain(read[1])]):
                return self.state(read[1])
        parts = {next(iter(codes)) for part in MANY.split(text) if len(codes := self.words.state(part)) == 1}
        if len(parts) > 1:
            raise Unread("several_states", f"{text!r} names {', '.join(sorted(parts))}")
        raise Unread("unknown_country", f"{text!r} is no state that is known", "state", text)

    def _capability(self, text: str) -> str:
        """One capability; `1 x QRF coy` is one, `2 x QRF coy` are two units in one row, `QRF coy / EOD unit` is neither."""
        times = TIMES.fullmatch(text)
        if times and int(times[1]) != 1:
            raise Unread("several_units", f"{text!r} is {times[1]} units in one row")
        text = times[2] if times else text
        text = re.sub(r"\n(?=[a-z(])", " ", text)  # a name that goes on in the next line of its cell
        text = re.sub(r",\s*(?=(?:level|lvl|niveau|nivel)\b)", " ", text, flags=re.IGNORECASE)  # Hospital, level two
        if len(named := kinds.fitting(text, self.words.capability(text), self.words)) == 1:
            return next(iter(named))
        outside = re.sub(r"\([^()]*\)", " ", text)
        within = [
            said
            for part in MANY.split(outside)
            if (said := kinds.fitting(text, self.words.capability_within(part)[0], self.words))
        ]
        several = kinds.narrowed(outside, set().union(*within), self.words)
        if len(within) > 1 and len(several) == 1:
            return next(iter(several))
        if len(within) > 1 and len(several) > 1:
            raise Unread("several_capabilities", f"{text!r} names {len(within)} capabilities", "capability", text)
        named = named or kinds.fitting(text, self.words.capability_within(text)[0], self.words)
        if len(named) == 1:
            return next(iter(named))
        detail = f"{text!r}" + (f" is {' or '.join(sorted(named))}" if named else " is none that is known")
        raise Unread("unknown_capability", detail, "capability", text)

    def _matched(self, text: str) -> str:
        """The words by which a capability is recognised within a cell that says more; empty where the whole cell is its name."""
        text = times[2] if (times := TIMES.fullmatch(text)) else text
        return "" if self.words.capability(text) else self.words.capability_within(text)[1]

    def mission(self, text: str) -> str:
        """One mission of this world."""
        if (code := self.words.mission(text)) is None:
            raise Unread("unknown_mission", f"{text!r} is none that is known", "mission", text)
        return code

    def women(self, text: str) -> int:
        """A number of women, whose nil is none of them."""
        return 0 if self.words.has("zero", text) else self.count(text)

    def _undotted(self, text: str) -> str:
        """A text without the dots of thousands, in a file that writes them."""
        return (
            re.sub(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,])", lambda n: n[0].replace(".", ""), text)
            if self.is_dotted
            else text
        )

    def _count(self, text: str) -> int:
        """A whole number, with or without a word for people after it."""
        text = self.counted(text).text
        low = plain(text)
        if low.endswith("%"):
            raise Unread("share_no_count", f"{text!r} is a share, not a number of people")
        head = re.match(r"[a-z.]+(?: [a-z]+)?", low)
        first = low.split(" ")[0]
        if re.match(r"[≈<>≤≥±]|\d+\s*\+$", low) or (
            head and (self.words.has("about", head[0]) or self.words.has("about", first))
        ):
            raise Unread("approximate_count", f"{text!r}")
        if re.fullmatch(r"\d+\s*(?:-|–|—|to)\s*\d+.*", low):
            raise Unread("approximate_count", f"{text!r}")
        read = COUNT.fullmatch(text.strip())
        rest = read[2].strip() if read else ""
        figure = re.sub(r"[,  '’]", "", re.sub(r",(\d\d?)$", r".\1", read[1])) if read else ""
        # 1.200 is a thousand to some and one to others.
        if not read or (rest and not self.words.has("people", rest.strip("()"))) or re.fullmatch(r".*\.\d{3}", figure):
            raise Unread("text_in_number", f"{text!r}")
        number = float(figure)
        if number < 0:
            raise Unread("negative_count", f"{text!r}")
        if not number.is_integer() or re.search(r"\.\d*[1-9]", figure):
            raise Unread("fractional_count", f"{text!r}")
        if number >= 1_000_000:
            raise Unread("implausible_count", f"{text!r}")
        return int(number)

    def _day(self, text: str) -> dt.date:
        try:
            day = self._read_day(text.strip())
        except ValueError as error:
            raise Unread("unreadable_date", f"{text!r} is no day") from error
        if not EARLIEST <= day.year <= LATEST:
            raise Unread("implausible_date", f"{text!r}")
        return day

    def _read_day(self, text: str) -> dt.date:
        if read := ISO.fullmatch(text):
            return dt.date(*(int(part) for part in read.groups()))
        if read := BARE.fullmatch(text):
            first, second, year = int(read[1]), int(read[3]), _year(read[4])
            if first != second and max(first, second) <= 12 and self.month_first is None:
                raise Unread(
                    "ambiguous_date", f"{text!r} may be day or month first, and no other day of the file tells"
                )
            is_month_first = second > 12 or (first <= 12 and bool(self.month_first))
            return dt.date(year, first, second) if is_month_first else dt.date(year, second, first)
        if read := DOTTED.fullmatch(text):
            return dt.date(_year(read[3]), int(read[2]), int(read[1]))
        if read := COMPACT.fullmatch(text):
            return dt.date(*(int(part) for part in read.groups()))
        low = plain(text)
        for form in dict.fromkeys((low, WEEKDAY.sub("", low))):
            if read := DAY_FIRST.fullmatch(form) or JOINED.fullmatch(form):
                return dt.date(_year(read[3]), MONTHS[read[2].rstrip(".")], int(read[1]))
            if read := YEAR_FIRST.fullmatch(form):
                return dt.date(int(read[1]), MONTHS[read[2].rstrip(".")], int(read[3]))
            if read := MONTH_FIRST.fullmatch(form):
                return dt.date(int(read[3]), MONTHS[read[1].rstrip(".")], int(read[2]))
        if text.isdigit() and int(text) in SERIALS and not self.is_1904:
            return EXCEL_EPOCH + dt.timedelta(days=int(text))
        raise ValueError(text)

    def languages(self, text: str) -> str:
        """Codes of two letters in order of the alphabet, with semicolons between."""
        spoken = set()
        for part in MANY.split(text):
            low = plain(re.sub(r"\([^()]*\)", "", part)).strip()  # English (B2)
            code = SPOKEN.get(low) or (low if low in LANGUAGES or re.fullmatch("[a-z]{2}", low) else None)
            if code is None:
                raise Unread("unknown_language", f"{part!r}")
            spoken.add(code)
        return ";".join(sorted(spoken))

    def equipment(self, text: str) -> list[tuple[str, int | None]]:
        """Tags with their counts; a tag without one is there in a number that is not reported."""
        counts: dict[str, int | None] = {}
        for part in filter(None, (part.strip() for part in re.split(r"[;\n,]", text))):
            read = next(read for form in ITEM if (read := form.fullmatch(part)))
            given = read.groupdict().get("n")
            tag = self.words.tags.get(squeezed(read["tag"])) or re.sub(r"[\W_]+", "_", plain(read["tag"])).strip("_")
            count = None if given is None else self.count(given)
            if not tag or not re.search("[a-z]", tag):
                raise Unread("unreadable_equipment", f"{part!r}")
            if tag in counts:
                raise Unread("repeated_tag", f"{tag} stands twice in {text!r}")
            counts[tag] = count
        return list(counts.items())

    def slots(self, text: str) -> list[tuple[str | None, dt.date, dt.date]]:
        """State (none where nobody covers it), first and last day of each slot."""
        slots = []
        for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
            low = plain(part)
            days = list(TOKEN.finditer(low))
            if len(days) != 2:
                raise Unread("unreadable_slot", f"{part!r} does not give two days")
            between, after = low[days[0].end() : days[1].start()], low[days[1].end() :]
            if not re.fullmatch(r"\s*(?:[/–—-]|to|until|and)\s*", between) or not re.fullmatch(r"[\s).,]*", after):
                raise Unread("unreadable_slot", f"{part!r}")
            name = re.sub(r"[\s:,(]+(?:from)?\s*$", "", part[: days[0].start()], flags=re.IGNORECASE)
            iso3 = None if not name or self.blank(name, "no_state") else self.state(name)
            first, last = self.day(days[0][0]), self.day(days[1][0])
            if first > last:
                raise Unread("ends_before_start", f"{part!r}")
            slots.append((iso3, first, last))
        return slots

    def partners(self, text: str) -> list[tuple[str, str]]:
        """Each partner state with each of its roles, whichever of the two stands first; not_stated where none stands."""
        partners = []
        for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
            for iso3, role in self._partner(part):
                if (iso3, role) not in partners:
                    partners.append((iso3, role))
        return partners

    def _partner(self, part: str) -> list[tuple[str, str]]:
        read = re.fullmatch(r"(.+?)\s*(?::|=|\s[-–—]\s|\((?=[^()]*\)$))\s*(.+?)\)?", part)
        if not read:
            states = [self.words.state(one) for one in re.split(r"\s*(?:,|/|&|\band\b|\bet\b)\s*", part)]
            if all(len(one) == 1 for one in states):
                return [(next(iter(one)), "not_stated") for one in states]
            first, _, rest = part.rpartition(" ")
            if len(self.words.state(first)) == 1 and self.words.code("role", rest):
                return [(self.state(first), self.code("role", rest))]
            return [(self.state(part), "not_stated")]
        name, said = read[1].strip(), read[2]
        if not self.words.state(name) and self.words.code("role", name):
            return [(self.state(one), self.code("role", name)) for one in MANY.split(said)]
        return [(self.state(name), self.code("role", role)) for role in MANY.split(said)]


def _year(text: str) -> int:
    """The year of two or four figures; two are of this century."""
    return int(text) + (2000 if len(text) == 2 else 0)


def dotted(headings: list[str], marks: set[str]) -> bool:
    """Whether a file writes 1.050 for a thousand and fifty: another number of it has two such dots, or its headings are in a language
    that does so; never where a number of it has a comma there. `marks` are those that part its thousands.
    """
    spoken = sum(1 for heading in headings if DOTTING.intersection(re.findall(r"[^\W\d_]+", plain(heading))))
    return "," not in marks and (spoken > 1 or ".." in marks)


def marks_seen(texts, seen: set[str]) -> None:
    """Note in `seen` the marks that part thousands in some counts: a comma, or two dots of one number."""
    for text in texts:
        if re.search(r"\d,\d{3}(?!\d)", text):
            seen.add(",")
        if re.search(r"\d\.\d{3}\.\d{3}(?!\d)", text):
            seen.add("..")


def order_seen(texts, seen: set[str]) -> None:
    """Note in `seen` which order of day and month the days among some texts tell."""
    for text in texts:
        if text and (read := BARE.fullmatch(text.strip())):
            if int(read[1]) > 12 >= int(read[3]):
                seen.add("day")
            elif int(read[3]) > 12 >= int(read[1]):
                seen.add("month")


def month_first(seen: set[str]) -> bool | None:
    """Whether months come first in a file: None where its days do not show it, or contradict each other."""
    return next(iter(seen)) == "month" if len(seen) == 1 else None
