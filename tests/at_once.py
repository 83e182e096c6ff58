"""Things that happen at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from ckan import model


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do things at the same moment, each in a thread with a connection of its own.

    :returns: their answers in order, or what they raised
    """
    answers: list[Any] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(number: int, work: Callable[[], Any]) -> None:
        start.wait()
        try:
            answers[number] = work()
        except Exception as error:
            answers[number] = error
        finally:
            model.Session.remove()

    model.Session.remove()
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    model.Session.remove()
    return answers
