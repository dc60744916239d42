"""Why the program cannot start, as a text with values: English for standard error, any language for a window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sophon_monitor.services.port_holder import PortHolder

CONTEXT = "Start"


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark a text for translation where Qt is not there yet."""
    return text


class StartProblem(Exception):  # noqa: N818 - what it is: not every one is raised
    """A plain sentence for a person, in English as `str`; exit status 3.

    Attributes:
        text: With the names of its values in braces.
        values: What they are.
    """

    def __init__(self, text: str, **values: object) -> None:
        """Keep the text, marked with QT_TRANSLATE_NOOP where it is written, and its values."""
        self.text, self.values = text, values
        super().__init__(filled(text, values))


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its values; one without values may hold any brace."""
    return text.format(**values) if values else text


def port_taken(host: str, port: int, holder: PortHolder | None, free: int | None) -> StartProblem:
    """Somebody has the port that was asked for with --listen."""
    values = {"address": f"[{host}]:{port}" if ":" in host else f"{host}:{port}", "free": free}
    named = holder is not None and bool(holder.name)
    if holder is not None and named:
        values |= {"program": holder.name, "pid": holder.pid}
    match named, free is not None:
        case True, True:
            text = QT_TRANSLATE_NOOP(
                "Start",
                "{address} is used by {program} (process {pid}). Close that program, or start with --listen {free}.",
            )
        case True, False:
            text = QT_TRANSLATE_NOOP(
                "Start", "{address} is used by {program} (process {pid}). Close that program, or choose another port."
            )
        case False, True:
            text = QT_TRANSLATE_NOOP(
                "Start", "{address} is used by another program. Close that program, or start with --listen {free}."
            )
        case _:
            text = QT_TRANSLATE_NOOP(
                "Start", "{address} is used by another program. Close that program, or choose another port."
            )
    return StartProblem(text, **values)
