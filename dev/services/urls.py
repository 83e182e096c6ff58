"""Services given from outside: CKAN's own environment variables say where they are."""

from __future__ import annotations

from collections.abc import Mapping

POSTGRES_URLS = ("CKAN_SQLALCHEMY_URL", "CKAN_DATASTORE_WRITE_URL", "CKAN_DATASTORE_READ_URL")
NEEDED_BY = {"postgres": POSTGRES_URLS, "solr": ("CKAN_SOLR_URL",), "redis": ("CKAN_REDIS_URL",)}


def heeded(environment: Mapping[str, str], profile: str) -> dict[str, str]:
    """The environment of a profile. Tests wipe what they find, so no address given to CKAN reaches them."""
    return {key: value for key, value in environment.items() if profile == "run" or not key.startswith("CKAN_")}


def outside(environment: Mapping[str, str]) -> set[str]:
    """Names of the services not to start, because every address they would have is given."""
    return {name for name, variables in NEEDED_BY.items() if all(environment.get(key) for key in variables)}
