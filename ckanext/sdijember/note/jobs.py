"""Mail to the people whom a note names, in the background. It never holds the note itself."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from flask_babel import force_locale

from .. import config
from ..kernel.logic import background, mail
from . import model as store
from .domain import conversation as rules
from .logic import people


def tell(note_id: str) -> None:
    """Queue the mail about a note. It is committed already: a queue that is down must not undo it."""
    note = store.get(note_id)
    if note is None or not note.mentions or not config.mail_enabled():
        return
    background.queue(send, note_id, title=f"mail for note {note_id}")


@background.job
def send(note_id: str) -> None:
    """Mail those whom a note names and who may still read it; never its writer, nor a note that was taken back."""
    note = store.get(note_id)
    package = model.Package.get(note.package_id) if note else None
    if note is None or package is None or package.state == model.State.DELETED:
        return
    if rules.is_withdrawn([mark.action for mark in store.marks_of([note_id])[note_id]]):
        return
    title = package.title or package.name
    with force_locale(config.locale()):
        subject = tk._("A note names you: {title}").format(title=title)
        url = (
            tk.h.url_for("sdijember_review.read", id=package.name, qualified=True)
            + f"#catatan-{note.parent or note.id}"
        )
        body = tk.render("sdijember/emails/mention.txt", {"note": note, "title": title, "url": url})
    readers = people.still_readers(package, note.audience, note.mentions)
    mail.deliver([user for user in readers if user.id != note.author_id], subject, body)
