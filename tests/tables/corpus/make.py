"""Makes the files of the corpus and writes down what is expected of each: ``python -m tests.tables.corpus.make``.

Names of places and figures are invented, but for the field cases in ``files/``, which are kept as they came.
"""

from __future__ import annotations

from . import made_hostile, made_json, made_layouts, made_sheets, made_text, made_unusual, made_values, received
from .case import FILES


def main() -> None:
    """Write all files anew."""
    cases = [
        *made_text.CASES,
        *made_values.CASES,
        *made_layouts.CASES,
        *made_sheets.CASES,
        *made_unusual.CASES,
        *made_hostile.CASES,
        *made_json.CASES,
        *received.CASES,
    ]
    names = [case.name for case in cases]
    assert len(set(names)) == len(names), "a name is given twice"
    for case in cases:
        case.save()
    for stray in FILES.iterdir():
        if stray.name.removesuffix(".json") not in names and stray.name not in names:
            stray.unlink()
    print(f"{len(cases)} files in {FILES}")


if __name__ == "__main__":
    main()
