"""The status that a phrase says beside other words: `In PCRS - available`, `Withdrawn by the TCC`."""

import re

from etl.readers.stems import opened, plain

LONGEST = 8  # words
SURE = ("availab", "disponib", "select", "seleccion", "deploy", "despleg", "withdrawn", "retirad", "retiree")
# Words beside which a status may not be the one of today.
DOUBT = set(
    """not no non nor never without yet until unless if once when before after previously formerly earlier ex was were will would may
    should could to subject pending if sin pas jamais avant apres si sous ya todavia aun antes despues sera sujeto""".split()  # noqa: SIM905
)


def said(text: str, known: dict[str, str]) -> str | None:
    """The one status that a phrase names; None where it names two, says it with a doubt, or is long. `known` are codes by spelling."""
    parts = re.findall(r"[^\W\d_]+", plain(opened(text)))
    if len(parts) > LONGEST or DOUBT & set(parts):
        return None
    codes = {known[part] for part in parts if part.startswith(SURE) and part in known}
    return codes.pop() if len(codes) == 1 else None
