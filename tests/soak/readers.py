"""Readers of a running dashboard without a browser: sessions over its socket, each walking pages as the front end asks for them."""

import asyncio
import random
import re
import statistics
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin

AGE = 2  # runs after which the front end forgets a message that was not used again
VERSION = re.compile(rb"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
ALERT = re.compile(rb"could not be shown|Traceback")


@dataclass
class Told:
    """What all sessions saw: of each page shown (seconds since the start, page, dataset, seconds taken), and what went wrong."""

    pages: list[tuple[float, str, str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    named: list[tuple[str, str, frozenset[bytes]]] = field(
        default_factory=list
    )  # of each page what looks like a version

    def taken(self, page: str | None = None, dataset: str | None = None) -> list[float]:
        """Seconds that pages took, of one page and dataset or of all."""
        return [each[3] for each in self.pages if page in (None, each[1]) and dataset in (None, each[2])]

    def mixed(self, versions: set[str]) -> list[tuple[str, str, set[str]]]:
        """The pages that named more than one of these versions."""
        found = [(page, dataset, versions & {one.decode() for one in names}) for page, dataset, names in self.named]
        return [each for each in found if len(each[2]) > 1]

    def slowest(self, number: int) -> list[tuple[float, str, str]]:
        """Of the slowest pages the median in seconds, page and dataset."""
        keys = {(page, dataset) for _, page, dataset, _ in self.pages}
        return sorted(((statistics.median(self.taken(*key)), *key) for key in keys), reverse=True)[:number]

    def share(self, of: float) -> float:
        """The seconds under which that share of the pages stood."""
        return statistics.quantiles(self.taken(), n=1000, method="inclusive")[round(of * 1000) - 1]


class Reader:
    """One session; it keeps what the front end would, so that what the server repeats is not sent twice."""

    def __init__(self, socket, told: Told):
        self.socket, self.told = socket, told
        self.kept: dict[str, int] = {}
        self.runs = 0

    async def show(self, page: str, query: str) -> bytes:
        """Go to a page and wait until its script has ended; all that was sent."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.page_name = page
        ask.rerun_script.cached_message_hashes.extend(self.kept)
        await self.socket.send(ask.SerializeToString())
        parts = []
        while True:
            raw = await self.socket.recv()
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
            if kind == "ref_hash":
                self.kept[message.ref_hash] = self.runs
            elif message.metadata.cacheable and message.hash:
                self.kept[message.hash] = self.runs
            if kind == "page_not_found":
                self.told.wrong.append(f"{page}: not found")
            parts.append(raw)
        self.runs += 1
        self.kept = {name: run for name, run in self.kept.items() if self.runs - run <= AGE}
        return b"".join(parts)


async def walk(port: int, turn: int, pages: list[str], pause: float, until: float, told: Told) -> None:
    """One reader: pages of both datasets in an order of its own, each read for `pause` seconds, until `until`."""
    chance = random.Random(turn)
    begun = time.monotonic()
    await asyncio.sleep(chance.uniform(0, pause))
    where = f"127.0.0.1:{port}"
    async with connect(
        f"ws://{where}/_stcore/stream", origin=Origin(f"http://{where}"), max_size=None, ping_timeout=None
    ) as socket:
        reader = Reader(socket, told)
        while time.monotonic() < until:
            order = [(page, dataset) for page in pages for dataset in ("public", "exercise")]
            chance.shuffle(order)
            for page, dataset in order:
                if time.monotonic() >= until:
                    break
                start = time.monotonic()
                sent = await reader.show(page, f"dataset={dataset}")
                told.pages.append((start - begun, page, dataset, time.monotonic() - start))
                if found := ALERT.search(sent):
                    told.wrong.append(f"{page} {dataset}: {found.group().decode()}")
                told.named.append((page, dataset, frozenset(VERSION.findall(sent))))
                await asyncio.sleep(pause)


async def crowd(ports: list[int], number: int, pages: list[str], pause: float, seconds: float, told: Told) -> None:
    """`number` readers at once, shared out over the ports; a socket that drops is told as wrong."""
    until = time.monotonic() + seconds

    async def one(turn: int) -> None:
        try:
            await walk(ports[turn % len(ports)], turn, pages, pause, until, told)
        except Exception as problem:
            told.wrong.append(f"reader {turn}: {type(problem).__name__} {problem}")

    await asyncio.gather(*(one(turn) for turn in range(number)))
