"""Findings of the rules in the reader's language."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import ckan.plugins.toolkit as tk
from ckan.lib.i18n import get_lang
from flask import has_request_context
from flask_babel import force_locale

from ..domain.findings import Finding


def in_indonesian() -> AbstractContextManager[None]:
    """Papers of the regency are Indonesian in whatever language the reader uses the portal."""
    return force_locale("id") if has_request_context() else nullcontext()


def said(finding: Finding) -> str:
    """The message of a finding, with the names of fields in the same language; jobs and commands speak Indonesian."""
    return finding.text(tk._, get_lang() if has_request_context() else "id")
