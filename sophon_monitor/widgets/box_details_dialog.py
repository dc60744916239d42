"""Everything about one box: name and note, what it is, how it is connected, its web page, addresses to paste there."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.domain.site import Box, BoxKey, Camera
from sophon_monitor.qtmodels.found_box_words import clock_sentence
from sophon_monitor.qtmodels.report_places import history_warning, web_page_of
from sophon_monitor.qtmodels.site_words import generation_word, liveness_word, stream_sentence, system_sentence
from sophon_monitor.widgets.note_field import NoteField
from sophon_monitor.widgets.report_hand import ReportHand
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class BoxDetailsDialog(QDialog):
    """Opened with `show()`; lives on the Qt thread and follows the box while it is open.

    Signals:
        rename_asked, note_asked: BoxKey and the text, when the field is left.
        web_page_asked: Address of the box's own page.
        borrow_asked, diagnose_asked, trial_asked, remove_asked, forget_asked: BoxKey.
    """

    rename_asked = Signal(object, str)
    note_asked = Signal(object, str)
    web_page_asked = Signal(str)
    borrow_asked = Signal(object)
    diagnose_asked = Signal(object)
    trial_asked = Signal(object)
    remove_asked = Signal(object)
    forget_asked = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, wall_clock: Callable[[], float] = time.time
    ) -> None:
        """Make the dialog; `set_box` fills it. `wall_clock` gives UTC epoch seconds."""
        super().__init__(parent)
        self._wall_clock = wall_clock
        self._box: Box | None = None
        self._cameras: tuple[Camera, ...] = ()
        self._urls: dict[ReportKind, str] = {}
        self._named: str | None = None  # asked for and not yet come back in a box
        self._noted: str | None = None
        self.name, self.note = QLineEdit(self), NoteField(self)
        self.facts, self.links = QLabel(self), QLabel(self)
        self._labels = {name: QLabel(self) for name in ("name", "note", "facts", "links")}
        self.page_button, self.borrow_button, self.diagnose_button, self.trial_button = (
            QPushButton(self) for _ in range(4)
        )
        self.remove_button, self.forget_button, self.close_button = (QPushButton(self) for _ in range(3))
        self._hand_title, self._history = QLabel(self), QLabel(self)
        self.hand = ReportHand(theme, self)
        self.confirm = QFrame(self)
        self.confirm_text, self.confirm_field = QLabel(self.confirm), QLineEdit(self.confirm)
        self.confirm_button = QPushButton(self.confirm)
        self._lay_out()
        self._connect()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_box(self, box: Box, cameras: tuple[Camera, ...]) -> None:
        """Show this box; what is being typed is not overwritten."""
        other = self._box is None or self._box.key != box.key
        if other:
            self._save()
        new_kind = self._box is None or self._box.generation is not box.generation
        self._box, self._cameras = box, cameras
        self._named = self._noted = None
        if other:
            self._take_back_confirmation()
            self.note.setPlainText(box.note)
        if (other or not self.name.hasFocus()) and self.name.text() != box.name:
            self.name.setText(box.name)
        if not other and not self.note.hasFocus() and self.note.toPlainText() != box.note:
            self.note.setPlainText(box.note)
        self._refresh()
        if other or new_kind:
            self._rebuild_hand()

    def set_our_urls(self, urls: tuple[tuple[ReportKind, str], ...]) -> None:
        """The ready addresses of this computer, one for each kind of report."""
        self._urls = dict(urls)
        self._rebuild_hand()

    @property
    def key(self) -> BoxKey | None:
        """Whose details these are."""
        return self._box.key if self._box is not None else None

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for label in (self.facts, self.links, self._history, self.confirm_text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.facts, self.links):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_look(self._hand_title, "strong")
        set_look(self._history, "warn")
        set_look(self.confirm, "trouble")
        set_look(self.confirm_button, "bad")
        set_look(self.forget_button, "bad")
        asking = QHBoxLayout(self.confirm)
        asking.addWidget(self.confirm_text, 1)
        asking.addWidget(self.confirm_field)
        asking.addWidget(self.confirm_button)
        self.confirm.hide()
        bottom = QHBoxLayout()
        bottom.addWidget(self.remove_button)
        bottom.addWidget(self.forget_button)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(_scrolling(self._body(), self), 1)
        layout.addWidget(self.confirm)
        layout.addLayout(bottom)
        resize_with_text(self, 760, 620)

    def _body(self) -> QWidget:
        """What scrolls: fields, facts, actions, addresses to paste."""
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        for name, field in (("name", self.name), ("note", self.note), ("facts", self.facts), ("links", self.links)):
            form.addRow(self._labels[name], field)
        self._labels["name"].setBuddy(self.name)
        self._labels["note"].setBuddy(self.note)
        actions = QHBoxLayout()
        for button in (self.page_button, self.borrow_button, self.diagnose_button, self.trial_button):
            actions.addWidget(button)
        actions.addStretch(1)
        body = QWidget(self)
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(12)
        inside.addLayout(form)
        inside.addLayout(actions)
        for part in (self._hand_title, self.hand, self._history):
            inside.addWidget(part)
        inside.addStretch(1)
        return body

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._rename)
        self.note.left.connect(self._save_note)
        self.page_button.clicked.connect(self._ask_page)
        self.borrow_button.clicked.connect(self._ask_borrow)
        self.diagnose_button.clicked.connect(self._ask_diagnosis)
        self.trial_button.clicked.connect(self._ask_trial)
        self.remove_button.clicked.connect(self._ask_removal)
        self.forget_button.clicked.connect(self._ask_forgetting)
        self.confirm_field.textChanged.connect(self._check_confirmation)
        self.confirm_button.clicked.connect(self._forget)
        self.close_button.clicked.connect(self.accept)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    # -- what was pressed --------------------------------------------------------------------------------------------

    def _rename(self) -> None:
        name = self.name.text().strip()
        if self._box is not None and name != self._box.name and name != self._named:
            self._named = name
            self.rename_asked.emit(self._box.key, name)

    def _save_note(self) -> None:
        note = self.note.toPlainText()
        if self._box is not None and note != self._box.note and note != self._noted:
            self._noted = note
            self.note_asked.emit(self._box.key, note)

    def _save(self) -> None:
        """Keep what was typed and not yet left."""
        self._rename()
        self._save_note()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Closed, also by Escape: nothing that was typed is lost."""
        if not event.spontaneous():
            self._save()
            self._take_back_confirmation()
        super().hideEvent(event)

    def _ask_page(self) -> None:
        if self._box is not None:
            self.web_page_asked.emit(web_page_of(self._box))

    def _ask_borrow(self) -> None:
        if self._box is not None:
            self.borrow_asked.emit(self._box.key)

    def _ask_diagnosis(self) -> None:
        if self._box is not None:
            self.accept()
            self.diagnose_asked.emit(self._box.key)

    def _ask_trial(self) -> None:
        if self._box is not None:
            self.trial_asked.emit(self._box.key)

    def _ask_removal(self) -> None:
        if self._box is not None:
            self.accept()
            self.remove_asked.emit(self._box.key)

    def _ask_forgetting(self) -> None:
        self.confirm_field.clear()
        self.confirm.show()
        self._check_confirmation()
        self.confirm_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back_confirmation(self) -> None:
        self.confirm_field.clear()
        self.confirm.hide()

    def _check_confirmation(self) -> None:
        name = self._box.name if self._box is not None else ""
        self.confirm_button.setEnabled(bool(name) and self.confirm_field.text().strip() == name.strip())

    def _forget(self) -> None:
        if self._box is not None:
            self.accept()
            self.forget_asked.emit(self._box.key)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._labels["name"].setText(translate("BoxDetails", "Name"))
        self._labels["note"].setText(translate("BoxDetails", "Note"))
        self._labels["facts"].setText(translate("BoxDetails", "Box"))
        self._labels["links"].setText(translate("BoxDetails", "Connections"))
        self.name.setAccessibleName(translate("BoxDetails", "Name of the box"))
        self.note.setAccessibleName(translate("BoxDetails", "Note about the box"))
        self.page_button.setText(translate("BoxDetails", "Open its web page"))
        self.borrow_button.setText(translate("BoxDetails", "Send its heartbeats here…"))
        self.diagnose_button.setText(translate("BoxDetails", "No events? Find out why"))
        self.trial_button.setText(translate("BoxDetails", "Try a recognition…"))
        self.remove_button.setText(translate("BoxDetails", "Remove from the site"))
        self.remove_button.setToolTip(translate("BoxDetails", "Its events and heartbeats stay in the archive"))
        self.forget_button.setText(translate("BoxDetails", "Forget…"))
        self.forget_button.setToolTip(translate("BoxDetails", "Removes the box and everything that was kept of it"))
        self.close_button.setText(translate("BoxDetails", "Close"))
        self.confirm_button.setText(translate("BoxDetails", "Forget it"))
        self.confirm_field.setAccessibleName(translate("BoxDetails", "Name of the box, to confirm"))
        self._hand_title.setText(translate("BoxDetails", "To paste in the box's own web page"))
        self._history.setText(history_warning())
        self._refresh()
        self._rebuild_hand()

    def _refresh(self) -> None:
        box = self._box
        if box is None:
            return
        self.setWindowTitle(box.name)
        address = box.address
        cameras = len(self._cameras)
        counted = translate("BoxDetails", "%n cameras", "", cameras)
        facts = (
            f"{liveness_word(box.liveness)} · {address.host} · {address.api} / {address.stream} / {address.system}",
            " · ".join(
                part
                for part in (generation_word(box.generation), box.software_version or "", box.host_name or "")
                if part
            ),
            translate("BoxDetails", "SN {sn} · MAC {mac}").format(sn=box.sn or "–", mac=box.mac or "–"),
            f"{counted} · {clock_sentence(box.clock_skew_ms)}",
        )
        self.facts.setText("\n".join(facts))
        now_s = self._wall_clock()
        self.links.setText(
            f"{stream_sentence(box.stream, address, now_s)}\n{system_sentence(box.system, address, now_s)}"
        )
        self.confirm_text.setText(
            translate(
                "BoxDetails",
                "Everything that was kept of {name} goes: events, pictures, heartbeats. Type its name to confirm.",
            ).format(name=box.name)
        )

    def _rebuild_hand(self) -> None:
        self.hand.set_urls(self._urls, self._box.generation if self._box is not None else None)
        for part in (self.hand, self._hand_title, self._history):
            part.setVisible(bool(self.hand.copy_buttons))


def _scrolling(body: QWidget, parent: QWidget) -> QScrollArea:
    """Room for long texts on a small screen; the dialog's own ground shows through."""
    area = QScrollArea(parent)
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    body.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
