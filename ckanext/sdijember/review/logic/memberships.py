"""What a person belongs to, asked of the database once per request."""

from __future__ import annotations

from flask import g, has_request_context

from ..model import membership


def of(user_id: str) -> membership.Belongings:
    """Teams and offices of a user."""
    if not has_request_context():
        return membership.belongings(user_id)
    known = g.setdefault("sdijember_belongings", {})
    if user_id not in known:
        known[user_id] = membership.belongings(user_id)
    return known[user_id]
