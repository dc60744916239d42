"""One rung of the ladder: its state, name, result and time in a line that opens to what was tried and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.ladder import Rung, RungAction, RungId, RungState
from sophon_monitor.qtmodels import diagnosis_words as words
from sophon_monitor.widgets.rung_mark import Mark, mark_of, paint_chevron, paint_mark
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

MARK_PX = 12
MARK_LEFT_PX = 14
CHEVRON_PX = 22
TIME_PX = 76
TEXT_LEFT_PX = MARK_LEFT_PX + MARK_PX + 10


class _RungLine(QAbstractButton):
    """The line itself: a button that opens and closes the details.

    Signals:
        step_asked: 1 or -1, a large number for the first and the last one.
        focused: It got the keyboard focus.
    """

    step_asked = Signal(int)
    focused = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.mark = Mark.WAITING
        self.is_cause = False
        self.state_label, self.title_label = QLabel(self), QLabel(self)
        self.result_label, self.time_label = QLabel(self), QLabel(self)
        self.time_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.time_label.setFixedWidth(TIME_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(TEXT_LEFT_PX, 6, CHEVRON_PX, 6)
        row.setSpacing(14)
        labels = (self.state_label, self.title_label, self.result_label, self.time_label)
        for label in labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label, 1 if label is self.result_label else 0, Qt.AlignmentFlag(0))
        for label in (self.state_label, self.title_label, self.result_label):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        set_look(self.time_label, "soft")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the labels need it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground, the mark, the arrow and, with the keyboard here, the ring."""
        del event
        palette = self._theme.palette
        painter = QPainter(self)
        if self.is_cause:
            painter.fillRect(self.rect(), palette.bad_soft)
        elif self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), palette.hover)
        middle = self.title_label.y() + self.fontMetrics().height() / 2
        side = MARK_PX
        paint_mark(painter, QRectF(MARK_LEFT_PX, middle - side / 2, side, side), self.mark, palette)
        if self.isEnabled():
            arrow = QRectF(self.width() - CHEVRON_PX + 5, middle - 5, 10, 10)
            paint_chevron(painter, arrow, palette.text_soft, is_open=self.isChecked())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(palette.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 5, 5)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up, Down, Home, End move; Enter turns; Right opens, Left closes."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.step_asked.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            if self.isChecked() != (key == Qt.Key.Key_Right):
                self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the ring, and be brought into view where the keyboard came here."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.focused.emit()


class RungRow(QWidget):
    """One rung, waiting until it is shown.

    Signals:
        action_asked: RungAction of the button in its details.
        step_asked: RungId of this row and how many rows to move by.
        focused: This row, when the keyboard comes to it or it opens.
    """

    action_asked = Signal(object)
    step_asked = Signal(object, int)
    focused = Signal(object)

    def __init__(self, theme: Theme, rung_id: RungId, parent: QWidget) -> None:
        """Make the row of one rung."""
        super().__init__(parent)
        self._theme, self.rung_id = theme, rung_id
        self._rung: Rung | None = None
        self._is_running = False
        self._our_url: str | None = None
        self.line = _RungLine(theme, self)
        self.line.step_asked.connect(self._step)
        self.line.focused.connect(self._tell_focus)
        self.line.toggled.connect(self._open)
        self.details = QFrame(self)
        self._captions = tuple(QLabel(self.details) for _ in range(3))
        self.texts = tuple(QLabel(self.details) for _ in range(3))
        self.action_button = QPushButton(self.details)
        self.action_button.clicked.connect(self._ask)
        self._lay_out()
        self.setFocusProxy(self.line)
        self._retranslate()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_rung(self, rung: Rung | None, *, is_running: bool, is_cause: bool) -> None:
        """Show what came of it; None while it waits or, with `is_running`, is being checked."""
        if (rung, is_running, is_cause) == (self._rung, self._is_running, self.line.is_cause):
            return
        self._rung, self._is_running, self.line.is_cause = rung, is_running, is_cause
        self.line.mark = mark_of(rung.state if rung is not None else None, is_running=is_running)
        if rung is None:
            self.set_open(is_open=False)
        self._retranslate()
        self.line.update()

    def set_our_url(self, url: str | None) -> None:
        """Name the receiver's address on the button."""
        self._our_url = url
        self._retranslate_action()

    def set_open(self, *, is_open: bool) -> None:
        """Open or close the details."""
        self.line.setChecked(is_open and self._rung is not None)

    @property
    def is_open(self) -> bool:
        """Whether the details are shown."""
        return self.line.isChecked()

    # -- columns -----------------------------------------------------------------------------------------------------

    def wanted_title_px(self) -> int:
        """Width of the name in one line."""
        label = self.line.title_label
        label.ensurePolished()
        font = label.font()
        font.setBold(True)  # as it is once the rung is told
        return QFontMetrics(font).horizontalAdvance(words.title(self.rung_id)) + 6

    def wanted_state_px(self) -> int:
        """Width of the longest word of state."""
        label = self.line.state_label
        label.ensurePolished()
        return max(label.fontMetrics().horizontalAdvance(word) for word in words.all_state_words()) + 4

    def align(self, *, state_px: int, title_px: int) -> None:
        """Give the columns their widths, the same ones in every row."""
        self.line.state_label.setFixedWidth(state_px)
        self.line.title_label.setFixedWidth(title_px)
        layout = self.details.layout()
        spacing = 14
        if isinstance(layout, QGridLayout):
            layout.setContentsMargins(TEXT_LEFT_PX + state_px + spacing, 2, CHEVRON_PX + TIME_PX, 12)
            layout.setColumnMinimumWidth(0, title_px)

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout(self.details)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for place, (caption, text) in enumerate(zip(self._captions, self.texts, strict=True)):
            set_look(caption, "soft")
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(caption, place, 0)
            grid.addWidget(text, place, 1)
        grid.addWidget(self.action_button, len(self.texts), 1, Qt.AlignmentFlag.AlignLeft)
        self.details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.details)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A thin line below each row."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.palette.border_soft)
        painter.end()

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        rung, line = self._rung, self.line
        state = words.state_word(rung.state if rung is not None else None, is_running=self._is_running)
        title = words.title(self.rung_id)
        result = words.result(rung) if rung is not None else ""
        line.state_label.setText(state)
        line.title_label.setText(title)
        line.result_label.setText(result)
        line.time_label.setText(words.elapsed_text(rung.elapsed_ms) if rung is not None else "")
        is_failed = rung is not None and rung.state is RungState.FAILED
        is_told = rung is not None and rung.state in (RungState.OK, RungState.FAILED)
        set_look(line.title_label, "strong" if is_told else "soft")
        set_look(line.state_label, "bad" if is_failed else "soft")
        set_look(line.result_label, "" if is_failed else "soft")
        line.setEnabled(rung is not None)
        line.setAccessibleName(": ".join(part for part in (title, state, result) if part))
        self._retranslate_details()

    def _retranslate_details(self) -> None:
        rung = self._rung
        captions = (
            translate("Diagnosis", "Tried"),
            translate("Diagnosis", "That means"),
            translate("Diagnosis", "What to do"),
        )
        texts = (words.tried(rung), words.meaning(rung), words.advice(rung)) if rung is not None else ("", "", "")
        for label, caption, label_of_text, text in zip(self._captions, captions, self.texts, texts, strict=True):
            label.setText(caption)
            label_of_text.setText(text)
            label.setVisible(bool(text))
            label_of_text.setVisible(bool(text))
        self.line.setAccessibleDescription(" ".join(text for text in texts if text))
        self._retranslate_action()

    def _retranslate_action(self) -> None:
        action = self._rung.action if self._rung is not None else RungAction.NONE
        text = words.action_text(action, self._our_url)
        self.action_button.setText(text)
        self.action_button.setAccessibleName(text)
        self.action_button.setVisible(action is not RungAction.NONE)

    # -- what was pressed --------------------------------------------------------------------------------------------

    def _open(self, is_open: bool) -> None:
        self.details.setVisible(is_open)
        if is_open:
            self.focused.emit(self)

    def _ask(self) -> None:
        if self._rung is not None:
            self.action_asked.emit(self._rung.action)

    def _step(self, steps: int) -> None:
        self.step_asked.emit(self.rung_id, steps)

    def _tell_focus(self) -> None:
        self.focused.emit(self)
