"""Every job that is ever queued, done by CKAN's own worker in a process of its own, mails handed to a real server."""

from __future__ import annotations

import datetime
import subprocess

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import jobs

from ckanext.sdijember import former_jobs
from ckanext.sdijember.clock import jobs as clock_jobs
from ckanext.sdijember.clock.logic import publishing, reminding
from ckanext.sdijember.dataset import jobs as dataset_jobs
from ckanext.sdijember.dataset.logic import dictionary
from ckanext.sdijember.kernel.logic import background
from ckanext.sdijember.log import model as log
from ckanext.sdijember.note import jobs as note_jobs
from ckanext.sdijember.override import jobs as override_jobs
from ckanext.sdijember.rekomendasi import jobs as rekomendasi_jobs
from ckanext.sdijember.rekomendasi import model as recommendations
from ckanext.sdijember.review import jobs as review_jobs
from ckanext.sdijember.revision.logic import tables
from ckanext.sdijember.tables import jobs as table_jobs
from dev.paths import ROOT
from tests.clockwork import in_an_hour, late, publish_since
from tests.factories import call, standar
from tests.revisions import ready
from tests.smtp import mail_server
from tests.test_former_jobs import QUEUED

QUEUE = "uji-latar"


@pytest.fixture
def worked(stack, tmp_path):
    """``worked(job, …)``: the worker does what is queued; the jobs with their outcome, and the mails that were sent."""
    found = []

    def work(*wanted):
        for function, *arguments in wanted:
            found.append(tk.enqueue_job(function, arguments, queue=QUEUE))
        with mail_server() as box:
            settings = {"smtp.server": box.address, "smtp.mail_from": "portal@example.com"}
            lines = [f"{key} = {value}" for key, value in (settings | {"ckanext.sdijember.mail": "true"}).items()]
            ini = tmp_path / "worker.ini"
            ini.write_text("\n".join(["[app:main]", f"use = config:{stack.layout.ini}", *lines, ""]))
            command = [stack.layout.bin("ckan"), "-c", str(ini), "jobs", "worker", "--burst", "--no-scheduler", QUEUE]
            subprocess.run(command, cwd=ROOT, env=stack.process_environment(), check=True, timeout=120)
        return found, box

    model.Session.commit()
    yield work
    jobs.get_queue(QUEUE).empty()


def test_the_worker_does_every_job(portal, worked, clean_datastore):
    published = portal.bring_to("published")
    working = ready(portal, published)
    portal.recommended += 1
    submitted, proposal = portal.bring_to("submitted"), standar(portal, "diusulkan")
    verified, recommended = portal.bring_to("verified"), portal.bring_to("recommended")
    kegiatan = portal.bring_kegiatan_to("published")
    text = f"@{portal.people['editor']['name']} mohon diperiksa."
    note = call("sdijember_note_create", portal.people["walidata"], id=verified["id"], text=text, audience="shared")
    overridden = _overridden(portal)
    late(submitted["id"])
    reminders = reminding.mark_due(datetime.datetime.now(datetime.timezone.utc))
    wanted = (
        (review_jobs.send_decision, log.of_package(submitted["id"])[0].id),
        (review_jobs.send_decision, log.of_package(proposal["id"])[-1].id),
        (note_jobs.send, note["id"]),
        (override_jobs.send, overridden),
        (clock_jobs.send_reminders, reminders),
        (clock_jobs.send_unpublished, _unpublished(portal)),
        (rekomendasi_jobs.make, recommended["id"]),
        (dataset_jobs.follow_kegiatan, kegiatan["id"]),
        (dictionary.keep_all, published["id"]),
        (tables.bring, working),
        (table_jobs.load, published["resources"][0]["id"], True),
    )
    done, box = worked(*wanted)
    assert {job.func_name: job.exc_info for job in done if not job.is_finished} == {}
    assert {job.func_name.removeprefix("ckanext.sdijember.") for job in done} == QUEUED - set(former_jobs.MOVED)
    assert {"walidata@example.com", "pembina@example.com", "editor@example.com"} <= box.addresses()
    assert all(tk.config["ckan.site_url"] in mail.get_content() for mail in box.mails)
    assert any(mail["Subject"] == f"Menunggu verifikasi Walidata: {submitted['title']}" for mail in box.mails)
    assert recommendations.of_packages([recommended["id"]])[0].letter_sha256


def test_what_is_no_job_is_not_queued():
    with pytest.raises(TypeError, match="is no job"):
        background.queue(former_jobs.keep_names, title="nothing")


def _overridden(portal):
    """The event of a decision for which duties were not separated."""
    sysadmin, name = portal.people["sysadmin"], portal.people["stranger"]["name"]
    call("organization_member_create", sysadmin, id=portal.office["id"], username=name, role="editor")
    call("group_member_create", sysadmin, id="walidata", username=name, role="member")
    dataset = portal.dataset()
    portal.take(dataset["id"], "submit", "stranger")
    reason = "Hanya satu orang yang bertugas hari ini."
    return portal.take(dataset["id"], "verify", "stranger", override=reason)["events"][-1]["id"]


def _unpublished(portal):
    """The event of a publication that did not happen at its moment."""
    dataset = portal.bring_to("recommended")
    portal.take(dataset["id"], "schedule", "walidata", publish_at=in_an_hour())
    publish_since(dataset["id"], minutes=1)
    model.Package.get(dataset["id"]).title = "Diubah di basis data"
    model.Session.commit()
    return publishing.publish_due()[0].event
