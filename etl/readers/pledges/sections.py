"""Find the commitments of a long document: what stands under a heading of commitments or in a list that a lead-in opens.

A report of twenty pages around five pledges gives five. What it tells besides is passed over and counted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from etl.readers.formats.docx import Document, Paragraph, Table
from etl.readers.pledges import match, segment
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.quantities import amounts
from etl.readers.stems import plain
from etl.readers.texts import sentences

LONG = 450  # words outside tables, from which a document is a long one
PROSE = 40  # words of a paragraph that tells rather than lists
FORM_CATEGORIES = 4  # headings of categories that make paragraphs a form
FORM_WORDS = 130  # words under such a heading, on average, that a form does not exceed
LEAST_HEADS, HEAD_WORDS = (
    2,
    9,
)  # known headings of categories that make others of their look headings too, and words of one
CHAPTER = re.compile(r"^\s*\(?(?:\d{1,2}|[IVX]{1,4}|[A-J])[.)]\s+")
COMMITMENTS = re.compile(
    r"\b(?:our|new|national|list of|summary of|the|nos|nouveaux|liste des|nuestros|nuevos|lista de|nossos|novos)?\s?(?:pledges?|commitments?"
    r"|undertakings|engagements?|promesses|annonces|compromisos|promesas|anuncios|compromissos|promessas)\b"
    r"|обязательств|взнос|تعهدات|التعهدات|التزامات|承诺|认捐"
)
# Headings that speak of commitments made or kept before, or of other matters that bear the word.
NOT_OURS = re.compile(
    r"\b(?:previous|earlier|past|implementation|status|progress|follow.?up|fulfil\w*|review|background|history|track record|community engagement"
    r"|anterieurs?|precedents?|mise en oeuvre|suivi|bilan|anteriores|cumplimiento|seguimiento|rules of engagement|engagement platoons?)\b"
)
LEAD_IN = re.compile(
    r"\b(?:pledg\w+|commit\w*|undertak\w+|announc\w+|will|shall|offer\w*|intend\w*|contribut\w+|engage\w*|annonc\w+|propos\w+|compromet\w+|anunci\w+"
    r"|ofrec\w+|oferec\w+|contribuir\w*|\w+(?:erons|irons|drons|trons|aremos|eremos|iremos))\b|обязу|предлага|готов|سن\w+|نتعهد|تلتزم|承诺|将"
)
EXPLICIT = re.compile(
    r"\b(?:we|i|our (?:government|country|armed forces)|my (?:government|country|delegation)|the government|delegation)\b.{0,90}?\b(?:will|shall|pledge\w*|commit"
    r"|offer|intend|stand ready|are ready|is ready|announce|undertake)\b|\b(?:my (?:government|country)) (?:pledges|commits|offers|announces)"
    r"|\b\w+(?:erons|irons|drons|trons|ttrons)\b|\bs'engage|engageons|\bmon pays\b.{0,60}?\b\w+(?:era|ira|dra|ttra)\b"
    r"|\b\w+(?:aremos|eremos|iremos|ndremos)\b|\bnos comprometemos|comprometemo-nos|\b(?:mi pais|mi gobierno|o meu pais)\b"
    r"|обязуемся|\bмы \w+(?:им|ем|дим)\b|наша страна|سن\w{3,}|ستر?\w{3,}|نتعهد|我国将|我们将|承诺"
)


@dataclass
class Found:
    """Groups of paragraphs with their category and whether only clear promises of them count, and how many lines were passed over."""

    groups: list[tuple[list[Paragraph], str, bool]] = field(default_factory=list)
    passed: list[Paragraph] = field(default_factory=list)

    def open(self, category: str, strict: bool) -> list[Paragraph]:
        """Begin a group and return its paragraphs, to be filled."""
        self.groups.append(([], category, strict))
        return self.groups[-1][0]


Head = Callable[[str], tuple[str, str] | None]


def is_long(document: Document, head: Head) -> bool:
    """Whether a document is more than a form: many words outside tables, and no form written in paragraphs."""
    paragraphs = [item for item in document.body if isinstance(item, Paragraph) and item.text]
    if sum(len(item.text.split()) for item in paragraphs) < LONG:
        return False
    counts: dict[str, int] = {}
    category = ""
    for item in paragraphs:
        if found := head(item.text):
            category = found[0]
            counts.setdefault(category, 0)
            counts[category] += len(found[1].split())
        elif category:
            counts[category] += len(item.text.split())
    return len(counts) < FORM_CATEGORIES or sum(counts.values()) / len(counts) > FORM_WORDS


def has_slide(document: Document, head: Head, lexicon: Lexicon) -> bool:
    """Whether a deck of slides has one of commitments among others, which are about other things."""
    titles = [item.text for item in document.body if isinstance(item, Paragraph) and item.is_heading and item.text]
    ours = [place for place, title in enumerate(titles) if _is_of_commitments(title, lexicon)]
    others = [title for title in titles if not head(title)]
    return bool(ours) and len(others) > 2 and len(ours) < len(others) and ours != [0]


def other_heads(paragraphs: list[Paragraph], head: Head, lexicon: Lexicon) -> set[str]:
    """Texts that stand as the headings of categories do, by style or number, where two of those are known, and are none of them."""
    known: dict[tuple[bool, int, bool], int] = {}
    unknown: list[tuple[tuple[bool, int, bool], Paragraph]] = []
    for item in paragraphs:
        shape = (item.is_heading, item.level, bool(CHAPTER.match(item.text)))
        if not (shape[0] or shape[2]) or (item.is_item and not item.is_heading):
            continue
        if head(item.text):
            known[shape] = known.get(shape, 0) + 1
        elif len(item.text.split()) <= HEAD_WORDS and not re.search(r"[.;:,!?]\s*$", item.text):
            title = CHAPTER.sub("", item.text)
            if not amounts(title) and (item.is_heading or not match.capabilities(title, lexicon)):
                unknown.append((shape, item))
    return {item.text.strip() for shape, item in unknown if known.get(shape, 0) >= LEAST_HEADS}


def find(blocks: list[Paragraph | Table], head: Head, lexicon: Lexicon) -> Found:
    """The commitments among the text of a long document, whose tables are read elsewhere."""
    found = Found()
    section = 0  # level of the heading of commitments, 0 outside
    group: list[Paragraph] | None = None
    is_list, has_list = False, False
    for place, item in enumerate(blocks):
        after = next((other for other in blocks[place + 1 : place + 2] if isinstance(other, Paragraph)), None)
        if isinstance(item, Table):
            has_list, is_list, group = has_list or bool(section), False, None
            continue
        if _is_heading(item, after):
            named = head(item.text)
            level = item.level or (1 if item.is_heading else 9)
            is_list, group = False, None
            if _is_of_commitments(item.text, lexicon):
                section, has_list = level, False
            elif named and section and named[0]:
                group = found.open(named[0], False)
            elif section and level <= section:
                section = 0
            continue
        is_item = item.is_item or bool(segment.BULLET.match(item.text))
        if section:
            has_list = has_list or is_item
            leads = item.text.rstrip().endswith((":", "："))
            if has_list and not is_item and not leads:  # it tells of the list or table above it
                found.passed.append(item)
                continue
            strict = not is_item and not leads and len(item.text.split()) > PROSE
            category = found.groups[-1][1] if group is not None else ""
            if group is None or found.groups[-1][2] != strict:
                group = found.open(category, strict)
            group.append(item)
        elif is_list and group is not None and is_item:
            group.append(item)
        elif _leads(item, after):
            group, is_list = found.open("", False), True
            group.append(item)
        else:
            is_list = False
            found.passed.append(item)
    found.groups = [group for group in found.groups if group[0]]
    return found


def explicit(paragraphs: list[Paragraph], lexicon: Lexicon) -> Found:
    """Of a document in which nothing stands in its place, a speech for one: the sentences in which somebody promises something."""
    found = Found()
    for item in paragraphs:
        said = [s for s in sentences(item.text) if EXPLICIT.search(plain(s)) and segment.promises(s, lexicon)]
        found.groups += [([replace(item, text=sentence)], "", True) for sentence in said]
        if not said:
            found.passed.append(item)
    return found


def _is_heading(item: Paragraph, after: Paragraph | None) -> bool:
    """Whether a paragraph heads what follows: by its style, or short and no sentence before one that is longer."""
    if item.is_heading:
        return True
    short = len(item.text.split()) <= 10 and not re.search(r"[.;:,!?。：]\s*$", item.text)
    return (
        short
        and not item.is_item
        and not segment.BULLET.match(item.text)
        and after is not None
        and not _is_line(item.text)
    )


def _is_line(text: str) -> bool:
    """Whether a short text is an entry, and no heading: a figure stands in it that is no number of a chapter."""
    return bool(re.search(r"\d", re.sub(r"^\W*(?:\d+[.)]?)+|\b(?:19|20)\d\d\b", "", text)))


def _is_of_commitments(text: str, lexicon: Lexicon) -> bool:
    low = plain(text)
    return (
        len(text.split()) <= 12
        and bool(lexicon.says(text, "form", "pledge") or COMMITMENTS.search(low))
        and not NOT_OURS.search(low)
    )


def _leads(item: Paragraph, after: Paragraph | None) -> bool:
    """Whether a paragraph ends in a lead-in to a list of what is promised."""
    if after is None or not item.text.rstrip().endswith((":", "：")):
        return False
    is_list = after.is_item or bool(segment.BULLET.match(after.text))
    last = sentences(item.text)[-1:] or [item.text]
    return is_list and bool(LEAD_IN.search(plain(last[0]))) and not NOT_OURS.search(plain(last[0]))


def outside(document: Document) -> list[Paragraph | Table]:
    """The blocks of a document without empty paragraphs; a line of a paragraph that is a bullet stands alone."""
    listed: list[Paragraph | Table] = []
    for item in document.body:
        lines = item.text.split("\n") if isinstance(item, Paragraph) else []
        if len(lines) > 1 and any(segment.BULLET.match(line) for line in lines):
            listed += [replace(item, text=line, place=f"{item.place}, line {n}") for n, line in enumerate(lines, 1)]
        elif isinstance(item, Table) or item.text:
            listed.append(item)
    return listed
