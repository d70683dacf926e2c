"""Ask the UN Peace and Security Data Hub's public API, patiently and within bounds.

This is the only code of the project that leaves the machine. It goes to one address over https, follows no redirect
elsewhere, and only `python -m etl fetch --yes` runs it. LEDGER_HUB_URL names another address: a mirror, or for tests
one on this machine, where plain http will do.

What is known of the API is in https://psdata.un.org/howto/api_structure and in answers that OCHA keeps as test files
for its HDX scraper: `/data/<dataset id>/json?per_page=&page_num=` answers a list of records with every key in each,
days as epoch milliseconds; `/metadata/<dataset id>` tells "Last Update Date". The real API could not be reached when
this was written: what it says to errors, to haste and past the last page is not proven.
"""

import ipaddress
import json
import shutil
import ssl
import sys
import time
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, IncompleteRead, InvalidHeader, MaxRetryError, TimeoutError
from urllib3.util import Retry, Timeout

from etl.contract import Source, SourceError

HUB = "https://api.psdata.un.org/public"
HUB_SITE = "psdata.un.org"  # a source whose declared url is there has a dataset there
LARGEST_PAGE = 256 * 1024**2  # bytes: the Hub's longest row is about 300
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})  # HTTP answers worth another try
REDIRECTS = 5  # followed on the same host
HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Connection": "close",
    "User-Agent": "force-generation-ledger",
}
RESUME = "Run the same command again: on the same day (UTC) it goes on where it stopped."
BY_HAND = "Nothing was put into the inbox. If it stays so, download the file by hand and drop it there."


@dataclass(frozen=True)
class Patience:
    """How long to wait and how often to try again; seconds."""

    tries: int = 6
    first_wait: float = 1  # doubled each time; the first new try comes at once
    by_chance: float = 1  # at most as much is added, so that not all who were refused come back together
    longest_wait: float = 60
    longest_asked: float = 300  # what the Hub may ask for by Retry-After
    silence: float = 30  # without a byte
    page: float = 600  # from request to last byte


class _Passing(Exception):
    """A fault that another try may mend; `response` is the Hub's answer, where there was one."""

    def __init__(self, words: str, response: urllib3.BaseHTTPResponse | None = None):
        super().__init__(words)
        self.response = response


class _Lasting(Exception):
    """A fault that another try would meet again; `code` is the HTTP answer, where there was one."""

    def __init__(self, words: str, remedy: str = BY_HAND, code: int | None = None):
        super().__init__(words)
        self.remedy, self.code = remedy, code


def is_on_hub(source: Source) -> bool:
    """Whether a source is declared to come from the Hub."""
    return urlsplit(source.url).hostname == HUB_SITE


class Hub:
    """The Hub's API at one address, asked patiently."""

    def __init__(self, base: str, patience: Patience, quiet: bool = True):
        parts = urlsplit(base)
        is_near = _is_loopback(parts.hostname or "")
        if not parts.hostname or parts.scheme != "https" and not (parts.scheme == "http" and is_near):
            raise ValueError(f"The Hub's address {base!r} must begin with https:// (LEDGER_HUB_URL).")
        self.base, self.patience, self.quiet = base.rstrip("/"), patience, quiet
        proxy = (
            None
            if is_near or urllib.request.proxy_bypass(parts.hostname)
            else urllib.request.getproxies().get(parts.scheme)
        )
        self.pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()

    def say(self, what: str | None) -> None:
        """Show one line of progress; None ends it."""
        if not self.quiet:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\n" if what is None else f"\r{what:<{width}.{width}}")
            sys.stderr.flush()

    def url(self, source: Source, kind: str, **parameters) -> str:
        """The address of a dataset's data or metadata."""
        url = f"{self.base}/{kind}/{quote(source.dataset, safe='')}" + ("/json" if kind == "data" else "")
        return f"{url}?{urlencode(parameters)}" if parameters else url

    def records(self, source: Source, where: str, **parameters) -> list[dict] | None:
        """The records of one page, or None where the Hub says that there is no such page; SourceError for any other answer."""
        url = self.url(source, "data", **parameters)
        try:
            answer = self._ask(url, f"{source.dataset}, {where}")
        except _Lasting as error:
            if error.code == 404 and parameters["page_num"] > 1:
                return None
            raise SourceError(source.dataset, where, f"{error} ({url}).", error.remedy) from error
        lists = [answer] if isinstance(answer, list) else []
        if isinstance(answer, dict):
            lists = [value for value in answer.values() if isinstance(value, list)]
            lists = [value for value in lists if value] or lists[:1]
        if len(lists) != 1 or not all(isinstance(record, dict) for record in lists[0]):
            shown = json.dumps(answer, ensure_ascii=False)[:80]
            raise SourceError(source.dataset, where, f"is not a list of records but {shown} ({url}).", BY_HAND)
        return lists[0]

    def updated(self, source: Source) -> str | None:
        """The day of the dataset's last update, or None where the Hub does not tell."""
        try:
            answer = self._ask(self.url(source, "metadata"), f"{source.dataset}, metadata", tries=2)
        except _Lasting:
            return None
        one = answer[0] if isinstance(answer, list) and answer else answer
        day = one.get("Last Update Date") if isinstance(one, dict) else None
        return str(day) if day else None

    def _ask(self, url: str, what: str, tries: int | None = None) -> object:
        """The JSON at `url`, asked again where that may help; _Lasting where it does not."""
        most = min(tries or self.patience.tries, self.patience.tries)
        retry = Retry(
            total=most - 1,
            backoff_factor=self.patience.first_wait,
            backoff_jitter=self.patience.by_chance,
            backoff_max=self.patience.longest_wait,
        )
        while True:
            try:
                return json.loads(self._once(url))
            except (ValueError, RecursionError) as error:
                fault = _Passing(f"it is not JSON ({error})")
            except _Passing as error:
                fault = error
            try:
                retry = retry.increment("GET", url, error=HTTPError(str(fault)))
            except MaxRetryError as error:
                raise _Lasting(f"could not be had in {most} tries; the last time {fault}", RESUME) from error
            wait = _wait(retry, fault.response)
            if wait > self.patience.longest_asked:
                raise _Lasting(f"cannot be had: {fault}, and asks to wait {wait:,.0f} seconds", RESUME)
            self.say(f"{what}: try {len(retry.history) + 1} of {most} in {wait:.0f} s: {fault}")
            time.sleep(wait)

    def _once(self, url: str) -> bytes:
        """One answer, on the same host wherever it is sent on to; _Passing or _Lasting where it cannot be had."""
        end = time.monotonic() + self.patience.page
        for _ in range(REDIRECTS):
            try:
                response = self.pool.request(
                    "GET",
                    url,
                    headers=HEADERS,
                    timeout=Timeout(self.patience.silence),
                    retries=False,
                    redirect=False,
                    preload_content=False,
                )
                try:
                    place = response.get_redirect_location()
                    if not place:
                        return _body(response, end)
                    url = _same_host(url, urljoin(url, place))
                finally:
                    response.close()
                    self.pool.clear()  # a new connection each: the Hub was asked to close this one, and may do so late
            except TimeoutError as error:
                raise _Passing("the connection fails (timed out)") from error
            except (HTTPError, OSError) as error:
                cause = next((part for part in error.args if isinstance(part, Exception)), error)
                if isinstance(cause, IncompleteRead):
                    size = cause.partial + cause.expected
                    raise _Passing(f"the answer breaks off after {cause.partial:,} of {size:,} bytes") from error
                if isinstance(cause, ssl.SSLCertVerificationError):
                    raise _Lasting(f"cannot be had: the Hub's certificate is not trusted ({cause})") from error
                raise _Passing(f"the connection fails ({cause or type(cause).__name__})") from error
        raise _Lasting(f"cannot be had: the Hub sends it on more than {REDIRECTS} times")


def _body(response: urllib3.BaseHTTPResponse, end: float) -> bytes:
    """A complete answer within the bounds of size and time."""
    if response.status != 200:
        words = f"the Hub answers HTTP {response.status} {response.reason}"
        if response.status in AGAIN:
            raise _Passing(words, response)
        raise _Lasting(f"cannot be had: {words}", code=response.status)
    chunks, size = [], 0
    while chunk := response.read1(1 << 16):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_PAGE:
            raise _Lasting(f"is larger than {LARGEST_PAGE:,} bytes", "Ask for fewer rows at a time with --per-page.")
        if time.monotonic() > end:
            raise _Passing("the answer takes too long")
    return b"".join(chunks)


def _same_host(old: str, new: str) -> str:
    """Where an answer is sent on to; _Lasting where that is elsewhere: what was agreed to is one address."""
    was, is_now = urlsplit(old), urlsplit(new)
    if (was.scheme, was.netloc) != (is_now.scheme, is_now.netloc):
        raise _Lasting(f"is refused: the Hub sends it on to {is_now.scheme}://{is_now.netloc}, which was not agreed to")
    return new


def _wait(retry: Retry, response: urllib3.BaseHTTPResponse | None) -> float:
    """Seconds until the next try: what the Hub asks for by Retry-After, where it can be read, else those of our own patience."""
    try:
        asked = retry.get_retry_after(response) if response is not None else None
    except (InvalidHeader, ValueError, OverflowError):
        asked = None
    return retry.get_backoff_time() if asked is None else asked


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
