"""Work on files in a process of its own, with limits on time and memory: a hostile file ends it, and nothing else."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from ..domain.limits import Limits

_CHUNK = 1 << 20
#: Where the packages of this program lie: what the process must find, and nothing of the caller's folder.
_ROOT = Path(__file__).parents[4]

#: What a process does: with its files, with what was asked, writing what it found.
Work = Callable[[list[BinaryIO], dict[str, Any], BinaryIO], None]


@contextmanager
def asked(
    module: str, streams: Sequence[BinaryIO], order: Mapping[str, Any], limits: Limits
) -> Iterator[IO[bytes] | None]:
    """Have a module do its work on files, and read what it wrote.

    :param module: name of a module that calls ``serve``
    :param streams: the files, seekable; of each no more is handed over than is taken
    :param order: what is asked, as JSON
    :returns: what the process wrote, from its beginning; None if it was ended before it came to its end
    """
    with ExitStack() as stack:
        sources = [stack.enter_context(tempfile.TemporaryFile()) for _ in streams]
        for stream, source in zip(streams, sources, strict=True):
            _copy(stream, source, limits.bytes)
        wanted, result = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(2))
        wanted.write(json.dumps(order).encode())
        ended = _run(module, [wanted, result, *sources], limits)
        result.seek(0)
        yield result if ended else None


def serve(work: Work) -> int:
    """Do the work that ``asked`` asks of this process.

    :returns: the process's status
    """
    seconds, memory, order, result, *sources = map(int, sys.argv[1:])
    _limit(seconds, memory)
    with os.fdopen(order, "rb") as text:
        wanted = json.load(text)
    with ExitStack() as stack:
        streams: list[BinaryIO] = [stack.enter_context(os.fdopen(one, "rb")) for one in sources]
        work(streams, wanted, stack.enter_context(os.fdopen(result, "wb")))
    return 0


def _copy(stream: BinaryIO, source: IO[bytes], most: int) -> None:
    """Give the process a file of its own; no more than is taken, and a byte that tells there was more."""
    stream.seek(0)
    left = most + 1
    while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
        source.write(chunk)
        left -= len(chunk)


def _run(module: str, files: Sequence[IO[bytes]], limits: Limits) -> bool:
    """Whether the process came to its end by itself.

    Processor time and memory it limits itself before it touches the file; here is a limit for a process that sleeps.
    """
    for one in files:
        one.flush()
        one.seek(0)
    numbers = [one.fileno() for one in files]
    command = [interpreter(), "-m", module, str(limits.seconds), str(limits.memory), *map(str, numbers)]
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


def _limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))
