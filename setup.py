"""Packaging. ``schemas/`` and ``i18n/`` lie at the top level and ship as sub-packages."""

from pathlib import Path

from setuptools import setup

HERE = Path(__file__).parent
PACKAGE = "ckanext.sdijember"


def packages() -> list[str]:
    """Every folder of the extension that holds Python, plus the two that live beside it."""
    found = [
        ".".join(path.parent.relative_to(HERE).parts)
        for path in sorted((HERE / "ckanext" / "sdijember").rglob("__init__.py"))
    ]
    return [*found, f"{PACKAGE}.schemas", f"{PACKAGE}.i18n"]


def data_files(folder: Path) -> list[str]:
    """Paths, relative to ``folder``, of everything in it that is not Python."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]


setup(
    name="ckanext-sdijember",
    version="0.1.0",
    description="Satu Data Indonesia Kabupaten Jember: a CKAN portal under SOP 067/248/35.09.411/2024",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="AGPL-3.0-or-later",
    python_requires=">=3.10",
    packages=packages(),
    package_dir={f"{PACKAGE}.schemas": "schemas", f"{PACKAGE}.i18n": "i18n"},
    package_data={
        PACKAGE: data_files(HERE / "ckanext" / "sdijember"),
        f"{PACKAGE}.schemas": data_files(HERE / "schemas"),
        f"{PACKAGE}.i18n": data_files(HERE / "i18n"),
    },
    install_requires=[
        "ckan[requirements]==2.12.0",
        "ckanext-scheming==3.1.0",
        "ckanext-xloader==2.5.2",
        # What xloader imports and its package does not declare.
        "chardet>=5.2,<6",
        "tabulator>=1.53.5",
        "Unidecode>=1.3",
        "ckanext-dcat==2.4.4",
        "ckantoolkit==0.0.7",
        "requests>=2.32",
        "PyYAML>=6.0",
    ],
    extras_require={
        "test": [
            "ckan[requirements,dev]==2.12.0",
            "pytest-ckan==0.0.12",
            "pytest-playwright>=0.7",
            "beautifulsoup4>=4.12",
            "gunicorn>=23",
            "build>=1.2",
            "ruff>=0.9",
            "pyright>=1.1.390",
        ],
    },
    entry_points={
        "ckan.plugins": ["sdijember = ckanext.sdijember.plugin:SdiJemberPlugin"],
    },
)
