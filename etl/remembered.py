"""What a function makes of a text, made once a process for texts that come again and again: headings, names, what a form says."""

import functools
from collections.abc import Callable

MOST = 20_000  # texts that are remembered


def up_to(longest: int) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    """Remember the answers to texts of up to so many letters; a longer one is seen once, and what is in a file may be of any length."""

    def remember(make: Callable[[str], str]) -> Callable[[str], str]:
        known = functools.lru_cache(maxsize=MOST)(make)

        @functools.wraps(make)
        def told(text: str) -> str:
            return known(text) if len(text) <= longest else make(text)

        return told

    return remember
