"""Trying a recognition with a photo: the warnings first, then what the box says, both pictures side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.records import EventRecord, ScoreScale
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.domain.trial import TrialOffer, TrialResult, is_photo
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.trial_words import (
    back_sentence,
    device_text,
    offer_problem,
    refused_sentences,
    result_sentence,
)
from sophon_monitor.widgets.score_bar import ScoreBar
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.trial_pictures import TrialPictures

translate = QCoreApplication.translate

EVENT_WITHIN_MS = 10_000


@dataclass(frozen=True, slots=True)
class TrialRequest:
    """What a person asked for: a photo, in the name of a device or of none."""

    box_key: BoxKey
    camera_id: str | None
    picture: bytes = field(repr=False)


class TrialDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread. The photo stays in memory and goes with the dialog.

    Signals:
        trial_asked: TrialRequest.
        offer_asked: BoxKey: say whether and how it can be tried.
        file_asked: A photo is to be chosen; `set_picture` gets it.
        file_dropped: Path of a file that was dropped here.
    """

    trial_asked = Signal(object)
    offer_asked = Signal(object)
    file_asked = Signal()
    file_dropped = Signal(str)

    def __init__(self, theme: Theme, decoder: PictureDecoder, parent: QWidget | None = None) -> None:
        """Make the dialog; `set_box` says whose."""
        super().__init__(parent)
        self._key, self._name = BoxKey(""), ""
        self._threshold: float | None = None
        self._picture, self._is_photo = b"", False
        self._offer: TrialOffer | None = None
        self._result: TrialResult | None = None
        self._back, self._sending = "", False
        self.title, self.warning, self.refused, self.problem, self.outcome, self.back = (QLabel(self) for _ in range(6))
        self.device = QComboBox(self)
        self._device_label = QLabel(self)
        self.agree = QCheckBox(self)
        self.file_button, self.send_button, self.close_button = (QPushButton(self) for _ in range(3))
        self.pictures = TrialPictures(theme, decoder, self)
        self.bar = ScoreBar(theme, self)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(EVENT_WITHIN_MS)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    @property
    def box_key(self) -> BoxKey:
        """Whose box it is: what was asked about another one comes too late."""
        return self._key

    def set_box(self, key: BoxKey, name: str, threshold: float | None) -> None:
        """Say whose box it is; everything of another trial is forgotten. Asks for the offer.

        Args:
            key: Of the box.
            name: As it is called.
            threshold: 0-100, None where it is not known.
        """
        self._key, self._name, self._threshold = key, name, threshold
        self._offer = self._result = None
        self._back, self._sending = "", False
        self._waiting.stop()
        self.device.clear()
        self.agree.setChecked(False)
        self.pictures.show_registered(b"", is_answered=False)
        self._retranslate()
        self.offer_asked.emit(key)

    def show_offer(self, offer: TrialOffer) -> None:
        """Show whether and in whose name a photo can be tried."""
        self._offer = offer
        chosen = self.device.currentData()
        self.device.clear()
        if offer.without_device:
            self.device.addItem(translate("Trial", "in no camera's name"), None)
        for one in offer.devices:
            if not one.refused:
                self.device.addItem(device_text(one), one.camera_id)
        if chosen is not None:
            self.device.setCurrentIndex(max(self.device.findData(chosen), 0))
        self._retranslate()

    def set_picture(self, picture: bytes, name: str) -> None:
        """Take the photo that was chosen, and its file's name."""
        if self._sending:
            return  # the answer is to stand beside the photo that it is about
        self._is_photo = is_photo(picture)
        self._picture = picture if self._is_photo else b""
        self._result, self._back = None, ""
        self._waiting.stop()
        self.pictures.show_photo(self._picture, name)
        self.pictures.show_registered(b"", is_answered=False)
        self._refresh()

    def show_result(self, result: TrialResult) -> None:
        """Show what the box said. One that nobody waits for any more is passed over."""
        if not self._sending:
            return
        self._result, self._sending = result, False
        self.pictures.show_registered(result.registered_picture, is_answered=not result.problem)
        if result.problem:
            self._back = ""
        elif not self._back:
            self._waiting.start()
        self._retranslate()

    def show_event_back(self, seconds: float, camera: str) -> None:
        """The event of the trial came back, perhaps even before the answer."""
        if self._sending or self._waiting.isActive():
            self._waiting.stop()
            self._back = back_sentence(seconds, camera)
            self._refresh()

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for label, look in (
            (self.title, "heading"),
            (self.warning, "warn"),
            (self.refused, "soft"),
            (self.problem, "bad"),
            (self.outcome, "strong"),
            (self.back, "soft"),
        ):
            set_look(label, look)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.send_button, "primary")
        choice = QHBoxLayout()
        choice.addWidget(self.file_button)
        choice.addSpacing(8)
        choice.addWidget(self._device_label)
        choice.addWidget(self.device, 1)
        self._device_label.setBuddy(self.device)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.send_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(10)
        for part in (self.title, self.warning, self.refused, self.problem):
            layout.addWidget(part)
        layout.addLayout(choice)
        layout.addWidget(self.pictures, 1)
        result: tuple[QWidget, ...] = (self.outcome, self.bar, self.back, self.agree)
        for widget in result:
            layout.addWidget(widget)
        layout.addLayout(buttons)
        resize_with_text(self, 640, 660)

    def _connect(self) -> None:
        self.pictures.not_decoded.connect(self._refuse_photo)
        self.file_button.clicked.connect(self.file_asked)
        self.agree.toggled.connect(self._refresh)
        self.send_button.clicked.connect(self._send)
        self.close_button.clicked.connect(self.accept)
        self._waiting.timeout.connect(self._give_up)
        for button in (self.file_button, self.close_button):
            button.setAutoDefault(False)
        self.send_button.setDefault(True)
        order = (
            *(self.file_button, self.device, self.pictures.sent, self.pictures.registered),
            *(self.agree, self.close_button, self.send_button),
        )
        for former, following in pairwise(order):
            self.setTabOrder(former, following)

    # -- the photo ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the first file."""
        for url in event.mimeData().urls()[:1]:
            if url.isLocalFile():
                self.file_dropped.emit(url.toLocalFile())

    def _refuse_photo(self) -> None:
        self._is_photo, self._picture = False, b""
        self._refresh()

    # -- sending -----------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        if not self.send_button.isEnabled():
            return
        self._sending, self._result, self._back = True, None, ""
        self.pictures.show_registered(b"", is_answered=False)
        self.close_button.setFocus()  # a second Enter must not leave a second record
        self._refresh()
        self.trial_asked.emit(TrialRequest(self._key, self.device.currentData(), self._picture))

    def _give_up(self) -> None:
        self._back = translate("Trial", "The event has not come back within 10 s.")
        self._refresh()

    def done(self, result: int) -> None:
        """Let go of the pictures when the dialog closes."""
        self._waiting.stop()
        self._sending = self._is_photo = False
        self._picture, self._result = b"", None
        self.pictures.clear()
        super().done(result)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            if self._offer is not None:
                self.show_offer(self._offer)
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = translate("Trial", "Try a recognition on {box}").format(box=self._name)
        self.setWindowTitle(title)
        self.title.setText(title)
        self.warning.setText(
            translate(
                "Trial",
                "The box treats the photo like a person in front of a camera: it leaves a record in its history, which "
                "also goes to the customer's server. A pass at a device with a relay opens a door, so such devices are "
                "never used.",
            )
        )
        self.file_button.setText(translate("Trial", "Choose a photo…"))
        self._device_label.setText(translate("Trial", "Send it"))
        self.device.setAccessibleName(translate("Trial", "In whose name the photo is sent"))
        self.agree.setText(translate("Trial", "I know that it leaves a record on the box"))
        self.send_button.setText(translate("Trial", "Send"))
        self.close_button.setText(translate("Trial", "Close"))
        self._refresh()

    def _refresh(self) -> None:
        offer, result = self._offer, self._result
        problem = offer_problem(offer) if offer is not None else ""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        refused = refused_sentences(offer.devices) if offer is not None else ()
        self.refused.setText("\n".join(refused))
        self.refused.setVisible(bool(refused))
        if self._sending:
            self.outcome.setText(translate("Trial", "Sending…"))
        elif offer is None:
            self.outcome.setText(translate("Trial", "Asking the box for its devices…"))
        else:
            self.outcome.setText(result_sentence(result) if result is not None else "")
        self.bar.setVisible(result is not None and not result.problem)
        self.bar.show_record(_as_record(self._key, result, self._threshold) if result is not None else None)
        self.back.setText(self._back or self._waiting_sentence())
        self.back.setVisible(bool(self.back.text()))
        ready = offer is not None and not offer.problem and self.device.count() > 0
        self.send_button.setEnabled(ready and self._is_photo and self.agree.isChecked() and not self._sending)
        for choice in (self.file_button, self.device, self.agree):
            choice.setEnabled(not self._sending)

    def _waiting_sentence(self) -> str:
        if not self._waiting.isActive():
            return ""
        return translate("Trial", "Waiting for the event to come back…")


def _as_record(key: BoxKey, result: TrialResult, threshold: float | None) -> EventRecord:
    """What the score bar shows; it draws a threshold only where the scale is certain."""
    return EventRecord(
        received_at_ms=0,
        box_key=key,
        score=result.score,
        score_scale=ScoreScale.PERCENT if result.is_percent else ScoreScale.UNKNOWN,
        threshold=threshold,
    )
