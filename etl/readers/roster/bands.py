"""What a line above, or the name of a sheet, says for the rows below it."""

import re

from etl.readers.roster.headings import Head, Headings
from etl.readers.roster.model import Fault
from etl.readers.roster.sheets import Line
from etl.readers.roster.words import Words, squeezed, unmarked

SECTION = re.compile(r"\s*(?:[A-Z]|[IVX]{1,4}|\d{1,2})[.)]\s+")  # `A. MILITARY UNITS`
UNCLEAR = "unclear "  # before the column that a line above was to give, and is not understood
CARRIED = ("state", "capability", "level", "component", "status")  # columns in which a ditto mark is what stands above
DITTO = re.compile(
    r"\W*(?:idem|id|ditto|do|same|as above|same as above|le même|la même|ídem|igual)\W*|[-–—.\s]*(?:[\"“”″〃']+|,,)[-–—.\s]*",
    re.IGNORECASE,
)
TABLE_LIKE = 4  # cells of a row that make it look like one of a table


class Bands:
    """Reads lines that are no rows of a table."""

    def __init__(self, words: Words):
        self.words = words

    def said(self, text: str) -> dict[str, str]:
        """Values by column that a sheet's name or a line gives to all its rows; but for a level, only where all of it is understood."""
        text = unmarked(text)
        if len(self.words.state(text)) != 1:  # `S. Sudan` is no section of Sudan
            text = SECTION.sub("", text)
        level = self.words.named_level(text)
        given = {"level": level} if level else {}
        if meanings := self._meant(text):
            return meanings | given
        for part in re.split(r"\s+-\s+|[_,;|/()–—:]+", text):
            if re.search(r"[^\W\d]", part):
                meant = self._meant(part)
                if not meant and level and self.words.named_level(part):
                    continue
                if not meant and "state" in meanings and "(" in text:
                    continue  # what a bracket adds to a state's name
                if (not meant and self._bare(part)) or meanings.keys() & meant.keys():
                    return given
                meanings |= meant
        return meanings | given

    def _bare(self, text: str) -> str:
        """A name without words and numbers that say nothing of units."""
        return " ".join(word for word in text.split() if not self.words.has("filler", word) and not word.isdigit())

    def _meant(self, text: str) -> dict[str, str]:
        for form in dict.fromkeys((text.strip(), self._bare(text))):
            if form and not form.isdigit():
                if self.words.named_level(form):
                    return {"level": self.words.named_level(form) or ""}
                for name in ("component", "status", "group"):
                    if (code := self.words.coded[name].get(squeezed(form))) is not None:
                        return {name: code}
                is_code = len(form) <= 3 and not form.isupper()
                if len(states := self.words.state(form)) == 1 and not is_code:
                    return {"state": next(iter(states))}
        return {}

    def coded(self, line: Line, above: list[tuple[str, str]]) -> dict[str, str]:
        """The state whose code a line of one cell is, in whatever case, among lines that name states: `BiH`."""
        if len(line.own) > 1 or not any(name.endswith("state") for name, _ in above):
            return {}
        states = self.words.state(unmarked(line.text(min(line.own))))
        return {"state": states.pop()} if len(states) == 1 else {}

    def is_total(self, text: str) -> bool:
        """Whether a text says that its row adds up others."""
        words = re.split(r"[\s:]+", text.strip())
        return any(self.words.has("total", part) for part in (text, " ".join(words[:2]), words[0], words[-1]))

    def is_no_data(self, line: Line, head: Head, known: Headings) -> bool:
        """Whether a row of a table is its headings again, a total, a note under it, numbers or units of columns."""
        own = [line.text(column) for column in sorted(line.own)]
        named = [line.text(at) for at in head.places.get("pledge_id", []) if at in line.own]
        if not named and any(self.is_total(text) for text in own[:3]):
            return True
        if len(named) == 1 and self.is_total(named[0]) and self.is_total(own[0]):
            return True
        if len(own) == 1 and re.match(r"[*†¹]", own[0]):
            return True
        if len(own) == 1:
            head_of = re.split(r"[:.]|\s(?=\d)", own[0])[0]
            words = head_of.split()
            if any(self.words.has("footer", " ".join(words[:n])) for n in (1, 2, 3) if words):
                return True
        if len(own) >= TABLE_LIKE and (first := re.sub(r"\D", "", own[0])):
            numbers = [str(number) for number in range(int(first[:9]), int(first[:9]) + len(own))]
            if [re.sub(r"\D", "", cell) for cell in own] == numbers:
                return True
        if len(own) >= TABLE_LIKE and all(self.words.has("unit_row", cell) for cell in own):
            return True
        again = [
            text
            for column, text in ((at, line.text(at)) for at in line.own)
            if head.names[column : column + 1] == [text]
        ]
        return len(again) * 2 > len(own) > 2 or known.is_repeated(own)


def under(above: list[tuple[str, str]], meant: dict[str, str]) -> list[tuple[str, str]]:
    """Values for the rows below a line: what it says ends what stood under its like."""
    first = next((place for place, (name, _) in enumerate(above) if name.removeprefix(UNCLEAR) in meant), len(above))
    standing = [said for said in above[:first] if not (said[0] == "state" and "group" in meant)]
    return standing + list(meant.items())


def unclear(above: list[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """What stands above after a line among its like that is not understood: nothing of before goes on below it."""
    return [(UNCLEAR + name.removeprefix(UNCLEAR), text) for name, _ in above]


def not_understood(said: dict[str, str]) -> dict[str, Fault]:
    """The columns that a line above was to give, and does not, as faults of a row."""
    faults = {}
    for key, text in said.items():
        if key.startswith(UNCLEAR) and (column := key.removeprefix(UNCLEAR)) != "group":
            reason = "unknown_country" if column == "state" else f"unknown_{column}"
            faults[column] = Fault(column, reason, f"the line {text!r} above it is not understood", column, text)
    return faults


class Carried:
    """What cells leave to those below them: a ditto mark says it again, and so does a blank where states stand once."""

    def __init__(self, goes_on: bool):
        self.goes_on = goes_on  # whether a blank state is that of the row above
        self.texts: dict[int, str] = {}

    def fill(self, line: Line, head: Head) -> None:
        """Write into a row what stands above its ditto marks and blank states."""
        for name in CARRIED if len(line.own) > 1 else ():
            for at in head.places.get(name, []):
                text = line.cells[at] if at < len(line.cells) else None
                is_blank = text is None and name == "state" and self.goes_on
                if is_blank or (text and is_ditto(text)):
                    line.cells.extend([None] * (at + 1 - len(line.cells)))
                    line.cells[at] = self.texts.get(at) or text
                elif text:
                    self.texts[at] = text


def is_ditto(text: str) -> bool:
    """Whether a cell says that it is as the one above it."""
    return bool(DITTO.fullmatch(text.strip()))
