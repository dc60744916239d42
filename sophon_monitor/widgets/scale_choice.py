"""Which scale of scores is shown, where there are several: scales are never mixed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import ScoreSet
from sophon_monitor.qtmodels.score_words import choice_text
from sophon_monitor.widgets.style import set_look


class ScaleChoice(QWidget):
    """A button for each scale that has scores, with how many; none where there is nothing to choose.

    Attributes:
        buttons: By scale; those of scales without scores are hidden.

    Signals:
        chosen: The `ScoreScale` that a person wants to see.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {scale: QPushButton(self) for scale in ScoreScale}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, button in enumerate(self.buttons.values()):
            button.setCheckable(True)
            button.hide()
            set_look(button, "section")
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(self._choose)

    @property
    def texts(self) -> tuple[str, ...]:
        """What can be chosen, in words; the dot is full where it is."""
        return tuple(button.text() for button in self.buttons.values() if not button.isHidden())

    def show_sets(self, sets: tuple[ScoreSet, ...], shown: ScoreSet | None) -> None:
        """Offer these, of which one is shown."""
        by_scale = {one.scale: one for one in sets}
        for scale, button in self.buttons.items():
            one = by_scale.get(scale)
            button.setVisible(one is not None and len(sets) > 1)
            if one is not None:
                text = choice_text(one)
                button.setChecked(one is shown)
                button.setText(f"{'●' if one is shown else '○'} {text}")
                button.setAccessibleName(text)

    def _choose(self, place: int) -> None:
        self.chosen.emit(list(self.buttons)[place])
