"""``ckan sdijember doctor``: whether everything agrees, and putting right what does not."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ..kernel.cli import fail, in_portal, say
from .logic.doctor import doctor as doctors


@click.command(short_help="See whether state, files, index and log agree")
@click.option("--mend", is_flag=True, help="Put right what can be put right without deciding anything")
@click.option("--quick", is_flag=True, help="Do not read the content of files")
@in_portal
def doctor(mend: bool, quick: bool) -> None:
    """Compare state, package, index, log, snapshots, files and tables of every dataset.

    Exit codes: 0 everything agrees, or was mended; 1 something does not.
    """
    left = mended = 0
    for result in doctors.examine(mend, quick):
        trouble = result.trouble
        say(f"[{trouble.kind}] {trouble.subject}: {trouble.text(tk._)}")
        if result.mended:
            mended += 1
            say("  " + tk._("Mended."))
            continue
        left += 1
        reason = tk._("It could not be mended: {reason}").format(reason=result.failed) if result.failed else ""
        say(f"  {reason or tk._(trouble.advice)}")
    if left:
        fail(tk._("{left} findings are left, {mended} were mended.").format(left=left, mended=mended))
    say(tk._("Everything agrees; {mended} findings were mended.").format(mended=mended))
