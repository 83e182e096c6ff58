"""The portal as a WSGI application; ``CKAN_INI`` names its configuration file."""

from __future__ import annotations

import gc
import os

from ckan.cli import load_config
from ckan.config.middleware import make_app

application = make_app(load_config(os.environ["CKAN_INI"]))
# What the application itself consists of stays; without this Python looks through all of it every few dozen requests,
# which then take a quarter of a second longer.
gc.collect()
gc.freeze()
