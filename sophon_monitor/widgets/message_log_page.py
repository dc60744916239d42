"""The message log: what came in, what was answered, why something was rejected, and the raw body."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.qtmodels.message_log_model import Column, MessageLogModel, MessageRole, size_text
from sophon_monitor.qtmodels.message_words import kind_word, reason_sentence, way_word
from sophon_monitor.widgets.elided_label import ElidedLabel
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.site_tree import FilterField
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

# A single line of a megabyte takes Qt seconds to lay out; lines of this length do not.
LINE_LIMIT = 500
COPIED_FOR_MS = 1500


class MessageFilterModel(QSortFilterProxyModel):
    """The messages that are looked at: all or the rejected ones, with every word of a text."""

    def __init__(self, parent: QWidget) -> None:
        """Let everything through."""
        super().__init__(parent)
        self._words: list[str] = []
        self._rejected_only = False

    def look_for(self, text: str, *, rejected_only: bool) -> None:
        """Change what is let through."""
        words = text.casefold().split()
        if (words, rejected_only) != (self._words, self._rejected_only):
            self.beginFilterChange()
            self._words, self._rejected_only = words, rejected_only
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802
        """Whether this message is let through."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        if self._rejected_only and not index.data(MessageRole.REJECTED):
            return False
        if not self._words:
            return True
        text = index.data(MessageRole.SEARCH)
        return all(word in text for word in self._words)


class MessageLogPage(QWidget):
    """Table above, the chosen message below. Lives on the Qt thread.

    Signals:
        body_wanted: Number of the message whose raw body is to be shown; answered by `show_body`.
    """

    body_wanted = Signal(int)

    def __init__(self, theme: Theme, model: MessageLogModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._entry: MessageLogEntry | None = None
        self._body = ""
        self._title, self._count = QLabel(self), ElidedLabel(self)
        self.filter_field = FilterField(self)
        self.all_button, self.rejected_button = QPushButton(self), QPushButton(self)
        self.follow_box = QCheckBox(self)
        self.table = QTableView(self)
        self._rows = MessageFilterModel(self)
        self.body_view = QPlainTextEdit(self)
        self._detail_title, self._detail_text, self._reason = QLabel(self), QLabel(self), QLabel(self)
        self.copy_button = QPushButton(self)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_FOR_MS)
        self._make_table()
        self._lay_out()
        self._connect()
        self._dress()
        self._retranslate()

    def set_box_names(self, names: Mapping[BoxKey, str]) -> None:
        """Say how the boxes are called."""
        self._model.set_box_names(names)

    def show_body(self, number: int, text: str) -> None:
        """Show the raw body of message `number`, "" where it is not kept; ignored when another one is looked at."""
        if self._entry is None or self._entry.number != number:
            return
        self._body = text
        self.body_view.setPlainText(_in_short_lines(text))
        self._show_detail()

    def forget(self) -> None:
        """Show no message any more, not even the one that a person reads; the model is cleared by its owner."""
        self._entry, self._body = None, ""
        self.body_view.setPlainText("")
        self._reason.clear()
        self.filter_field.clear()
        self._show_detail()
        self._show_count()

    def show_rejected_only(self) -> None:
        """Show the rejected messages: what the link in the bottom bar asks for."""
        self.rejected_button.setChecked(True)
        self._filter()

    # -- making ------------------------------------------------------------------------------------------------------

    def _make_table(self) -> None:
        self._rows.setSourceModel(self._model)
        self.table.setModel(self._rows)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setCornerButtonEnabled(False)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self._measure()

    def _measure(self) -> None:
        metrics = self.table.fontMetrics()
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 11)
        samples = {
            Column.TIME: "00:00:00.000",
            Column.SENDER: "192.168.111.111",
            Column.BOX: "Warehouse SE3 W",
            Column.KIND: "Not understood",
            Column.SIZE: "99.9 MB",
            Column.ANSWER: "Answer 00",
        }
        for column, sample in samples.items():
            hint = self.table.horizontalHeader().sectionSizeHint(column)
            self.table.setColumnWidth(column, max(metrics.horizontalAdvance(sample) + 26, hint))

    def _lay_out(self) -> None:
        set_look(self._title, "title")
        set_look(self._count, "soft")
        self._choice = QButtonGroup(self)
        for button in (self.all_button, self.rejected_button):
            button.setCheckable(True)
            set_look(button, "choice")
            self._choice.addButton(button)
        self.all_button.setChecked(True)
        self.follow_box.setChecked(True)
        self.filter_field.setMinimumWidth(160)
        self.filter_field.left_downwards.connect(self.table.setFocus)
        # The page must not widen the window: what counts gives way first.
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        for widget in (self.follow_box, self.all_button, self.rejected_button, self.filter_field):
            head.addWidget(widget)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        set_look(self.splitter, "gap")
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self._made_detail())
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(13, 12, 13, 13)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.splitter, 1)

    def _made_detail(self) -> QFrame:
        card = QFrame(self)
        set_look(card, "card")
        set_look(self._detail_title, "strong")
        set_look(self._detail_text, "soft")
        set_look(self._reason, "bad")
        self._reason.setWordWrap(True)
        self.body_view.setReadOnly(True)
        self.body_view.setUndoRedoEnabled(False)
        self.body_view.setTabChangesFocus(True)
        set_look(self.body_view, "code")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._detail_title)
        head.addWidget(self._detail_text, 1)
        head.addWidget(self.copy_button)
        layout.addLayout(head)
        layout.addWidget(self._reason)
        layout.addWidget(self.body_view, 1)
        return card

    def _connect(self) -> None:
        self.filter_field.textChanged.connect(self._filter)
        self._choice.buttonClicked.connect(self._filter)
        self.follow_box.toggled.connect(self._follow)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self._rows.rowsInserted.connect(self._on_inserted)
        self._rows.rowsRemoved.connect(self._show_count)
        self.copy_button.clicked.connect(self._copy)
        self._copied.timeout.connect(self._show_detail)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.copy_button.setIcon(icon("copy", self._theme.palette.text_soft))

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the font."""
        if event.type() == QEvent.Type.LanguageChange:
            self._model.retranslate()
            self._retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(translate("MessageLog", "Message log"))
        self.filter_field.set_purpose(translate("MessageLog", "Filter messages"))
        self.all_button.setText(translate("MessageLog", "All"))
        self.rejected_button.setText(translate("MessageLog", "Rejected only"))
        self.follow_box.setText(translate("MessageLog", "Follow the newest"))
        self.table.setAccessibleName(translate("MessageLog", "Messages, newest first"))
        self.body_view.setAccessibleName(translate("MessageLog", "Raw body of the message"))
        self.copy_button.setAccessibleName(translate("MessageLog", "Copy the raw body"))
        self._show_count()
        self._show_detail()

    def _show_count(self) -> None:
        shown, held = self._rows.rowCount(), self._model.rowCount()
        if shown == held:
            text = translate("MessageLog", "the last %n messages, in memory only", "", held)
        else:
            text = translate("MessageLog", "{shown} of %n messages", "", held).format(shown=shown)
        self._count.set_text(text)

    def _show_detail(self) -> None:
        entry = self._entry
        copied = self._copied.isActive()
        self.copy_button.setText(translate("MessageLog", "Copied") if copied else translate("MessageLog", "Copy"))
        self.copy_button.setEnabled(bool(self._body))
        if entry is None:
            self._detail_title.setText(translate("MessageLog", "Choose a message to see what it holds"))
            self._detail_text.setText("")
            self._reason.hide()
            return
        self._detail_title.setText(f"{kind_word(entry.kind)} · {entry.sender}")
        parts = (way_word(entry.way), entry.path, size_text(entry.size_bytes))
        self._detail_text.setText(" · ".join(part for part in parts if part))
        self._reason.setText(reason_sentence(entry))
        self._reason.setVisible(bool(self._reason.text()))
        self.body_view.setPlaceholderText(
            translate("MessageLog", "The body is not kept any more: the log holds 32 MB, the oldest go first.")
        )

    # -- what happens ------------------------------------------------------------------------------------------------

    def _filter(self) -> None:
        self._rows.look_for(self.filter_field.text(), rejected_only=self.rejected_button.isChecked())
        self._show_count()

    def _on_selection(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        indexes = selected.indexes()
        entry = indexes[0].data(MessageRole.ENTRY) if indexes else None
        if isinstance(entry, MessageLogEntry) and (self._entry is None or entry.number != self._entry.number):
            self._entry, self._body = entry, ""
            self.body_view.setPlainText("")
            self._show_detail()
            self.body_wanted.emit(entry.number)

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        bar = self.table.verticalScrollBar()
        if self.follow_box.isChecked():
            self.table.scrollToTop()
        elif first == 0:  # what is being read stays where it is
            bar.setValue(bar.value() + (last + 1) * self.table.verticalHeader().defaultSectionSize())
        self._show_count()

    def _on_scroll(self, value: int) -> None:
        # Who scrolls away from the newest wants to read; back at the top, following goes on.
        at_top = value <= self.table.verticalHeader().defaultSectionSize() // 2
        if self.table.verticalScrollBar().isSliderDown() or self.table.underMouse():
            self.follow_box.setChecked(at_top)

    def _follow(self, is_following: bool) -> None:
        if is_following:
            self.table.scrollToTop()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._body)
        self._copied.start()
        self._show_detail()


def _in_short_lines(text: str) -> str:
    """Break over-long lines for the eye; copying takes the text as it came."""
    lines = text.split("\n")
    return "\n".join(
        piece
        for line in lines
        for piece in ([line[i : i + LINE_LIMIT] for i in range(0, len(line), LINE_LIMIT)] or [""])
    )
