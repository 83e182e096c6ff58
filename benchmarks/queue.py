"""The queue with 1,000 open reviews beside stock CKAN's own list of one's work: same data, services, run and person.

Usage: make bench-queue                        (1,000 reviews, 60 rounds)
       make bench-queue ARGS="--reviews 200 --rounds 20"
"""

from __future__ import annotations

import argparse
import re
import sys
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from .frame import asked_for, head, timed
from .pages import WARM_UP, percentile, run, serve, sides
from .queue_data import NAME, PASSWORD

#: What is asked of which side.
STOCK_PAGES = {"stock: `/dashboard/datasets`": "/dashboard/datasets"}
OUR_PAGES = {
    "queue, first page": "/dashboard/antrean",
    "queue, page 40": "/dashboard/antrean?page=40",
    "queue, late, by title": "/dashboard/antrean?terlambat=1&urut=judul",
    "queue, everything, one office, one word": "/dashboard/antrean?status=semua&opd=dinas-01&q=contoh",
}
Measured = dict[str, tuple[list[float], int, int]]


def main() -> None:
    """Measure both and print a table in Markdown."""
    asked = asked_for(reviews=1000, rounds=60)
    with sides() as (ours, stock):
        run([sys.executable, "-m", "benchmarks.queue_data", str(asked.reviews)], ours)
        with serve(ours) as with_extension, serve(stock) as without:
            print(_table(_measure({without: STOCK_PAGES, with_extension: OUR_PAGES}, asked.rounds), asked))


def _measure(sites: dict[str, dict[str, str]], rounds: int) -> Measured:
    """Ask every page of every site in turn, so that whatever disturbs the machine disturbs all alike."""
    browsers = {site: _signed_in(site) for site in sites}
    found: Measured = {}
    for round_number in range(WARM_UP + rounds):
        for site, pages in sites.items():
            for page, path in pages.items():
                seconds, statements, size = timed(browsers[site].open, site + path)
                if round_number >= WARM_UP:
                    times, most, _ = found.get(page, ([], 0, 0))
                    found[page] = ([*times, seconds], max(most, statements), size)
    return found


def _signed_in(site: str) -> urllib.request.OpenerDirector:
    """A browser with the session of the reviewer."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{site}/user/login") as answer:
        token = re.search(rb'name="_csrf_token"[^>]*value="([^"]+)"', answer.read())
    fields = {"login": NAME, "password": PASSWORD, "_csrf_token": token[1].decode() if token else ""}
    with browser.open(f"{site}/user/login", urllib.parse.urlencode(fields).encode()) as answer:
        if answer.url.endswith("/user/login"):
            raise SystemExit(f"{NAME} could not sign in at {site}")
    return browser


def _table(found: Measured, asked: argparse.Namespace) -> str:
    lines = head(f"{asked.reviews} open reviews, {asked.rounds} rounds", "page", "p50 ms", "p95 ms", "SQL", "KiB")
    for page, (seconds, statements, size) in found.items():
        times = [f"{percentile(seconds, percent):.0f}" for percent in (50, 95)]
        lines.append("| " + " | ".join([page, *times, str(statements), f"{size / 1024:.0f}"]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
