"""Where everything of the stack lies: one ignored folder inside the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORTAL_INI = ROOT / "ckanext" / "sdijember" / "portal.ini"
TEST_INI = ROOT / "test.ini"


class Layout:
    """Folders of one profile (``run`` or ``test``); the Python environment and jars are shared."""

    def __init__(self, profile: str, root: Path = ROOT):
        self.profile = profile
        self.root = root
        self.stack = root / ".stack"
        self.home = self.stack / profile
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

    def bin(self, name: str) -> str:
        """Path of a programme of the Python environment."""
        return str(self.venv / "bin" / name)

    def log(self, name: str) -> Path:
        """Log file of the service ``name``."""
        return self.logs / f"{name}.log"

    def site_packages(self) -> Path:
        """Where the environment keeps its Python packages."""
        return next(self.venv.glob("lib/python3*/site-packages"))
