"""A private Solr 9 with the schema of the installed CKAN."""

from __future__ import annotations

import json
import shutil
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

from ..console import StackError
from ..paths import ROOT
from ..ports import HOST
from .base import Service

SOURCES = ROOT / "dev" / "solr"


class Solr(Service):
    """An embedded Jetty with a core named ``ckan``, and one more for each further place of the tests."""

    name = "solr"
    title = "Solr"
    patience = 120.0

    def url(self, core: str = "ckan") -> str:
        """Address for CKAN."""
        return f"http://{HOST}:{self.port}/solr/{core}"

    @property
    def home(self) -> Path:
        """The Solr home."""
        return self.layout.home / "solr"

    def launch(self) -> None:
        """Lay out the Solr home and start the server."""
        java = shutil.which("java")
        if java is None:
            raise StackError(self.title, "java is not installed")
        self.home.mkdir(exist_ok=True)
        (self.home / "solr.xml").write_text("<solr/>\n")
        for core in {"ckan", *(path.parent.name for path in self.home.glob("*/core.properties"))}:
            self._lay_out(core)
            (self.home / core / "core.properties").write_text(f"name={core}\n")
        # The first-tier compiler alone: Solr is ready sooner, and a local index asks little of it.
        command = [
            java,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
        ]
        command += [f"-Dsolr.log.dir={self.layout.logs}", "-cp", f"{self.layout.jars}/*"]
        command += [str(SOURCES / "Launcher.java"), str(self.home), str(self.port)]
        self.process.start(command, cwd=self.home)

    def provide(self, core: str) -> None:
        """See that the running server has a core of this name.

        :raises StackError: it does not take it
        """
        if self._has(core):
            return
        (self.home / core / "core.properties").unlink(missing_ok=True)
        self._lay_out(core)
        with suppress(OSError):
            self._ask("/admin/cores", action="CREATE", name=core, instanceDir=core)
        if not self._has(core):
            raise StackError(self.title, f"the core {core} cannot be made", self.log)

    def _lay_out(self, core: str) -> None:
        conf = self.home / core / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        for empty in ("synonyms.txt", "protwords.txt"):
            (conf / empty).touch()
        schema = (self.layout.site_packages() / "ckan" / "config" / "solr" / "schema.xml").read_bytes()
        kept = conf / "schema.xml"
        if kept.exists() and kept.read_bytes() != schema:
            # An index made with another schema is of no use; it is built again from the database.
            shutil.rmtree(self.home / core / "data", ignore_errors=True)
            self._mark.unlink(missing_ok=True)
        kept.write_bytes(schema)
        shutil.copyfile(SOURCES / "solrconfig.xml", conf / "solrconfig.xml")

    @property
    def _mark(self) -> Path:
        return self.home / "indexed"

    def indexed(self) -> bool:
        """Whether this index was built from the database and kept since."""
        return self._mark.exists()

    def mark_indexed(self) -> None:
        """Remember that it was."""
        self._mark.touch()

    def ready(self) -> bool:
        """Whether the core is loaded, and the server is ours and no other on this port."""
        try:
            return self._has("ckan") and self._is_ours()
        except (OSError, ValueError):
            return False

    def _has(self, core: str) -> bool:
        """Whether this core answers."""
        try:
            return self._ask(f"/{core}/admin/ping").get("status") == "OK"
        except (OSError, ValueError):
            return False

    def _is_ours(self) -> bool:
        home = self._ask("/admin/info/system").get("solr_home", "")
        return Path(home).resolve() == self.home.resolve()

    def _ask(self, path: str, **parameters: str) -> dict:
        query = urlencode({**parameters, "wt": "json"})
        with urllib.request.urlopen(f"http://{HOST}:{self.port}/solr{path}?{query}", timeout=10) as answer:
            return json.load(answer)
