"""Findings of the rules in the reader's language."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib.i18n import get_lang
from flask import has_request_context

from ..domain.findings import Finding


def said(finding: Finding) -> str:
    """The message of a finding, with the names of fields in the same language; jobs and commands speak Indonesian."""
    return finding.text(tk._, get_lang() if has_request_context() else "id")
