"""For whom files of restricted figures were made: whoever else knows the address of one is not given it.

Kept in memory, as the server keeps the files themselves: another process has neither.
"""

import hashlib
import threading
from collections import OrderedDict

from etl.records.access.roles import Person

MOST = 10_000  # files of which it is remembered; the server drops one once its session has ended
_lock = threading.Lock()
_made: OrderedDict[bytes, set[Person]] = OrderedDict()


def note(content: bytes, person: Person) -> None:
    """Remember that a file was made for a person, in the role that they had."""
    key = hashlib.sha256(content).digest()
    with _lock:
        _made.setdefault(key, set()).add(person)
        _made.move_to_end(key)
        while len(_made) > MOST:
            _made.popitem(last=False)


def readers(content: bytes) -> set[Person] | None:
    """For whom a file was made; None of one that anybody may have."""
    with _lock:
        return _made.get(hashlib.sha256(content).digest())
