"""Precision and recall of the reader's remarks over the corpus of tests, by kind of remark: no service needed.

Usage: make bench-findings
"""

from __future__ import annotations

import json
from collections import Counter

from ckanext.sdijember.tables.exchange.reader import read
from tests.tables.corpus.case import FILES, seen


def main() -> None:
    """Read every file, compare with what is written down beside it, and print a table in Markdown."""
    right, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted(FILES.glob("*.*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        with (FILES / path.name.removesuffix(".json")).open("rb") as stream:
            found = Counter(seen(read(stream, expected["format"], expected["given"]))["findings"])
        wanted = Counter(expected["findings"])
        for counts, of in ((right, wanted & found), (missed, wanted - found), (false, found - wanted)):
            counts.update(_codes(of))
    print("| remark | right | missed | false | precision | recall |\n|---|---:|---:|---:|---:|---:|")
    for code in sorted(right | missed | false):
        print(_line(code, right[code], missed[code], false[code]))
    print(_line("all", right.total(), missed.total(), false.total()))


def _codes(findings: Counter[str]) -> Counter[str]:
    """Counted by what was found, wherever it stands."""
    counts = Counter[str]()
    for finding, number in findings.items():
        counts[finding.split(" ")[0]] += number
    return counts


def _line(code: str, right: int, missed: int, false: int) -> str:
    precision = right / (right + false) if right + false else 0
    recall = right / (right + missed) if right + missed else 0
    return f"| {code} | {right} | {missed} | {false} | {precision:.2f} | {recall:.2f} |"


if __name__ == "__main__":
    main()
