"""`sophon-monitor support-bundle`: diagnostics without faces, names or secrets, with or without the window running."""

from __future__ import annotations

import argparse

from sophon_monitor.app.profile import Profile, default_folder
from sophon_monitor.app.start_problem import StartProblem


def run(arguments: argparse.Namespace) -> int:
    """Write the bundle and return the exit status."""
    from sophon_monitor.app.command import fail

    profile = Profile((arguments.profile or default_folder()).expanduser().resolve())
    if not profile.folder.is_dir():
        return fail(str(StartProblem("There is no profile in {folder}.", folder=profile.folder)))
    from sophon_monitor.app.support_bundle import write_support_bundle

    try:
        write_support_bundle(profile, arguments.out)
    except OSError as cause:
        return fail(f"The support bundle could not be written to {arguments.out} ({cause.strerror or cause}).")
    print(arguments.out)  # noqa: T201 - what the command is for
    return 0
