"""Sentences of the rungs about the reports: where the box sends them and what came of them."""

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
    RungId.REPORT_URL: _unknown,
    RungId.REPORT_URL_IS_BOX_ITSELF: _unknown,
    RungId.RECEIVER: _unknown,
    RungId.REACHED: _unknown,
    RungId.FIREWALL: _unknown,
    RungId.BOX_MESSAGE: _unknown,
    RungId.MESSAGE_SIZE: _unknown,
}
