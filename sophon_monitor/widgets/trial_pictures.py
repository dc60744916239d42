"""The photo that is tried and the registered picture that came with the answer, side by side at the same height."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.trial_words import bad_photo_sentence
from sophon_monitor.widgets.picture_pane import PicturePane, ZoomLink
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

SMALLEST_PX, DECODED_PX = QSize(200, 200), QSize(480, 480)


@dataclass(frozen=True, slots=True)
class _PictureKey:
    """One of these pictures for the decoder, which takes the same key for the same picture."""

    serial: int
    is_registered: bool


class TrialPictures(QWidget):
    """Two panes that zoom together. Keeps no encoded bytes. Lives on the Qt thread.

    Signals:
        not_decoded: The photo that was to be sent is none.
    """

    not_decoded = Signal()

    def __init__(self, theme: Theme, decoder: PictureDecoder, parent: QWidget | None = None) -> None:
        """Make two empty panes."""
        super().__init__(parent)
        self._decoder = decoder
        self._serial = 0
        self._sent_key, self._registered_key = _PictureKey(0, False), _PictureKey(0, True)
        self._file, self._is_bad, self._is_answered = "", False, False
        link = ZoomLink(self)
        self.sent, self.registered = PicturePane(theme, link, self), PicturePane(theme, link, self)
        self._captions = (QLabel(self), QLabel(self))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for column, (caption, pane) in enumerate(zip(self._captions, (self.sent, self.registered), strict=True)):
            set_look(caption, "section")
            pane.setMinimumSize(SMALLEST_PX)
            pane.resized.connect(self._same_height)
            layout.addWidget(caption, 0, column)
            layout.addWidget(pane, 1, column)
        decoder.decoded.connect(self._show_decoded)
        self._retranslate()

    def show_photo(self, picture: bytes, file: str) -> None:
        """Show the photo that is to be sent; b"" where the file is none.

        Args:
            picture: JPEG or PNG.
            file: Its name, for screen readers; "" where nothing is chosen.
        """
        self._decoder.forget(_is_sent)
        self._file, self._is_bad = file, bool(file) and not picture
        self.sent.show_text("")
        self._sent_key = self._request(picture, is_registered=False)
        self._retranslate()

    def show_registered(self, picture: bytes, *, is_answered: bool) -> None:
        """Show the registered picture; b"" for none yet, or none at all once the box has answered."""
        self._decoder.forget(_is_registered)
        self._is_answered = is_answered
        self.registered.show_text(self._why_no_registered())
        self._registered_key = self._request(picture, is_registered=True)
        self._same_height()

    def _request(self, picture: bytes, *, is_registered: bool) -> _PictureKey:
        self._serial += 1
        key = _PictureKey(self._serial, is_registered)
        if picture:
            self._decoder.request(key, picture, DECODED_PX, self.devicePixelRatioF())
        return key

    def clear(self) -> None:
        """Let go of both."""
        self.show_photo(b"", "")
        self.show_registered(b"", is_answered=False)

    def _show_decoded(self, key: object, image: QImage) -> None:
        if key not in (self._sent_key, self._registered_key):
            return
        pane = self.sent if key == self._sent_key else self.registered
        if not image.isNull():
            pane.show_picture(image, self._decoder.natural_size(key) or image.size())
        elif pane is self.registered:
            pane.show_text(translate("Trial", "This picture cannot be shown."))
        else:
            self._is_bad = True
            self._retranslate()
            self.not_decoded.emit()
        self._same_height()

    def _same_height(self) -> None:
        heights = [h for pane in (self.sent, self.registered) if (h := pane.height_that_fits()) is not None]
        for pane in (self.sent, self.registered):
            pane.set_fit_height(min(heights) if heights else None)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._captions[0].setText(translate("Trial", "SENT"))
        self._captions[1].setText(translate("Trial", "REGISTERED"))
        if self._file:
            self.sent.set_name(translate("Trial", "Photo that is sent: {file}").format(file=self._file))
        else:
            self.sent.set_name(translate("Trial", "Photo that is sent"))
        self.registered.set_name(translate("Trial", "Registered picture"))
        if not self._file:
            self.sent.show_text(translate("Trial", "Choose a photo, or drop one here"))
        elif self._is_bad:
            self.sent.show_text(bad_photo_sentence())
        if self.registered.aspect is None:
            self.registered.show_text(self._why_no_registered())

    def _why_no_registered(self) -> str:
        if self._is_answered:
            return translate("Trial", "The box sent no registered picture")
        return translate("Trial", "The registered picture comes with the answer")


def _is_sent(key: Hashable) -> bool:
    return isinstance(key, _PictureKey) and not key.is_registered


def _is_registered(key: Hashable) -> bool:
    return isinstance(key, _PictureKey) and key.is_registered
