"""A private Solr 9 with the schema of the installed CKAN."""

from __future__ import annotations

import json
import shutil
import urllib.request
from pathlib import Path

from ..console import StackError
from ..paths import ROOT
from ..ports import HOST
from .base import Service

SOURCES = ROOT / "dev" / "solr"


class Solr(Service):
    """One core named ``ckan`` in an embedded Jetty."""

    name = "solr"
    title = "Solr"
    patience = 120.0

    @property
    def url(self) -> str:
        """Address for CKAN."""
        return f"http://{HOST}:{self.port}/solr/ckan"

    @property
    def home(self) -> Path:
        """The Solr home."""
        return self.layout.home / "solr"

    def launch(self) -> None:
        """Lay out the Solr home and start the server."""
        java = shutil.which("java")
        if java is None:
            raise StackError(self.title, "java is not installed")
        self._lay_out()
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

    def _lay_out(self) -> None:
        conf = self.home / "ckan" / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        (self.home / "solr.xml").write_text("<solr/>\n")
        (self.home / "ckan" / "core.properties").write_text("name=ckan\n")
        for empty in ("synonyms.txt", "protwords.txt"):
            (conf / empty).touch()
        schema = (self.layout.site_packages() / "ckan" / "config" / "solr" / "schema.xml").read_bytes()
        kept = conf / "schema.xml"
        if kept.exists() and kept.read_bytes() != schema:
            # An index made with another schema is of no use; it is built again from the database.
            shutil.rmtree(self.home / "ckan" / "data", ignore_errors=True)
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
            return self._ask("/ckan/admin/ping")["status"] == "OK" and self._is_ours()
        except (OSError, ValueError, KeyError):
            return False

    def _is_ours(self) -> bool:
        home = self._ask("/admin/info/system").get("solr_home", "")
        return Path(home).resolve() == self.home.resolve()

    def _ask(self, path: str) -> dict:
        with urllib.request.urlopen(f"http://{HOST}:{self.port}/solr{path}?wt=json", timeout=5) as answer:
            return json.load(answer)
