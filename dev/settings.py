"""The configuration file of a profile: the portal's own settings plus what only this stack knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .paths import PORTAL_INI, TEST_INI, Layout
from .ports import HOST
from .services.postgres import Postgres
from .services.redis import Redis
from .services.solr import Solr
from .services.urls import outside
from .state import State

LOGGING = """
[loggers]
keys = root, ckan, ckanext, werkzeug

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = console

[logger_ckan]
level = {level}
handlers = console
qualname = ckan
propagate = 0

[logger_ckanext]
level = {level}
handlers = console
qualname = ckanext
propagate = 0

[logger_werkzeug]
level = WARNING
handlers = console
qualname = werkzeug
propagate = 0

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(asctime)s %(levelname)-5.5s [%(name)s] %(message)s
"""


ADDRESSES = {
    "sqlalchemy.url": "CKAN_SQLALCHEMY_URL",
    "ckan.datastore.write_url": "CKAN_DATASTORE_WRITE_URL",
    "ckan.datastore.read_url": "CKAN_DATASTORE_READ_URL",
    "solr_url": "CKAN_SOLR_URL",
    "ckan.redis.url": "CKAN_REDIS_URL",
}


def addresses(layout: Layout, state: State, environment: Mapping[str, str]) -> dict[str, str]:
    """Address of every service, by CKAN option: the one given from outside before our own."""
    found = {}
    given = outside(environment)
    if "postgres" not in given:
        postgres = Postgres(layout, state)
        datastore = layout.named("datastore")
        found["sqlalchemy.url"] = postgres.url(database=layout.named("ckan"))
        found["ckan.datastore.write_url"] = postgres.url(database=datastore)
        found["ckan.datastore.read_url"] = postgres.url("datastore_ro", datastore)
    if "solr" not in given:
        found["solr_url"] = Solr(layout, state).url(layout.named("ckan"))
    if "redis" not in given:
        found["ckan.redis.url"] = Redis(layout, state).url(layout.place)
    for option, variable in ADDRESSES.items():
        if environment.get(variable):
            found[option] = environment[variable]
    return found


def site_url(layout: Layout, state: State, environment: Mapping[str, str]) -> str:
    """Address of the portal."""
    return environment.get("CKAN_SITE_URL") or f"http://{HOST}:{state.get('ports', layout.named('web'))}"


def options(layout: Layout, state: State, environment: Mapping[str, str]) -> dict[str, str]:
    """Every option that differs from one stack to the next."""
    found = addresses(layout, state, environment)
    found["ckan.storage_path"] = str(layout.uploads)
    found["ckan.site_url"] = site_url(layout, state, environment)
    if layout.profile == "run":
        found["ckanext.sdijember.demo"] = "true"
        for key in ("SECRET_KEY", "WTF_CSRF_SECRET_KEY"):
            found[key] = state.secret(key)
        for key in ("api_token.jwt.encode.secret", "api_token.jwt.decode.secret"):
            # What signs a token is what checks it.
            found[key] = f"string:{state.secret('api_token')}"
    return found


def write(layout: Layout, state: State, environment: Mapping[str, str]) -> Path:
    """Write the configuration file of the profile and return its path."""
    base = PORTAL_INI if layout.profile == "run" else TEST_INI
    lines = [
        "# Written by the local stack at every start; changes are lost.",
        "[app:main]",
        f"use = config:{base}",
    ]
    lines += [f"{key} = {value.replace('%', '%%')}" for key, value in options(layout, state, environment).items()]
    level = "INFO" if layout.profile == "run" else "WARNING"
    layout.ini.touch(mode=0o600)
    layout.ini.write_text("\n".join(lines) + "\n" + LOGGING.format(level=level))
    return layout.ini
