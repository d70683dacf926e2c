"""What the server tells whoever runs it: words, or with LEDGER_LOG=json a line of JSON each; no e-mail address, no name of a file of data.

Streamlit and uvicorn bring handlers of their own for each of their loggers: all go through the one here.
"""

import datetime as dt
import json
import logging
import os
import re
import sys

from streamlit import logger as streamlit_logger
from uvicorn.config import LOGGING_CONFIG

EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
# From the last mark that no name of a file has, for names have spaces in them.
FILE = re.compile(
    r"[^\n:\"'`“”‘’<>=|/\\]*\.(?:docx?|pptx?|xls[xm]?|ods|csv|pdf|zip|gz|json|jsonl|txt|eml|msg)\b", re.IGNORECASE
)
SECRET = re.compile(r"(?<=[?&])(code|state|id_token|access_token)=[^&\s\"']*")


def clean(text: str) -> str:
    """A message without the addresses of people, names of files of data, and what a sign-in carries in its link."""
    return FILE.sub("[file]", EMAIL.sub("[e-mail]", SECRET.sub(r"\1=[withheld]", text)))


class Words(logging.Formatter):
    """A message for a person at a terminal."""

    def __init__(self):
        """Time, level, what."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The message with its traceback, cleaned."""
        return clean(super().format(record))


class Lines(logging.Formatter):
    """A message as one line of JSON: {time, level, from, what}, and {trace} of a fault."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        time = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = {
            "time": time,
            "level": record.levelname.lower(),
            "from": record.name,
            "what": clean(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            line["trace"] = clean(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def set_up() -> None:
    """Send all messages of the process to the error stream, as LEDGER_LOG says; the program ends, in words, where it says neither."""
    asked = os.environ.get("LEDGER_LOG", "").strip().casefold() or "words"
    if asked not in ("words", "json"):
        sys.exit(f"LEDGER_LOG is {asked!r}: say words or json.")
    handler = logging.StreamHandler()
    # uvicorn says so of each socket that is refused in words; the refusal has a line of its own.
    handler.addFilter(lambda record: "without completing handshake" not in str(record.msg))
    handler.setFormatter(Lines() if asked == "json" else Words())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    streamlit_logger.setup_formatter = _hand_on
    streamlit_logger.update_formatter()
    for about in LOGGING_CONFIG["loggers"].values():
        about.pop("handlers", None)
        about |= {
            "level": "WARNING",
            "propagate": True,
        }  # below that it notes each socket with its client: nobody who reads is followed


def _hand_on(logger: logging.Logger) -> None:
    """Let a logger of Streamlit's hand its messages on, in the place of a handler of its own."""
    logger.handlers.clear()
    logger.propagate = True
