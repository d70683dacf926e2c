"""Part a document that holds the pledges of several states: a slide for each, or a heading above each."""

import re
from dataclasses import replace

from etl.readers.formats.docx import Document, Paragraph
from etl.readers.pledges.lexicon import Lexicon, heading

LEAST = 2  # states
# Words that may stand in a title beside the name of the state whose pledges are below it.
BESIDE = set(
    """pledge pledges commitment commitments contribution contributions statement our new announced by of the cont continued
    annonce annonces engagement engagements nouvelles de du promesa promesas compromiso compromisos nuevos compromisso compromissos
    peacekeeping ministerial berlin accra seoul""".split()  # noqa: SIM905
)


def parts(document: Document, lexicon: Lexicon, is_slide: bool) -> list[tuple[str, Document]]:
    """Each state's code with its part of a document, "" with what is no state's; empty where a document is not so parted."""
    blocks: list[tuple[str, list]] = [("", [])]
    slide, level = "", 0
    for item in document.body:
        here = item.place.split(",")[0] if is_slide else ""
        is_title = isinstance(item, Paragraph) and item.is_heading and bool(item.text)
        iso3 = _named(item.text, lexicon) if is_title else ""
        if here != slide:
            slide = here
            blocks.append(("", []))
        if is_slide and iso3:
            blocks[-1] = (iso3, blocks[-1][1])
        elif iso3 or (is_title and not is_slide and blocks[-1][0] and item.level <= level):
            blocks.append((iso3, []))
            level = item.level if iso3 else 0
        blocks[-1][1].append(item)
    if len({iso3 for iso3, _ in blocks} - {""}) < LEAST:
        return []
    return [(iso3, replace(document, body=body)) for iso3, body in blocks if body]


def _named(title: str, lexicon: Lexicon) -> str:
    """The state whose name a title is, but for words that say that its pledges follow."""
    hits = {hit.code: hit for hit in lexicon.state_terms.find(title)}
    if len(hits) != 1:
        return ""
    (code,) = hits
    rest = heading(title).replace(heading(hits[code].term), " ").split()
    return code if all(word in BESIDE or re.fullmatch(r"\d+", word) for word in rest) else ""
