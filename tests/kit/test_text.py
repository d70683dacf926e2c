"""The template of translations is up to date, and a translation reaches the screen without changing a link."""

import ast
import subprocess
import sys

from streamlit.testing.v1 import AppTest

from etl.settings import ROOT
from pages.kit import text


def test_the_template_is_up_to_date():
    asked = [sys.executable, str(ROOT / "locale" / "extract.py"), "--check"]
    assert subprocess.run(asked, cwd=ROOT).returncode == 0, "run `make messages`"


# A form is read back by these marks, and a list of codes (key=code) is no text.
OWN_MARKS = {"text.py", "pledge_form.py", "update_form.py", "pledge_list.py"}


def english_marks(path):
    """Marks between the pieces of a text, and quotation marks around one, as English alone writes them: outside messages, which are translated."""
    script = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(script), script.splitlines()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    messages = {id(part) for call in calls if call.func.id in ("_", "ngettext") for part in ast.walk(call)}
    labels = {id(part) for node in tree.body if isinstance(node, ast.Assign) for part in ast.walk(node)}
    said = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    said = [node for node in said if id(node) not in messages | labels and "={" not in lines[node.lineno - 1]]
    return [
        node.lineno
        for node in said
        if node.value.strip("*") in (": ", "; ") or node.value.startswith(":]") or {"“", "”"} & set(node.value)
    ]


def test_no_page_puts_pieces_together_by_english_marks(tmp_path):
    pages = [path for path in (ROOT / "pages").rglob("*.py") if path.name not in OWN_MARKS]
    assert not {path.name: lines for path in pages if (lines := english_marks(path))}
    bad = tmp_path / "bad.py"
    bad.write_text(
        'a = _("x: “y”")\ndef f(b):\n    return f"**{b}**: {b}", f"[{b}:] {b}", "; ".join(b), f"“{b}”"\n',
        encoding="utf-8",
    )
    assert english_marks(bad) == [3, 3, 3, 3, 3]


def test_a_translation_reaches_the_screen_and_leaves_codes_alone(published, tmp_path, monkeypatch):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    said = {"Overview": "Vue d'ensemble", "July": "juillet"}
    lines = ['msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);"\n']
    lines += [f'msgid "{english}"\nmsgstr "{french}"\n' for english, french in said.items()]
    (folder / "messages.po").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(text, "LOCALE", tmp_path)
    text._catalogue.cache_clear()
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.query_params["lang"] = "fr"
    at.run()
    text._catalogue.cache_clear()
    assert not at.exception and at.title[0].value == "Vue d'ensemble"
    assert any("31 juillet 2025" in element.value for element in at.caption)
    assert "2025-07-31" in at.query_params["month"] and "fr" in at.query_params["lang"]
