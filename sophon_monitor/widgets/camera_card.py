"""One camera of the Sign-off page: how it stands and why, the events that made it fail, what was tried by hand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.domain.checks import CameraChecks
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.sign_off import Condition
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.sign_off_words import camera_sentences, condition_word, heading
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.widgets.pair_strip import PairStrip
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class CameraCard(QFrame):
    """The chosen camera. Lives on the Qt thread.

    Signals:
        condition_ticked: CameraKey, Condition, and whether it was tried.
        verdict_asked: VerdictAsked that says who it was in truth.
        live_asked: The person wants to judge: Live, with this camera.
    """

    condition_ticked = Signal(object, object, bool)
    verdict_asked = Signal(object)
    live_asked = Signal()

    def __init__(self, theme: Theme, decoder: PictureDecoder, parent: QWidget | None = None) -> None:
        """Show no camera yet."""
        super().__init__(parent)
        set_look(self, "card")
        self._checks: CameraChecks | None = None
        self._ticked: frozenset[Condition] = frozenset()
        self._people: tuple[str, ...] = ()
        self.title, self.sentences = QLabel(self), QLabel(self)
        set_look(self.title, "strong")
        for label in (self.title, self.sentences):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentences.setWordWrap(True)
        set_look(self.sentences, "soft")
        self.pairs = PairStrip(theme, decoder, self)
        self.pairs.hide()
        self.really_button, self.judge_button = QPushButton(self), QPushButton(self)
        self._menu = QMenu(self.really_button)
        self._menu.triggered.connect(self._say_who)
        self.really_button.setMenu(self._menu)
        self._caption = QLabel(self)
        set_look(self._caption, "soft")
        self.ticks = {condition: QCheckBox(self) for condition in Condition}
        self._lay_out()
        self.judge_button.clicked.connect(self.live_asked)
        for box in self.ticks.values():
            box.clicked.connect(self._on_ticked)
        self._retranslate()

    def _lay_out(self) -> None:
        by_hand = QHBoxLayout()
        by_hand.setSpacing(12)
        by_hand.addWidget(self._caption)
        for box in self.ticks.values():
            by_hand.addWidget(box)
        by_hand.addStretch(1)
        by_hand.addWidget(self.really_button)
        by_hand.addWidget(self.judge_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(7)
        column.addWidget(self.title)
        column.addWidget(self.sentences)
        column.addWidget(self.pairs)
        column.addLayout(by_hand)

    @property
    def camera_key(self) -> CameraKey | None:
        """Which camera is shown."""
        return self._checks.camera_key if self._checks is not None else None

    def show_camera(
        self,
        checks: CameraChecks | None,
        failing: tuple[EventRecord, ...],
        ticked: frozenset[Condition],
        people: tuple[str, ...],
    ) -> None:
        """Show a camera; None hides the card.

        Args:
            checks: How it stands.
            failing: The events that made it fail.
            ticked: What was tried there by hand.
            people: Names to choose from for who it was in truth.
        """
        self._checks, self._ticked, self._people = checks, ticked, people
        self.setVisible(checks is not None)
        self.pairs.show_events(failing)
        self._retranslate()

    def _retranslate(self) -> None:
        checks = self._checks
        self._caption.setText(translate("SignOff", "Tried here:"))
        for condition, box in self.ticks.items():
            box.setText(condition_word(condition))
            box.setChecked(condition in self._ticked)
        self.judge_button.setText(translate("SignOff", "Judge on Live"))
        self.judge_button.setToolTip(translate("SignOff", "Open Live with this camera only"))
        self.really_button.setText(translate("SignOff", "Who was it?") + " ▾")
        self.really_button.setToolTip(translate("SignOff", "Say who the wrong match showed in truth"))
        wrong = checks is not None and checks.wrong_matches > 0 and bool(self.pairs.events)
        self.really_button.setVisible(wrong)
        self._fill_menu()
        if checks is None:
            return
        self.title.setText(heading(checks))
        sentences = camera_sentences(checks)
        self.sentences.setText("\n".join(sentences))
        self.setAccessibleName(heading(checks))
        self.setAccessibleDescription(" ".join(sentences))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self._people:
            self._menu.addAction(name.replace("&", "&&")).setData(name)
        self._menu.addSeparator()
        self._menu.addAction(translate("SignOff", "Somebody who is not registered")).setData("")

    def _say_who(self, action: QAction) -> None:
        event = self.pairs.current_event
        if event is not None:
            self.verdict_asked.emit(VerdictAsked(event.id, event.verdict, str(action.data()) or None))

    def _on_ticked(self) -> None:
        box = self.sender()
        for condition, other in self.ticks.items():
            if other is box and self._checks is not None:
                self.condition_ticked.emit(self._checks.camera_key, condition, other.isChecked())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
