"""What a line above, or the name of a sheet, says for the rows below it."""

import re

from etl.readers.roster.words import Words, squeezed

SECTION = re.compile(r"\s*(?:[A-Z]|[IVX]{1,4}|\d{1,2})[.)]\s+")  # `A. MILITARY UNITS`


class Bands:
    """Reads lines that are no rows of a table."""

    def __init__(self, words: Words):
        self.words = words

    def said(self, text: str) -> dict[str, str]:
        """Values by column that a sheet's name or a line gives to all its rows; but for a level, only where all of it is understood."""
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

    def is_total(self, text: str) -> bool:
        """Whether a text says that its row adds up others."""
        words = re.split(r"[\s:]+", text.strip())
        return any(self.words.has("total", part) for part in (text, " ".join(words[:2]), words[0], words[-1]))


def under(above: list[tuple[str, str]], meant: dict[str, str]) -> list[tuple[str, str]]:
    """Values for the rows below a line: what it says ends what stood under its like."""
    first = next((place for place, (name, _) in enumerate(above) if name in meant), len(above))
    standing = [said for said in above[:first] if not (said[0] == "state" and "group" in meant)]
    return standing + list(meant.items())
