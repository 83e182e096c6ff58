"""Every action that can be asked by a GET, and everything that can be asked of it about one thing or about all."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import logic

from tests.leaks.things import Thing

#: The beginning of every secret word, for questions that complete what is typed.
STEM = "zq"
OFFICE, GROUP = "dinas-satu", "urusan-1-02"

#: Actions that take a dataset or kegiatan, by the name of the parameter.
OF_A_PACKAGE = {
    "id": (
        "am_following_dataset", "dataset_follower_count", "dataset_follower_list", "dcat_dataset_show",
        "package_activity_list", "package_collaborator_list", "package_relationships_list", "package_show",
        "sdijember_access_list", "sdijember_completeness_show", "sdijember_evidence", "sdijember_kegiatan_changes",
        "sdijember_kegiatan_datasets", "sdijember_kegiatan_show", "sdijember_note_list", "sdijember_note_people",
        "sdijember_plausibility_answers",
        "sdijember_checklist_state", "sdijember_verdict_list", "sdijember_review_diff", "sdijember_review_show",
        "sdijember_revision_list", "sdijember_version_list",
    ),
}  # fmt: skip
#: Further parameters that change what such an action shows.
FURTHER: dict[str, tuple[dict[str, Any], ...]] = {
    "package_show": ({"use_default_schema": True}, {"include_plugin_data": True}, {"include_tracking": True}),
    "package_activity_list": ({"include_hidden_activity": True, "include_data": True},),
    "sdijember_evidence": ({"format": "zip"},),
}
#: Actions that want more than an id.
WITH_MORE: dict[str, tuple[dict[str, Any], ...]] = {
    "sdijember_kegiatan_export": ({"format": "json"}, {"format": "indah"}),
    "sdijember_note_attachment": ({"note": 1, "number": 1},),
    "sdijember_review_scan": ({"event": 1},),
    "sdijember_rows_show": ({"form": "variabel"}, {"form": "indikator"}),
    "sdijember_rows_sources": ({"form": "variabel"}, {"form": "indikator"}),
    "sdijember_version_show": ({"number": 1},),
}
#: Actions that take a file.
OF_A_FILE = {
    "id": ("resource_show", "resource_view_list", "datastore_info", "datastore_search", "sdijember_dictionary_show",
           "file_show"),
    "resource_id": ("datastore_info", "datastore_search", "sdijember_dictionary_show"),
    "entity_id": ("task_status_show",),
}  # fmt: skip
#: Actions that take a recommendation's code.
OF_A_CODE = {
    "id": ("sdijember_rekomendasi_show", "sdijember_rekomendasi_letter"),
    "q": ("sdijember_rekomendasi_verify",),
}
_ALL = {"q": "*:*", "rows": 1000}
_WIDE = {"include_private": True, "include_drafts": True, "include_deleted": True}
_FACETS = ["tags", "name", "title", "organization", "groups", "sdi_status", "res_format", "license_id", "private",
           "capacity", "extras_sdi_status", "permission_labels", "id", "konsep"]  # fmt: skip
#: What is asked about everything at once.
OF_ALL: dict[str, tuple[dict[str, Any], ...]] = {
    "package_search": (
        _ALL, _ALL | _WIDE, {"q": "tebakan"} | _WIDE, {"q": f"{STEM}*"} | _WIDE, {"q": f"title:{STEM}*"} | _WIDE,
        _ALL | _WIDE | {"fq": "capacity:private"}, _ALL | _WIDE | {"fq": "+state:(draft OR deleted OR active)"},
        _ALL | _WIDE | {"fq_list": ["+permission_labels:*", "+capacity:private"]},
        _ALL | _WIDE | {"fq": "permission_labels:sdijember-walidata"}, _ALL | _WIDE | {"fq": "{!lucene}*:*"},
        _ALL | _WIDE | {"fq": 'dataset_type:kegiatan OR permission_labels:("public" OR "sdijember-pembina")'},
        _ALL | {"q": f"{{!edismax qf=text}}{STEM}"}, _ALL | {"q": '{!term f=capacity v="private"}'},
        _ALL | {"q": f"{{!prefix f=title}}{STEM}"}, _ALL | {"defType": "lucene", "q": f"text:{STEM}*"},
        _ALL | _WIDE | {"facet.field": _FACETS, "facet.limit": -1, "facet.mincount": 0},
        _ALL | _WIDE | {"fl": "id,name,title,validated_data_dict,text,extras_variabel"}, _ALL | _WIDE | {"fl": "*"},
        _ALL | _WIDE | {"use_default_schema": True}, _ALL | {"bf": "1", "boost": ["1"], "mm": "0"},
        _ALL | _WIDE | {"hl": True, "hl.fl": "*", "hl.q": f"{STEM}*"}, _ALL | {"q": "pribadi*"} | _WIDE,
        _ALL | {"sort": "if(exists(query({!v='title:zq*'})),1,0) desc"}, _ALL | _WIDE | {"sort": "title asc"},
        {"fq": "sdi_status:draft"} | _WIDE, {"q": "sdi_status:submitted", "facet.field": ["name"]} | _WIDE,
        {"q": "*:*", "user": "uji-sysadmin", "ignore_auth": True, "rows": 1000} | _WIDE,
    ),
    "package_list": ({}, {"limit": 1000}), "current_package_list_with_resources": ({}, {"limit": 1000}),
    "package_autocomplete": ({"q": "Data"}, {"q": STEM}, {"q": "tebakan", "limit": 100}),
    "resource_search": ({"query": f"name:{STEM}"}, {"query": "name:berkas"}, {"query": f"description:{STEM}"},
                        {"query": "format:CSV", "limit": 1000}, {"query": ["url:berkas", "name:zq"]}),
    "tag_list": ({}, {"query": STEM}, {"all_fields": True}), "tag_autocomplete": ({"query": STEM}, {"query": "tebak"}),
    "tag_search": ({"query": STEM}, {"query": "tebak"}), "format_autocomplete": ({"q": "c"},),
    "organization_show": ({"id": OFFICE}, {"id": OFFICE, "include_datasets": True, "include_extras": True}),
    "organization_list": ({}, {"all_fields": True, "include_dataset_count": True, "include_extras": True}),
    "group_show": ({"id": GROUP, "include_datasets": True}, {"id": OFFICE, "include_datasets": True}),
    "group_list": ({}, {"all_fields": True}), "group_package_show": ({"id": GROUP}, {"id": OFFICE}),
    "member_list": ({"id": OFFICE}, {"id": OFFICE, "object_type": "package"}, {"id": GROUP, "object_type": "package"}),
    "user_show": ({"id": "uji-editor", "include_datasets": True, "include_num_followers": True},
                  {"id": "uji-sysadmin", "include_datasets": True}),
    "user_list": ({}, {"all_fields": True, "q": "uji", "order_by": "number_created_packages"}),
    "dashboard_activity_list": ({}, {"limit": 100}), "recently_changed_packages_activity_list": ({"limit": 100},),
    "user_activity_list": ({"id": "uji-editor", "limit": 100}, {"id": "uji-walidata", "limit": 100}),
    "organization_activity_list": ({"id": OFFICE, "limit": 100, "include_hidden_activity": True}, {"id": OFFICE}),
    "group_activity_list": ({"id": GROUP, "limit": 100},), "datastore_search": ({"resource_id": "_table_metadata"},),
    "job_list": ({},), "status_show": ({},), "vocabulary_list": ({},), "license_list": ({},),
    "sdijember_review_list": ({"limit": 100}, {"scope": "mine"}, {"q": STEM}, {"q": "tebakan"}),
    "sdijember_access_list": ({"limit": 500},), "sdijember_override_list": ({},), "sdijember_overview": ({},),
    "sdijember_catalogue_show": ({"newest": 20},), "sdijember_review_waiting_count": ({},),
    "sdijember_rekomendasi_list": ({"limit": 100}, {"q": "V-26"}), "sdijember_rekomendasi_verify": ({"q": "V-26"},),
    "sdijember_office_list": ({},), "sdijember_standar_list": ({},), "sdijember_standar_usage": ({"id": "x"},),
    "dcat_catalog_show": ({}, {"q": "tebakan"}), "dcat_catalog_search": ({}, {"q": f"{STEM}*"}),
    "dcat_datasets_list": ({},),
    "organization_list_for_user": ({"include_dataset_count": True},
                                   {"id": "uji-editor", "permission": "read", "include_dataset_count": True}),
    "group_list_authz": ({"am_member": False, "include_dataset_count": True},),
    "sdijember_rekomendasi_template_show": ({},), "sdijember_rekomendasi_template_preview": ({},),
}  # fmt: skip
#: Actions about people, groups, words and settings: nothing of a dataset is in what they show.
NOT_ABOUT_DATA = {
    "sdijember_checklist_show", "sdijember_verdict_categories",
    "api_token_list", "config_option_list", "config_option_show", "get_site_user", "group_autocomplete",
    "help_show", "job_show", "member_roles_list", "organization_autocomplete",
    "package_collaborator_list_for_user", "scheming_dataset_schema_list", "scheming_dataset_schema_show",
    "scheming_organization_schema_list", "scheming_organization_schema_show", "sdijember_codelist_list",
    "sdijember_codelist_show", "sdijember_region_list", "sdijember_standar_autocomplete", "sdijember_standar_check",
    "sdijember_standar_export", "sdijember_standar_show", "sdijember_standar_waiting_count", "term_translation_show",
    "user_autocomplete", "vocabulary_show", "dashboard_new_activities_count", "am_following_group",
    "am_following_user", "group_follower_count", "group_follower_list", "organization_follower_count",
    "organization_follower_list", "user_follower_count", "user_follower_list",
}  # fmt: skip
#: What somebody follows: nobody here follows anything, and a dataset that is not seen cannot be followed.
FOLLOWED = {f"{what}{end}" for what in ("", "dataset_", "group_", "organization_", "user_")
            for end in ("followee_count", "followee_list")}  # fmt: skip
OF_AN_ACTIVITY = ("activity_show", "activity_data_show", "activity_diff")


def readable() -> set[str]:
    """Names of all actions that a GET may call."""
    tk.get_action("package_show")
    return {name for name, action in logic._actions.items() if getattr(action, "side_effect_free", False)}


def covered() -> set[str]:
    """Names of those that are asked here, or need not be."""
    one = {name for table in (OF_A_PACKAGE, OF_A_FILE, OF_A_CODE) for names in table.values() for name in names}
    more = {*WITH_MORE, *OF_ALL, *OF_AN_ACTIVITY, "resource_view_show", "tag_show", "file_owner_scan"}
    return one | more | NOT_ABOUT_DATA | FOLLOWED


def of(thing: Thing) -> list[tuple[str, dict[str, Any]]]:
    """Everything that can be asked about one thing."""
    asked: list[tuple[str, dict[str, Any]]] = []
    for name in OF_A_PACKAGE["id"]:
        asked += [(name, {"id": thing.id}), (name, {"id": thing.name})]
        asked += [(name, {"id": thing.id} | more) for more in FURTHER.get(name, ())]
    asked += [(name, {"id": thing.id} | more) for name, all_more in WITH_MORE.items() for more in all_more]
    if thing.resource:
        asked += [(name, {key: thing.resource}) for key, names in OF_A_FILE.items() for name in names]
        asked += [("task_status_show", {"entity_id": thing.resource, "task_type": "xloader", "key": "xloader"})]
        asked += [("tag_show", {"id": thing.name, "include_datasets": True})]
    asked += [("resource_view_show", {"id": thing.view})] if thing.view else []
    asked += [(name, {"id": thing.activity, "include_data": False}) for name in OF_AN_ACTIVITY if thing.activity]
    asked += [("activity_diff", {"id": thing.activity, "object_type": "package"})] if thing.activity else []
    asked += [("file_owner_scan", {"owner_type": "package", "owner_id": thing.id})]
    if thing.code:
        asked += [(name, {key: thing.code}) for key, names in OF_A_CODE.items() for name in names]
    return asked
