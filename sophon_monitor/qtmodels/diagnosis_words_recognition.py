"""Sentences of the rungs about recognition: whether the box can and may recognise anybody."""

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
    RungId.REGISTERED_PEOPLE: _unknown,
    RungId.THRESHOLD: _unknown,
    RungId.ARMING_PERIOD: _unknown,
    RungId.CLOCK: _unknown,
    RungId.DEDUPLICATION: _unknown,
    RungId.LAST_EVENT: _unknown,
}
