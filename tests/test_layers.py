"""Who may import whom: the halves meet only in the database files."""

import ast

import pytest

from dashboard import CONTENTS
from etl.settings import ROOT

PAGES = {f"pages/{script}" for pages in CONTENTS.values() for _, script, _ in pages}
RULES = {
    "etl": {"queries", "pages", "streamlit", "dashboard"},
    "queries": {"pages", "streamlit"},
    "pages": {"duckdb"},
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("place", RULES)
def test_layers_hold(place):
    start = ROOT / place
    for path in [start] if start.is_file() else start.rglob("*.py"):
        for name in imports(path):
            assert name.split(".")[0] not in RULES[place], f"{path.relative_to(ROOT)} imports {name}"


def test_queries_use_of_etl_only_its_settings():
    for path in (ROOT / "queries").rglob("*.py"):
        used = {name for name in imports(path) if name.split(".")[0] == "etl"}
        assert used <= {"etl", "etl.settings"}


def test_nothing_but_the_package_stands_directly_in_pages():
    # Streamlit would run any other script there without dashboard.py, past a sign-in.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_pages_and_files_stay_small():
    for path in [
        *ROOT.glob("*.py"),
        *(p for d in ("etl", "queries", "pages", "tests") for p in (ROOT / d).rglob("*.py")),
    ]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= (80 if path.relative_to(ROOT).as_posix() in PAGES else 400), (
            f"{path.relative_to(ROOT)} has {lines} lines"
        )
