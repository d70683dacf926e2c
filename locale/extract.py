"""Write locale/messages.pot: every text on screen, from the code, the labels and the headers of the queries.

`python locale/extract.py` writes it; `--check` only says whether it is up to date. A translation is
locale/<code>/LC_MESSAGES/messages.po, compiled with `pybabel compile -d locale`.
"""

import csv
import io
import sys
import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
POT = ROOT / "locale" / "messages.pot"


def catalogue() -> bytes:
    """Return the template as bytes, in a fixed order and without dates."""
    import queries
    from pages.parts import formats, labels, notes

    found = Catalog(project="force-generation-ledger", creation_date=None)
    for path in sorted([ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py")]):
        for _line, message, _comments, context in extract_from_file("python", str(path)):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    for _line, message, *_rest in extract_from_file(
        "python", str(ROOT / "queries" / "engine.py"), keywords={"NoData": None}
    ):
        found.add(message, locations=[("queries/engine.py", 0)])
    groups = [group for name, group in vars(labels).items() if name.isupper() and isinstance(group, dict)]
    texts = [text for group in groups for text in group.values()]
    texts += [labels.check(path.stem) for path in (ROOT / "etl" / "sql" / "checks").glob("*.sql")]
    texts += [*formats.MONTHS, notes.ABBREVIATIONS, *labels.PAGES.values()]
    for message in texts:
        found.add(message, locations=[("labels", 0)])
    for name in queries.names():
        for key in ("title", "metric", "unit", "grain", "note"):
            if text := queries.get(name).about[key]:
                found.add(text, locations=[(f"queries/{name}.sql", 0)])
    for path in sorted((ROOT / "etl" / "sources").glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in ("title", "grain", "published", "note"):
            found.add(told[key].strip(), locations=[(f"etl/sources/{path.name}", 0)])
    for file, column in (("country", "note"), ("m49_area", "name"), ("missing_month", "reason")):
        with (ROOT / "data" / "reference" / f"{file}.csv").open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                if row[column]:
                    found.add(row[column], locations=[(f"data/reference/{file}.csv", 0)])
    out = io.BytesIO()
    write_po(out, found, sort_output=True, omit_header=True, include_lineno=False, width=120)
    return out.getvalue()


if __name__ == "__main__":
    made = catalogue()
    if "--check" in sys.argv:
        sys.exit(POT.read_bytes().replace(b"\r\n", b"\n") != made)
    POT.write_bytes(made)
