"""Whether imports run the way the subjects stand: import-linter with the contracts of ``pyproject.toml``.

CKAN's own ``ckanext`` has an ``__init__``, below which import-linter accepts no root: here it sees our folder alone.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from importlinter.cli import lint_imports

from .paths import ROOT


def main(root: Path = ROOT) -> int:
    """Check every contract; what breaks one is printed.

    :param root: the checkout
    :returns: exit status, 0 if all are kept
    """
    alone = ModuleType("ckanext")
    alone.__spec__ = ModuleSpec("ckanext", None, is_package=True)
    alone.__path__ = alone.__spec__.submodule_search_locations = [str(root / "ckanext")]
    sys.modules["ckanext"] = alone
    return lint_imports(
        config_filename=str(root / "pyproject.toml"), cache_dir=str(root / ".stack" / "importlinter"), no_logo=True
    )


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
