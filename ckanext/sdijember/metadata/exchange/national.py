"""The flat fields that the national portal data.go.id reads beside DCAT, made of a dataset and its public kegiatan.

Names are those of the national branch of ckanext-dcat, as they are spelt there. What the names mean is published
nowhere, so this module says what they hold here: the answer in words, in Indonesian; several answers as a list. No
personal data are in them: the person in charge (block II) appears as the office that block I names, with the contact
of that office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...codes.domain.codelists import codelist, wilayah
from ...codes.domain.values import is_blank
from ..domain.answers import answers
from ..domain.forms import Field, form

Value = str | list[str]

_NAMES = """
    publisher_type prioritas_tahun accessRights accrualPeriodicity id_msind id_mskeg cara_pengumpulan_data i_alamat
    i_email i_instansi_penyelanggara i_telepon id_dds id_indikator_mms id_kegiatan id_kegiatan_mms
    identitas_rekomendasi ii_pj_alamat ii_pj_email ii_pj_faksimile ii_pj_jabatan ii_pj_nama ii_pj_telepon
    ii_unit_eselon1 ii_unit_eselon2 iii_latar_belakang_kegiatan iii_latar_belakang_kegiatang iii_tujuan_kegiatan
    indikator_prioritas interpretasi iv_cakupan_wilayah_pengumpulan_data iv_frekuensi_penyelanggara
    iv_kegiatan_ini_dilakukan iv_metode_pengumpulan_data iv_sarana_pengumpulan_data iv_tipe_pengumpulan_data
    iv_unit_pengumpulan_data jenis jenis_statistik judul_kegiatan kodereferensi kriteria_prioritas level_estimasi
    metode_perhitungan produsen_data_city_code produsen_data_name produsen_data_province_code publishing_status rumus
    satuan ukuran sektor_kegiatan submission_period tahun_kegiatan theme total_msind total_msvar
    vi_apakah_melakukan_pelatihan_petugas vi_apakah_melakukan_penyesuaian_nonrespon vi_apakah_melakukan_uji_coba
    vi_jumlah_petugas_enumerator vi_jumlah_petugas_supervisor vi_metode_pemeriksaan_kualitas_pengumpulan_data
    vii_metode_analisis vii_tahapan_pengolahan_data vii_tingkat_penyajian_hasil_analisis vii_unit_analisis
    viii_ketersediaan_produk_digital viii_ketersediaan_produk_mikrodata viii_ketersediaan_produk_tercetak
"""
#: Every name of the national list, and the misspelt one under which its JSON route looks for the background.
NAMES: tuple[str, ...] = tuple(_NAMES.split())
#: Names for which the portal knows nothing: nobody has published what they mean, and nothing is guessed.
LEFT_OUT = frozenset({"id_dds", "submission_period"})
#: Names that are fields of the portal's own datasets and stay as the office wrote them.
OWN = frozenset({"prioritas_tahun", "id_msind", "satuan", "ukuran"})
#: What the national theme reads from the free extras of a dataset.
EXTRAS = ("prioritas_tahun", "Hasil_Pemeriksaan_SKDN")

_ADDED = frozenset(NAMES) - OWN
#: The person in charge, and what of the office stands in the person's place.
_OFFICE_INSTEAD = {
    "ii_pj_nama": "i_instansi_penyelanggara",
    "ii_pj_alamat": "i_alamat",
    "ii_pj_telepon": "i_telepon",
    "ii_pj_email": "i_email",
    "ii_pj_faksimile": "i_faksimile",
}
_OF_INDICATORS = ("interpretasi", "metode_perhitungan", "rumus", "level_estimasi", "id_indikator_mms")
_MAPS = frozenset({"GeoJSON", "ZIP"})


@dataclass(frozen=True)
class PublicKegiatan:
    """A published kegiatan, as far as a dataset passes it on.

    :param values: its fields as its dataset holds them
    :param indicators: those of its lines of MS-Indikator that the dataset shows
    """

    id: str
    name: str
    values: Mapping[str, Any]
    indicators: tuple[Mapping[str, Any], ...] = ()


def fields(dataset: Mapping[str, Any], kegiatan: PublicKegiatan | None) -> dict[str, Value]:
    """The national fields of a published dataset, without those that say nothing.

    :param dataset: as ``package_show`` gives it
    :param kegiatan: the kegiatan it comes from, if that is public
    """
    found = _of_dataset(dataset)
    if kegiatan:
        found |= _of_kegiatan(kegiatan.values) | _of_lines(kegiatan.indicators)
    return {name: found[name] for name in NAMES if not is_blank(found.get(name))}


def extras(dataset: Mapping[str, Any]) -> list[dict[str, str]]:
    """The free extras: the year of Data Prioritas, and "1" for data that passed Walidata and Pembina."""
    values = {
        "prioritas_tahun": str(dataset.get("prioritas_tahun") or ""),
        "Hasil_Pemeriksaan_SKDN": "1" if passed_both_gates(dataset) else "",
    }
    return [{"key": key, "value": values[key]} for key in EXTRAS if values[key]]


def passed_both_gates(dataset: Mapping[str, Any]) -> bool:
    """Whether the Walidata verified the dataset and the Pembina recommended it (SOP steps 18 and 19)."""
    return bool(dataset.get("sdi_verified_at") and dataset.get("sdi_recommendation_number"))


def add(dataset: dict[str, Any], kegiatan: PublicKegiatan | None) -> None:
    """Put the national fields into a published dataset; fields of its own keep what they hold."""
    strip(dataset)
    dataset |= {name: value for name, value in fields(dataset, kegiatan).items() if name in _ADDED}
    dataset["extras"] = [*(dataset.get("extras") or []), *extras(dataset)]


def strip(dataset: dict[str, Any]) -> None:
    """Take out of a dataset what ``add`` put in, wherever it comes from."""
    for name in _ADDED & dataset.keys():
        del dataset[name]
    if isinstance(dataset.get("extras"), list):
        kept = [one for one in dataset["extras"] if not (isinstance(one, Mapping) and one.get("key") in EXTRAS)]
        if kept:
            dataset["extras"] = kept
        else:
            del dataset["extras"]


def flat(dataset: Mapping[str, Any]) -> dict[str, Value]:
    """The national fields that a dataset carries since ``add``, those included that are its own."""
    found = {name: dataset.get(name) for name in NAMES}
    if "judul_kegiatan" not in dataset:
        del found["id_msind"]
    checked = next((one["value"] for one in dataset.get("extras") or [] if one.get("key") == EXTRAS[1]), "")
    return {name: value for name, value in (found | {EXTRAS[1]: checked}).items() if not is_blank(value)}


def _of_dataset(dataset: Mapping[str, Any]) -> dict[str, Any]:
    regency = wilayah()[0].kode_bps
    priority = dataset.get("data_prioritas") == "ya"
    formats = {resource.get("format") for resource in dataset.get("resources") or []}
    return {
        "publisher_type": "http://purl.org/adms/publishertype/LocalAuthority",
        "accessRights": "public" if dataset.get("klasifikasi_akses") == "terbuka" else "",
        "accrualPeriodicity": _label("frekuensi_pemutakhiran", dataset.get("frekuensi_pemutakhiran")),
        "indikator_prioritas": "Ya" if priority else "Tidak",
        "kriteria_prioritas": _labels("sumber_referensi", dataset.get("sumber_referensi")) if priority else [],
        "jenis": "Data Geospasial" if formats and formats <= _MAPS else "Data Statistik",
        "kodereferensi": _labels("kode_referensi", dataset.get("kode_referensi")),
        "produsen_data_name": (dataset.get("organization") or {}).get("title", ""),
        "produsen_data_city_code": regency,
        "produsen_data_province_code": regency[:2],
        "publishing_status": "approved",
        "theme": _label("rad", dataset.get("kategori_rad")),
        **{name: dataset.get(name) for name in OWN},
    }


def _of_kegiatan(values: Mapping[str, Any]) -> dict[str, Any]:
    wanted = form("kegiatan")
    plain = answers(wanted, values)
    found: dict[str, Any] = {field.flat: _said(field, plain[field.name]) for field in wanted if field.name in plain}
    found |= {name: values.get(name) for name in ("id_kegiatan", "id_mskeg", "id_kegiatan_mms")}
    found |= {name: str(values.get(name) or "") for name in ("total_msvar", "total_msind")}
    found |= {name: plain.get(office) for name, office in _OFFICE_INSTEAD.items()}
    found["iii_latar_belakang_kegiatang"] = found.get("iii_latar_belakang_kegiatan")
    stages = [field for field in wanted if field.flat == "vii_tahapan_pengolahan_data" and plain.get(field.name) == "1"]
    found["vii_tahapan_pengolahan_data"] = [field.label["id"].partition(": ")[2] for field in stages]
    # these are of the indicators, or of the dataset itself
    return {name: value for name, value in found.items() if name not in OWN}


def _of_lines(indicators: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    wanted = form("indikator")
    found: dict[str, list[str]] = {name: [] for name in _OF_INDICATORS}
    for line in indicators:
        for name in _OF_INDICATORS:
            value = line.get(name)
            if is_blank(value) or value == "-":
                continue
            said = _said(wanted[name], value)
            found[name] += [one for one in ([said] if isinstance(said, str) else said) if one not in found[name]]
    return found


def _said(field: Field, value: Any) -> Value:
    """An answer in words."""
    if field.codelist is None:
        return value if isinstance(value, list) else str(value)
    if isinstance(value, list):
        return [field.codelist.label(code) for code in value]
    return field.codelist.label(str(value))


def _label(name: str, code: Any) -> str:
    return "" if is_blank(code) else codelist(name).label(str(code))


def _labels(name: str, codes: Any) -> list[str]:
    return [codelist(name).label(code) for code in codes or []]
