"""What a producer has declared of the columns of a file, in the words of the reader of tables."""

from __future__ import annotations

import json
from typing import Any

from ckan import model

from ...tables.domain.declared import KINDS, Declared, Dictionary


def of_resource(resource: model.Resource) -> Dictionary:
    """The declared columns of a file; nothing is declared of those that are not described."""
    said = (resource.extras or {}).get("skema_kolom") or []
    columns: list[Any] = json.loads(said) if isinstance(said, str) else said
    described = [one for one in columns if isinstance(one, dict) and one.get("nama")]
    return {str(one["nama"]): Declared(KINDS.get(str(one.get("tipe") or ""))) for one in described}
