"""A variable of the register of Standar Data, and what its actions refuse."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

VARIABEL = {
    "jenis": "variabel",
    "nama": "Jenis Kelamin",
    "definisi": "Perbedaan biologis antara laki-laki dan perempuan.",
    "jenis_value_domain": "enumerasi",
    "value_domain": "1 = Laki-laki\n2 = Perempuan",
    "referensi": "BPS",
    "sumber_kode": "lokal",
}


def refusal(act, action, person, **data):
    """Errors by field of an action that has to be refused; ``act``: the fixture."""
    with pytest.raises(tk.ValidationError) as caught:
        act(action, person, **data)
    return caught.value.error_dict
