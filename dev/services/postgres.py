"""A private PostgreSQL cluster: CKAN's database and the DataStore's, with a role that may only read."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from ..console import StackError, run_logged, say
from ..ports import HOST
from ..process import identity
from .base import Service

OLDEST = 15
#: Databases of the profile's own place; the others have a number behind the name.
DATABASES = ("ckan", "datastore")
#: What the migrations made, with nobody connected to it.
TEMPLATE = "ckan_template"
ROLES = {"ckan": "postgres_ckan", "datastore_ro": "postgres_datastore_ro"}


def programmes() -> Path | None:
    """Folder of the newest installed PostgreSQL that is new enough."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    fit = [path for path in found if path.parent.name.isdigit() and int(path.parent.name) >= OLDEST]
    return max(fit, key=lambda path: int(path.parent.name), default=None)


class Postgres(Service):
    """A cluster of this checkout, run by another user if we are root."""

    name = "postgres"
    title = "PostgreSQL"
    stop_signal = signal.SIGINT  # "fast": open connections are cut

    def url(self, role: str = "ckan", database: str = "ckan") -> str:
        """Address for CKAN."""
        return f"postgresql://{role}:{self.state.secret(ROLES[role])}@{HOST}:{self.port}/{database}"

    @property
    def user(self) -> str | None:
        """Whom the server runs as; ``None`` for ourselves. PostgreSQL refuses root."""
        if os.geteuid() != 0:
            return None
        names = {entry.pw_name for entry in pwd.getpwall()}
        return "postgres" if "postgres" in names else "nobody"

    @property
    def home(self) -> Path:
        """Folder of the cluster: in the stack, unless its user cannot get there."""
        recorded = self.state.get("folders", "postgres")
        if recorded is None:
            recorded = str(self._choose_home())
            self.state.put("folders", "postgres", recorded)
        return Path(recorded)

    def _choose_home(self) -> Path:
        inside = self.layout.home / "postgres"
        if self.user is None or _may_pass(self.user, self.layout.home):
            return inside
        base = Path("/var/lib/postgresql")
        name = hashlib.sha256(str(self.layout.home).encode()).hexdigest()[:12]
        outside = (base if base.is_dir() else Path("/var/tmp")) / f"sdijember-{name}-{self.layout.profile}"
        say(f"  user {self.user} cannot enter {self.layout.home}; the database lies in {outside}")
        return outside

    def launch(self) -> None:
        """Create the cluster if there is none, then start the server."""
        folder = programmes()
        if folder is None:
            raise StackError(self.title, f"PostgreSQL {OLDEST} or newer is not installed")
        data = self.home / "data"
        if not (data / "PG_VERSION").exists():
            self._initdb(folder, data)
        made_by = (data / "PG_VERSION").read_text().strip()
        programme = folder.parent.parent / made_by / "bin" / "postgres"
        if not programme.exists():
            raise StackError(self.title, f"{data} was made by version {made_by}, which is not installed any more")
        settings = {"listen_addresses": HOST, "port": str(self.port), "unix_socket_directories": ""}
        if self.layout.profile == "test":
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command = [str(programme), "-D", str(data)]
        for key, value in settings.items():
            command += ["-c", f"{key}={value}"]
        self.process.start(command, user=self.user, cwd=Path("/"), env=_plain_environment())

    def _initdb(self, folder: Path, data: Path) -> None:
        shutil.rmtree(data, ignore_errors=True)
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        password = self.home / "password"
        password.touch(mode=0o600)
        password.write_text(self.state.secret("postgres_superuser"))
        if self.user is not None:
            shutil.chown(self.home, self.user)
            shutil.chown(password, self.user)
        command = [str(folder / "initdb"), "-D", str(data), "-U", "postgres", f"--pwfile={password}"]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        run_logged(
            self.title,
            command,
            self.log,
            env=_plain_environment(),
            cwd=Path("/"),
            identity=identity(self.user),
        )
        password.unlink()

    def ready(self) -> bool:
        """Whether it takes our password and answers."""
        return self._psql("postgres", "SELECT 1", check=False).returncode == 0

    def wait(self) -> None:
        """Wait for the server, then see to the roles, the databases and the DataStore's permissions."""
        super().wait()
        self._create_roles()
        for database in DATABASES:
            self._create(database)
        self._set_datastore_permissions(*DATABASES)

    def keep_template(self) -> None:
        """Put aside a copy of CKAN's database, to which nobody else may be connected."""
        self._psql("postgres", f"DROP DATABASE IF EXISTS {TEMPLATE}")
        self._create(TEMPLATE, "ckan")

    def provide(self, ckan: str, datastore: str) -> None:
        """Make both databases of a place anew, CKAN's from the copy put aside."""
        for database in (ckan, datastore):
            self._psql("postgres", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self._create(ckan, TEMPLATE)
        self._create(datastore)
        self.state.put("folders", f"permissions_{datastore}", None)
        self._set_datastore_permissions(ckan, datastore)

    def _create(self, database: str, template: str = "template1") -> None:
        """Create a database that nobody but our roles may enter, unless it is there."""
        if not self._exists(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"):
            self._psql("postgres", f"CREATE DATABASE {database} OWNER ckan TEMPLATE {template}")
            self._psql("postgres", f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC")

    def _create_roles(self) -> None:
        for role, secret in ROLES.items():
            if not self._exists(f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):
                password = self.state.secret(secret)
                self._psql("postgres", f"CREATE ROLE {role} LOGIN PASSWORD '{password}'")
        if self.layout.profile == "test":
            # Cleaning between tests steps over the triggers that guard the event log.
            self._psql("postgres", "GRANT SET ON PARAMETER session_replication_role TO ckan")

    def _set_datastore_permissions(self, ckan: str, datastore: str) -> None:
        """Apply what ``ckan datastore set-permissions`` prints, when it is new to this cluster."""
        template = self.layout.site_packages() / "ckanext" / "datastore" / "set_permissions.sql"
        script = template.read_text().format(
            maindb=f'"{ckan}"',
            datastoredb=f'"{datastore}"',
            mainuser='"ckan"',
            writeuser='"ckan"',
            readuser='"datastore_ro"',
        )
        mark = hashlib.sha256(script.encode()).hexdigest()
        name = "permissions" if datastore == "datastore" else f"permissions_{datastore}"
        if self.state.get("folders", name) != mark:
            self._psql(datastore, script)
            self.state.put("folders", name, mark)

    def _exists(self, query: str) -> bool:
        return self._psql("postgres", query).stdout.strip() == "1"

    def _psql(self, database: str, script: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        folder = programmes()
        assert folder is not None
        environment = {**_plain_environment(), "PGPASSWORD": self.state.secret("postgres_superuser")}
        command = [str(folder / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", HOST, "-p", str(self.port), "-U", "postgres", "-d", database]
        done = subprocess.run(command, input=script, env=environment, capture_output=True, text=True, check=False)
        if check and done.returncode:
            with self.log.open("a") as log:
                log.write(done.stderr)
            raise StackError(self.title, "an administrative statement failed", self.log)
        return done


def _plain_environment() -> dict[str, str]:
    """The environment without the caller's PG settings, which would lead elsewhere."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C.UTF-8"}


def _may_pass(user: str, folder: Path) -> bool:
    """Whether ``user`` can get into a folder below ``folder``."""
    probe = subprocess.run(["test", "-x", str(folder)], check=False, **identity(user))
    return probe.returncode == 0
