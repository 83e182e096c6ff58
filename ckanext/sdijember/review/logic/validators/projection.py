"""Fields that our tables write, whatever a caller sends."""

from __future__ import annotations

from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ...model.review import Review, projection


def sdijember_projected(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """Overwrite the field with what the review says; for a new dataset that is a private draft (decision 3)."""
    package = context.get("package")
    review = Review.get(package.id) if package else None
    data[key] = projection(review)[key[-1]]
    errors[key] = []
