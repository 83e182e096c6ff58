"""The reader in a process of its own, with limits on time and memory: a hostile file ends it, and nothing else."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, BinaryIO

from ..domain.cells import Kind
from ..domain.decisions import corrections
from ..domain.declared import Declared, Dictionary
from ..domain.limits import DEFAULT, Limits
from ..domain.table import Outcome
from . import spool
from .reader import FORMATS, read
from .unreadable import stopped

_CHUNK = 1 << 20
#: Where the packages of this program lie: what the process must find, and nothing of the caller's folder.
_ROOT = Path(__file__).parents[4]
_MODULE = "ckanext.sdijember.tables.exchange.process"


def read_apart(
    stream: BinaryIO,
    format: str,
    given: Mapping[str, Any] | None = None,
    dictionary: Dictionary | None = None,
    limits: Limits = DEFAULT,
    filename: str = "",
) -> Outcome:
    """As ``reader.read``, in a process of its own; one that is ended for time or memory gives the remark ``stopped``.

    :raises CorrectionError: the corrections are none
    """
    corrections(given or {})
    if format not in FORMATS:
        return Outcome(None)
    wanted = {
        "format": format,
        "given": given or {},
        "dictionary": {name: _declared(one) for name, one in (dictionary or {}).items()},
        "limits": asdict(limits),
        "filename": filename,
    }
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as result, tempfile.TemporaryFile() as order:
        _copy(stream, source, limits.bytes)
        order.write(json.dumps(wanted).encode())
        ended = _run(source, order, result, limits)
        result.seek(0)
        try:
            if ended:
                return spool.load(result)
        except spool.SpoolError:
            pass
    return Outcome(None, remarks=(stopped(),))


def _copy(stream: BinaryIO, source: IO[bytes], most: int) -> None:
    """Give the process a file of its own; no more than is taken, and a byte that tells there was more."""
    stream.seek(0)
    left = most + 1
    while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
        source.write(chunk)
        left -= len(chunk)
    source.flush()


def _run(source: IO[bytes], order: IO[bytes], result: IO[bytes], limits: Limits) -> bool:
    """Whether the process came to its end by itself.

    Processor time and memory it limits itself before it touches the file; here is a limit for a process that sleeps.
    """
    files = (source, order, result)
    for one in files:
        one.flush()
        one.seek(0)
    numbers = [one.fileno() for one in files]
    command = [interpreter(), "-m", _MODULE, *map(str, numbers), str(limits.seconds), str(limits.memory)]
    # CKAN puts its own folder first in sys.path, which hides modules of Python: only what was set outside goes on
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    environment = {"PYTHONPATH": path, "PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=numbers,
            env=environment,
            cwd="/",
            timeout=limits.seconds * 3 + 10,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def interpreter() -> str:
    """The Python that has our packages; ``sys.executable`` is the web server where that has Python inside it."""
    places = (
        Path(sys.prefix) / "bin" / name for name in (f"python{sys.version_info[0]}.{sys.version_info[1]}", "python3")
    )
    return next((str(place) for place in places if os.access(place, os.X_OK)), sys.executable)


def _declared(one: Declared) -> dict[str, Any]:
    return {"kind": one.kind.value if one.kind else None, "values": sorted(one.values)}


def _limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))


def _main(source: int, order: int, result: int, seconds: int, memory: int) -> int:
    _limit(seconds, memory)
    with os.fdopen(order, "rb") as text:
        wanted = json.load(text)
    dictionary = {
        name: Declared(Kind(one["kind"]) if one["kind"] else None, frozenset(one["values"]))
        for name, one in wanted["dictionary"].items()
    }
    limits = Limits(**wanted["limits"])
    with os.fdopen(source, "rb") as stream, os.fdopen(result, "wb") as written:
        outcome = read(stream, wanted["format"], wanted["given"], dictionary, limits, wanted["filename"])
        spool.dump(outcome, written)
    return 0


if __name__ == "__main__":
    sys.exit(_main(*map(int, sys.argv[1:6])))
