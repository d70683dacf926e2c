"""Who may import whom, and how large a thing may grow. The last word of a module's name says its kind: nothing is listed by name."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import CONTENTS
from etl.settings import ROOT

SCRIPTS = {script for pages in CONTENTS.values() for _, script, _ in pages}
OUTSIDE_SUBJECTS = {"kit", "reports"}
SHARED = {*OUTSIDE_SUBJECTS, "records"}  # what people note stands on the pages of every subject
# What may not be imported, by kind of module: a chart is a function of a frame, labels are words.
PURE = {
    "charts": ("streamlit", "duckdb", "queries"),
    "facts": ("streamlit", "duckdb"),
    "labels": ("streamlit", "duckdb", "queries"),
}
LINES, PAGE_LINES, MODULES = 400, 80, 20


def imported(path: Path) -> set[str]:
    """The modules that a file imports, and what it takes out of each as if it were a module."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


class Tree:
    """The modules of a source tree and what each imports, also inside its functions."""

    def __init__(self, root: Path):
        self.root = root
        self.paths = {
            ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
            for place in ("etl", "queries", "pages")
            for path in (root / place).rglob("*.py")
        }
        self.imports = {name: self._imports(path) for name, path in self.paths.items()}

    def _imports(self, path: Path) -> set[str]:
        names = imported(path)
        modules = names & self.paths.keys()
        # `from package import module` is the module; what is taken out of one is the module.
        taken = {name for name in names - modules if name.rpartition(".")[0] in names}
        packages = {name for name in modules if any(begins(other, name) and other != name for other in modules)}
        return names - taken - packages

    def within(self, place: str) -> Iterator[tuple[str, set[str]]]:
        yield from ((name, found) for name, found in self.imports.items() if name.split(".")[0] == place)


@functools.cache
def here() -> Tree:
    """The tree of this repository, read once."""
    return Tree(ROOT)


def kind(module: str) -> str:
    return module.rsplit(".", 1)[-1].rsplit("_", 1)[-1]


def room(module: str) -> str:
    """The folder below pages/ in which a module stands."""
    parts = module.split(".")
    return parts[1] if parts[0] == "pages" and len(parts) > 2 else ""


def begins(name: str, place: str) -> bool:
    return name == place or name.startswith(place + ".")


def charts_facts_and_labels_are_pure(tree: Tree) -> Iterator[str]:
    for module, names in tree.within("pages"):
        for name in sorted(names):
            if any(begins(name, outside) for outside in PURE.get(kind(module), ())):
                yield f"{module} -> {name}"


def the_kit_knows_no_subject(tree: Tree) -> Iterator[str]:
    for module, names in tree.within("pages"):
        if room(module) == "kit":
            yield from (f"{module} -> {name}" for name in sorted(names) if room(name) not in ("", "kit"))


def a_subject_takes_of_another_only_facts_charts_and_labels(tree: Tree) -> Iterator[str]:
    for module, names in tree.within("pages"):
        if room(module) in ("", *OUTSIDE_SUBJECTS):
            continue
        for name in sorted(names):
            if room(name) not in ("", room(module), *SHARED) and kind(name) not in ("facts", "charts", "labels"):
                yield f"{module} -> {name}"


def reports_say_what_facts_and_charts_say(tree: Tree) -> Iterator[str]:
    for module, names in tree.within("pages"):
        if room(module) == "reports":
            for name in sorted(names):
                if room(name) not in ("", "kit", "reports") and kind(name) not in ("facts", "charts", "labels"):
                    yield f"{module} -> {name}"


def pages_reach_the_etl_by_settings_records_and_its_door(tree: Tree) -> Iterator[str]:
    for module, names in tree.within("pages"):
        for name in sorted(names):
            if begins(name, "duckdb"):
                yield f"{module} -> {name}"
            if begins(name, "etl") and not any(begins(name, f"etl.{part}") for part in ("settings", "records", "door")):
                yield f"{module} -> {name}"


def queries_and_etl_meet_only_in_the_database_files(tree: Tree) -> Iterator[str]:
    for module, names in tree.within("queries"):
        outside = ("etl", "pages", "streamlit", "dashboard")
        yield from (
            f"{module} -> {name}" for name in sorted(names) if name != "etl.settings" and name.split(".")[0] in outside
        )
    for module, names in tree.within("etl"):
        outside = ("queries", "pages", "streamlit", "dashboard")
        yield from (f"{module} -> {name}" for name in sorted(names) if name.split(".")[0] in outside)


def no_import_goes_in_a_circle(tree: Tree) -> Iterator[str]:
    """Each module that reaches itself; packages count as what they import themselves."""
    for start in sorted(tree.imports):
        seen: set[str] = set()
        waiting = [name for name in tree.imports[start] if name in tree.imports]
        while waiting:
            name = waiting.pop()
            if name == start:
                yield f"{start} -> {start}"
                break
            if name not in seen:
                seen.add(name)
                waiting += [other for other in tree.imports[name] if other in tree.imports]


def nothing_grows_too_large(tree: Tree) -> Iterator[str]:
    folders: dict[Path, int] = {}
    places = [
        path
        for place in ("etl", "queries", "pages", "serving", "tests", "bench", "data")
        for path in (tree.root / place).rglob("*.py")
    ]
    for path in [*tree.root.glob("*.py"), *places]:
        name = path.relative_to(tree.root).as_posix()
        folders[path.parent] = folders.get(path.parent, 0) + (path.name != "__init__.py")
        most = PAGE_LINES if name.removeprefix("pages/") in SCRIPTS else LINES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > most:
            yield f"{name}: {lines} lines"
    for folder, count in folders.items():
        if count > MODULES:
            yield f"{folder.relative_to(tree.root).as_posix()}/: {count} modules"


def a_test_stands_in_a_room_and_shares_only_through_support(tree: Tree) -> Iterator[str]:
    rooms = {path.name for place in ("pages", "queries", "etl") for path in (tree.root / place).glob("*/")}
    rooms |= {"etl", "queries", "serving", "browser", "engine", "hostile", "soak", "support", "files"}
    for path in sorted((tree.root / "tests").rglob("*.py")):
        name, parts = path.relative_to(tree.root).as_posix(), path.relative_to(tree.root / "tests").parts
        if len(parts) > 1 and parts[0] not in rooms:
            yield f"{name}: no such room"
        names = imported(path)
        for other in sorted(one for one in names if one.rpartition(".")[0] not in names):
            if begins(other, "tests") and not begins(other, "tests.support") and not begins(other, "tests.files"):
                yield f"{name} -> {other}"


RULES = (
    charts_facts_and_labels_are_pure,
    the_kit_knows_no_subject,
    a_subject_takes_of_another_only_facts_charts_and_labels,
    reports_say_what_facts_and_charts_say,
    pages_reach_the_etl_by_settings_records_and_its_door,
    queries_and_etl_meet_only_in_the_database_files,
    no_import_goes_in_a_circle,
    nothing_grows_too_large,
    a_test_stands_in_a_room_and_shares_only_through_support,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_layers_hold(rule):
    assert not list(rule(here()))


@pytest.mark.parametrize(
    ("rule", "file", "text"),
    [
        (charts_facts_and_labels_are_pure, "pages/sea/tide_charts.py", "import streamlit as st"),
        (charts_facts_and_labels_are_pure, "pages/sea/charts.py", "def draw():\n    from queries import run"),
        (charts_facts_and_labels_are_pure, "pages/sea/facts.py", "import streamlit"),
        (charts_facts_and_labels_are_pure, "pages/sea/labels.py", "import queries"),
        (the_kit_knows_no_subject, "pages/kit/waves.py", "from pages.sea import other"),
        (a_subject_takes_of_another_only_facts_charts_and_labels, "pages/air/page.py", "from pages.sea import other"),
        (reports_say_what_facts_and_charts_say, "pages/reports/logbook.py", "from pages.sea import other"),
        (pages_reach_the_etl_by_settings_records_and_its_door, "pages/sea/page.py", "import duckdb"),
        (pages_reach_the_etl_by_settings_records_and_its_door, "pages/sea/page.py", "from etl.build import read"),
        (queries_and_etl_meet_only_in_the_database_files, "queries/sea.py", "from etl import fetch"),
        (queries_and_etl_meet_only_in_the_database_files, "etl/sea.py", "import queries"),
        (no_import_goes_in_a_circle, "pages/sea/other.py", "import pages.sea.other"),
        (nothing_grows_too_large, "pages/sea/long.py", "\n" * 401),
        (a_test_stands_in_a_room_and_shares_only_through_support, "tests/air/test_air.py", ""),
        (
            a_test_stands_in_a_room_and_shares_only_through_support,
            "tests/sea/test_sea.py",
            "from tests.sea.test_tide import low",
        ),
    ],
)
def test_a_new_module_is_held_without_being_named(rule, file, text, tmp_path):
    for name, content in {"pages/sea/other.py": "", "etl/fetch.py": "", "etl/build/read.py": "", file: text}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    assert list(rule(Tree(tmp_path)))


def test_the_table_of_contents_names_every_page_and_nothing_else():
    """A page is a script that a person opens: what no other module imports."""
    tree = here()
    taken = {name for names in tree.imports.values() for name in names} | imported(ROOT / "dashboard.py")
    scripts = {
        path.relative_to(ROOT / "pages").as_posix()
        for name, path in tree.paths.items()
        if room(name) not in ("", *OUTSIDE_SUBJECTS) and name not in taken and path.name != "__init__.py"
    }
    assert scripts == SCRIPTS


def test_a_page_has_no_expression_alone_but_a_call():
    """Streamlit writes the value of any other expression that stands alone in a script, None too."""
    for script in SCRIPTS:
        for node in ast.walk(ast.parse((ROOT / "pages" / script).read_text(encoding="utf-8"))):
            is_words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert not isinstance(node, ast.Expr) or is_words or isinstance(node.value, ast.Call), (script, node.lineno)


def test_nothing_but_the_package_stands_directly_in_pages():
    # Streamlit would run any other script there without dashboard.py, past a sign-in.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]
