"""Every file of a resource is checked before it is stored, whichever way it comes: form, API, bulk update."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from typing import IO, Any

import file_keeper as fk
from ckan.lib.munge import munge_filename
from ckan.lib.uploader import FKResourceUpload, ResourceUpload
from werkzeug.datastructures import FileStorage

from ..kernel.domain.findings import N_, Finding, wrong
from ..tables.domain.decisions import CorrectionError
from ..tables.logic.limits import limits
from . import model as stored
from .domain.formats import declared_format
from .domain.upload import UploadFindings
from .exchange.check import check_upload
from .logic import attachments, corrected, reading, store
from .logic.corrected import READING

#: Where the findings travel from the uploader to the validator ``sdijember_upload_checked``.
FINDINGS = "catatan_berkas"
_NO_CORRECTION = N_("These are no corrections of how a file is read ({problem}). Choose again on the page of the file.")
_SET_BY_CORE = ("url", "url_type", "last_modified")


def resource_uploader(resource: dict[str, Any]) -> ResourceUpload | FKResourceUpload:
    """Uploader for ``resource``: the one CKAN would take, with the check before it.

    A resource whose file is in the store of submitted files is read from there, until another file comes.
    """
    kept = stored.digest_of(resource.get("id"))
    if kept and not resource.get("clear_upload") and not _brings_a_file(resource):
        return _StoredResourceUpload(resource, store.path(kept))
    return _CheckedFKResourceUpload(resource) if reading.in_storage() else _CheckedResourceUpload(resource)


class _Checked:
    """Checks the file that comes, or the stored one if it is to be read otherwise, for the validators."""

    def __init__(self, resource: dict[str, Any]) -> None:
        upload = resource.get("upload")
        before = {key: resource.get(key) for key in _SET_BY_CORE}
        sent, named = resource.pop(READING, None), _with_a_name(resource)
        super().__init__(resource)  # type: ignore[call-arg]
        try:
            if isinstance(upload, FileStorage) and upload.filename:
                given = corrected.of_new_file(resource, sent)
                self._check(resource, attachments.stream_of(upload), named, given)
                if wrong(resource[FINDINGS]):
                    resource.update(before)
            elif (given := corrected.to_be_read_again(resource, sent)) is not None:
                with self._stored(resource["id"]) as stream:
                    self._check(resource, stream, str(resource.get("url") or ""), given)
        except FileNotFoundError:
            # the doctor tells of files that are gone; what was known of this one stays
            return
        except CorrectionError as problem:
            resource.update(before)
            resource[FINDINGS] = UploadFindings([Finding("upload", _NO_CORRECTION, {"problem": str(problem)})])

    def upload(self, id: str, max_size: int = 10) -> None:
        """Where a new file comes, or none is left, the store's is no longer the resource's."""
        super().upload(id, max_size)  # type: ignore[misc]
        if getattr(self, "filename", None) or getattr(self, "clear", None):
            stored.forget(id)

    def _check(self, resource: dict[str, Any], stream: IO[bytes], filename: str, given: dict[str, Any]) -> None:
        declared = str(resource.get("format") or "")
        columns = corrected.dictionary(corrected.columns_sent(resource))
        resource[FINDINGS] = check_upload(stream, filename, declared, limits(), given, columns)  # type: ignore[arg-type]
        code = declared_format(declared, filename)
        if code:
            resource["format"] = code.code

    def _stored(self, identifier: str) -> IO[bytes]:
        raise NotImplementedError


class _CheckedResourceUpload(_Checked, ResourceUpload):
    def _stored(self, identifier: str) -> IO[bytes]:
        return open(self.get_path(identifier), "rb")


class _StoredResourceUpload(_CheckedResourceUpload):
    """The file of a resource as the store has it."""

    def __init__(self, resource: dict[str, Any], path: Path) -> None:
        self._path = path
        super().__init__(resource)

    def get_path(self, id: str) -> str:
        return str(self._path)


class _CheckedFKResourceUpload(_Checked, FKResourceUpload):
    def _stored(self, identifier: str) -> IO[bytes]:
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        try:
            for chunk in self.storage.stream(fk.FileData(self.get_path(identifier))):
                copy.write(chunk)
        except fk.exc.MissingFileError as error:
            copy.close()
            raise FileNotFoundError(identifier) from error
        return copy


def _with_a_name(resource: dict[str, Any]) -> str:
    """Give a file a name that is left when CKAN takes out of it what is no Latin letter.

    :returns: the name on the sender's computer
    """
    upload = resource.get("upload")
    if not _brings_a_file(resource):
        return ""
    name = str(upload.filename)
    plain = PurePath(munge_filename(name))
    if not plain.stem.strip("._-") or plain.name.startswith("."):
        if not resource.get("name"):
            resource["name"] = PurePath(name).stem
        upload.filename = f"berkas{PurePath(name).suffix.lower() or plain.name}"
    return name


def _brings_a_file(resource: dict[str, Any]) -> bool:
    """Whether a new file comes with the resource."""
    upload = resource.get("upload")
    return isinstance(upload, FileStorage) and bool(upload.filename)
