"""The data both sides are measured on: published datasets of many offices, written without the review's ceremony.

Usage: python -m benchmarks.data NUMBER   (CKAN_INI names the configuration)
"""

from __future__ import annotations

import datetime
import io
import os
import random
import sys

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app
from ckan.lib import search
from werkzeug.datastructures import FileStorage

from ckanext.sdijember.codes.domain.codelists import codelist
from ckanext.sdijember.review.model.review import Review, projection

OFFICES = 40
FILES = 3
#: What the first dataset is called; it is the one whose pages are asked for.
SUBJECT = "data-0000"


def main(number: int) -> None:
    """Fill an empty database."""
    make_app(load_config(os.environ["CKAN_INI"]))
    if model.Package.get(SUBJECT):
        return
    chosen = random.Random(2026)
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    offices = [_call("organization_create", user, name=f"dinas-{n:02}", title=f"Dinas {n:02}") for n in range(OFFICES)]
    for code in codelist("urusan"):
        if not model.Group.get(code.attributes["group"]):
            model.Session.add(model.Group(name=code.attributes["group"], title=code.label("id")))
    model.Session.commit()
    for n in range(number):
        _dataset(user, n, chosen.choice(offices)["id"], chosen)
    model.Session.commit()
    search.rebuild(force=True, quiet=True)
    search.commit()


def _call(action: str, user: str, **data: object) -> dict:
    return tk.get_action(action)({"ignore_auth": True, "user": user, "defer_commit": False}, data)


def _dataset(user: str, n: int, office: str, chosen: random.Random) -> None:
    made = _call("package_create", user, **_metadata(n, office, chosen))
    for part in range(FILES):
        content = f"kecamatan,nilai\nKencong,{n}\nPuger,{part}\n".encode()
        upload = FileStorage(io.BytesIO(content), f"berkas-{part}.csv")
        _call("resource_create", user, package_id=made["id"], name=f"Berkas {part}", format="CSV", upload=upload)
    package, review = model.Package.get(made["id"]), Review.get(made["id"])
    now = datetime.datetime.now(datetime.timezone.utc)
    review.state, review.verified_at, review.published_at = "published", now, now
    review.recommendation_number, review.recommendation_date = f"V-26.3509.{n:03}", now.date()
    values = projection(review)
    package.private = values.pop("private")
    package.extras.update({key: str(value) for key, value in values.items()})


def _metadata(n: int, office: str, chosen: random.Random) -> dict[str, object]:
    urusan = chosen.choice([code.code for code in codelist("urusan")])
    rad = chosen.choice([code.code for code in codelist("rad") if "." in code.code])
    return {
        "name": f"data-{n:04}", "title": f"Jumlah Contoh {n:04} menurut Kecamatan", "owner_org": office,
        "notes": "Banyaknya contoh di setiap kecamatan. " * 5, "license_id": "CC-BY-4.0",
        "konsep": "Contoh", "definisi": "Contoh yang dihitung sekali setahun di setiap kecamatan.",
        "klasifikasi": "Kecamatan", "ukuran": "Jumlah", "satuan": "Buah", "urusan": urusan, "kategori_rad": rad,
        "frekuensi_pemutakhiran": "tahunan", "periode_mulai": "2020-01-01", "periode_selesai": "2020-12-31",
        "cakupan_wilayah": "35.09", "level_wilayah": "kecamatan", "data_prioritas": "tidak",
        "sumber_referensi": ["RPJMD"], "klasifikasi_akses": "terbuka",
        "tag_string": ",".join(chosen.sample(["jumlah", "kecamatan", "tahunan", "contoh", "wilayah"], 3)),
    }  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
