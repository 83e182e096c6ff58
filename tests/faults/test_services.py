"""A service or the disk fails at every step of a transition: it happened whole or not at all, and all agrees again."""

from __future__ import annotations

import resource
import signal
import socket
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember import config
from ckanext.sdijember.log import model as log
from ckanext.sdijember.operations.logic.doctor import doctor
from ckanext.sdijember.review import jobs as review_jobs
from ckanext.sdijember.review.model.review import Review
from tests.faults.conftest import TRANSITIONS
from tests.faults.steps import at, in_a_process, steps_of
from tests.faults.wires import WIRES

ACTIONS = ("submit", "publish")


def _take(broken):
    _, by, data, _ = TRANSITIONS[broken.action]
    return lambda: broken.portal.take(broken.dataset["id"], broken.action, by, **data)


@pytest.mark.parametrize("service", list(WIRES))
@pytest.mark.parametrize("broken", ACTIONS, indirect=True)
def test_a_service_that_fails_at_every_step(broken, service, monkeypatch):
    monkeypatch.setitem(tk.config, "ckanext.sdijember.mail", True)
    ended = {}
    for step, place in steps_of(broken.action).items():
        before = broken.before()
        ended[step] = in_a_process(_take(broken), lambda place=place: _wired(service, place))
        if ended[step]:
            assert broken.before() == before or step == "after the commit", step
        broken.check(before, f"{broken.action} {service} {step}")
        broken.bring_back(before)
    # the wire was really cut: what needs the service did not happen, what needs it no more did
    # Redis is asked at the beginning; if it goes down later mail waits, and the decision stands
    assert ended["before the lock"] == (0 if service == "redis" else 1)
    assert ended["after the index"] == (1 if service == "postgres" else 0)
    assert service == "postgres" or ended["after the commit"] == 0


@pytest.mark.parametrize("broken", ACTIONS, indirect=True)
def test_a_disk_that_takes_nothing_more_at_every_step(broken):
    ended = {}
    for step, place in steps_of(broken.action).items():
        before = broken.before()
        ended[step] = in_a_process(_take(broken), lambda place=place: at(place, _full_disk))
        broken.check(before, f"{broken.action} disk {step}")
        broken.bring_back(before)
    # the store alone is written by the portal itself, and only what it has not got
    refused = {step for step, code in ended.items() if code}
    assert refused == ({"before a file is kept"} if broken.action == "submit" else set())


@pytest.mark.parametrize("broken", ["submit"], indirect=True)
def test_a_store_that_cannot_be_written(broken):
    before = broken.before()
    config.store_path().write_bytes(b"bukan folder")
    assert in_a_process(_take(broken), lambda: None) == 1
    assert broken.before() == before
    config.store_path().unlink()
    broken.check(before, "store")
    assert in_a_process(_take(broken), lambda: None) == 0


def _wired(service: str, place: tuple[Any, str, bool]) -> None:
    at(place, WIRES[service]().cut)


def _full_disk() -> None:
    """From now on the system refuses this process every byte that it wants to write into a file."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_mail_that_fails_undoes_nothing(portal, app, monkeypatch):
    """The post office takes no connection: the decision stands, whoever else is in the queue is tried all the same."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        monkeypatch.setitem(tk.config, "smtp.server", f"127.0.0.1:{closed.getsockname()[1]}")
    monkeypatch.setitem(tk.config, "smtp.mail_from", "portal@example.com")
    monkeypatch.setitem(tk.config, "ckanext.sdijember.mail", True)
    dataset = portal.bring_to("submitted")
    tried = []
    mail_user = tk.mail_user
    monkeypatch.setattr(tk, "mail_user", lambda user, *text: tried.append(user.name) or mail_user(user, *text))
    with app.flask_app.test_request_context():
        review_jobs.send_decision(log.of_package(dataset["id"])[-1].id)
    assert tried == ["uji-walidata"]
    assert Review.get(dataset["id"]).state == "submitted"
    assert list(doctor.examine()) == []
