"""The plugin: a table of contents, no logic."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.common import CKANConfig
from ckan.lib.plugins import DefaultTranslation
from ckan.types import Context, SignalMapping
from flask import Flask

from . import cli, consequences, former_jobs, subscriptions
from .files import uploader
from .files.logic import forms
from .kernel.logic import background
from .portal import facets, licences
from .registry import blueprints, functions_of, template_folders
from .review import labels
from .review.logic.deadlines import clock
from .revision.model import deletion_lock
from .teams.form import TeamForm


@tk.blanket.config_declarations
@tk.blanket.actions(lambda: functions_of("logic.action"))
@tk.blanket.auth_functions(lambda: functions_of("logic.auth"))
@tk.blanket.validators(lambda: functions_of("logic.validators"))
@tk.blanket.helpers(lambda: functions_of("helpers"))
@tk.blanket.blueprints(blueprints)
@tk.blanket.cli(cli.get_commands)
class SdiJemberPlugin(
    facets.DatasetFacets, TeamForm, labels.TeamPermissionLabels, DefaultTranslation, p.SingletonPlugin
):
    p.implements(p.IConfigurer)
    p.implements(p.IConfigurable)
    p.implements(p.IFacets)
    p.implements(p.IGroupForm)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.IPermissionLabels)
    p.implements(p.ISignal)
    p.implements(p.ITranslation)
    p.implements(p.IUploader, inherit=True)

    # IConfigurer
    def update_config(self, config: CKANConfig):
        for folder in template_folders():
            tk.add_template_directory(config, folder)
        tk.add_public_directory(config, "public")
        tk.add_resource("assets", "sdijember")
        licences.use_ours(config)

    # ITranslation
    def i18n_directory(self) -> str:
        return str(files("ckanext.sdijember.i18n"))

    def i18n_locales(self) -> list[str]:
        return ["id"]

    # IConfigurable
    def configure(self, config: CKANConfig):
        consequences.install()
        former_jobs.keep_names()
        labels.require_ours()
        deletion_lock.keep_locked()
        clock()

    # IMiddleware
    def make_middleware(self, app: Flask, config: CKANConfig) -> Flask:
        background.PORTAL.use(app)
        forms.let_wide_tables_in(app)
        return app

    # IPackageController
    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]):
        subscriptions.dataset_created(context, pkg_dict)

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]):
        subscriptions.dataset_updated(context, pkg_dict)

    def after_dataset_show(self, context: Context, pkg_dict: dict[str, Any]):
        subscriptions.dataset_shown(pkg_dict)

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        return subscriptions.dataset_indexed(pkg_dict)

    # IUploader
    def get_resource_uploader(self, data_dict: dict[str, Any]) -> uploader.ResourceUpload | uploader.FKResourceUpload:
        return uploader.resource_uploader(data_dict)

    # ISignal
    def get_signal_subscriptions(self) -> SignalMapping:
        return {tk.signals.resource_download: [subscriptions.file_downloaded]}
