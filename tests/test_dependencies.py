"""What the code imports is declared, what is declared is pinned, and what is installed is locked with hashes."""

import ast
import re
import sys
import tomllib

from etl.settings import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]
OURS = {"etl", "queries", "pages", "dashboard", "serve", "serving", "tests", "bench", "making"}
# A package whose name is not that of its import.
AN_EXTRA = {"pyspark", "sqlglot"}  # for who asks an engine past one machine
BROUGHT_IN = {"authlib", "httpx"}  # by Streamlit, where people sign in
PACKAGES = {"docx": "python-docx", "pptx": "python-pptx", "PIL": "pillow", "xdist": "pytest-xdist"}


def names(requirements):
    return {re.split(r"[<>=!~ ;\[]", text)[0] for text in requirements}


def pins(file):
    """Names and exact versions of a requirements file, with the marker where one version is not for all."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w.-]*)==([\w.]+)", text, re.M))


def imported(places):
    for place in places:
        start = ROOT / place
        for path in [start] if start.is_file() else start.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                found = [name.name for name in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found = [node.module]
                yield from (name.split(".")[0] for name in found)


def packages(places):
    outside = set(imported(places)) - set(sys.stdlib_module_names) - OURS
    return {PACKAGES.get(name, name.replace("_", "-")) for name in outside}


def test_what_the_dashboard_imports_is_declared_and_what_is_declared_is_imported():
    assert (
        packages(["etl", "queries", "pages", "dashboard.py", "serve.py", "serving"]) - AN_EXTRA
        == names(RUNTIME) - BROUGHT_IN
    )


def test_what_tests_and_tools_import_is_declared():
    assert packages(["tests", "bench", "docs", "locale", "data"]) <= names(RUNTIME) | names(DEV)


def test_requirements_pins_exactly_what_is_declared():
    assert {name for name, _ in pins("requirements.txt")} == names(RUNTIME) | names(DEV)


def test_locks_hold_the_pins_with_hashes_and_no_host():
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {pin for pin in pins("requirements.txt") if pin[0] in names(RUNTIME)} <= runtime
    assert runtime | pins("requirements.txt") <= dev
    assert dev | pins("requirements-engine.txt") <= pins("requirements-engine.lock")
    for file in ("requirements.lock", "requirements-dev.lock", "requirements-engine.lock"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "://" not in text and text.count("--hash=sha256:") >= text.count("==")
