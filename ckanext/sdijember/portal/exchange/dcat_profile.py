"""The portal's DCAT profile: DCAT-AP 3, and with it the flat fields of the national portal as ``dct:<name>``."""

from __future__ import annotations

from typing import Any

from ckanext.dcat.profiles import DCAT, DCT, SKOS, VCARD, EuropeanDCATAP3Profile
from rdflib import FOAF, PROV, RDF, RDFS, Literal, URIRef
from rdflib.term import Node

from ... import config
from ...metadata.exchange import national
from . import dcat_words as words

_LANG = "id"
#: Properties whose texts are in the language of the portal.
_TEXTS = (DCT.title, DCT.description, DCAT.keyword, FOAF.name, SKOS.prefLabel, RDFS.label)
#: National names that DCAT-AP has too: as addresses, which the national text would contradict.
_SAID_ALREADY = frozenset({"accessRights", "accrualPeriodicity"})


class SdiJemberProfile(EuropeanDCATAP3Profile):
    """What the portal publishes, for harvesters: valid DCAT-AP 3 and the national fields in one graph."""

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: Node) -> None:
        """Describe one dataset; only what is in the dict itself is said, so nobody has to ask who may see what."""
        page = f"{config.site_url()}/dataset/{dataset_dict['name']}"
        described = words.described(dataset_dict, page, _contact(dataset_dict))
        described["publisher_uri"] = f"{config.site_url()}/organization/{dataset_dict.get('owner_org')}"
        super().graph_from_dataset(described, dataset_ref)
        self._classes(dataset_dict, dataset_ref)
        self._national(dataset_dict, dataset_ref)
        self._finish(dataset_ref)

    def graph_from_catalog(self, catalog_dict: dict[str, Any], catalog_ref: Node) -> None:
        """Describe the portal as a catalogue."""
        title = config.site_title()
        given = {"title": title, "description": config.site_description() or title, "language": words.LANGUAGE}
        super().graph_from_catalog(given | (catalog_dict or {}), catalog_ref)
        publisher = URIRef(f"{config.site_url()}/about")
        self.g.add((catalog_ref, DCT.publisher, publisher))
        self.g.add((publisher, RDF.type, FOAF.Agent))
        self.g.add((publisher, FOAF.name, Literal(config.contact()["name"] or title)))
        self.g.add((publisher, DCT.type, URIRef(words.LOCAL_AUTHORITY)))
        self.g.add((catalog_ref, DCAT.themeTaxonomy, URIRef(words.THEMES)))
        self.g.add((URIRef(words.THEMES), RDF.type, SKOS.ConceptScheme))
        self.g.add((URIRef(words.THEMES), DCT.title, Literal("Tema data Uni Eropa")))
        for page in self.g.objects(catalog_ref, FOAF.homepage):
            self.g.add((page, RDF.type, FOAF.Document))
        self._finish(catalog_ref)

    def _classes(self, dataset: dict[str, Any], dataset_ref: Node) -> None:
        """The code of the area beside its name, and the classes that DCAT-AP expects and ckanext-dcat does not give."""
        for place in self.g.objects(dataset_ref, DCT.spatial):
            self.g.add((place, DCT.identifier, Literal(str(dataset.get("cakupan_wilayah") or ""))))
        for contact in self.g.objects(dataset_ref, DCAT.contactPoint):
            self.g.add((contact, RDF.type, VCARD.Kind))
        for page in self.g.objects(dataset_ref, DCAT.landingPage):
            self.g.add((page, RDF.type, FOAF.Document))
        for distribution in self.g.objects(dataset_ref, DCAT.distribution):
            for licence in self.g.objects(distribution, DCT.license):
                self.g.remove((licence, DCT.type, None))

    def _national(self, dataset: dict[str, Any], dataset_ref: Node) -> None:
        fields = national.flat(dataset)
        for name, value in fields.items():
            if name not in _SAID_ALREADY:
                for one in [value] if isinstance(value, str) else value:
                    self.g.add((dataset_ref, DCT[name], Literal(str(one))))
        if "judul_kegiatan" in fields:
            activity = URIRef(f"{config.site_url()}/dataset/{dataset['kegiatan']}")
            self.g.add((dataset_ref, PROV.wasGeneratedBy, activity))
            self.g.add((activity, RDF.type, PROV.Activity))
            self.g.add((activity, RDFS.label, Literal(fields["judul_kegiatan"])))

    def _finish(self, ref: Node) -> None:
        """Say of every concept what it is called and of which table it is, and of every text in which language."""
        nodes = self._around(ref)
        for concept in nodes:
            if scheme := words.scheme_of(str(concept)):
                self.g.add((concept, SKOS.inScheme, URIRef(scheme)))
            if label := words.LABELS.get(str(concept)):
                self.g.add((concept, RDF.type, SKOS.Concept))
                self.g.add((concept, SKOS.prefLabel, Literal(label)))
        self.g.add((URIRef(words.LANGUAGE), RDF.type, DCT.LinguisticSystem))
        for subject in nodes:
            for predicate, text in list(self.g.predicate_objects(subject)):
                plain = isinstance(text, Literal) and not text.language and not text.datatype
                if predicate in _TEXTS and plain:
                    self.g.remove((subject, predicate, text))
                    self.g.add((subject, predicate, Literal(str(text), lang=_LANG)))

    def _around(self, ref: Node) -> set[Node]:
        """What is said of ``ref``, and of what is said of it: the graph may hold a whole catalogue beside it."""
        near = {ref, *(one for one in self.g.objects(ref) if not isinstance(one, Literal))}
        return near | {one for node in near for one in self.g.objects(node) if not isinstance(one, Literal)}


def _contact(dataset: dict[str, Any]) -> dict[str, str]:
    """The office that answers: that of the public kegiatan (block I), or whom the portal names."""
    email = str(dataset.get("i_email") or "")
    if "@" in email:
        return {"name": str(dataset.get("i_instansi_penyelanggara") or ""), "email": email}
    contact = config.contact()
    return {"name": contact["name"], "email": contact["email"]}
