"""The template of translations is up to date, and a translation reaches the screen without changing a link."""

import subprocess
import sys

from streamlit.testing.v1 import AppTest

from etl.settings import ROOT
from pages.kit import text


def test_the_template_is_up_to_date():
    asked = [sys.executable, str(ROOT / "locale" / "extract.py"), "--check"]
    assert subprocess.run(asked, cwd=ROOT).returncode == 0, "run `make messages`"


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
