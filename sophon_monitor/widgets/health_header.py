"""The top of the Health page: which box, what it says about itself, which part of time, which other boxes."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QColor, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sophon_monitor.domain.site import Box, BoxKey, Link, Liveness
from sophon_monitor.widgets import health_words
from sophon_monitor.widgets.health_words import (
    SEPARATOR,
    identity_line,
    link_text,
    state_text,
)
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Palette, Theme
from sophon_monitor.widgets.time_window import DEFAULT_RANGE_S, RANGES_S

translate = QCoreApplication.translate


class ElidedLabel(QLabel):
    """A line of text that ends in "…" where there is no room; whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show as much of `text` as fits."""
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(text)
            self._fit()

    def whole_text(self) -> str:
        """The text without the cut."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setText(text)
        self.setToolTip(f"<qt>{escape(self._whole)}</qt>" if text != self._whole else "")


class StayingMenu(QMenu):
    """A menu that stays open while its check marks are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Set the check mark under the mouse without closing."""
        active = self.activeAction()
        for action in self.actions():
            if action is active and action.isCheckable():
                action.trigger()
                event.accept()
                return
        super().mouseReleaseEvent(event)


class HealthHeader(QWidget):
    """Name and identity of the box, ranges, comparison.

    Attributes:
        back_button: Back to now; hidden while the window follows.

    Signals:
        range_chosen: Seconds, None for all. now_asked: Back to the present.
        compare_changed: A frozenset of the other boxes' keys.
    """

    range_chosen = Signal(object)
    now_asked = Signal()
    compare_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._box: Box | None = None
        self._actions: dict[BoxKey, QAction] = {}
        self._name = QLabel(self)
        set_look(self._name, "title")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._abnormal = ElidedLabel(self)
        set_look(self._abnormal, "bad")
        self._identity = ElidedLabel(self)
        self._identity.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._identity, "soft")
        self._state = QLabel(self)
        self._state.setTextFormat(Qt.TextFormat.RichText)
        self.back_button = QPushButton(self)
        self.back_button.clicked.connect(self.now_asked)
        self.back_button.hide()
        self._ranges = QButtonGroup(self)
        self._compare = QPushButton(self)
        self._menu = StayingMenu(self)
        self._compare.clicked.connect(self._open_menu)
        self._lay_out()
        self._ranges.idClicked.connect(self._on_range)
        theme.changed.connect(self._show_box)
        self._retranslate()

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._name)
        first.addWidget(self._state)
        first.addWidget(self._abnormal, 100)
        first.addStretch(1)
        lines.addLayout(first)
        lines.addWidget(self._identity)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(lines, 1)
        row.addWidget(self.back_button)
        for number, range_s in enumerate(RANGES_S):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setChecked(range_s == DEFAULT_RANGE_S)
            set_look(button, "choice")
            self._ranges.addButton(button, number)
            row.addWidget(button)
        row.addWidget(self._compare)

    @property
    def abnormal_text(self) -> str:
        """What the box says is wrong, "" when nothing is."""
        return self._abnormal.whole_text()

    def show_box(self, box: Box | None) -> None:
        """Say whose health this is."""
        if box is not self._box:
            self._box = box
            self._show_box()

    def show_boxes(self, boxes: tuple[Box, ...], compared: frozenset[BoxKey]) -> None:
        """Offer all other boxes for comparison; `compared` have their check mark."""
        own = self._box.key if self._box is not None else None
        others = {box.key: box for box in boxes if box.key != own}
        for key in [key for key in self._actions if key not in others]:
            action = self._actions.pop(key)
            self._menu.removeAction(action)
            action.deleteLater()
        for key, box in others.items():
            if key not in self._actions:
                action = QAction(self._menu)
                action.setCheckable(True)
                action.setData(key)
                action.toggled.connect(self._on_compare)
                self._menu.addAction(action)
                self._actions[key] = action
            action = self._actions[key]
            action.setText(f"{box.name}  {box.address.host}".replace("&", "&&"))
            if action.isChecked() != (key in compared):
                action.blockSignals(True)
                action.setChecked(key in compared)
                action.blockSignals(False)
        self._compare.setEnabled(bool(others))

    def show_range(self, range_s: float | None, *, is_following: bool) -> None:
        """Mark the range in force; while a person has zoomed, none is, and there is a way back."""
        self.back_button.setVisible(not is_following)
        self._ranges.setExclusive(False)
        for number, choice in enumerate(RANGES_S):
            self._ranges.button(number).setChecked(is_following and choice == range_s)
        self._ranges.setExclusive(is_following)

    def _show_box(self) -> None:
        box = self._box
        self._name.setText(box.name if box is not None else "")
        self._abnormal.show_text(health_words.abnormal_text(box) if box is not None else "")
        self._abnormal.setVisible(bool(self._abnormal.whole_text()))
        if box is None:
            self._identity.show_text("")
            self._state.setText("")
            return
        parts = [identity_line(box)]
        if box.uptime:
            parts.append(translate("Health", "up {time}").format(time=box.uptime))
        parts.append(translate("Health", "events {state}").format(state=link_text(box.stream)))
        parts.append(translate("Health", "system {state}").format(state=link_text(box.system)))
        self._identity.show_text(SEPARATOR.join(part for part in parts if part))
        self._identity.setAccessibleDescription(_link_details(box.stream, box.system))
        shape, colour = _state_shape(box.liveness, self._theme.palette)
        self._state.setText(f'<span style="color:{colour.name()}">{shape}</span> {escape(state_text(box))}')
        self._state.setAccessibleName(state_text(box))

    def _on_range(self, number: int) -> None:
        self.range_chosen.emit(RANGES_S[number])

    def _on_compare(self, _checked: bool) -> None:
        chosen = frozenset(key for key, action in self._actions.items() if action.isChecked())
        self.compare_changed.emit(chosen)

    def _open_menu(self) -> None:
        # popup() returns at once; a button's own menu would do so only by grace of the Qt version.
        self._menu.popup(self._compare.mapToGlobal(self._compare.rect().bottomLeft()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        texts = (
            (translate("Health", "10 min"), translate("Health", "Show the last ten minutes (key 1)")),
            (translate("Health", "1 h"), translate("Health", "Show the last hour (key 2)")),
            (translate("Health", "8 h"), translate("Health", "Show the last eight hours (key 3)")),
            (translate("Health", "24 h"), translate("Health", "Show the last day (key 4)")),
            (translate("Health", "All"), translate("Health", "Show everything that is kept (key 5)")),
        )
        for number, (text, tip) in enumerate(texts):
            button = self._ranges.button(number)
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.back_button.setText(translate("Health", "Back to now"))
        self.back_button.setToolTip(translate("Health", "Undo the zoom and follow the present (Home)"))
        self.back_button.setAccessibleName(translate("Health", "Back to now, undo the zoom"))
        self._compare.setText(translate("Health", "Compare boxes") + " ▾")
        self._compare.setAccessibleName(translate("Health", "Compare boxes: choose which others to draw"))
        self._show_box()


def _state_shape(liveness: Liveness, palette: Palette) -> tuple[str, QColor]:
    match liveness:
        case Liveness.ONLINE:
            return "●", palette.good
        case Liveness.LATE:
            return "▲", palette.warn
        case Liveness.OFFLINE:
            return "■", palette.bad
        case Liveness.NEVER:
            return "○", palette.idle


def _link_details(stream: Link, system: Link) -> str:
    return SEPARATOR.join(detail for detail in (stream.detail, system.detail) if detail)
