"""Functions that a child process dies of, one for each way to die."""

import os
import signal
import time
from pathlib import Path

from etl import child


def answer(word: str) -> str:
    """Return what was given, and tell of it on the way; what it prints goes nowhere."""
    print("noise")
    child.tell(word, 0.5)
    return word


def refuse(path: Path) -> None:
    """Read a file that cannot be read."""
    with child.reading(path):
        raise KeyError("secret")


def fault() -> None:
    """Fail as no program should."""
    raise KeyError("secret")


def read_all(paths: list[Path]) -> list[str]:
    """Read files that say how their reader is to die; return what became of each."""
    told = []
    for path in paths:
        try:
            with child.reading(path):
                die(path.read_text(encoding="utf-8"))
                told.append("read")
        except child.SourceError as error:
            told.append(error.parts["problem"])
    return told


def die(how: str) -> None:
    """Die in one of the ways, or not."""
    if how == "time":
        while True:
            pass
    if how == "memory":
        kept = [bytearray(50 * 1024**2) for _ in range(40)]
        assert not kept
    if how == "abort":
        os.kill(os.getpid(), signal.SIGABRT)
    if how == "sleep":
        time.sleep(60)
