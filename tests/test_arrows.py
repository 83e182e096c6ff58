"""The contracts that keep imports running one way: they know every subject, and they see what breaks them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from ckanext.sdijember.subjects import SUBJECTS
from dev.paths import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PACKAGE = "ckanext.sdijember"
#: What stands on all subjects, and what all of them stand on.
ABOVE, BELOW = ("plugin", "consequences", "former_jobs", "subscriptions"), ("config",)

#: One import of the wrong direction for each contract: module, what it would import.
WRONG_WAY = {
    "Subjects stand on those before them": ("review/logic/lock.py", "ckanext.sdijember.note.model"),
    "domain is plain Python": ("standar/domain/entry.py", "ckan.model"),
    "Within a subject": ("note/model.py", "ckanext.sdijember.note.views"),
    "Actions, auth functions and validators": ("codes/logic/reference.py", "ckanext.sdijember.codes.logic.validators"),
}


def test_the_contract_lists_every_subject_in_its_order():
    top_to_bottom = [one.strip() for line in _contracts()[0]["layers"] for one in line.split("|")]
    bottom_to_top = [one.removeprefix(f"{PACKAGE}.") for one in reversed(top_to_bottom)]
    assert bottom_to_top == [*BELOW, *SUBJECTS, *reversed(ABOVE)]


def test_every_contract_sees_an_import_of_the_wrong_direction(tmp_path: Path):
    _copy(tmp_path)
    assert _broken(tmp_path) == set()
    for file, module in WRONG_WAY.values():
        with (tmp_path / "ckanext/sdijember" / file).open("a") as text:
            text.write(f"\nimport {module}\n")
    broken = _broken(tmp_path)
    assert broken == {contract["name"] for contract in _contracts()}
    assert all(any(name.startswith(known) for name in broken) for known in WRONG_WAY)


def _contracts() -> list[dict[str, Any]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def _copy(there: Path) -> None:
    """What the contracts look at, and nothing else."""
    for module in (ROOT / "ckanext" / "sdijember").rglob("*.py"):
        copied = there / module.relative_to(ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(module, copied)
    shutil.copy(ROOT / "pyproject.toml", there)


def _broken(root: Path) -> set[str]:
    """Names of the contracts that do not hold below ``root``."""
    command = [sys.executable, "-m", "dev.arrows", str(root)]
    said = " ".join(subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.split())
    assert "Contracts:" in said, said
    return {contract["name"] for contract in _contracts() if f"{contract['name']} BROKEN" in said}
