"""The kegiatan that somebody names, and who may read the personal data in it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...review.domain import transitions as rules
from ...review.domain.transitions import PEMBINA, WALIDATA
from ...review.logic import facts as cases

TYPE = "kegiatan"


def may_read_personal(context: Context, package: model.Package) -> bool:
    """Personal data are for the producing office, and for the teams that check as far as they see this state."""
    case = cases.case_of(cases.actor_of(context), package, cases.Review.get(package.id))
    return case.in_producing_office or bool(rules.STATES[case.state].read_by & set(case.roles) & {WALIDATA, PEMBINA})


def kegiatan_of(name_or_id: str) -> model.Package:
    """The kegiatan of that id or name.

    :raises ObjectNotFound: there is none
    """
    package = cases.package_of(name_or_id)
    if package.type != TYPE:
        raise tk.ObjectNotFound(tk._("Kegiatan not found."))
    return package
