"""Quantities of a text: each number with what it counts. Years, levels, dates, resolutions and type names are none."""

import re
from dataclasses import dataclass, replace

from etl.readers.numbers import ARTICLES, SMALL, Number, scan
from etl.readers.stems import plain, stem
from etl.readers.texts import DATES, MONTH

UNIT_WORDS = {
    "company": "company compagnie compania coy escadron escuadron squadron",
    "platoon": "platoon peloton section seccion",
    "unit": "unit unite unidad battalion bataillon batallon bn hospital hopital fpu upc detachment detachement team"
    " destacamento equipe equipo squad qrf force amet laboratory laboratoire laboratorio contingent contingente capability"
    " element regiment brigade detachments mtt spt ambulance module infbatt group groupe grupo clinic clinique uas set"
    " kit jammer system systeme sistema hospitals plant planta installation instalacion panel panneau container contenedor"
    " conteneur generator generador generateur device dispositif dispositivo station estacion botiquin trousse",
    "aircraft": "aircraft helicopter helicoptere helicoptero aeronef aeronave avion plane c-130 c130 c-295 c295 c-17 il-76"
    " mi-17 mi-8 drone dron airplane",
    "vehicle": "vehicle vehicule vehiculo apc truck camion boat vedette lancha patrullera ship vessel frigate mrap hmltv",
    "person": "person people personnel soldier troop officer soldat militaire officier police policeman policewoman"
    " policier soldado efectivo oficial policia policial expert experto observer observateur observador peacekeeper women woman"
    " femme mujer mujeres mulher mulheres policiais oficiais men trainee participant participante instructor trainer instructeur formateur staff adviser conseiller"
    " asesor interpreter specialist specialiste especialista planner doctor nurse medecin magistrate judge engineer"
    " assistant auxiliar investigator enqueteur investigador analyst analyste analista psychologist psychologue psicologo"
    " paramedic prosecutor procureur juge juez counsellor mediator mediateur mediador pilot pilote piloto commander"
    " commandant comandante leader dirigeant observatrice formatrice experte infirmier enfermero medico interprete traducteur"
    " traductor translator delegate delegue delegado youth candidate candidat candidato nominee graduate fellow pax integrante homme hombre gendarme carabinero uniformada"
    " ingenieur ingeniero member casque ipo unmo uniformado stagiaire stagiaires alumno agent agente student trainees",
    "course": "course cours curso training session formation stage workshops seminar",
    "event": "workshop atelier taller conference conferencia symposium simposio forum meeting reunion seminaire seminario"
    " roundtable exercise exercice ejercicio",
    "programme": "programme programa project projet proyecto initiative",
    "camp": "camp campamento pilot",
    "centre": "centre centro academy academie academia",
    "percent": "% percent",
}
MORE_UNIT_WORDS = {  # of Portuguese, Russian, Arabic and Chinese
    "company": "companhia рота роты роту рот سرية سرايا 连",
    "platoon": "pelotao взвод فصيلة 排",
    "unit": "unidade batalhao equipa destacamento navio батальон подразделение госпиталь группа отряд команда"
    " كتيبة وحدة وحدات مستشفى فريق فرقة قوة 支 营 所",
    "aircraft": "aviao вертолет самолет аппарат беспилотник طائرة طائرات هليكوبتر مروحية 架",
    "vehicle": "viatura машина автомобиль бронетранспортер катер ناقلة ناقلات مركبة مركبات زورق 辆 艘",
    "person": "militar militares efetivo perito instrutor instrutora conselheira magistrat magistrado investigador asesora advogado"
    " человек военнослужащий сотрудник полицейский офицер наблюдатель эксперт женщина инструктор сапер специалист миротворец советник врач"
    " جندي جنود جنديا ضابط ضباط ضابطا ضابطات فرد افراد فردا شرطي شرطيا خبير خبراء خبيرا نساء امراة مراقب مراقبين مدرب مدربين عسكري متدرب حفظة 名 人",
    "course": "курс دورة دورات",
    "event": "oficina семинар конференция ورشة حلقة مؤتمر",
    "programme": "projeto проект مشروع مشاريع",
    "centre": "центр مركز",
}
UNITS = {
    form: unit
    for known in (MORE_UNIT_WORDS, UNIT_WORDS)
    for unit, words in known.items()
    for word in plain(words).split()
    for form in (word, stem(word))
}
MONEY = r"(?:us\s?\$|usd|eur|gbp|cad|aud|nok|sek|dkk|chf|jpy|cny|rmb|krw|idr|inr|pkr|sgd|nzd|aed|qar|brl|zar|pln|czk|\$|€|£|¥)"
CODES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "RMB": "CNY"}
NAMED_MONEY = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "dolar": "USD", "livre": "GBP", "kroner": "NOK", "доллар": "USD",
               "евро": "EUR", "دولار": "USD", "يورو": "EUR", "美元": "USD", "欧元": "EUR"}  # fmt: skip
MONEY_BEFORE = re.compile(rf"({MONEY})\s?$")
MONEY_AFTER = re.compile(
    rf"\s?(?:d'|de |of |di )?(?:us |united states |american )?({MONEY}|(?:{'|'.join(map(plain, NAMED_MONEY))})[a-zа-я]{{0,3}})(?!\w)"
)
PERCENT = re.compile(
    r"\s?%|\s(?:percent|per cent|pour cent|por ciento|por cento|процент\w*|في الم[ائي]+ة|بالم[ائي]+ة)\b|\s?٪"
)
OF_STRENGTH = re.compile(
    r"(?:\b(?:strength|effectif|численностью|в составе|قوامها|قوامه|مكونة)(?: de| of| из| من)?"
    r"|\b(?:teams?|groups?|compan(?:y|ies)|units?|platoons?|forces?|battalions?|contingents?|detachments?|delegations?|equipes?|unites?"
    r"|compagnies?|bataillons?|pelotons?|equipos?|unidades|unidad|companias?|batallon|contingentes?|companhias?) (?:of|de|forte? de))"
    r"\s(?:(?:up to|about|some|over|around|approximately|environ|unos|cerca de)\s)?$"
)
UP_TO = re.compile(
    r"(?:\b(?:up to|(?:a )?maximum(?: of)?|at most|no more than|not more than|jusqu'a|au (?:plus|maximum)|(?:un )?maximum de|hasta|como maximo|a lo sumo|ate"
    r"|no maximo|до|حتي)|≤|<=|\bmax\.?:?)\s*$"
)
LEVELS = ("level", "niveau", "nivel", "role", "type", "stufe")
STOP_WORDS = """of de du des d for pour para with avec con in en dans to a au aux from by par por and et y e or ou o under
at on sur that which who que qui between than around near across into through during within autour alrededor entre per each chaque cada plus
no na nos nas da do dos das em ao aos um uma hors outside fuera fora nosso nossos nossa nossas our notre nuestro nuestros nuestra nuestras с для в на по из"""
STOPS = set(STOP_WORDS.split())
NOT_COUNTED = [pattern for pattern, _ in DATES] + [
    re.compile(r"\b(?:level|niveau|nivel|role|phase|line|resolution|resolucion|unscr|scr|chapter|уровн\w|n°|no\.)[ -]?\d+\+?"),
    re.compile(r"\b(?:level|niveau|nivel|role|المستوى) (?:one|two|three|un|deux|trois|uno|dos|tres|um|dois)\b"),
    re.compile(r"\b[a-z]{1,4}-?\d+[a-z]?\b(?<!-\d-)"), re.compile(r"\b\d+x\d+\b"), re.compile(r"\ba4p\+?"),
    re.compile(r"\b(?:\d+|[a-z]+)[ -](?:days?|hours?|weeks?|months?|years?|jours?|mois|ans|dias?|meses|anos?)\b(?! old)"),
    re.compile(r"(?:(?<!\d)\d+|(?<![^\W\d_])[^\W\d_]+) (?:дн\w+|месяц\w*|лет|год[ау]?|недел\w+|يوما?|ايام|شهرا?|اشهر|سنوات|سنة|عاما?)\b"),
    re.compile(r"\b\d+(?:st|nd|rd|th|e|er)\b"), re.compile(rf"\b{MONTH} \d{{1,2}}\b"), re.compile(r"\b\d+ ?(?:km|kw|kva|m2|kwh|mw|beds?|lits?|camas?)\b"),
]  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A number of a text with what it counts; `code` is the currency of money, `most` the upper end of a range (0 where none)."""

    number: int
    unit: str
    start: int
    end: int
    code: str = ""
    spelled: str = ""
    most: int = 0
    is_limit: bool = False  # "up to 20": no more than that, and no number is promised


def amounts(text: str) -> list[Amount]:
    """The quantities of a text, in order."""
    low = plain(text)
    taken = [(m.start(), m.end()) for pattern in NOT_COUNTED for m in pattern.finditer(low)]
    known = [amount for number in scan(text) if (amount := _amount(number, text, low, taken))]
    return [replace(one, is_limit=bool(not one.most and UP_TO.search(low[: one.start]))) for one in known]


def _amount(number: Number, text: str, low: str, taken: list[tuple[int, int]]) -> Amount | None:
    start, end, value, most = number.start, number.end, int(number.value), int(number.most)
    before, after = MONEY_BEFORE.search(low[:start]), MONEY_AFTER.match(low[end:])
    if money := before or after:
        code = money[1].upper().replace(" ", "")
        code = CODES.get(code) or next((c for w, c in NAMED_MONEY.items() if plain(w).upper() in code), code)
        first, last = (money.start(), end) if before else (start, end + money.end())
        return Amount(round(number.value), "currency", first, last, code, number.spelled, most)
    if any(first < end and start < last for first, last in taken) or text[start:end] in ("UN", "à", "À"):
        return None
    if percent := PERCENT.match(low[end:]):
        return Amount(value, "percent", start, end + percent.end(), spelled=number.spelled, most=most)
    unit, last = _counted(low, end)
    if not unit and number.spelled not in ARTICLES and OF_STRENGTH.search(low[:start]):
        unit = "person"
    if unit or not number.spelled:
        return Amount(value, unit, start, last or end, spelled=number.spelled, most=most)
    return None


def _counted(low: str, start: int) -> tuple[str, int]:
    """Unit that the words after a number count, the last one of the noun phrase, and where it ends; empty where there is none."""
    unit, end, before = "", start, ""
    for place, m in enumerate(
        re.finditer(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+(?:-[^\W_]+)*|\S", low[start : start + 90])
    ):
        word = m[0]
        if place > 7 or word in ".;:()\n," or word in STOPS and (unit or word not in ("de", "of", "d")):
            break
        is_number = word.isdigit() or (word in SMALL and word not in ARTICLES)
        if place and is_number and before not in LEVELS:
            break  # another figure, with a noun of its own
        before = word
        last = word.rsplit("-", 1)[-1]
        counted = UNITS.get(word) or UNITS.get(stem(word)) or UNITS.get(last) or UNITS.get(stem(last))
        if counted and not (unit in ("company", "platoon") and counted in ("unit", "person")):
            unit, end = counted, start + m.end()
    return unit, end
