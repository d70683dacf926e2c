"""Find out whose form it is and for which meeting: from its headings, its file name or its letterhead, else ask."""

import re
from dataclasses import dataclass, field

from etl.readers.pledges import background
from etl.readers.pledges.lexicon import Hit, Lexicon, heading
from etl.readers.stems import opened, plain, words
from etl.readers.texts import sentences

# Three capital letters that are words or months more often than states.
WORDS_TOO = {"AND", "ARE", "CAN", "COD", "MAR", "PER", "TON", "MAC", "BEN", "CUB", "LIE", "SUR"}
OFFICIAL = re.compile(
    r"\b(?:permanent mission|mission permanente|mision permanente|embassy|ambassade|embajada|government|gouvernement"
    r"|gobierno|republic|republique|republica|kingdom|royaume|reino|ministry|ministere|ministerio|armed forces|police)\b"
)
BY = re.compile(  # who writes a letter or speaks: "The Permanent Mission of …"
    r"\b(?:permanent mission|government|embassy|delegation|minist(?:er|ry) of (?:defence|foreign affairs|the interior)|mission permanente|gouvernement"
    r"|mision permanente|gobierno|governo|permanent representative|representante? permanente?|embajador|ambassador)\s(?:of|de|du|des|del|da|do)\s(?:the |la |l'|el )?[^,.;:\n]{3,60}"
)
PLEDGES = re.compile(  # what stands behind the name of the state that promises: "Ghana pledges …"
    r"\s*(?:,[^,.;:]{1,60},\s*)?(?:\([^)]{1,60}\)\s*)?(?:(?:hereby|also|further|therefore|today|is pleased to|is proud to|has the honour to|a le plaisir d'|a l'honneur d'"
    r"|tambien|ademas)\s*)*(?:pledges?\b|commits?\b|offers?\b|announces?\b|undertakes?\b|stands ready\b|is (?:ready|prepared)\b|s'engage\b|annonce[rn]?\b"
    r"|offr(?:e|ir)\b|propose\b|met(?:tra)? a (?:la )?disposition|se compromete\b|anuncia\b|ofrece\b|ofrecera\b|compromete-se\b|oferece\b)"
)
MEETS = re.compile(r"\bminist[eé]r|\bsummit\b|\bsommet\b|\bcumbre\b|\bunpkm\b|\bpkm\b|министер|وزار|部长")
LABEL = re.compile(r"^\s*([^:：|\t]{2,60}?)\s*[:：|\t–—-]+\s*(\S.*)$")
NEAR = 12  # letters between the city of a meeting and the name of its host
YEAR = re.compile(r"(?<!\d)(20[1-4]\d)(?!\d)")


@dataclass
class Origin:
    """The state and meeting of a form, where each was found, and what a person should know of it."""

    iso3: str = ""
    state_from: str = ""
    ministerial: str = ""
    notes: list[str] = field(default_factory=list)


def find(
    headings: list[str],
    margins: list[str],
    name: str,
    lexicon: Lexicon,
    body: str = "",
    first: list[str] | None = None,
    last: list[str] | None = None,
) -> Origin:
    """Whose form it is. `headings` are lines above the pledges, `margins` the heads and feet of pages, `first` and `last` paragraphs.

    A state that is thanked or addressed does not write. One that writes, while another is who pledges, is left for a person to settle.
    """
    origin = Origin()
    file_words = re.sub(
        r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Za-z])(?=\d{4})", " ", re.sub(r"[_\-.+()\[\]]+", " ", name.rsplit(".", 1)[0])
    )
    sources = (
        ("label", [text for line in (*headings, *margins) if (text := labelled(line, "state", lexicon))]),
        ("heading", headings),
        ("file name", [file_words]),
        ("letterhead", margins),
        ("first words", [said for text in first or [] for said in _writers(text)]),
        ("signature", [said for text in last or [] for said in _writers(text)]),
    )
    seen: dict[str, list[str]] = {}
    promising, is_label = pledging(body, lexicon), False
    for source, lines in sources:
        states = _states(lines, lexicon, source == "label")
        if states:
            seen[source] = states
        if len(states) == 1 and not origin.iso3:
            origin.iso3, origin.state_from = states[0], "heading" if source == "label" else source
            is_label = source == "label"
    if not origin.iso3 and len(promising) == 1:
        origin.iso3, origin.state_from = promising[0], "own sentences"
    elif origin.iso3 and promising and origin.iso3 not in promising and not is_label:
        origin.notes.append(
            f"Its {origin.state_from} names {origin.iso3}, but in its sentences {', '.join(promising)} pledges: say whose pledges these are."
        )
        origin.iso3 = origin.state_from = ""
        seen = {}
    others = {f"{source} names {', '.join(s)}" for source, s in seen.items() if origin.iso3 and origin.iso3 not in s}
    if others:
        origin.notes.append(
            f"State taken from its {origin.state_from} ({origin.iso3}), but the {' and the '.join(sorted(others))}."
        )
    if not origin.iso3 and not origin.notes:
        if seen:
            both = next(iter(seen.items()))
            origin.notes.append(
                f"Its {both[0]} names several states ({', '.join(both[1])}): say whose pledges these are."
            )
        else:
            likely = list(dict.fromkeys(hit.code for hit in lexicon.state_terms.find(body)))
            hint = f" Its text names {', '.join(likely[:4])}." if likely else ""
            origin.notes.append(f"No heading, file name or letterhead names a known state: say whose it is.{hint}")
    said = [text for line in (*headings, *margins) if (text := labelled(line, "ministerial", lexicon))]
    origin.ministerial = meeting(said, lexicon) or meeting(
        [line for line in (*headings, *margins, file_words) if not background.is_of_past_meeting(line, lexicon)],
        lexicon,
    )
    origin.ministerial = origin.ministerial or meeting(
        [
            s
            for t in first or []
            for s in sentences(t)
            if MEETS.search(plain(s)) and not background.PAST.search(plain(s))
        ],
        lexicon,
    )
    if not origin.ministerial:
        origin.notes.append("Neither a heading nor the file name says for which Ministerial it is: say it.")
    return origin


def _writers(text: str) -> list[str]:
    """Official names in a text of who may have written it, without those that are thanked or addressed."""
    low = plain(text)
    return [
        said[0]
        for said in BY.finditer(low)
        if not background.THANKED.search(low[: said.start()])
        and not re.search(r"\b(?:to|a|au) (?:the |la )?$", low[: said.start()])
    ]


def pledging(body: str, lexicon: Lexicon) -> list[str]:
    """The states that promise something in a text by their own name: "Ghana pledges …"; a meeting's host that is thanked is none."""
    codes = []
    for hit in lexicon.state_terms.find(body):
        if PLEDGES.match(plain(body[hit.end : hit.end + 160])):
            codes.append(hit.code)
    return list(dict.fromkeys(codes))


def labelled(line: str, meaning: str, lexicon: Lexicon) -> str:
    """What stands after a label such as "Member State:"; empty where a line has none."""
    match = LABEL.match(line)
    if match and lexicon.says(match[1], meaning):
        return match[2]
    return ""


def _states(lines: list[str], lexicon: Lexicon, is_label: bool) -> list[str]:
    """The states that lines name; one that stands in an official name leaves out those beside it."""
    is_official: dict[str, bool] = {}
    for line in lines:
        text = opened(line)
        hits = [hit for hit in lexicon.state_terms.find(text) if not _is_place(hit, text, lexicon)]
        hits = [hit for hit in hits if not background.THANKED.search(plain(text[: hit.start]))]
        if not hits:
            hits = [
                Hit(m[0], m[0], m.start(), m.end(), 1)
                for m in re.finditer(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text)
                if m[0] in lexicon.state_codes and (is_label or m[0] not in WORDS_TOO)
            ]
        for hit in hits:
            official = bool(OFFICIAL.search(plain(text[max(0, hit.start - 30) : hit.end + 16])))
            is_official[hit.code] = is_official.get(hit.code, False) or official
    sure = [code for code, official in is_official.items() if official]
    return sure if len(sure) == 1 else list(is_official)


def _is_place(hit: Hit, text: str, lexicon: Lexicon) -> bool:
    """Whether a state only tells where the meeting or the mission in New York is: "Berlin, Germany"."""
    before = " ".join(word.stem for word in words(text[max(0, hit.start - 30 - NEAR) : hit.start]))
    if hit.code == "USA" and re.search(r"new york(?: ny)?(?: \d+)?$", before):
        return True
    hosted = re.search(r"(?:host(?:ed)?(?: by| country| nation)?(?: the)?|accueilli\w* par|organis\w+ par)$", before)
    for city, _, host in lexicon.cities:
        if host == hit.code and (
            before.endswith(city) and text[: hit.start].rstrip().endswith((",", "(", "/")) or hosted
        ):
            return True
    return False


def meeting(lines: list[str], lexicon: Lexicon) -> str:
    """The one meeting that lines name by place and year, by year beside the word, or by place alone."""
    years = {row["ministerial"]: row["held_from"][:4] for row in lexicon.ministerials}
    joined = "\n".join(lines)
    stems = " ".join(word.stem for word in words(joined))
    low = plain(joined)
    named_years = set(YEAR.findall(low))
    placed = [row for city, row, _ in lexicon.cities if re.search(rf"(?<!\w){re.escape(city)}(?!\w)", stems)]
    both = list(dict.fromkeys(row for row in placed if years[row] in named_years))
    if len(both) == 1:
        return both[0]
    if not both:
        near = {year for line in low.splitlines() if MEETS.search(line) for year in YEAR.findall(line)}
        dated = [row for row, year in years.items() if year in near]
        if len(dated) == 1:
            return dated[0]
        alone = list(dict.fromkeys(row for row in placed if row not in ("New York 2019", "Leaders Summit 2015")))
        if len(alone) == 1 and not near:
            return alone[0]
    return ""


def is_place_of_form(line: str, lexicon: Lexicon) -> bool:
    """Whether a line only names the form, the meeting or a state: no commitment stands in it."""
    if lexicon.says(line, "form", "state", "ministerial", "pledge", "category"):
        return True
    if labelled(line, "state", lexicon) or labelled(line, "ministerial", lexicon):
        return True
    short = heading(line)
    rest = short
    for hit in lexicon.state_terms.find(line):
        rest = rest.replace(heading(hit.term), " ")
    return len(short.split()) <= 12 and (
        len(rest.split()) <= 1 or (bool(MEETS.search(plain(line))) and not re.search(r"[.;]\s*$", line))
    )
