"""Every action that writes is tried, or it is said here why it cannot change a dataset."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk
from ckan import logic

from ckanext.sdijember.review.domain import transitions as rules
from tests.bypass import ways

#: Why an action that writes cannot change a dataset, its files or its review.
CANNOT = {
    "activity_create": "writes into the stream of activities, which is no record of the review; sysadmins only",
    "activity_delete": "as activity_create: the log of the review is a table of its own",
    "activity_delete_all": "as activity_delete",
    "activity_delete_counts": "counts what activity_delete_all would delete",
    "api_token_create": "makes a token of the caller's own, who can do no more with it",
    "api_token_revoke": "takes a token away",
    "config_option_update": "sets the options of the site's look; those of the review cannot be set at run time",
    "dashboard_mark_activities_old": "notes what its caller has seen",
    "file_create": "keeps a file that belongs to no dataset; files of datasets are resources",
    "file_delete": "as file_create",
    "file_ownership_transfer": "as file_create: no dataset shows the files that it owns",
    "file_pin": "as file_create",
    "file_register": "as file_create",
    "file_rename": "as file_create",
    "file_unpin": "as file_create",
    "follow_dataset": "notes what its caller follows",
    "follow_group": "notes what its caller follows",
    "follow_user": "notes what its caller follows",
    "unfollow_dataset": "notes what its caller follows",
    "unfollow_group": "notes what its caller follows",
    "unfollow_user": "notes what its caller follows",
    "group_member_create": "makes a person a member of a group; as such one manages its datasets by member_create",
    "group_member_delete": "takes a person out of a group",
    "organization_member_create": "makes a person a member of an office; as such one is tried here",
    "organization_member_delete": "takes a person out of an office",
    "job_cancel": "takes a background job away; jobs only follow what was decided",
    "job_clear": "as job_cancel",
    "package_relationship_delete": "there is no relationship, for nobody can make one",
    "send_email_notifications": "sends mail",
    "tag_create": "makes a keyword within a vocabulary; those of datasets are in none",
    "tag_delete": "as tag_create",
    "vocabulary_create": "as tag_create",
    "vocabulary_delete": "as tag_create",
    "vocabulary_update": "as tag_create",
    "task_status_delete": "notes of the loader about its work",
    "task_status_update": "notes of the loader about its work",
    "task_status_update_many": "notes of the loader about its work",
    "term_translation_update": "translations of terms, which no page of the portal shows",
    "term_translation_update_many": "as term_translation_update",
    "user_create": "people, not data",
    "user_delete": "people, not data",
    "user_invite": "people, not data",
    "user_patch": "people, not data",
    "user_update": "people, not data",
    "sdijember_kegiatan_copy": "makes a new draft",
    "sdijember_kegiatan_import": "makes a new draft",
    "sdijember_rows_check": "checks what is sent and keeps nothing",
    "sdijember_rows_read": "reads what is sent and keeps nothing",
    **dict.fromkeys(
        ("sdijember_standar_approve", "sdijember_standar_import", "sdijember_standar_propose",
         "sdijember_standar_reject", "sdijember_standar_return", "sdijember_standar_update",
         "sdijember_standar_withdraw"),
        "the register of Standar Data, which has a review and tests of its own",
    ),
}  # fmt: skip
#: Actions of ours that are tried with the people and states of their own subject.
ELSEWHERE = {
    "sdijember_checklist_tick": "tests/verdict/logic/test_checklist.py",
    "sdijember_checklist_update": "tests/verdict/logic/test_checklist.py",
    "sdijember_verdict_set": "tests/verdict/logic/test_verdict.py",
    "sdijember_kegiatan_codes_update": "tests/kegiatan/logic/test_kegiatan.py",
    "sdijember_note_create": "tests/note/logic/test_note.py",
    "sdijember_note_reopen": "tests/note/logic/test_note.py",
    "sdijember_note_resolve": "tests/note/logic/test_note.py",
    "sdijember_note_withdraw": "tests/note/logic/test_note.py",
    "sdijember_override_approve": "tests/override/logic/test_override.py",
    "sdijember_plausibility_answer": "tests/plausibility/logic/test_answer.py",
    "sdijember_rekomendasi_attach": "tests/rekomendasi/logic/test_rekomendasi.py",
    "sdijember_rekomendasi_record": "tests/rekomendasi/logic/test_rekomendasi.py",
    "sdijember_rekomendasi_revoke": "tests/rekomendasi/logic/test_rekomendasi.py",
    "sdijember_rekomendasi_template_update": "tests/rekomendasi/logic/test_letter.py",
    "sdijember_review_assign": "tests/queue/logic/test_claim.py",
    "sdijember_review_bulk": "tests/queue/logic/test_bulk.py",
    "sdijember_review_claim": "tests/queue/logic/test_claim.py",
    "sdijember_review_release": "tests/queue/logic/test_claim.py",
    "sdijember_revision_discard": "tests/revision/logic/test_guards.py",
    "sdijember_revision_open": "tests/revision/logic/test_guards.py",
    "sdijember_rows_update": "tests/guards/logic/test_guards.py",
}


def test_every_action_that_writes_is_tried_or_excused(prey):
    tk.get_action("package_show")
    writing = {name for name, action in logic._actions.items() if not getattr(action, "side_effect_free", False)}
    target = prey.targets["published"]
    tried = {action for action, _ in ways.of(target, prey.draft, prey.portal.other_office["id"])}
    tried |= {f"sdijember_review_{action}" for action in rules.ACTIONS} | set(ELSEWHERE)
    assert not writing - tried - set(CANNOT), "neither tried nor excused"
    assert not tried & set(CANNOT), "tried, and excused as well"
    assert not set(CANNOT) - writing, "excused, and there is no such action"
    assert not tried - writing, "tried, and there is no such action that writes"


def test_what_is_tried_elsewhere_is_tried_there():
    root = Path(__file__).resolve().parents[2]
    short = {name: name.removeprefix("sdijember_").removeprefix("review_") for name in ELSEWHERE}
    assert [name for name, path in ELSEWHERE.items() if short[name] not in (root / path).read_text()] == []
