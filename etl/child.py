"""Run a function of etl in a process of its own, within bounds of memory and time, so that no file ends who asked for it.

`call` starts a new interpreter: a server with threads cannot fork safely. The child says before each file that it reads it
(`reading`), within bounds of that file's own. When it dies, the file it was at is the guilty one: the function is called
again, and that file is refused there, in words, as any other that cannot be read. Outside a child `reading` only refuses
what is known to be guilty.

Processor time and memory are bounded by the system where it can (`resource`); everywhere the parent watches the time that
passes, and a child whose parent is gone ends. Memory is what a process may write to (RLIMIT_DATA): of what it has mapped
(RLIMIT_AS) DuckDB and the threads of numpy only reserve most.
"""

import contextlib
import errno
import importlib
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from etl import settings
from etl.contract import SourceError

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

SECONDS, MEGABYTES = 3.0, 320  # of processor time and memory for a small file, beside what the child has already
SECONDS_OF_MEGABYTE, MEGABYTES_OF_MEGABYTE = 2.5, 12  # more for each megabyte of a file
MOST_MEGABYTES = 8_000  # for whatever file
PATIENCE = 8  # seconds that may pass for each of processor time: other programs run too
LEAST_PATIENCE = 60.0
MOST_GUILTY = 40  # files that a child may die of before nothing is tried again
REMEDY = "Open it, keep only the data in it, save it again, and split it if it is large."


class Refused(Exception):
    """What cannot be done, in words."""


class _Died(Exception):
    """A child that ended without an answer: why, and the file that it was at."""

    def __init__(self, why: str, file: str | None):
        super().__init__(why)
        self.why, self.file = why, file


@dataclass
class _Life:
    """What this process knows of itself as a child: the way to its parent, guilty files with the reason, its own bounds."""

    channel: BinaryIO | None = None
    guilty: dict[str, str] = field(default_factory=dict)
    file: str = ""  # that it reads
    until: float = 0  # of its processor time, for all but reading
    megabytes: float = 0


_life = _Life()


def call(
    name: str,
    *arguments: Any,
    seconds: float = 900,
    megabytes: float | None = None,
    heard: Callable[..., None] | None = None,
    **named: Any,
) -> Any:
    """What a function, named as "etl.build.pipeline.run", returns in a child; what it raises for its user is raised here.

    `seconds` of processor time and `megabytes` bound what it does beside reading files, which have bounds of their own; without
    `megabytes` it is half of what the machine has. `heard` takes what the function tells on the way. Refused says in words
    what ended the child.
    """
    guilty: dict[str, str] = {}
    job = {"name": name, "arguments": arguments, "named": named, "seconds": seconds, "guilty": guilty}
    job |= {"megabytes": megabytes or _half_of_all(), "dataset": settings.dataset()}
    while True:
        try:
            return _once(job, seconds, heard)
        except _Died as death:
            if death.file is None or death.file in guilty or len(guilty) == MOST_GUILTY:
                raise Refused(f"It was ended, because it {death.why}") from None
            guilty[death.file] = death.why


def _once(job: dict, seconds: float, heard: Callable[..., None] | None) -> Any:
    begin = f"import sys; sys.path.insert(0, {str(settings.ROOT)!r}); from etl import child; child._serve()"
    process = subprocess.Popen(
        [sys.executable, "-c", begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdin and process.stdout
    patience = _Patience(process, seconds)
    file = None
    try:
        pickle.dump(job, process.stdin)
        process.stdin.flush()
        while True:
            kind, *what = pickle.load(process.stdout)
            if kind == "answer":
                return what[0]
            if kind == "raised":
                raise what[0]
            if kind == "broke":
                raise Refused(what[0])
            if kind == "told" and heard:
                heard(*what)
            if kind == "reading":
                file = what[0]
                patience.wait(what[1])
            if kind == "read":
                file = None
                patience.wait(seconds)
    except (EOFError, pickle.UnpicklingError, BrokenPipeError):
        raise _Died(_why(process.wait(), patience.is_over), file) from None
    finally:
        patience.end()
        process.kill()
        process.wait()
        process.stdout.close()
        with contextlib.suppress(OSError):
            process.stdin.close()


class _Patience:
    """Ends a child that has not told anything for many times the processor time that it may take."""

    def __init__(self, process: subprocess.Popen, seconds: float):
        self.process, self.is_over, self._ended = process, False, threading.Event()
        self.wait(seconds)
        threading.Thread(target=self._watch, daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Begin to wait anew, for a step of so many seconds of processor time."""
        self.until = time.monotonic() + max(LEAST_PATIENCE, PATIENCE * seconds)

    def end(self) -> None:
        """Wait no more."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(max(0.05, self.until - time.monotonic())):
            if time.monotonic() >= self.until:
                self.is_over = True
                self.process.kill()
                return


def _why(code: int, is_over: bool) -> str:
    """Why a child ended, from the way it did."""
    if is_over:
        return "takes longer than is allowed for its size."
    if resource and code == -signal.SIGXCPU:
        return "takes more of the processor's time than is allowed for its size."
    if resource and code == -signal.SIGKILL:
        return "was stopped by the system, which mostly means that memory ran out."
    return "makes the program that reads it break down, as what asks for too much memory does."


def _half_of_all() -> float:
    """Half of the machine's memory in megabytes, 0 where that is not known."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**2 / 2
    except (AttributeError, ValueError, OSError):
        return 0


@contextlib.contextmanager
def reading(path: Path, name: str = "") -> Iterator[None]:
    """Read one file, in a child within bounds by its size; whatever else it raises is a SourceError in words.

    SourceError also where a child has died of the file. Within the reading of a file nothing is bounded anew.
    """
    file, name = os.path.abspath(path), name or path.name
    if _life.file:
        yield
        return
    if file in _life.guilty:
        raise SourceError(name, "whole file", _life.guilty[file], REMEDY)
    left = _life.until - time.process_time()
    if _life.channel:
        size = path.stat().st_size / 1024**2
        seconds = SECONDS + SECONDS_OF_MEGABYTE * size
        _send("reading", file, seconds)
        _bound(seconds, _data() + min(MEGABYTES + MEGABYTES_OF_MEGABYTE * size, MOST_MEGABYTES))
    _life.file = file
    try:
        yield
    except BaseException as error:
        # DuckDB's own has another parent.
        if isinstance(error, MemoryError | RecursionError) or type(error).__name__ == "OutOfMemoryException":
            if _life.channel:
                _bound(left, _life.megabytes)  # to say so takes memory too
            problem = "needs more memory than is allowed for its size."
            raise SourceError(name, "whole file", problem, REMEDY) from error
        # A panic of calamine is no Exception. A full disk is no fault of the file.
        is_ours = type(error).__module__.startswith("etl.") or isinstance(
            error, KeyboardInterrupt | SystemExit | GeneratorExit
        )
        if is_ours or is_disk_full(error):
            raise
        raise SourceError(
            name, "whole file", f"is damaged, or holds what its reader does not expect ({_place(error)}).", REMEDY
        ) from error
    finally:
        _life.file = ""
        if _life.channel:
            _life.until = time.process_time() + left
            _bound(left, _life.megabytes)
            _send("read")


def allow(seconds: float) -> None:
    """Give the file that is being read so much time from now on, once its reader has recognised how much there is in it."""
    if _life.channel and _life.file:
        _send("reading", _life.file, SECONDS + seconds)
        _bound(SECONDS + seconds, 0)


def tell(*what: Any) -> bool:
    """Tell the parent's `heard` something; False, and nothing, outside a child."""
    if _life.channel:
        _send("told", *what)
    return bool(_life.channel)


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, also one of DuckDB, says that there is no room to write."""
    return getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "No space left on device" in str(error)


def of_the_disk(error: BaseException) -> str:
    """What a person is told where a disk is full or cannot be written; empty of other errors."""
    if is_disk_full(error):
        return "There is no room left on the disk. Free some and start again; what was served still is."
    if isinstance(error, OSError) and error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        why = error.strerror
        return (
            f"The data folder cannot be written ({why}). Whoever runs the server sees to it; what was served still is."
        )
    return ""


def _place(error: BaseException) -> str:
    """What went wrong and the last place of ours at which it did."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(settings.ROOT) in frame.filename]
    where = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def _send(*message: Any) -> None:
    assert _life.channel
    pickle.dump(message, _life.channel)
    _life.channel.flush()


def _data() -> float:
    """The megabytes that this process may write to; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1024**2


def _bound(seconds: float, megabytes: float) -> None:
    """Let this process take so many seconds more of the processor, and so many megabytes in all, where the system can tell."""
    if resource is None:
        return
    until = math.ceil(time.process_time() + max(seconds, 0.1))
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    if megabytes and _data():
        resource.setrlimit(resource.RLIMIT_DATA, (int(megabytes * 1024**2), resource.RLIM_INFINITY))


def _serve() -> None:
    """Be the child: do the one job that stands in the standard input, and tell of it on what was the standard output."""
    _life.channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints must not come between
    job = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    _life.guilty, _life.until, _life.megabytes = job["guilty"], job["seconds"], job["megabytes"]
    if resource:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _bound(job["seconds"], job["megabytes"])
    try:
        module, _, function = job["name"].rpartition(".")
        with settings.using(job["dataset"]):
            answer = getattr(importlib.import_module(module), function)(*job["arguments"], **job["named"])
        _send("answer", answer)
    except Exception as error:
        is_for_the_user = type(error).__module__.startswith("etl.") or isinstance(error, ValueError | OSError)
        if is_for_the_user:
            _send("raised", error)
        elif is_disk_full(error):
            _send("raised", OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        else:
            _send("broke", f"A fault of this program stopped it ({_place(error)}).")
    os._exit(0)  # the thread that waits for the parent cannot be stopped otherwise


def _end_with_the_parent() -> None:
    os.read(0, 1)
    os._exit(1)
