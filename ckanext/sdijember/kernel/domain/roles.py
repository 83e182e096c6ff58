"""The roles in which people act: who has the next move in a state, and who takes a transition."""

from __future__ import annotations

#: Editors and admins of the office (OPD) that made the thing in question.
PRODUSEN = "produsen"
WALIDATA = "walidata"
PEMBINA = "pembina"
SEKRETARIAT = "sekretariat"
FORUM = "forum"
#: Nobody has to act any more: the thing is everybody's to read.
PUBLIC = "public"

#: How the documentation, which is Indonesian, calls them.
NAMES = {
    PRODUSEN: "Produsen Data",
    WALIDATA: "Walidata",
    PEMBINA: "Pembina Data",
    SEKRETARIAT: "Sekretariat",
    FORUM: "Forum",
    PUBLIC: "publik",
}
