"""`sophon-monitor verify FILE.pdf`: whether a report is as it was made, and by whom.

Exit status: 0 unaltered; 1 altered, or no sealed report; 3 it cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sophon_monitor.app.profile import Profile, default_folder

if TYPE_CHECKING:
    from sophon_monitor.report.seal_check import SealCheck

translate = QCoreApplication.translate
UNALTERED, ALTERED = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Print one sentence, and what stands behind it."""
    from sophon_monitor.app.command import fail
    from sophon_monitor.report.seal_check import SealState, check_file

    if arguments.lang == "zh_CN":
        from sophon_monitor.app.diagnose_command import _speak_chinese

        _speak_chinese()
    try:
        found = check_file(arguments.file)
    except OSError as cause:
        return fail(f"{arguments.file} cannot be read ({cause.strerror or cause}).")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(sentence(found))  # noqa: T201 - the contract: standard output
    for line in details(found, own_fingerprint(arguments.profile)):
        print(line)  # noqa: T201 - likewise
    return UNALTERED if found.state is SealState.UNALTERED else ALTERED


def own_fingerprint(profile: Path | None) -> str | None:
    """Fingerprint of this profile's key; None where it has none, or one that cannot be used."""
    from sophon_monitor.report.signing_key import KeyDamaged, known_key

    folder = Profile((profile or default_folder()).expanduser().resolve()).folder
    try:
        key = known_key(folder / "key")
    except (KeyDamaged, OSError):
        return None
    return key.fingerprint if key is not None else None


def sentence(found: SealCheck) -> str:
    """What became of the report."""
    from sophon_monitor.report.seal_check import SealFault, SealState

    if found.state is SealState.UNALTERED:
        return translate("Verify", "Unaltered: this report is as it was made, to the last byte.")
    if found.state is SealState.ALTERED:
        return translate("Verify", "ALTERED: this file is not as it was made.")
    match found.fault:
        case SealFault.NO_PDF:
            return translate("Verify", "This file is no PDF.")
        case SealFault.TOO_LARGE:
            return translate("Verify", "This file is too large to be a report.")
        case SealFault.NOT_OURS:
            return translate("Verify", "This PDF is signed, but it is no report of Sophon Monitor.")
        case _:
            return translate("Verify", "This PDF is not sealed: nobody can tell whether it was altered.")


def details(found: SealCheck, own: str | None) -> tuple[str, ...]:
    """By whom and when, and what the evidence says; why, where it is altered."""
    from sophon_monitor.report.report_pieces import harmless
    from sophon_monitor.report.seal_check import SealState
    from sophon_monitor.report.signing_key import grouped

    if found.state is not SealState.UNALTERED:
        return (translate("Verify", "Reason: {code}").format(code=found.fault),) if found.fault else ()
    lines = [
        translate("Verify", "Made with this profile's own key.")
        if own == found.fingerprint
        else translate("Verify", "Made with another key. Compare the fingerprint with the one its maker tells you."),
        translate("Verify", "Fingerprint: {text}").format(text=grouped(found.fingerprint)),
    ]
    if found.claimed_at is not None:
        at = found.claimed_at.astimezone()
        text = translate("Verify", "Sealed at {time}, as that computer's clock claimed.")
        lines.append(text.format(time=f"{at:%Y-%m-%d %H:%M:%S %z}"))
    if found.document is not None:
        said = found.document.evidence
        # Whoever sealed it chose the name: it shall neither move a terminal's cursor nor turn a line around.
        lines.append(translate("Verify", "Site: {name}").format(name=harmless(said.get("site"))))
        lines.append(translate("Verify", "Result: {text}").format(text=_result(str(said.get("result")))))
        lines.append(translate("Verify", "Evidence: {text}").format(text=grouped(found.document.digest)))
    return tuple(lines)


def _result(code: str) -> str:
    match code:
        case "accepted":
            return translate("Report", "Accepted")
        case "unfinished":
            return translate("Report", "Could not be finished")
        case _:
            return translate("Report", "Not accepted")
