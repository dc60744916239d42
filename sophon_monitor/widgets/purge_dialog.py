"""Removing people, strangers' pictures or the whole site for good: what goes, what stays, how far it is."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.changes import PurgeProgressed
from sophon_monitor.domain.purge import PurgeChoice, PurgeOrder, PurgeResult, PurgeStage
from sophon_monitor.qtmodels import privacy_words as words
from sophon_monitor.widgets.purge_people_table import PurgePeopleTable
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class PurgeKind(IntEnum):
    """What shall go."""

    PEOPLE = 0
    STRANGERS = 1
    SITE = 2


class PurgeDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread. Closing it does not stop what has begun.

    Signals:
        purge_asked: PurgeOrder.
        site_purge_asked: True where the list of boxes stays.
    """

    purge_asked = Signal(object)
    site_purge_asked = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the dialog; `begin` and `show_choice` fill it."""
        super().__init__(parent)
        self._choice: PurgeChoice | None = None
        self._site = ""
        self._busy = self._done = self._is_stuck = False
        self._progress = ""
        self.kinds = QButtonGroup(self)
        self.people_radio, self.strangers_radio, self.site_radio = (QRadioButton(self) for _ in range(3))
        self._kinds, self.site, self._rest = (QWidget(self) for _ in range(3))
        self.people = PurgePeopleTable(theme, self)
        self.keep_boxes, self.confirm = QCheckBox(self), QLineEdit(self)
        self._confirm_label = QLabel(self)
        self.goes, self.stays, self.state = (QLabel(self) for _ in range(3))
        self.bar = QProgressBar(self)
        self.purge_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def _lay_out(self) -> None:
        for number, radio in enumerate((self.people_radio, self.strangers_radio, self.site_radio)):
            self.kinds.addButton(radio, number)
        for label in (self.goes, self.stays, self.state, self._confirm_label):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.goes, "strong")
        set_look(self.stays, "soft")
        self._confirm_label.setBuddy(self.confirm)
        about_site = QVBoxLayout(self.site)
        about_site.setContentsMargins(0, 0, 0, 0)
        for widget in (self.keep_boxes, self._confirm_label, self.confirm):
            about_site.addWidget(widget)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        kinds = QVBoxLayout(self._kinds)
        kinds.setContentsMargins(0, 0, 0, 0)
        kinds.setSpacing(3)
        for radio in (self.people_radio, self.strangers_radio, self.site_radio):
            kinds.addWidget(radio)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.purge_button)
        bottom.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(self._kinds)
        column.addWidget(self.people, 1)
        for part in (self.site, self.goes, self.stays, self.bar, self.state):
            column.addWidget(part)
        column.addWidget(self._rest, 1)
        column.addLayout(bottom)
        resize_with_text(self, 680, 600)
        self.purge_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.people_radio.setChecked(True)

    def _connect(self) -> None:
        self.kinds.idToggled.connect(self._show_kind)
        self.people.model.chosen_changed.connect(self._refresh)
        self.confirm.textChanged.connect(self._refresh)
        self.purge_button.clicked.connect(self._purge)
        self.cancel_button.clicked.connect(self.reject)

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def begin(self, site: str) -> None:
        """Begin anew for this site; the choice is still being read."""
        self._site, self._choice = site, None
        self._busy = self._done = self._is_stuck = False
        self._progress = ""
        self._say("")
        self.people.model.show_people(())
        self.people.begin()
        self.people_radio.setChecked(True)
        self.confirm.clear()
        self.keep_boxes.setChecked(False)
        self._retranslate()

    def show_choice(self, choice: PurgeChoice) -> None:
        """Show who is in the archive."""
        self._choice = choice
        if not self._busy:
            self.people.model.show_people(choice.people)
        self._refresh()

    def show_progress(self, progress: PurgeProgressed) -> None:
        """Show how far it is."""
        if not self._busy:
            return
        self._progress = words.progress_sentence(progress)
        is_counted = progress.stage is PurgeStage.RECORDS
        self.bar.setRange(0, 100 if is_counted else 0)
        self.bar.setValue(progress.done)
        self._say(self._progress)

    def show_trouble(self, sentence: str) -> None:
        """Say why it does not go on; "" where it does again."""
        if self._busy and bool(sentence) != self._is_stuck:
            self._is_stuck = bool(sentence)
            self._say(sentence or self._progress, bad=bool(sentence))

    def show_result(self, result: PurgeResult) -> None:
        """Say what is gone. No name of those who are is left in the dialog."""
        self._busy, self._done = False, True
        self.people.forget()
        self._say(words.result_sentence(result), good=True)
        self._retranslate()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was removed; a person may try again."""
        self._busy = False
        self._say(sentence, bad=True)
        self._retranslate()

    # -- what a person does ------------------------------------------------------------------------------------------

    @property
    def kind(self) -> PurgeKind:
        """What a person has chosen."""
        return PurgeKind(self.kinds.checkedId())

    @property
    def order(self) -> PurgeOrder:
        """As chosen now, of people or strangers' pictures."""
        if self.kind is PurgeKind.STRANGERS:
            return PurgeOrder(stranger_pictures=True)
        return PurgeOrder(people=tuple(known.who for known in self.people.model.chosen))

    def _show_kind(self, kind: int, checked: bool) -> None:
        del kind
        if checked:
            self._say("")
            self._refresh()

    def _purge(self) -> None:
        if not self._may_begin():
            return
        self._busy = True
        self.bar.setRange(0, 0)
        self._say(translate("Purge", "Putting borrowed settings back…") if self.kind is PurgeKind.SITE else "")
        self._retranslate()
        if self.kind is PurgeKind.SITE:
            self.site_purge_asked.emit(self.keep_boxes.isChecked())
        else:
            self.purge_asked.emit(self.order)

    def _may_begin(self) -> bool:
        if self._busy or self._done or self._choice is None:
            return False
        match self.kind:
            case PurgeKind.PEOPLE:
                return bool(self.people.model.chosen)
            case PurgeKind.STRANGERS:
                return self._choice.stranger_pictures > 0
            case PurgeKind.SITE:
                return bool(self._site) and self.confirm.text().strip() == self._site.strip()

    # -- words -------------------------------------------------------------------------------------------------------

    def _say(self, sentence: str, *, bad: bool = False, good: bool = False) -> None:
        set_look(self.state, "bad" if bad else "good" if good else "soft")
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))

    def _refresh(self) -> None:
        """What goes with the present choice, and which controls make sense."""
        choosing = not self._busy and not self._done
        for part in (self._kinds, self.people, self.site):
            part.setEnabled(choosing)
        self.site_radio.setEnabled(choosing and bool(self._site))
        self._kinds.setVisible(not self._done)
        self.people.setVisible(not self._done and self.kind is PurgeKind.PEOPLE)
        self.site.setVisible(not self._done and self.kind is PurgeKind.SITE)
        self._rest.setVisible(not self.people.isVisibleTo(self))
        may_begin = self._may_begin()
        self.purge_button.setEnabled(may_begin)
        set_look(self.purge_button, "bad" if may_begin else "")
        self.purge_button.setVisible(not self._done)
        self.purge_button.setText(self._button_text())
        self.bar.setVisible(self._busy)
        self.goes.setVisible(not self._done)
        self.stays.setVisible(not self._done)
        self.state.setVisible(bool(self.state.text()))
        choice = self._choice
        if choice is None:
            self.goes.setText(translate("Purge", "Looking through the archive…"))
            self.stays.setText("")
            return
        match self.kind:
            case PurgeKind.PEOPLE:
                chosen = self.people.model.chosen
                events, pictures = sum(known.events for known in chosen), sum(known.pictures for known in chosen)
                self.goes.setText(words.people_goes(events, pictures, choice) if chosen else self._nobody())
                self.stays.setText(words.people_stays(choice) if chosen else "")
            case PurgeKind.STRANGERS:
                self.goes.setText(words.strangers_goes(choice.stranger_pictures))
                self.stays.setText(words.site_stays())
            case PurgeKind.SITE:
                self.goes.setText(words.site_goes(self._site, choice))
                self.stays.setText(words.site_stays())

    def _nobody(self) -> str:
        return translate("Purge", "Choose whose records go: one line for each name and ID that a box has sent.")

    def _button_text(self) -> str:
        match self.kind:
            case PurgeKind.PEOPLE:
                chosen = len(self.people.model.chosen)
                return words.people_button(chosen) if chosen else translate("Purge", "Purge person")
            case PurgeKind.STRANGERS:
                return translate("Purge", "Purge strangers' pictures")
            case PurgeKind.SITE:
                return translate("Purge", "Purge the site")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.people.retranslate()
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Purge", "Purge"))
        self.people_radio.setText(translate("Purge", "A person, or several: everything of them"))
        self.strangers_radio.setText(translate("Purge", "Pictures of all strangers"))
        self.site_radio.setText(translate("Purge", "This whole site"))
        self.keep_boxes.setText(translate("Purge", "Keep the list of boxes with their names and notes"))
        self._confirm_label.setText(
            translate("Purge", "Type the name of the site to confirm: {name}").format(name=self._site)
        )
        self.confirm.setAccessibleName(translate("Purge", "Name of the site, to confirm"))
        self.bar.setAccessibleName(translate("Purge", "Progress"))
        self.state.setAccessibleName(translate("Purge", "What is being done"))
        leaves = self._busy or self._done
        self.cancel_button.setText(translate("Purge", "Close") if leaves else translate("Purge", "Cancel"))
        self._refresh()
