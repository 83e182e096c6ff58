"""Packaging. ``schemas/`` and ``i18n/`` lie at the top level and ship as sub-packages."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
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
    """Paths, relative to ``folder``, of everything in it that is not a module of a package."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc" and not is_module(path)
    ]


def is_module(path: Path) -> bool:
    """Whether it comes along with its package anyhow; migrations are Python too, but in no package."""
    return path.suffix == ".py" and (path.parent / "__init__.py").exists()


def compile_catalogues() -> None:
    """Make of each .po the .mo that gettext reads; what is made is shipped and never committed."""
    for text in sorted((HERE / "i18n").glob("*/LC_MESSAGES/*.po")):
        with text.open("rb") as source, text.with_suffix(".mo").open("wb") as made:
            write_mo(made, read_po(source, locale=text.parts[-3]))


compile_catalogues()
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
        "ckanext-dcat==2.4.4",
        "ckantoolkit==0.0.7",
        "ijson>=3.3,<4",
        "olefile>=0.47,<1",
        "python-calamine>=0.8.3,<0.9",
        "requests>=2.32",
        "openpyxl>=3.1,<4",
        "PyYAML>=6.0",
        "python-docx>=1.2,<2",
        "reportlab>=5.1,<6",
        # Letters and evidence as PDF from templates an office can edit, their QR code and their seal.
        "weasyprint>=70,<71",
        "segno>=1.6.6,<2",
        "pyhanko>=0.38,<0.39",
        # Public holidays and cuti bersama, for the working time of the SOP's norms.
        "holidays>=0.109,<1",
    ],
    extras_require={
        "test": [
            "ckan[requirements,dev]==2.12.0",
            "pytest-ckan==0.0.12",
            "aiosmtpd>=1.4.6,<2",
            "pytest-playwright>=0.7",
            "pytest-xdist>=3.8,<4",
            "beautifulsoup4>=4.12",
            "gunicorn>=23",
            "hypothesis>=6.100,<7",
            "pypdfium2>=5,<6",
            "pyshacl>=0.30,<1",
            "setuptools>=70",
            "wheel>=0.45",
            "xlwt>=1.3,<2",
            "Babel>=2.12",
            "ruff>=0.9",
            "import-linter>=2.17,<3",
            "pyright>=1.1.390",
        ],
    },
    entry_points={
        "ckan.plugins": ["sdijember = ckanext.sdijember.plugin:SdiJemberPlugin"],
        "ckan.rdf.profiles": ["sdijember_dcat = ckanext.sdijember.portal.exchange.dcat_profile:SdiJemberProfile"],
    },
)
