"""Tell what is no commitment in a sentence: thanks, tributes, history, what a state deploys already, and the form's own words.

What is left out is said with its reason; a sentence that also promises something now is none of these.
"""

import re

from etl.readers.pledges.lexicon import Lexicon, heading
from etl.readers.stems import plain, words

NOW = re.compile(
    r"\b(?:will|shall|pledges?|commits?|offers?|announces?|intends?|undertakes?|plans? to|(?:stands?|is|are) (?:ready|prepared)|propos(?:es?|ons)"
    r"|s'engage|engageons|(?<!avait )(?<!avons )(?<!avions )(?<! a )annonce|annoncons|offre|offrons|mettons|met a disposition|se compromete|nos comprometemos|ofrece|ofrecemos"
    r"|anuncia|anunciamos|pone a disposicion|compromete-se|comprometemo-nos|oferece|oferecemos|\w+(?:erons|irons|drons|ttrons|aremos|eremos|iremos))\b"
    r"|обязу|предостав|готов|سن|يتعهد|نتعهد|承诺|将"
)
# An entry that begins with what is to be done: "Continue to deploy the unit that has served since 2019".
TO_DO = re.compile(
    r"^\W*(?:to )?(?:continu\w+|maintain\w*|renew\w*|extend\w*|deploy(?:ing)?|provid(?:e|ing)|host(?:ing)?|train(?:ing)?|donat(?:e|ing)|rais(?:e|ing)|increas(?:e|ing)"
    r"|contribut(?:e|ing)|support(?:ing)?|maint(?:enir|ien)|poursui\w+|deployer|fournir|former|accueillir|augmenter|mantener|desplegar|aportar|seguir|capacitar"
    r"|aumentar|manter|contribuir)\b"
)
THANKS = (
    r"(?:thanks?\b(?! to)|thanked\b|(?:am|is|are) (?:\w+ )?(?:grateful|thankful)|gratitude\b|appreciat(?:es?|ion)\b|congratulat\w+|remerci\w+|felicit\w+"
    r"|(?:est|sommes) reconnaissant\w*|agradec\w+|gratitud\b|agradecid\w+|благодар\w+)"
)
THANKED = re.compile(rf"{THANKS}[^.;:\n]*$|\bcompliments to\b[^.;:\n]*$|\bcompliments a\b[^.;:\n]*$")
MEETING = r"(?:ministerials?|conference|summit|meeting|reunion|cumbre|sommet|conferencia|ministerielle?|ministerio?al)"
REASONS = (
    ("thanks", re.compile(rf"^(?:\W*[^\W_][\w'’.-]*\W+){{0,12}}?{THANKS}|^\W*(?:muchas gracias|muito obrigad\w)")),
    (
        "a tribute",
        re.compile(
            r"\bpa(?:y|ys|id|ying) (?:\w+ ){0,2}tribute|\b(?:rend|rendons|rendre) (?:un )?hommage|\brend\w* (?:un )?homenaje|\brind\w* (?:un )?homenaje"
            r"|\bprest\w+ (?:\w+ )?homenagem|\bhonou?rs? the (?:memory|sacrifice)|\blost their lives|\bcondolence"
        ),
    ),
    (
        "history",
        re.compile(
            r"\b(?:since|depuis|desde) (?:\w+ ){0,3}(?:19|20)\d\d\b.*\b(?:has|have|had|a|avons|ont|ha|hemos|han|tem|temos|enviou|deployed|served|contributed)\b"
            r"|\b(?:has|have|had|a|avons|ha|hemos|tem) .*\b(?:since|depuis|desde) (?:19|20)\d\d\b"
            r"|\b(?:over|in|during) the (?:past|last) (?:\w+ )?(?:years?|decades?)\b.*\b(?:has|have|\w+ed)\b|\bfor (?:more than|over) \w+ (?:years|decades)\b.*\b(?:has|have)\b"
        ),
    ),
    (
        "deployed already",
        re.compile(
            r"\b(?:currently|presently|at present|today|as of today)\b(?: \w+){0,2} (?:deploys?|contributes?|provides?|maintains?|participates?|deploying|contributing|serving|deployed)\b"
            r"|\b(?:deploys?|contributes?) (?:currently|today)\b|\bdeploie (?:actuellement|aujourd'hui)|\b(?:actuellement|aujourd'hui),?(?: \w+){0,3} deploie"
            r"|\b(?:actualmente|hoy),?(?: \w+){0,4} (?:despliega|aporta|contribuye|tiene)\b|\b(?:despliega|aporta) actualmente"
            r"|\b(?:atualmente|hoje),?(?: \w+){0,4} (?:contribui|mantem|tem|desdobra)\b|\b(?:contribui|mantem|desdobra) atualmente"
        ),
    ),
    (
        "of the past",
        re.compile(
            r"\b(?:last|this past) year\b.*\b(?:\w+ed|sent|lost|gave|took)\b|\b(?:\w+ed|sent|lost|gave|took)\b.*\b(?:last|this past) year\b|\bl'an(?:nee)? (?:dernier|derniere|passee?)\b|\bel ano pasado\b|\bno ano passado\b"
            rf"|\b(?:at|during) the (?:previous|last) {MEETING}|\b(?:lors|pendant) de la (?:precedente|derniere) {MEETING}"
        ),
    ),
    (
        "what others are asked or praised for",
        re.compile(
            r"^(?:\W*[^\W_][\w'’.-]*\W+){0,6}?(?:calls? (?:up)?on|urges?|salu(?:e|ons)|appel(?:le|ons) (?:a|les|tous)|salud(?:a|amos)|exhort\w+|hace(?:mos)? un llamad\w+|apel\w+ a)\b"
        ),
    ),
)
FOLLOW = re.compile(
    r"^\W*(?:(?:further|more|additional|full|technical|les|des|los|mas|os|mais) )?(?:details?|information|particulars|precisions?|informations?|detalles|detalhes)\b"
    r".{0,40}\b(?:follow\w*|suivr\w+|suivent|seguir\w+|communicated|provided|shared|submitted|transmit\w*|transmis\w*|enviar\w*|comunicar\w*)"
)
PAST = re.compile(  # what was promised, or done with it, before
    r"\b(?:pledged|announced|committed|offered|promised|deployed|(?:avait|avions|avons|a) (?:annonce|promis|offert|pris)|anuncio|anunciamos|prometio|comprometio|ofrecio"
    r"|anunciou|prometeu|ofereceu|comprometeu|desplegado)\b"
)
YEAR = re.compile(r"\b(20[12]\d)\b")
BOX = re.compile(r"[☐☑☒□■▢✅🗹]|\[[ xX✓]?\]")
EXAMPLES = {"example", "exemple", "ejemplo", "exemplo", "sample", "пример", "مثال", "示例"}
ONGOING = re.compile(  # headings of what a state does already or promised before
    r"^\W*(?:ongoing|current|existing|present|previous|earlier|past|prior|actuelles?|contributions? (?:actuelles?|en cours|anterieures?)|contribuciones (?:actuales|en curso|anteriores)"
    r"|contribuicoes (?:atuais|em curso|anteriores))\b(?: \w+){0,2}? ?(?:contributions?|deployments?|pledges?|commitments?|engagements?|support)?\W*$"
)


def reason(text: str, lexicon: Lexicon) -> str:
    """Why a sentence is no commitment, in words; empty where it may be one."""
    low = plain(text).replace("’", "'")
    if len(BOX.findall(text)) > 1:
        return "boxes of the form"
    if FOLLOW.search(low):
        return "only says that details follow"
    if NOW.search(low) or TO_DO.search(low):
        return ""
    if is_of_past_meeting(text, lexicon):
        return "of an earlier meeting"
    return next((why for why, pattern in REASONS if pattern.search(low)), "")


def is_of_past_meeting(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence tells what was promised or done at a meeting that is not the newest one."""
    low = plain(text)
    if not PAST.search(low) or not lexicon.ministerials:
        return False
    newest = max(lexicon.ministerials, key=lambda row: row["held_from"])
    stems = " ".join(word.stem for word in words(text))
    named = {row for city, row, _ in lexicon.cities if re.search(rf"(?<!\w){re.escape(city)}(?!\w)", stems)}
    years = {int(year) for year in YEAR.findall(low)}
    return bool(named) and newest["ministerial"] not in named and min(years, default=0) < int(newest["held_from"][:4])


def is_ongoing(label: str) -> bool:
    """Whether a label heads what a state does already, or promised before: "Ongoing contributions"."""
    return len(label.split()) <= 6 and bool(ONGOING.match(plain(label)))


def is_example(cell: str) -> bool:
    """Whether a cell says that its row is an example."""
    return heading(cell) in EXAMPLES or plain(cell).strip(" :().") in EXAMPLES
