"""Sentences of the rungs about the box: its services and cameras."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.ladder import RungId
from sophon_monitor.qtmodels.rung_words import RungWords

translate = QCoreApplication.translate


def _unknown(code: str) -> RungWords | None:
    del code
    return None


WORDS: Mapping[RungId, Callable[[str], RungWords | None]] = {
    RungId.DEVICE_INIT: _unknown,
    RungId.PORT_8888: _unknown,
    RungId.STREAM_5679: _unknown,
    RungId.CAMERAS_EXIST: _unknown,
    RungId.CAMERAS_ONLINE: _unknown,
}
