"""Tell which category of the form a text is the heading of: in any language of the lexicon, numbered, in parts, before its entry."""

import re

from etl.readers.pledges import columns, trackers
from etl.readers.pledges.lexicon import Lexicon, heading
from etl.readers.stems import plain

LONGEST = 110  # letters of a heading in one language
INLINE = re.compile(
    r"^\s*(?:\(?[\dA-Za-z]{1,2}[.)]\s*)?([^:：\n]{3,90}?)\s*(?:[:：]\s*|\s[–—-]\s+)(?=\S)(.+)$", re.DOTALL
)
NUMBERED = re.compile(r"^\s*(?:category|categorie|categoria|pillar|area)\s*\d{0,2}\s*[:.–-]\s*", re.IGNORECASE)
# One-word headings that a line about something else may well begin with, within another category's cell.
LOOSE = (
    "uniformed_capabilities",
    "training_capacity_building_partnerships",
    "safety_security_medical",
    "women_peace_security",
    "strategic_communications_information_integrity",
)


class Heads:
    """The headings of one document; `others` are texts that head a part as those of categories do, and are none of them."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon, self.others = lexicon, set[str]()

    def of(self, text: str, near: bool = False) -> tuple[str, str] | None:
        """The category that a text is the heading of, and what follows the heading in the same text."""
        if text.strip() in self.others:
            return "", ""  # it heads a part as the categories do, and is none of them: what is below goes by its words
        first, _, below = text.strip().partition("\n")
        aliases = self.lexicon.category_aliases
        if numbered := NUMBERED.match(plain(first)):
            first = first[numbered.end() :]
        folded = heading(first)
        if code := self._in_parts(text):
            return code, ""
        if folded and len(first) <= LONGEST:
            code = aliases.get(folded, "")
            if not code and not re.search(r"\d|[.;]\s*$", first):
                parts = [heading(part) for part in re.split(r"\s*[/|(]\s*", first.rstrip(":) "))]
                known = {aliases[part] for part in parts if part in aliases}
                code = known.pop() if len(parts) > 1 and len(known) == 1 else ""
                code = code or (trackers.near(first, self.lexicon) if near else trackers.alike(folded, self.lexicon))
            if code:
                return code, below
        inline = INLINE.match(text)
        if inline and (named := aliases.get(heading(inline[1]))):
            return named, inline[2]
        return None

    def _in_parts(self, text: str) -> str:
        """The category of a heading that stands in several languages, over lines or between marks, each of them known."""
        parts = [folded for part in re.split(columns.PARTS, text) if (folded := heading(part.strip(") ")))]
        known = [self.lexicon.category_aliases.get(part, "") for part in parts]
        same = len(set(known) - {""}) == 1 and len(text) <= columns.LONGEST
        return (
            known[0]
            if len(parts) > 1 and same and ("" not in known or (len(text) > LONGEST and known[0] and "\n" not in text))
            else ""
        )


def is_firm(text: str, code: str) -> bool:
    """Whether a heading of a category is not one that a line about something else may well begin with."""
    return code not in LOOSE or " " in heading(re.split(r"[:：\n]", text)[0])
