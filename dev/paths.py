"""Where everything of the stack lies: one ignored folder inside the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORTAL_INI = ROOT / "ckanext" / "sdijember" / "portal.ini"
TEST_INI = ROOT / "test.ini"


class Layout:
    """Folders of one profile (``run`` or ``test``); the Python environment and jars are shared.

    Tests may run in several processes at once, each in a place of its own on the services of the profile.

    :param place: which of them; 0 is the profile's own
    """

    def __init__(self, profile: str, root: Path = ROOT, place: int = 0):
        self.profile = profile
        self.root = root
        self.place = place
        self.stack = root / ".stack"
        self.home = self.stack / profile
        if place:
            self.home = self.home / f"place-{place}"
        self.logs = self.home / "log"
        self.pids = self.home / "pid"
        self.uploads = self.home / "uploads"
        self.ini = self.home / "ckan.ini"
        self.venv = self.stack / "venv"
        self.jars = self.stack / "solr" / "lib"

    def make(self) -> None:
        """Create the folders; secrets and data lie here, so nobody else may look in."""
        for folder in (self.stack, self.home, self.logs, self.pids, self.uploads):
            folder.mkdir(parents=True, exist_ok=True)
        # Another user must pass through to its own database folder, but may list nothing.
        for folder in (self.stack, self.home):
            folder.chmod(0o711)
        for folder in (self.logs, self.pids, self.uploads):
            folder.chmod(0o700)

    def named(self, name: str) -> str:
        """``name`` of something each place has one of, on services that all of them share."""
        return f"{name}_{self.place}" if self.place else name

    def places(self) -> list[Layout]:
        """Every place of the profile that was ever used, its own first."""
        profile = Layout(self.profile, self.root)
        numbers = sorted(int(path.name.removeprefix("place-")) for path in profile.home.glob("place-*"))
        return [profile, *(Layout(self.profile, self.root, number) for number in numbers)]

    def bin(self, name: str) -> str:
        """Path of a programme of the Python environment."""
        return str(self.venv / "bin" / name)

    def log(self, name: str) -> Path:
        """Log file of the service ``name``."""
        return self.logs / f"{name}.log"

    def site_packages(self) -> Path:
        """Where the environment keeps its Python packages."""
        return next(self.venv.glob("lib/python3*/site-packages"))
