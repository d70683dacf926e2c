"""What a page puts on screen, as AppTest tells it: its looks, the texts a reader sees, and the figures with their downloads."""

import functools
import gc
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from string import Formatter
from urllib.parse import urlsplit

import pypdfium2
import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.util import calc_hash

import queries
from dashboard import CONTENTS
from etl.records.access import reader
from etl.records.access.roles import Person
from etl.settings import ROOT
from pages.access import session
from pages.kit import filters, text
from pages.kit.view import View

NAMES = {script: name for pages in CONTENTS.values() for name, script, _ in pages}
VIEWS = list(NAMES)

OPEN, CLOSE = "\ue000", "\ue001"  # private-use characters: nothing else on a page has them
TECHNICAL = {
    "code_text", "deferred_file_id", "format", "form_id", "icon", "id", "language", "page", "page_script_hash", "query_string", "raw_value", "raw_values",
    "tag", "theme", "type", "url", "url_pathname",
}  # fmt: skip
CHARTS = {"echarts_chart": "spec", "plotly_chart": "spec", "deck_gl_json_chart": "json"}
# Texts of a chart that are drawn; the rest are names of kinds, colours, axes and the shapes of a map.
DRAWN = {"name", "text", "formatter", "subtext", "title", "hovertext", "hovertemplate", "ticktext", "told"}
SHAPES = {"geojson", "customdata", "locations"}
# What the UN's files and the reading of them say of one row, kept as written: data, not words of the pages.
# A pledge stands in the words of its source, and what is remarked on it in those of the reading.
AS_WRITTEN = {
    "detail",
    "note",
    "other_place",
    "place",
    "raw",
    "source",
    "poc_source",
    "language_source",
    "sentence",
    "reason",
    "shows",
    "printed",
    "occasion",
    "condition",
    "term_en",
    "term_fr",
    "abbreviation_en",
    "abbreviation_fr",
}


class Script(AppTest):
    """A script under test, with what a server has once and AppTest anew each time, for a third of its time.

    That is: the components that are looked for in all installed packages, and the compiled scripts. What a run has loaded is left
    out of each search for garbage, as in tests/conftest.py.
    """

    components: BidiComponentManager | None = None
    compiled = ScriptCache()
    loaded = 0  # modules when that was last done

    def _run(self, *args, **more) -> AppTest:
        self._bidi_component_manager = Script.components
        with pytest.MonkeyPatch.context() as patch:
            for module in (app_test, local_script_runner):  # the first holds the pages, the second dashboard.py
                patch.setattr(module, "ScriptCache", lambda: Script.compiled)
            super()._run(*args, **more)
        Script.components = self._bidi_component_manager
        if len(sys.modules) > Script.loaded:
            gc.freeze()
            Script.loaded = len(sys.modules)
        return self


FAULT = ("This page could not be shown", "Cette page ne peut pas être affichée")


class Page(Script):
    """A page under test. dashboard.py says a fault of a page in its place and goes on: here it fails the test."""

    def _run(self, *args, **more) -> AppTest:
        super()._run(*args, **more)
        if faults := [part.value for part in self.error if part.value.startswith(FAULT)]:
            raise AssertionError(f"{faults[0]} The log of this test has it.")
        return self


def app(view: str | None = None, **asked) -> AppTest:
    """Return a page as it runs for a link with these parameters; no other page runs before it."""
    at = Page(ROOT / "dashboard.py", default_timeout=60)
    for key, value in asked.items():
        at.query_params[key] = value
    if view:  # switch_page knows no page before a first run, which would be the overview's
        at._page_hash = calc_hash("" if view == VIEWS[0] else NAMES[view])
    return at.run()


def signing_in(patch: pytest.MonkeyPatch) -> Callable[[Person], None]:
    """Let this process be a server with sign-in; whoever is handed to what it returns reads from then on."""
    for name in ("METADATA_URL", "CLIENT_ID", "CLIENT_SECRET"):
        patch.setenv(f"LEDGER_OIDC_{name}", "x")
    patch.setattr(reader, "_tell", None)
    patch.setattr(session, "begin", lambda: None)  # pages ask as the test says
    return lambda person: reader.tell_by(lambda: person)


def newest(dataset: str, audience: str) -> View:
    """Return the view of the newest month of a world, as an audience sees it."""
    snapshot = queries.current(dataset, audience)
    return View(snapshot, queries.run("months", snapshot=snapshot)["as_of"].max().date(), "all")


def words(at: AppTest) -> str:
    """Return what a page says in sentences, headings and figures, one a line."""
    kinds = (at.title, at.header, at.markdown, at.caption, at.info, at.warning, at.metric)
    return "\n".join(f"{getattr(part, 'label', '')} {part.value}" for kind in kinds for part in kind)


def codes(world: str) -> set[str]:
    """The ISO codes of the states of a world: public or exercise."""
    folder = {"public": "data/reference", "exercise": "data/exercise/reference"}[world]
    lines = (ROOT / folder / "country.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {line[:3] for line in lines}


def figures(at: AppTest) -> dict[str, str]:
    """Return the figures of a page by their labels."""
    return {metric.label: metric.value for metric in at.metric}


def ways(at: AppTest) -> list[str]:
    """Return the labels of the links to other pages."""
    return [part.proto.label for part in at.get("page_link")]


def param(at: AppTest, key: str) -> str:
    """Return a parameter of the address as the page left it."""
    value = at.query_params[key]
    return value[0] if isinstance(value, list) else value


def looks(view: str, monkeypatch, **asked) -> Iterator[tuple[str, AppTest]]:
    """Yield each look of a page with everything unfolded: as it opens, then with each other choice that stands in view."""
    offered: dict[str, list[str]] = {}
    real = filters.choice

    def noted(label, key, names, default, wide=False, **more):
        if wide:
            offered.setdefault(key, [code for code in names if code != default])
        return real(label, key, names, default, wide, **more)

    monkeypatch.setattr(filters, "choice", noted)
    yield "as it opens", unfold(app(view, **asked))
    for key, codes in dict(offered).items():
        for code in codes:
            yield f"{key}={code}", unfold(app(view, **asked | {key: code}))


def ranks_left_out(at: AppTest) -> list[str]:
    """Return the headings that stand two ranks below the one before them: who hears the page looks for the one between."""
    ranks = {"title": 1, "header": 2, "subheader": 3}
    headings = [part for part in blocks(at.main) if part.type in ranks]
    pairs = zip(headings, headings[1:], strict=False)
    return [after.value for before, after in pairs if ranks[after.type] > ranks[before.type] + 1]


def unfold(at: AppTest) -> AppTest:
    """Open every expander whose content waits for that, and those that stand in it, and run again."""
    opened: set[str] = set()
    while (
        waiting := {part.proto.id for part in blocks(at) if part.type == "expander" and "-" in part.proto.id} - opened
    ):
        opened |= waiting
        for name in opened:  # one run forgets what the one before was told
            at.session_state[name.split("-", 2)[2]] = True
        at.run()
    return at


def blocks(node) -> Iterator:
    """Yield elements and containers in the order of the page, a container before what is in it."""
    for child in getattr(getattr(node, "_tree", node), "children", {}).values():
        yield child
        yield from blocks(child)


class Marked:
    """A catalogue that marks the words of each message, leaves what is filled into them bare, and notes what was asked for."""

    def __init__(self):
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        parts = Formatter().parse(message)
        return "".join((f"{OPEN}{words}{CLOSE}" if words else "") + (f"{{{name}}}" if name else "") for words, name, *_ in parts)  # fmt: skip

    def ngettext(self, one: str, many: str, number: int) -> str:
        self.asked.add(one)
        marked = self.gettext(many)
        self.asked.discard(many)
        return marked


def texts(at: AppTest) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for all that a reader of the page sees or hears."""
    for part in blocks(at):
        proto = getattr(part, "proto", None)
        if proto is None or part.type == "html":
            yield from _paper(part) if proto is not None else ()
        elif part.type == "dataframe":
            yield "alt of a table", proto.alt
            yield from _table(part)
        elif part.type in CHARTS:
            yield "alt of a chart", proto.alt
            yield from (("chart", text) for text in _drawn(json.loads(getattr(proto, CHARTS[part.type]))))
        else:
            yield from ((f"{part.type}.{field}", text) for field, text in _strings(proto))


def _strings(message) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        if field.name in TECHNICAL:
            continue
        many = value if field.is_repeated else [value]
        if field.type == field.TYPE_STRING:
            yield from ((field.name, text) for text in many)
        elif field.type == field.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            for part in many:
                yield from _strings(part)


def _table(part) -> Iterator[tuple[str, str]]:
    settings = json.loads(part.proto.columns or "{}")
    for column in part.value.columns:
        told = settings.get(column) or {}
        yield f"heading of {column}", told.get("label") or str(column)
        yield f"help of {column}", told.get("help") or ""
        if column not in AS_WRITTEN and (told.get("type_config") or {}).get("type") != "image":
            yield from ((f"cell of {column}", cell) for cell in part.value[column] if isinstance(cell, str))


def _paper(part) -> Iterator[tuple[str, str]]:
    body = part.proto.body
    if "<style" not in body:
        yield from (("paper", text) for text in re.findall(r"<(?:th|p)\b[^>]*>(.*?)</(?:th|p)>", body))


def _drawn(option, key: str = "") -> Iterator[str]:
    if isinstance(option, str):
        if (key in DRAWN or key == "data") and not option.startswith("/app/static/"):
            yield option
    elif isinstance(option, list):
        for part in option:
            yield from _drawn(part, key)
    elif isinstance(option, dict):
        for name, part in option.items():
            if name not in SHAPES:
                yield from _drawn(part, name)


def unmarked(text: str, known: re.Pattern) -> str:
    """Return what is left of a text once marked words, known data and marks of writing are taken out: letters, if any."""
    kept, depth = [], 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        kept.append(letter if depth == 0 and letter != CLOSE else " " if letter == CLOSE else "")
    bare = re.sub(
        r":(?:gray|blue|orange)(?:-badge)?\[|:small\[|\{\w+\||\{\w*\}|</?\w+>|https?://\S+|\b\w+\?v=\S*",
        " ",
        "".join(kept),
    )
    return re.sub(r"[\W\d_]", "", known.sub(" ", bare))


def without_offer(at: AppTest) -> list[str]:
    """Return the tables and charts that no CSV and XLSX button follow in time. What is folded away is theirs.

    A table waits until the next table; a chart until the next heading that another chart follows: under a heading may stand
    the table that is its twin.
    """
    alone: list = []
    waiting: list = []
    csv = past_heading = False

    def walk(node, folded: bool) -> None:
        nonlocal waiting, csv, past_heading
        for part in getattr(node, "children", {}).values():
            if part.type == "download_button":
                if csv and part.label == "XLSX":
                    waiting, past_heading = [], False
                csv = part.label == "CSV"
            elif part.type in ("header", "subheader"):
                past_heading = bool(waiting)
            elif not folded and (part.type == "dataframe" or part.type in CHARTS):
                is_table = part.type == "dataframe"
                if any(table for table, _ in waiting) if is_table else past_heading:
                    alone.extend(alt for _, alt in waiting)
                    waiting, past_heading = [], False
                waiting.append((is_table, part.proto.alt))
            walk(part, folded or part.type == "expander")

    walk(at.main, False)
    return alone + [alt for _, alt in waiting]


def inside(content: bytes) -> str:
    """Return all that a file says: of a workbook, a document or slides the text of each part, of a PDF that of its pages."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(inside(parts.read(name)) for name in parts.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    return content.decode("utf-8", "replace")


def known_data(snapshot: queries.Snapshot) -> re.Pattern:
    """Return what may stand on a page without being a message: codes, names of states, missions, files, sources and queries."""
    return _known_data(snapshot, queries.place(snapshot))


@functools.cache
def _known_data(snapshot: queries.Snapshot, place: str) -> re.Pattern:
    named = {
        "countries": ("name", "iso3"),
        "missions": ("mission_code",),
        "files": ("name", "sha256", "source"),
        "sources": ("source", "dataset_id", "producer", "licence"),
        "requirement_names": ("requirement_id",),
        "requirement_status": ("guide_chapter", "guide_section", "guide_names"),
        "pledge_ledger": ("pledge_id", "ministerial", "occasion", "sentence", "currency", "place"),
        "ministerials": ("ministerial",),
        "partner_offers_announced": ("offer_id",),
        "partner_asks": ("need_id",),
        "pledge_remarks": ("reason",),
        "scenario_drafts": ("line", "source"),
    }
    found = {"CSV", "XLSX", "PNG", "SVG", "SHA", "UTC", snapshot.version, *queries.names(), *text.NAMES.values()}
    for name, columns in named.items():
        frame = queries.run(name, snapshot=snapshot)
        texts = [str(value) for column in columns for value in frame[column].dropna()]
        found.update([*texts, *(part for text in texts if ";" in text for part in text.split(";"))])
    urls = queries.run("pledge_ledger", snapshot=snapshot)["source_url"].dropna()
    found.update(urlsplit(url).hostname for url in urls)
    shows = queries.run("pledge_remarks", snapshot=snapshot)["shows"].dropna()
    found.update(line for text in shows for line in text.splitlines())
    for name in queries.names():
        found.update(part.strip() for part in queries.get(name).about["from"].split(","))
    longest = sorted(filter(None, found), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
