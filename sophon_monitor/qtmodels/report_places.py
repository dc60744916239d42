"""Where in a box's own web page the addresses of its reports are set, as far as the vendor's manuals say."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.domain.site import Box
from sophon_monitor.protocol.messages import Generation

translate = QCoreApplication.translate


def web_page_of(box: Box) -> str:
    """Address of a box's own page: port 80, on SE3 https on 8886 (protocol.md 6.3)."""
    host = f"[{box.address.host}]" if ":" in box.address.host else box.address.host
    return f"https://{host}:8886/" if box.generation is Generation.SE3 else f"http://{host}/"


def reports_of(generation: Generation | None) -> tuple[ReportKind, ...]:
    """The reports that boxes of this generation send to an address."""
    match generation:
        case Generation.SE3:
            return (ReportKind.STATUS, ReportKind.EVENTS)
        case Generation.V57 | Generation.V6:
            return (ReportKind.STATUS, ReportKind.CAMERAS)
        case _:
            return (ReportKind.STATUS,)


def place_sentence(kind: ReportKind, generation: Generation | None) -> str:
    """Where to paste the address of a report. The manuals name one place only (protocol.md 1.3)."""
    if (kind, generation) == (ReportKind.EVENTS, Generation.SE3):
        return translate(
            "BoxDetails",
            "In the box's page, in the form for uploading events: tab “Realtime Event Server URL”, content type json. "
            "Not the tab “History Event Server URL” beside it. What stands there already may be a welcome TV: keep it.",
        )
    return translate(
        "BoxDetails",
        "The manuals name no place for it in the page of this software; “Send its heartbeats here” sets it.",
    )


def history_warning() -> str:
    """Why the history upload is never pointed at this computer."""
    return translate(
        "BoxDetails",
        "Never set the history upload (历史事件上传) to this computer: the box would take its events for delivered, "
        "and the customer's server would not get them.",
    )
