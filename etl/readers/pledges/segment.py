"""Part the text of a cell, box or section into commitments: one passage each, with the words near it that belong to it.

A sentence that only goes on about the one before ("The unit will be ready in May") stays with it. An introduction
("We pledge the following:") is context of what follows. What promises nothing is left out, and said so.
"""

import re
from dataclasses import dataclass, field, replace

from etl.readers import texts
from etl.readers.formats.docx import Paragraph
from etl.readers.pledges import background, match
from etl.readers.pledges.lexicon import Lexicon, heading
from etl.readers.pledges.model import Passage
from etl.readers.quantities import amounts
from etl.readers.stems import plain

SHORTEST = 2  # letters
INTRO_WORDS = 4
PROMISE = re.compile(
    r"\b(?:will|shall|pledg|commit|intend|plans?\b|planning|offer|provid|contribut|deploy|host|train|donat|fund|support|ready|read"
    r"iness|announc|continu|establish|creat|develop|increas|deliver|supply|send|equip|organi[sz]|conduct|implement|regist|nominat"
    r"|maintain|strengthen|enhance|promot|prepared|available|financ|build|purchas|launch|upgrad|double|translat|second(?:ment|ed)"
    r"|engag|fourni|mett(?:r|ons)|(?:mise|met) a disposition|annonc|deplo|accueil|form(?:er|era|ation|ons)|appu|souti|soutien|renforc|vers(?:er|era)|cre"
    r"er|creation|augment|maintien|maint|dot(?:er|ation)|propos|compro(?:me|mi)|ofre|aport|desple|acog|capacit|prove|proporcion"
    r"|brind|apoy|fortal|impart|organiz|ampli|pone|pondra|envi|entreg|mant|dispon|fornec|oferec|contribui|compromet)|承诺|提供|部署|捐|将"
)
GOES_ON = re.compile(
    r"^(?:(?:it|this|these|they|such|both|each|which|elle|elles|il|ils|cela|ceci|cette|ces?|cet|celles?-ci|celui-ci|esta|este"
    r"|estos|estas|esto|dichas?|dichos?|ambos|ambas|ello|essa|esse)\b"
    r"|(?:the|la|le|les|l'|el|los|las)\s?(?:unit|compan|battalion|contingent|team|aircraft|course|training|contribution|pledge"
    r"|deployment|capability|personnel|hospital|helicopter|platoon|project|fund|programme|program|equipment|force|officers"
    r"|instructors|experts|vehicles|unite|compagnie|bataillon|equipe|aeronef|formation|cours|deploiement|capacite|hopital"
    r"|peloton|projet|fonds|materiel|unidad|compania|batallon|contingente|equipo|aeronave|curso|capacitacion|despliegue"
    r"|capacidad|peloton|proyecto|fondo)\w*\b"
    r"|(?:timeline|date|duration|start|location|deadline|by when|quantity|number|strength|status|language|availability|note|nb"
    r"|condition|partner|partners|calendrier|duree|debut|lieu|echeance|quantite|effectif|langues?|disponibilite|condition|plazo"
    r"|calendario|duracion|inicio|lugar|cantidad|idiomas?|disponibilidad|condicion)\s?:)"
)
ALSO = re.compile(
    r"\b(?:also|in addition|additionally|further(?:more)?|moreover|as well|egalement|en outre|de plus|par ailleurs|aussi"
    r"|ademas|tambien|asimismo|igualmente)\b"
)
SUBJECT = re.compile(
    r"^(?:it|they|we|elle|il|ils|ello)\s(?:\w+\s){0,3}?(?:provid|host|train|contribut|offer|donat|fund|send|pledg|commit|organi"
    r"|support|financ|suppl|establish|create|fourni|accueil|form|appuier|appuye|financer|propos|acog|capacit|ofrec|aport|apoy)"
)
JOINS = re.compile(
    r"^(?:and|or|of|by|with|in|for|to|from|on|at|including|as|which|that|et|ou|de|du|des|pour|avec|dans|par|sur|dont|y|o|para|con"
    r"|en|por|del|incluid\w+|que|deployable|available|ready|starting)\b"
)
HANGS = re.compile(
    r"(?:[,(–-]|\b(?:and|or|of|by|with|in|for|to|the|a|an|et|ou|de|du|des|la|le|les|pour|avec|y|o|el|los|las|para|con))$"
)
CONTACT = re.compile(r"^\s*(?:www\.|https?://)\S+\s*$|@|\btel(?:ephone)?\b\.?\s?:?\s?\+?\d|\+\d{2,3}[\s\d()-]{6,}")
# A line's end, a bullet within a line, or the next number of a list that is written in one line.
INLINE_ITEM = r"\n|(?<=\S)\s+(?=[•●▪■➢➤✓]\s)|(?<=[.;:,])\s+(?=\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+\S)"
BACKGROUND = re.compile(
    r"\b(?:(?:has|have) (?:\w+ )?(?:been|always|long|consistently|contributed|participated)\b|remains? \w* ?\w* ?committed"
    r"|(?:is|are) (?:proud|pleased|honoured|committed|convinced)|attach|reaffirm|believes?\b|recogni[sz]es?|welcomes?\b"
    r"|a toujours|reste|demeure|attache|est fier|reaffirme|sigue comprometid|ha sido|reafirma|se enorgullece|reconoce)"
    r"|^(?:we|i) (?:hope|trust|urge|call (?:up)?on)\b|\bask \w+ to\b|\bwhether\b"
)
# What a state has done so far, and words by which such a sentence promises something all the same.
SO_FAR = re.compile(
    r"\b(?:has|have) (?:\w+ ){0,2}(?:contributed|participated|paid|served|taken part)\b|\bserve today\b|\ba (?:participe|contribue) |\bha (?:participado|contribuido)"
    r"|\b(?:participou|contribuiu)\b|\bучаствует в |^و?شارك|目前有"
)
AHEAD = re.compile(
    r"\b(?:will|shall|pledg\w+|commit\w*|offer\w*|announc\w+|intend\w*|ready|s'engage|engageons|annonc\w+|\w+(?:erons|irons|drons)|compromet\w+|\w+(?:emos|ara|era))\b"
    r"|обязу|предостав|готов|направ|سن|يتعهد|نتعهد|承诺|将"
)
# What a form asks for, where nobody has answered, and what was taken back.
INSTRUCTION = re.compile(
    r"^\W*(?:please|kindly|veuillez|priere de|merci de|sirvase|rogamos|por favor|queira)\b"
    r"|^\W*(?:indicate|insert|specify|describe|fill in|indiquez?r?|precisez?r?|decri(?:re|vez)|inserez?r?|indique|especifique|describa|inserte|descreva)\b"
    r"|^\W*\[?(?:e\.g\.|for example|example:|par exemple|exemple :|por ejemplo|ejemplo:)|\b(?:max(?:imum|imo)?\.?|up to) \d+ (?:words|mots|palabras|palavras)\b"
)
TAKEN_BACK = r"(?:withdrawn|cancell?ed|retracted|rescinded|no longer (?:offered|available|pledged)|retiree?s?|annulee?s?|retirad[oa]s?|anulad[oa]s?|cancelad[oa]s?)"
WITHDRAWN = re.compile(rf"^\W*{TAKEN_BACK}\s*[:;,)\]–—-]|[(\[]\s*{TAKEN_BACK}\b[^()\[\]]{{0,40}}[)\]]\W*$")
MARK_OF_ROW = re.compile(rf"\W*(?:\w+ ){{0,3}}{TAKEN_BACK}\b(?:\W+\w+){{0,6}}\W*")  # a cell that says only that
# A sentence that only says that pledges follow.
LEADS = re.compile(
    r"\bfollowing (?:\w+ ){0,2}(?:pledges|commitments|contributions|announcements)\b|\b(?:engagements|annonces|contributions) suivant"
    r"|\bsiguientes (?:\w+ )?(?:compromisos|promesas|contribuciones)|\bseguintes (?:\w+ )?(?:compromissos|contribuicoes)"
)
MARKS = tuple("•●○▪■►➢✓*")  # typed before an entry, where the text is no list to Word
BULLET = re.compile(r"^\s*(?:[•●○◦▪■□◆►▶➢➤✓✔⁃‣∙·*–—-]+|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)])\s+")


@dataclass
class Line:
    """A line of a paragraph, its place, whether it is an item of a list, and its footnotes."""

    text: str
    place: str
    is_item: bool = False
    notes: str = ""


@dataclass
class Parted:
    """Passages found, and lines left out of them with their place."""

    passages: list[Passage] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def part(
    paragraphs: list[Paragraph], category: str, lexicon: Lexicon, footnotes: dict | None = None, strict: bool = False
) -> Parted:
    """The commitments of paragraphs that stand together. `strict` takes only what clearly promises something."""
    lines = _lines(paragraphs, footnotes or {}, lexicon)
    parted, intro, has_items, owner = Parted(), "", False, None
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        if has_items and not line.is_item:
            intro, has_items, owner = "", False, None
        is_intro = _is_intro(line, after, lexicon)
        if owner is not None and line.is_item:
            mine = parted.passages[owner]
            parted.passages[owner] = replace(mine, context=f"{mine.context}\n{line.text}".strip())
            has_items = True
        elif is_intro:
            intro, has_items, owner = line.text.rstrip(":： "), False, None
            if after is not None and after.is_item and not line.is_item and _is_whole(line.text, lexicon):
                parted.passages.append(Passage(intro, line.place, category, line.notes))
                owner = len(parted.passages) - 1
        elif not line.is_item and not intro and parted.passages and _only_tells(line.text, lexicon):
            mine = parted.passages[-1]
            parted.passages[-1] = replace(mine, context=f"{mine.context}\n{line.text}".strip())
        else:
            has_items = bool(intro) and line.is_item
            _sentences(line, category, intro, lexicon, parted, strict, len(lines) == 1)
    return _without_background(parted, lexicon)


def _without_background(parted: Parted, lexicon: Lexicon) -> Parted:
    """Leave out what promises nothing beside what does; alone in its entry it stays, for a person to judge."""
    promising = [p for p in parted.passages if _promises(p.text, plain(p.text), lexicon, False)]
    if promising and len(promising) < len(parted.passages):
        parted.left += [f"{p.place}: “{p.text}”" for p in parted.passages if p not in promising]
        parted.passages = promising
    return parted


def _lines(paragraphs: list[Paragraph], footnotes: dict, lexicon: Lexicon) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        notes = " ".join(footnotes[note].text for note in paragraph.notes if note in footnotes)
        raw = [piece for piece in re.split(INLINE_ITEM, paragraph.text) if piece.strip()]
        joined: list[str] = []
        for piece in raw:
            low = plain(piece.strip())
            goes_on = joined and not BULLET.match(piece) and piece.strip()[0].islower()
            if goes_on and (JOINS.match(low) or HANGS.search(plain(joined[-1].rstrip()))):
                joined[-1] = f"{joined[-1].rstrip()} {piece.strip()}"
            else:
                joined.append(piece.strip())
        for number, piece in enumerate(joined, 1):
            is_item = paragraph.is_item or bool(BULLET.match(piece)) or len(joined) > 1
            text = BULLET.sub("", piece).strip().rstrip(";").rstrip()
            if len(re.findall(r"[^\W_]", text)) < SHORTEST or lexicon.says(text, "empty", "form", "pledge", "category"):
                continue
            last = lines[-1] if lines else None
            low = plain(text)
            hangs = last and not is_item and not last.is_item and text[0].islower()
            if (
                last
                and hangs
                and not last.text.endswith((".", ":", ";"))
                and (JOINS.match(low) or HANGS.search(plain(last.text)))
            ):
                last.text = f"{last.text} {text}"
            else:
                place = f"{paragraph.place}, line {number}" if len(joined) > 1 else paragraph.place
                lines.append(Line(text, place, is_item, notes))
    return lines


def _is_intro(line: Line, after: Line | None, lexicon: Lexicon) -> bool:
    """Whether a line only leads to what follows it."""
    if after is None:
        return line.text.rstrip().endswith((":", "：")) and not _is_whole(line.text, lexicon)
    if line.text.rstrip().endswith((":", "：")):
        return True
    few = len(line.text.split()) <= INTRO_WORDS and not line.is_item and not re.search(r"\d|[.;]\s*$", line.text)
    return few and not match.capabilities(line.text, lexicon) and not PROMISE.search(plain(line.text))


def _is_whole(text: str, lexicon: Lexicon) -> bool:
    """Whether an introduction is itself the commitment, and the list below it its details."""
    hits = [hit for hit in match.capabilities(text, lexicon) if hit.code not in match.VAGUE]
    counted = [a for a in amounts(text) if a.unit in ("unit", "company", "platoon", "person")]
    return len({hit.code for hit in hits}) == 1 and bool(counted)


def _sentences(
    line: Line, category: str, intro: str, lexicon: Lexicon, parted: Parted, strict: bool, is_only: bool
) -> None:
    if CONTACT.search(plain(line.text)) or lexicon.says(line.text.split(":")[0], "contact"):
        parted.left.append(f"{line.place}: contact details are not read")
        return
    if reason := no_commitment(line.text):
        parted.left.append(f"{line.place}: {reason}: “{line.text[:60]}”")
        return
    groups: list[list[str]] = []
    before: list[str] = []
    said = texts.sentences(line.text)
    for sentence in said:
        low = plain(sentence)
        if lexicon.says(sentence, "empty", "form"):
            continue
        if why := background.reason(sentence, lexicon):
            parted.left.append(f"{line.place}: {why}: “{sentence}”")
            continue
        if groups and _goes_on(sentence, low, groups[-1][-1], lexicon):
            groups[-1].append(sentence)
        elif _promises(sentence, low, lexicon, strict) or (is_only and len(said) == 1 and not strict):
            groups.append([sentence])
        elif groups and not strict and not BACKGROUND.search(low) and not _is_so_far(low):
            groups[-1].append(sentence)
        else:
            before.append(sentence)
    is_entry = category and (line.is_item or len(" ".join(before).split()) > INTRO_WORDS)
    if not groups and before and not strict and is_entry:
        # Nothing in it promises anything: a person should see it all the same, where it fills an entry of the form.
        groups, before = [before], []
    parted.left += [f"{line.place}: “{sentence}”" for sentence in before if len(sentence.split()) > INTRO_WORDS]
    for number, group in enumerate(groups, 1):
        place = line.place if len(groups) == 1 else f"{line.place}, sentence {number}"
        context = "\n".join(filter(None, (intro, line.notes)))
        parted.passages.append(Passage(_told(line.text, group), place, category, context))


def no_commitment(text: str, *beside: str) -> str:
    """Why a text is none: an instruction of the form, or withdrawn by itself or by a cell beside it; empty where it may be one."""
    low = plain(text)
    if WITHDRAWN.search(low) or any(MARK_OF_ROW.fullmatch(plain(cell)) for cell in beside if cell):
        return "withdrawn"
    return "an instruction of the form" if INSTRUCTION.search(low) else ""


def _told(text: str, group: list[str]) -> str:
    """The sentences of a group as they stand in the line, with whatever stands between them."""
    start, last = text.find(group[0]), text.rfind(group[-1])
    return text[start : last + len(group[-1])] if 0 <= start <= last else " ".join(group)


def _only_tells(text: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph of its own only tells more of the commitment above it."""
    low = plain(text)
    counted = any(amount.unit and not amount.spelled for amount in amounts(text))
    return bool(GOES_ON.match(low)) and not ALSO.search(low) and not SUBJECT.match(low) and not counted


def _goes_on(sentence: str, low: str, before: str, lexicon: Lexicon) -> bool:
    """Whether a sentence tells more of the commitment before it and promises nothing of its own."""
    if not GOES_ON.match(low) or ALSO.search(low):
        return False
    if SUBJECT.match(low):
        mine = {hit.code for hit in match.capabilities(sentence, lexicon)}
        return not (mine - {hit.code for hit in match.capabilities(before, lexicon)}) and not amounts(sentence)
    return True


def _is_so_far(low: str) -> bool:
    """Whether a sentence only tells what was done so far."""
    return bool(SO_FAR.search(low)) and not AHEAD.search(low)


def _promises(sentence: str, low: str, lexicon: Lexicon, strict: bool) -> bool:
    if _is_so_far(low):
        return False
    counted = any(amount.unit for amount in amounts(sentence))
    named = bool(match.capabilities(sentence, lexicon))
    said = bool(PROMISE.search(low)) and not BACKGROUND.search(low)
    if LEADS.search(low) and not counted and not named:
        return False
    if strict:
        return said and (counted or named)
    return counted or named or said


def may_promise(text: str, lexicon: Lexicon) -> bool:
    """Whether a text names or counts something that can be promised, or says that something is."""
    return _promises(text, plain(text), lexicon, False)


def promises(text: str, lexicon: Lexicon) -> bool:
    """Whether a line reads like a commitment."""
    return _promises(text, plain(text), lexicon, True)


def is_heading_like(text: str) -> bool:
    """Whether a line could head a part of a form: short, and no sentence."""
    return len(heading(text).split()) <= 14 and not re.search(r"[.;!?]\s*$", text.strip())
