"""Sentences of the rungs about the network: from this computer's card to the ports of the box."""

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
    RungId.ADAPTER: _unknown,
    RungId.SUBNET: _unknown,
    RungId.ADDRESS_CONFLICT: _unknown,
    RungId.ROUTE: _unknown,
    RungId.PORT_5555: _unknown,
    RungId.IS_BOX: _unknown,
}
