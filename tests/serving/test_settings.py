"""docs/SETTINGS.md lists every setting: each name in code stands in its table, and each name of the table in code."""

import re

from etl.settings import ROOT

NAME = re.compile(r"LEDGER_[A-Z][A-Z_]*[A-Z]")
READ = ["etl", "queries", "pages", "serving", "deploy"]


def test_every_setting_is_listed_and_what_is_listed_is_one():
    files = [path for place in READ for path in (ROOT / place).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    used = {
        name
        for path in [*files, ROOT / "serve.py", ROOT / "dashboard.py"]
        for name in NAME.findall(path.read_text("utf-8"))
    }
    table = (ROOT / "docs" / "SETTINGS.md").read_text(encoding="utf-8")
    listed = {
        name for line in table.splitlines() if line.startswith("| `") for name in NAME.findall(line.split("|")[1])
    }
    # A secret may stand in a file instead, which the same name with _FILE at its end tells; the table says so once.
    assert {name.removesuffix("_FILE") for name in used} == listed
