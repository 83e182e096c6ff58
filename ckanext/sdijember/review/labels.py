"""Who reads a dataset that is not public: labels only widen what CKAN gives, and never make a dataset public."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan import model
from ckan.exceptions import CkanConfigurationException
from ckan.lib.plugins import DefaultPermissionLabels

from .domain import transitions as rules
from .logic import memberships
from .logic.facts import REVIEWED_TYPES


def team_label(team: str) -> str:
    """The label of one team; constant, so that membership decides and not the index."""
    return f"sdijember-{team}"


class TeamPermissionLabels(DefaultPermissionLabels):
    """CKAN's labels, and one for each team that looks after the dataset's state."""

    def get_dataset_labels(self, dataset_obj: model.Package) -> list[str]:
        labels = super().get_dataset_labels(dataset_obj)
        status = (dataset_obj.extras or {}).get("sdi_status")
        if dataset_obj.type not in REVIEWED_TYPES or status not in rules.STATES:
            return labels
        state = rules.STATES[status]
        if "public" in labels and not state.public:
            labels = [f"member-{dataset_obj.owner_org}"]
        if dataset_obj.state != model.State.ACTIVE:
            return labels
        return labels + [team_label(team) for team in sorted(state.read_by)]

    def get_user_dataset_labels(self, user_obj: model.User | Any) -> list[str]:
        labels = super().get_user_dataset_labels(user_obj)
        if user_obj and not user_obj.is_anonymous:
            labels += [team_label(team) for team in sorted(memberships.of(user_obj.id).teams)]
        return labels


def require_ours() -> None:
    """CKAN asks only the first plugin that gives labels; refuse to start if that is not ours.

    :raises CkanConfigurationException: another plugin would decide who reads unpublished data
    """
    first = next(iter(p.PluginImplementations(p.IPermissionLabels)), None)
    if not isinstance(first, TeamPermissionLabels):
        raise CkanConfigurationException(
            f"Put sdijember before {getattr(first, 'name', first)} in ckan.plugins: "
            "only the first plugin with permission labels counts, and the wrong people would read unpublished data."
        )
