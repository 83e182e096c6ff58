"""Where code lists are used, read from the schemas."""

from __future__ import annotations

from ckanext.sdijember.codes.domain.codelist_uses import Use, uses, uses_in
from ckanext.sdijember.codes.domain.codelists import codelist_names


def test_schemas_name_lists_that_there_are():
    assert set(uses()) <= set(codelist_names())


def test_items_of_the_official_forms_are_named_by_their_number():
    numbers = {(use.form, use.number) for use in uses()["ms_unit"]}
    assert numbers == {("kegiatan", "4.8"), ("kegiatan", "7.3")}
    assert {use.form for use in uses()["ms_ya_tidak"]} == {"kegiatan", "variabel", "indikator"}


def test_a_field_inside_a_repeated_part_carries_its_name():
    inner = {"field_name": "tipe", "codelist": "a", "label": "Type"}
    schema = {"fields": [{"field_name": "kolom", "repeating_subfields": [inner]}]}
    assert list(uses_in("x", schema)) == [("a", Use("x", "kolom.tipe", {"id": "Type", "en": "Type"}))]
