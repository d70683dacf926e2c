"""Write locale/messages.pot: every text on screen, from the code, the labels and the headers of the queries.

`python locale/extract.py` writes it, and takes out of each locale/<code>/LC_MESSAGES/messages.po what is said no more; `--check` only says
whether they are up to date. A translation holds what is translated, in the order of the template, and is read as it is.
"""

import ast
import csv
import importlib
import io
import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
POT = ROOT / "locale" / "messages.pot"
MISSION_TEXTS = (
    "hq_city",
    "working_language",
    "note",
    "source",
    "operations_end_source",
    "ended_source",
    "mandate_source",
    "poc_source",
    "language_source",
    "ceiling_source",
)
MARKS = {"_": 1, "ngettext": 2, "NoData": 1, "say": 1}  # what a message is given to, and how many forms it has


def messages(path: Path) -> Iterator[str | tuple[str, str]]:
    """Yield the messages of one script. Babel's own reading misses those inside an f-string, before Python 3.12."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            forms = [
                part.value
                for part in node.args[: MARKS[node.func.id]]
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            if len(forms) == 2:
                yield forms[0], forms[1]
            elif forms:
                yield forms[0]


ERRORS = {"Refusal", "SourceError", "Refused", "ValueError", "Remark", "append"}
UNSEEN = (
    "__main__",
    "backup",
    "contract",
    "documents",
    "export",
    "fetch",
    "form_check",
    "hub",
    "marts",
    "readers",
    "restore",
    "settings",
)


def parted(node: ast.AST) -> Iterator[str]:
    """Yield the texts of an expression, of an f-string with {1}, {2} in place of what is filled in (pages/kit/languages/errors.py)."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        number = itertools.count(1)
        yield "".join(
            f"{{{next(number)}}}"
            if isinstance(part, ast.FormattedValue)
            else str(part.value).replace("{", "{{").replace("}", "}}")  # type: ignore[attr-defined]
            for part in node.values
        )
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from parted(part.value)
    elif isinstance(node, ast.IfExp | ast.BoolOp | ast.BinOp):
        for child in ast.iter_child_nodes(node):
            yield from parted(child)


def told(path: Path, codes: set[str]) -> Iterator[str]:
    """Yield what a script of the ETL says of a file, a sentence or an entry where it refuses or remarks on it, or beside one of these codes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    given: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in ERRORS and (
                name != "append"
                or getattr(getattr(node.func, "value", None), "attr", "") in ("notes", "left", "passed")
            ):
                given += [*node.args, *(one.value for one in node.keywords)]
        if isinstance(node, ast.Call | ast.Tuple):
            parts = node.args if isinstance(node, ast.Call) else node.elts
            if any(isinstance(part, ast.Constant) and part.value in codes for part in parts[:3]):
                given += parts
    # What is given by the name of a variable, or is what a function of the script returns, is said where it is made.
    used = {part.id for one in given for part in ast.walk(one) if isinstance(part, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id in used:
                    given.append(node.value)
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=False)
                    given += [one for to, one in pairs if isinstance(to, ast.Name) and to.id in used]
        elif isinstance(node, ast.FunctionDef) and node.name in used:
            given += [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value]
    for argument in given:
        for text in parted(argument):
            if len(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\d+\}", "", text))) > 1 and " " in text:
                yield text


DETAIL = re.compile(r"((?:'[^']*'|\((?:[^()]|\([^()]*\))*\)|[^,'()])+?)\s+as detail\b")
PIECE = re.compile(r"'[^']*'|(?:\((?:[^()]|\([^()]*\))*\)|[^|'()])+")


def noted(path: Path) -> Iterator[str]:
    """Yield what a query of the build notes of rows (`... as detail`), with {1}, {2} in place of its columns."""
    for item in DETAIL.findall(path.read_text(encoding="utf-8")):
        if "case" not in item and "concat_ws" not in item:
            number = itertools.count(1)
            pieces = [piece for piece in PIECE.findall(item) if piece.strip()]
            text = "".join(piece[1:-1] if piece[0] == "'" else f"{{{next(number)}}}" for piece in pieces)
            if " " in text:
                yield text


def catalogue() -> bytes:
    """Return the template as bytes, in a fixed order and without dates."""
    import queries
    from dashboard import CONTENTS
    from etl import contract
    from etl.build import apart, checks
    from etl.records.access import roles
    from pages.about import labels as about_labels
    from pages.kit import formats, notes

    catalog = Catalog(project="force-generation-ledger", creation_date=None)
    for path in sorted(
        [
            ROOT / "dashboard.py",
            *(ROOT / "pages").rglob("*.py"),
            ROOT / "queries" / "engine.py",
            ROOT / "etl" / "template.py",
        ]
    ):
        for message in messages(path):
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    seen = {*about_labels.REASONS, *about_labels.FINDINGS}
    for path in sorted((ROOT / "etl").rglob("*.py")):
        for message in told(path, seen) if path.stem not in UNSEEN else ():
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for path in sorted((ROOT / "etl").rglob("*.sql")):
        for message in noted(path):
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    modules = [
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for path in sorted((ROOT / "pages").glob("*/*labels.py"))
    ]
    named = [item for module in modules for item in vars(module).items()]
    groups = [group for name, group in named if name.isupper() and isinstance(group, dict)]
    texts = [text for group in groups for text in group.values()]
    texts += [about_labels.check(sentence) for sentence in [*checks.sentences(), apart.PASSED]]
    texts += [
        *formats.MONTHS,
        formats.FIRST,
        notes.ABBREVIATIONS,
        *roles.WRITES.values(),
        *(role.title for role in (*roles.ROLES.values(), roles.AT_THE_MACHINE)),
        *filter(None, CONTENTS),
        *(title for pages in CONTENTS.values() for _, _, title in pages),
    ]
    for message in texts:
        catalog.add(message, locations=[("labels", 0)])
    for name in queries.names():
        query = queries.get(name)
        said = [query.about[key] for key in ("title", "metric", "unit", "grain", "note")]
        for message in filter(None, [*said, *(column.heading for column in query.columns.values())]):
            catalog.add(message, locations=[(f"queries/{name}", 0)])
    for source in contract.sources().values():
        for message in (
            source.title,
            source.producer,
            source.grain,
            source.published,
            source.licence,
            source.note.strip(),
        ):
            catalog.add(message, locations=[(f"etl/sources/{source.name}", 0)])
        for told_of in source.columns.values():
            for message in filter(None, (told_of.about, told_of.unit)):
                catalog.add(message, locations=[(f"etl/sources/{source.name}", 0)])
    shown = [("citation", "title"), ("country", "note"), ("missing_month", "reason")]
    shown += [
        ("capability", "name"),
        ("requirement", "ask"),
        ("requirement", "condition"),
        ("requirement", "note"),
        ("ministerial_total", "measure"),
        ("ministerial_date", "about"),
        ("ministerial_date", "place"),
        ("ministerial", "ministerial"),
        ("ministerial", "city"),
        ("guide_place", "chapter"),
        ("guide_place", "section"),
        ("platoon_scope", "reason"),
        ("published_women_case", "words"),
        ("officer_profile", "name"),
        ("national_measure", "name"),
        ("partner_area", "name"),
        ("partner_kind", "name"),
        ("mission_event", "words"),
        ("known_break", "reason"),
        ("erratum", "reason"),
        ("month_erratum", "reason"),
        ("readiness_level", "source"),
        ("parity_target", "source"),
        ("scenario_module", "module_name"),
        ("scenario_module", "reason"),
        ("mission_event", "source"),
    ]
    shown += [("mission", column) for column in MISSION_TEXTS]
    places = [
        *itertools.product(shown, ("reference", "exercise/reference")),
        (("mission", "name"), "exercise/reference"),
    ]
    for (file, column), folder in places:  # names of missions that are real are terms
        path = ROOT / "data" / folder / f"{file}.csv"
        is_own = folder == "reference"
        if not path.is_file() and not is_own:
            continue
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                if row[column] and (is_own or row[column] not in catalog):
                    catalog.add(row[column], locations=[(f"data/{folder}/{file}.csv", 0)])
    return written(catalog)


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as a file: the template with the place of each message, a translation with the rule of its plurals."""
    out = io.BytesIO()
    if catalog.locale:
        head = (
            f"Language: {catalog.locale}",
            f"Plural-Forms: {catalog.plural_forms}",
            "Content-Type: text/plain; charset=utf-8",
        )
        out.write(('msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in head) + "\n").encode())
    is_template = catalog.locale is None
    write_po(
        out, catalog, sort_output=True, omit_header=True, no_location=not is_template, include_lineno=False, width=120
    )
    return out.getvalue()


def kept(path: Path, template: bytes) -> bytes:
    """Return a translation with the messages alone that the template has, and that are translated."""
    known = {one.id for one in read_po(io.BytesIO(template))}
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    left = Catalog(locale=catalog.locale)
    for one in catalog:
        if one.id and one.id in known and one.string:
            left.add(one.id, one.string)
    return written(left)


if __name__ == "__main__":
    made = catalogue()
    files = {POT: made} | {path: kept(path, made) for path in POT.parent.glob("*/LC_MESSAGES/messages.po")}
    if "--check" in sys.argv:
        sys.exit(any(path.read_bytes().replace(b"\r\n", b"\n") != file for path, file in files.items()))
    for path, file in files.items():
        path.write_bytes(file)
