"""Validators of the fields of a resource: its file, its format, its columns."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ....codes.domain import values as rules
from ....codes.domain.codelists import codelist
from ....files.domain.formats import declared_format
from ....files.domain.upload import FileColumns, FileReading, UploadFindings
from ....kernel.domain.findings import Finding, wrong
from ....tables.domain.asked import READING
from ....tables.domain.remarks import Remark
from ...domain.column_rules import COLUMNS


def sdijember_upload_checked(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Report what the upload check found: errors beside the file, warnings kept with the resource.

    Only the check itself writes this field; what a caller sends in it is thrown away.
    """
    findings = data.pop(key, None)
    said = errors.setdefault((*key[:-1], "upload"), [])
    if isinstance(findings, UploadFindings):
        said.extend(finding.text(tk._) for finding in wrong(findings))
        notes = [_note(finding) for finding in findings if finding.level == "warning" or finding.missing]
        kept = json.dumps(notes) if notes else None
        for name, value in ((COLUMNS, findings.columns), (READING, findings.reading)):
            # types of dataset whose files are no data have no such fields
            if (*key[:-1], name) in data:
                data[(*key[:-1], name)] = value
    else:
        stored = _stored(key[:-1], data, context)
        kept = (stored.extras or {}).get(key[-1]) if stored else None
        said.extend(_lack_of_file(key[:-1], data, stored))
    if not kept:
        raise tk.StopOnError
    data[key] = kept


def sdijember_file_columns(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """What the columns of the file are. Only the upload check writes this field; what a caller sends is thrown away."""
    _of_the_check(FileColumns, key, data, context)


def sdijember_file_reading(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """How the file was read, with what its producer corrected. Only the upload check writes this field: corrections
    that a caller sends it has looked at, and the file was read with them.
    """
    _of_the_check(FileReading, key, data, context)


def _of_the_check(own: type, key: FlattenKey, data: FlattenDataDict, context: Context) -> None:
    """Keep what the check wrote, or what is kept already.

    :raises StopOnError: there is nothing to keep
    """
    found = data.pop(key, None)
    if isinstance(found, own):
        kept = json.dumps(found, ensure_ascii=False) if found else None
    else:
        stored = _stored(key[:-1], data, context)
        kept = (stored.extras or {}).get(key[-1]) if stored else None
    if not kept:
        raise tk.StopOnError
    data[key] = kept


def sdijember_guess_format(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """An uploaded file whose format nobody named has the one its name says."""
    url = data.get((*key[:-1], "url"))
    if _blank(data.get(key)) and data.get((*key[:-1], "url_type")) == "upload" and not _blank(url):
        code = declared_format("", str(url))
        data[key] = code.code if code else tk.missing


def sdijember_format(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """An uploaded file has a format that the portal takes; what the file check says goes before."""
    resource = key[:-1]
    if errors.get((*resource, "upload")) or data.get((*resource, "url_type")) != "upload":
        return
    formats = codelist("format_berkas")
    if data[key] not in formats:
        message = tk._("Files of the format {format} are not taken. Use one of these: {formats}.")
        offered = ", ".join(code.code for code in formats)
        errors[key].append(message.format(format=data[key], formats=offered))


def sdijember_resource_name(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """A resource without a name gets that of its file."""
    value = data.get(key)
    if value is not tk.missing and not rules.is_blank(value):
        data[key] = str(value).strip()
        return
    url = data.get((*key[:-1], "url"))
    if _blank(url):
        data.pop(key, None)
        raise tk.StopOnError
    data[key] = str(url).rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def sdijember_column_name(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """A column that is described has a name, and no other column of the file has the same."""
    row = key[:-1]
    if _blank(data.get(key)):
        data.pop(key, None)
        if any(not _blank(value) for k, value in data.items() if k[:-1] == row and k[-1] != "__extras"):
            errors[key].append(tk._("Write the name of the column as it stands in the file."))
        raise tk.StopOnError
    data[key] = name = str(data[key]).strip()
    earlier = [k for k in data if k[:-2] == key[:-2] and k[-1] == key[-1] and k[-2] < key[-2]]
    if any(str(data[k]).strip().lower() == name.lower() for k in earlier if not _blank(data[k])):
        errors[key].append(tk._("Another column is already called “{name}”.").format(name=name))


def _note(finding: Finding) -> dict[str, Any]:
    """A remark as it is kept with the file; one that stops the submission says so."""
    if isinstance(finding, Remark):
        return finding.stored()
    note = {"message": finding.message, "params": dict(finding.params)}
    return note | {"level": "error"} if finding.level == "error" else note


def _lack_of_file(resource: FlattenKey, data: FlattenDataDict, stored: model.Resource | None) -> list[str]:
    """A resource has a link or a file, and a file is one that was really uploaded."""
    if _blank(data.get((*resource, "url"))):
        return [tk._("Choose the file that holds the data.")]
    if data.get((*resource, "url_type")) == "upload" and (stored is None or stored.url_type != "upload"):
        return [tk._("No file came with this request. Upload the file itself.")]
    return []


def _stored(resource: FlattenKey, data: FlattenDataDict, context: Context) -> model.Resource | None:
    """The resource as the database has it, if it belongs to the dataset at hand."""
    identifier, package = data.get((*resource, "id")), context.get("package")
    if _blank(identifier) or not package:
        return None
    return next((stored for stored in package.resources_all if stored.id == identifier), None)


def _blank(value: Any) -> bool:
    return value is tk.missing or rules.is_blank(value)
