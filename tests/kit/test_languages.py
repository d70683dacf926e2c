"""French: what a catalogue must hold, numbers, days and names as French writes them, and texts that arrive in English."""

import csv
import datetime as dt
import io
import re
import threading
from string import Formatter

import openpyxl
import pandas as pd
import pytest
from babel.messages.pofile import read_po

import queries
from etl import child, door
from etl.contract import Refusal, SourceError
from etl.settings import ROOT
from pages.about import labels
from pages.kit import cache, formats, text
from pages.kit.languages import errors, names
from tests.support.screen import app, figures, texts

# The languages in which no message may be missing; what is there of another must be right.
WHOLE: tuple[str, ...] = ("fr",)
LANGUAGES = sorted(path.parent.parent.name for path in text.LOCALE.glob("*/LC_MESSAGES/messages.po"))


@pytest.fixture
def french(published):
    text.use("fr")
    yield
    text.use("en")


def catalogue(path):
    with path.open("rb") as file:
        return [
            one for one in read_po(file, locale=path.parent.parent.name if path.suffix == ".po" else None) if one.id
        ]


def held(message):
    """What of a message must stand in its translation too: what is filled in, marks, links, code and lines."""
    fields = sorted({name for _, name, *_ in Formatter().parse(message) if name})
    links = sorted(re.findall(r"\]\(([^)]*)\)|(https?://[^\s)]+)", message))
    return fields, message.count("**"), message.count("`"), links, re.findall(r":material/\w+:", message)


def faults(one, other):
    """What is wrong with the translation of one message."""
    forms = (other,) if isinstance(one, str) else other
    if isinstance(one, str) == isinstance(other, tuple) or not all(forms):
        return ["its forms"]
    wrong = []
    for place, form in enumerate(forms):
        own = one if isinstance(one, str) else one[min(place, 1)]
        fields, *rest = held(own)
        said, *others = held(form)
        # The singular of French holds for 0 too: a number may stand in it where English has "one".
        may_say = fields if isinstance(one, str) else sorted({*fields, *held(one[1])[0]})
        if rest != others or not set(fields) <= set(said) <= set(may_say):
            wrong.append(form)
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_fuzzy_message_the_same_places_and_two_forms_where_english_has_two(language):
    path = text.LOCALE / language / "LC_MESSAGES" / "messages.po"
    known = {one.id for one in catalogue(text.LOCALE / "messages.pot")}
    said = {one.id: one for one in catalogue(path)}
    assert not [one for one in said.values() if one.fuzzy]
    assert not {one: wrong for one, made in said.items() if (wrong := faults(one, made.string))}
    assert set(said) <= known
    if language in WHOLE:
        assert not known - set(said)


def test_a_fault_of_a_translation_is_seen():
    assert not faults("{n} of **{all}**", "{n} sur **{all}**") and faults("{n} of {all}", "{n} sur {tous}")
    assert faults("**{n}** of", "{n} sur") and faults(("{n} row", "{n} rows"), ("{n} ligne", ""))
    assert not faults(("One row", "{n} rows"), ("{n} ligne", "{n} lignes")) and faults("[a](b)", "[a](c)")
    assert faults("One", ("Un", "Une"))


def test_numbers_and_days_are_written_as_french_writes_them(french):
    assert formats.count(61127) == "61\u202f127" and formats.change(-1240) == "-1\u202f240"
    assert formats.per_cent(0.1016) == "10,2\u202f%" and formats.percent(12) == "12\u202f%"
    assert formats.day(dt.date(2025, 7, 1)).startswith("1") and formats.count(None) == formats.DASH
    text.use("en")
    assert formats.count(61127) == "61,127" and formats.per_cent(0.1016) == "10.2 %"
    assert formats.day(dt.date(2025, 7, 1)) == "1 July 2025"


def test_days_of_forms_are_written_as_their_languages_write_them():
    for language, day in (("fr", "31 juillet 2025"), ("es", "31 de julio de 2025"), ("en", "31 July 2025")):
        assert text.within(language, lambda: formats.day(dt.date(2025, 7, 31))) == day
    assert text.language() == "en"


def test_each_state_has_its_un_name_in_each_language_of_the_forms():
    with (ROOT / "data" / "reference" / "country_name.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["source"].startswith("UN Statistics Division")]
    with (ROOT / "data" / "reference" / "country.csv").open(encoding="utf-8", newline="") as handle:
        codes = sorted(row["iso3"] for row in csv.DictReader(handle))
    for language in ("fr", "es"):
        assert sorted(row["iso3"] for row in rows if row["language"] == language) == codes
    french = names.states("fr")
    assert french["IRN"] == ("Iran (Islamic Republic of)", "Iran (République islamique d’)")
    assert french["KOR"][1] == "République de Corée" and french["QMA"][1] == "État Membre QMA"
    own = [french[code][1] for code in french if not code.startswith("QM")]
    assert own.index("Égypte") < own.index("El Salvador") < own.index("Émirats arabes unis") < own.index("Espagne")


def test_each_mission_and_area_is_among_the_terms():
    terms = names.terms("fr")
    for file in ("mission", "m49_area"):
        with (ROOT / "data" / "reference" / f"{file}.csv").open(encoding="utf-8", newline="") as handle:
            assert not [row["name"] for row in csv.DictReader(handle) if row["name"] not in terms]


def test_answers_name_states_in_the_language_and_in_its_order_and_english_ones_stay(french):
    snapshot = queries.current()
    listed = cache.run("countries", snapshot)
    assert listed["name"].tolist()[:3] == ["Afghanistan", "Afrique du Sud", "Albanie"]
    assert listed["un_order"].is_monotonic_increasing
    by_people = cache.run("mission_contributors", snapshot, mission="UNIFIL")
    assert by_people["iso3"].tolist() == [code for code in names.states("fr") if code in set(by_people["iso3"])]
    text.use("en")
    assert cache.run("countries", snapshot)["name"].tolist()[:2] == ["Afghanistan", "Albania"]


def test_a_page_in_french_names_no_state_in_english_and_keeps_its_codes(published):
    english = {one for one, other in names.states("fr").values() if one != other}
    for page, asked in (("deployments/contributors.py", {}), ("deployments/country.py", {"iso3": "DEU"})):
        at = app(page, lang="fr", **asked)
        assert not at.exception and at.query_params["lang"] in ("fr", ["fr"])
        told = [(where, part.strip()) for where, shown in texts(at) for part in re.split(r"<[^>]+>|[:·;]", shown)]
        assert not [one for one in told if one[1] in english]
    assert at.title[0].value == "Allemagne"
    assert {"61\u202f127", "10,2\u202f%"} <= set(figures(app("deployments/contributors.py", lang="fr")).values())


def test_a_file_is_made_in_the_language_of_its_page_though_in_another_thread():
    made = []
    make = threading.Thread(target=lambda: made.append(text.within("fr", lambda: formats.count(61127))))
    make.start()
    make.join()
    assert made == ["61\u202f127"] and text.language() == "en"


def test_every_refusal_and_detail_on_a_page_is_said_in_french(french):
    rows = cache.run("findings", queries.current())
    assert len(rows) and not [one for one in rows["detail"] if errors.told(one) == one]
    for problem, remedy in (
        ("is a PDF, and a `csv` is none.", child.REMEDY),
        ("says more than one day: a, b.", child.REMEDY),
    ):
        said = errors.in_words(SourceError("a.csv", "whole file", problem, remedy))
        assert problem not in said and remedy not in said


def test_what_a_reader_of_files_says_is_found_again_by_its_words(tmp_path, monkeypatch):
    said = {
        "It has more than {1} rows. Split it.": "Il compte plus de {1} lignes. Scinder le fichier.",
        "is damaged or not what its name says ({1}).": "est endommagé ou n’est pas ce que dit son nom ({1}).",
        "Download it again.": "Le télécharger à nouveau.",
        "whole file": "fichier entier",
    }
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    lines = [f'msgid "{english}"\nmsgstr "{french}"\n' for english, french in said.items()]
    (folder / "messages.po").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(text, "LOCALE", tmp_path)
    text._catalogue.cache_clear()
    errors._templates.cache_clear()
    broken = SourceError(
        "a.gz", "whole file", "is damaged or not what its name says (CRC check failed).", "Download it again."
    )
    try:
        assert text.within("fr", lambda: errors.in_words(Refusal("It has more than 50,000 rows. Split it."))) == (
            "Il compte plus de 50\u202f000 lignes. Scinder le fichier."
        )
        assert text.within("fr", lambda: errors.in_words(broken)) == (
            "a.gz, fichier entier\u00a0: est endommagé ou n’est pas ce que dit son nom (CRC check failed). Le télécharger à nouveau."
        )
        assert text.within("fr", lambda: errors.told("Nobody wrote this sentence.")) == "Nobody wrote this sentence."
        assert errors.in_words(Refusal("It is empty.")) == "It is empty."
    finally:
        text._catalogue.cache_clear()
        errors._templates.cache_clear()


def test_a_place_in_a_file_is_said_in_french_and_names_of_sheets_stay(french):
    assert errors.placed("table 1, row 2, paragraph 1") == "tableau 1, ligne 2, paragraphe 1"
    assert errors.placed("Lines, row 12") == "Lines, ligne 12" and errors.placed("Roster!A4") == "Roster!A4"
    text.use("en")
    assert errors.placed("line 3") == "line 3"


def test_what_a_cell_of_a_row_set_aside_is_stands_in_french_before_what_is_in_it(french):
    said = pd.Series(["women (blank)", "mission NOWHERE", "ISO code XX with the name (blank)", None])
    assert errors.each(said).fillna("").tolist() == [
        "femmes\u00a0: (vide)",
        "mission\u00a0: NOWHERE",
        "code ISO XX avec le nom (vide)",
        "",
    ]
    assert {f"{word} {{text}}" for word in re.findall(r"\w[\w ]+", errors.CELL.pattern.split(") ")[0])} <= set(
        labels.CELLS.values()
    )


def test_a_template_explains_itself_in_french_and_is_read_by_what_it_was_read_by():
    english, other = (
        openpyxl.load_workbook(io.BytesIO(text.within(language, lambda: door.template_of("partner_need", text._))))
        for language in ("en", "fr")
    )
    assert other.sheetnames == english.sheetnames == ["Data", "About", "Choices"]
    for sheet in ("Data", "Choices"):
        assert list(other[sheet].values) == list(english[sheet].values)
    rows, known = list(other["About"].values), list(english["About"].values)
    assert [row[0] for row in rows[1:10]] == [row[0] for row in known[1:10]]
    assert (
        rows[0][3] == "Signification"
        and ("for how many people" in str(known).lower())
        and "Pour combien de personnes" in str(rows)
    )
