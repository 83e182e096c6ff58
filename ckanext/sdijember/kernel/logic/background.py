"""Work that follows a commit, handed to the worker: a queue that is down undoes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import ckan.plugins.toolkit as tk
from flask import Flask, has_request_context

from ... import config
from .handed_in import HandedIn

logger = logging.getLogger(__name__)

#: The portal's own application: templates, addresses and languages are to be had within a request of it alone.
PORTAL: HandedIn[Flask] = HandedIn("The portal's application")

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def job(work: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Mark a function of a module that the worker calls: it finds all that a page would find.

    CKAN's worker calls a job outside of any request; there a template cannot be filled in, nor an address be made.
    """

    @wraps(work)
    def within(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        with _request():
            return work(*args, **kwargs)

    within.sdijember_job = True  # type: ignore[attr-defined]
    return within


def queue(work: Callable[..., Any], *arguments: Any, title: str, rq_kwargs: Mapping[str, Any] | None = None) -> None:
    """Have the worker call a function. A queue that is down is logged: what the work follows is committed already.

    Parameters as of ``hand_over``.
    """
    _require_job(work)
    try:
        hand_over(work, *arguments, title=title, rq_kwargs=rq_kwargs)
    except Exception:
        logger.exception("Could not queue the %s", title)


def hand_over(
    work: Callable[..., Any], *arguments: Any, title: str, rq_kwargs: Mapping[str, Any] | None = None
) -> None:
    """Have the worker call a function.

    :param work: a ``job``, named in the queue by its module, so that moving it needs a line in ``former_jobs.py``
    :param arguments: plain values
    :param title: what the administrator reads in the list of jobs
    :param rq_kwargs: how long it may take, how often it is tried …, as RQ takes them
    :raises TypeError: the function is not marked as a ``job``
    :raises RedisError: the queue is down
    """
    _require_job(work)
    tk.enqueue_job(work, list(arguments), title=f"sdijember: {title}", rq_kwargs=dict(rq_kwargs or {}))


def _require_job(work: Callable[..., Any]) -> None:
    if not getattr(work, "sdijember_job", False):
        raise TypeError(f"{work.__module__}.{work.__qualname__} is no job: mark it with @background.job")


def _request() -> AbstractContextManager[Any]:
    return nullcontext() if has_request_context() else PORTAL.table.test_request_context(base_url=config.site_url())
