"""Pages of one process take turns. Python computes one at a time anyway; many at once hand it to each other at every lock and every file
that one opens, and each hand-over waits for milliseconds: fifty readers waited ten times as long (docs/DECISIONS.md).
"""

import contextlib
import threading
from collections.abc import Iterator

AT_ONCE = 2  # one may wait for its query while the other computes
PATIENCE = 2  # seconds after which a page goes on beside those that take long, such as one that makes a deck
_places = threading.BoundedSemaphore(AT_ONCE)


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Hold one of the places while a page is made."""
    is_held = _places.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if is_held:
            _places.release()
