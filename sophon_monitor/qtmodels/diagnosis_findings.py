"""A whole ladder as plain text, for a chat or a ticket. Without passwords and without the tokens of our addresses."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from sophon_monitor import __version__
from sophon_monitor.domain.ladder import Diagnosis, Rung, RungState
from sophon_monitor.qtmodels import diagnosis_words as words
from sophon_monitor.qtmodels.feed_words import zone_text

translate = QCoreApplication.translate

_INDENT = "    "


def findings_text(diagnosis: Diagnosis, box_name: str = "") -> str:
    """Every rung in words, the cause on top."""
    means, advice = words.explanation(diagnosis)
    lines = [
        translate("Diagnosis", "No events? Find out why"),
        f"{_box_line(diagnosis, box_name)} · {_when_line(diagnosis)}",
        "",
        words.headline(diagnosis, box_name),
        *(line for line in (means, advice) if line),
        "",
    ]
    for number, rung in enumerate(diagnosis.rungs, start=1):
        lines += _rung_lines(number, rung)
    lines += ["", translate("Diagnosis", "Sophon Monitor {version}").format(version=__version__)]
    return words.without_secrets("\n".join(lines))


def checked_sentence(diagnosis: Diagnosis, box_name: str) -> str:
    """When and how long it was checked, and that nothing was changed."""
    at = local_start(diagnosis)
    name = box_name or diagnosis.box_name or diagnosis.address.host
    text = translate("Diagnosis", "Checked {box} at {time} in {seconds} s. Nothing was changed on the box.")
    return text.format(box=name, time=f"{at:%H:%M:%S}", seconds=f"{diagnosis.elapsed_s:.1f}")


def local_start(diagnosis: Diagnosis) -> datetime:
    """When it began, local time."""
    return datetime.fromtimestamp(diagnosis.at_s, tz=UTC).astimezone()


def _box_line(diagnosis: Diagnosis, box_name: str) -> str:
    address = diagnosis.address
    where = f"{address.host} ({address.api}, {address.stream}, {address.system})"
    name = box_name or diagnosis.box_name
    return f"{name} · {where}" if name and name != address.host else where


def _when_line(diagnosis: Diagnosis) -> str:
    at = local_start(diagnosis)
    return f"{at:%Y-%m-%d %H:%M:%S} {zone_text(at)} · {diagnosis.elapsed_s:.1f} s"


def _rung_lines(number: int, rung: Rung) -> list[str]:
    time = f" ({words.elapsed_text(rung.elapsed_ms)})" if rung.elapsed_ms is not None else ""
    line = f"{number:2}. [{words.state_word(rung.state)}] {words.title(rung.id)}: {words.result(rung)}{time}"
    if rung.state in (RungState.OK, RungState.SKIPPED):
        return [line]
    more = (words.tried(rung), words.meaning(rung), words.advice(rung))
    return [line, *(f"{_INDENT}{text}" for text in more if text)]
