"""Services given from outside: CKAN's own environment variables say where they are."""

from __future__ import annotations

import os
from collections.abc import Mapping

POSTGRES_URLS = ("CKAN_SQLALCHEMY_URL", "CKAN_DATASTORE_WRITE_URL", "CKAN_DATASTORE_READ_URL")
NEEDED_BY = {"postgres": POSTGRES_URLS, "solr": ("CKAN_SOLR_URL",), "redis": ("CKAN_REDIS_URL",)}


def outside(environment: Mapping[str, str] = os.environ) -> set[str]:
    """Names of the services not to start, because every address they would have is given."""
    return {name for name, variables in NEEDED_BY.items() if all(environment.get(key) for key in variables)}
