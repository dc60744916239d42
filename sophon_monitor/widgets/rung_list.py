"""The ladder as a list: one row a rung, its details below it. Lives on the Qt thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sophon_monitor.domain.ladder import Diagnosis, Rung, RungId
from sophon_monitor.widgets.rung_row import RungRow
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

EDGE_PX = 4
WIDEST_TITLE_PX = 240


class RungList(QFrame):
    """Every rung from the first to the last; those that have not been tried yet wait.

    Attributes:
        rows: The row of every rung, in order.

    Signals:
        action_asked: RungAction of a row whose button was pressed.
        row_focused: The row (QWidget) that got the focus, so that it can be brought into view.
    """

    action_asked = Signal(object)
    row_focused = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with every rung waiting."""
        super().__init__(parent)
        set_look(self, "card")
        self._our_url: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(1, EDGE_PX, 1, EDGE_PX)
        column.setSpacing(0)
        self.rows: dict[RungId, RungRow] = {}
        for rung_id in RungId:
            row = self.rows[rung_id] = RungRow(theme, rung_id, self)
            row.action_asked.connect(self.action_asked)
            row.step_asked.connect(self._step)
            row.focused.connect(self.row_focused)
            column.addWidget(row)
        self._retranslate()

    def set_our_url(self, url: str | None) -> None:
        """Name the receiver's address on the buttons."""
        self._our_url = url
        for row in self.rows.values():
            row.set_our_url(url)

    def show_rungs(self, diagnosis: Diagnosis, *, is_running: bool) -> None:
        """Show what has been tried; where it goes on, the next rung is the one being checked."""
        tried: dict[RungId, Rung] = {rung.id: rung for rung in diagnosis.rungs}
        cause = diagnosis.first_failure
        following = next((rung_id for rung_id in RungId if rung_id not in tried), None) if is_running else None
        for rung_id, row in self.rows.items():
            rung = tried.get(rung_id)
            row.show_rung(rung, is_running=rung_id is following, is_cause=rung is not None and rung is cause)

    def close_rows(self) -> None:
        """Put all details away."""
        for row in self.rows.values():
            row.set_open(is_open=False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the font: the columns are as wide as their longest word."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._align()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Diagnosis", "Steps of the check"))
        self.setAccessibleDescription(
            translate("Diagnosis", "Up and down move between the steps, Enter or Space shows their details.")
        )
        self._align()

    def _align(self) -> None:
        title_px = max(row.wanted_title_px() for row in self.rows.values())
        state_px = max(row.wanted_state_px() for row in self.rows.values())
        for row in self.rows.values():
            row.align(state_px=state_px, title_px=min(title_px, WIDEST_TITLE_PX))

    def _step(self, rung_id: RungId, steps: int) -> None:
        order = list(self.rows)
        place = order.index(rung_id) + steps
        place = max(0, min(place, len(order) - 1))
        self.rows[order[place]].setFocus(Qt.FocusReason.TabFocusReason)
