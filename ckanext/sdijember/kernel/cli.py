"""How every command runs and speaks: inside the portal, in its default language, with errors people can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import IO, Any, NoReturn

import ckan.plugins.toolkit as tk
import click
from ckan import model


def in_portal(function: Callable[..., None]) -> Callable[..., None]:
    """Run a command as the portal would: the request gives ``_()`` the portal's default locale."""

    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, *args: Any, **kwargs: Any) -> None:
        with ctx.meta["flask_app"].test_request_context():
            try:
                function(*args, **kwargs)
            except tk.ValidationError as error:
                fail(tk._("Refused:"), *_lines(error.error_dict))
            except tk.NotAuthorized as error:
                fail(tk._("Not allowed: {reason}").format(reason=error.message or tk._("the role does not permit it.")))
            except tk.ObjectNotFound as error:
                fail(error.message or tk._("Not found."))

    return run


def say(message: str) -> None:
    """One line for whoever typed the command."""
    click.echo(message)


def fail(*lines: str, code: int = 1) -> NoReturn:
    """Say why on the error stream and end with an exit code; what was not committed is rolled back.

    :raises Refused: always
    """
    model.Session.rollback()
    refused = Refused("\n".join(lines))
    refused.exit_code = code
    raise refused


class Refused(click.ClickException):
    """Ends a command; shown as it is, without click's English "Error:"."""

    def show(self, file: IO[str] | None = None) -> None:
        click.secho(self.format_message(), fg="red", err=True)


def real_user(name: str) -> model.User:
    """The active account that a command acts for.

    :raises Refused: there is none
    """
    user = model.User.get(name)
    if user is None or not user.is_active:
        fail(tk._("There is no active user “{name}”.").format(name=name))
    return user


def _lines(errors: Any, place: str = "") -> Iterator[str]:
    """Flatten CKAN's error dict into ``field: message`` lines."""
    if isinstance(errors, dict):
        for key, value in errors.items():
            yield from _lines(value, f"{place}.{key}" if place else str(key))
    elif isinstance(errors, list):
        for number, value in enumerate(errors, start=1):
            yield from _lines(value, place if isinstance(value, str) else f"{place} {number}")
    else:
        yield f"  {place}: {errors}" if place else f"  {errors}"
