"""What is filtered for: person types, camera, least score. Opens below its chip and stays open while it is set."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from sophon_monitor.domain.site import CameraKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_filter import FeedWish
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.feed_words import person_word
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate
ANY_SCORE = 0.0


class FeedFilterPopup(QFrame):
    """The filter's controls.

    Signals:
        wish_changed: A `FeedWish`, with each change.
    """

    wish_changed = Signal(object)

    def __init__(self, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, "card")
        self._model = model
        self._showing = False
        self.types = {person_type: QCheckBox(self) for person_type in PersonType}
        self.camera = QComboBox(self)
        self.percent = QDoubleSpinBox(self)
        self.percent.setRange(ANY_SCORE, 100.0)
        self.percent.setDecimals(1)
        self.ratio = QDoubleSpinBox(self)
        self.ratio.setRange(ANY_SCORE, 1.0)
        self.ratio.setDecimals(2)
        self.ratio.setSingleStep(0.01)
        self.reset = QPushButton(self)
        for spin in (self.percent, self.ratio):
            spin.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
            spin.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet cannot move a frameless field's text
        self._captions = [QLabel(self) for _ in range(4)]
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        set_look(self._note, "small")
        self._lay_out()
        for box in self.types.values():
            box.toggled.connect(self._tell)
        self.camera.currentIndexChanged.connect(self._tell)
        self.percent.valueChanged.connect(self._tell)
        self.ratio.valueChanged.connect(self._tell)
        self.reset.clicked.connect(self._on_reset)
        self._retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setVerticalSpacing(7)
        grid.setHorizontalSpacing(12)
        people, cameras, percent, ratio = self._captions
        for caption in self._captions:
            set_look(caption, "soft")
        set_look(people, "section")
        grid.addWidget(people, 0, 0, 1, 2)
        for number, box in enumerate(self.types.values()):
            grid.addWidget(box, 1 + number // 2, number % 2)
        for row, (caption, control) in enumerate(
            ((cameras, self.camera), (percent, self.percent), (ratio, self.ratio)), start=4
        ):
            caption.setBuddy(control)
            grid.addWidget(caption, row, 0)
            grid.addWidget(control, row, 1)
        grid.addWidget(self._note, 7, 0, 1, 2)
        grid.addWidget(self.reset, 8, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def open_below(self, place: QWidget) -> None:
        """Open at the left edge of `place`, or as far left as the screen asks."""
        self._list_cameras(self.wish().camera_key)
        self.adjustSize()
        spot = place.mapToGlobal(QPoint(0, place.height() + 4))
        room = place.screen().availableGeometry()
        spot.setX(max(room.left(), min(spot.x(), room.right() - self.width())))
        self.move(spot)
        self.show()
        next(iter(self.types.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def wish(self) -> FeedWish:
        """What the controls say."""
        chosen = frozenset(person_type for person_type, box in self.types.items() if box.isChecked())
        key = self.camera.currentData()
        return FeedWish(
            person_types=frozenset() if len(chosen) == len(PersonType) else chosen,
            camera_key=CameraKey(key) if isinstance(key, str) and key else None,
            least_percent=self.percent.value() if self.percent.value() > ANY_SCORE else None,
            least_ratio=self.ratio.value() if self.ratio.value() > ANY_SCORE else None,
        )

    def show_wish(self, wish: FeedWish) -> None:
        """Set the controls."""
        self._showing = True
        all_chosen = {box.isChecked() for box in self.types.values()} == {True}
        for person_type, box in self.types.items():
            if wish.person_types or not all_chosen:
                box.setChecked(person_type in wish.person_types)
        if wish.camera_key != (self.camera.currentData() or None):
            self._list_cameras(wish.camera_key)
        self.percent.setValue(wish.least_percent or ANY_SCORE)
        self.ratio.setValue(wish.least_ratio or ANY_SCORE)
        self._showing = False

    def _list_cameras(self, chosen: CameraKey | None) -> None:
        was, self._showing = self._showing, True
        self.camera.clear()
        self.camera.addItem(translate("Feed", "all cameras"), "")
        names = {box.key: box.name for box in self._model.boxes()}
        for camera in sorted(self._model.cameras(), key=lambda camera: (names.get(camera.box_key, ""), camera.title)):
            box = names.get(camera.box_key, "")
            self.camera.addItem(f"{camera.title} · {box}" if box else camera.title, camera.key)
        if chosen is not None and self.camera.findData(chosen) < 0:
            self.camera.addItem(chosen, chosen)  # the camera is gone; the filter stays what it was
        self.camera.setCurrentIndex(max(self.camera.findData(chosen or ""), 0))
        self._showing = was

    def _tell(self) -> None:
        if not self._showing:
            self.wish_changed.emit(self.wish())

    def _on_reset(self) -> None:
        self._showing = True
        for box in self.types.values():
            box.setChecked(False)
        self.camera.setCurrentIndex(0)
        self.percent.setValue(ANY_SCORE)
        self.ratio.setValue(ANY_SCORE)
        self._showing = False
        self._tell()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        texts = (
            translate("Feed", "PERSON TYPES"),
            translate("Feed", "Camera"),
            translate("Feed", "Least score, of 100"),
            translate("Feed", "Least score, of 1"),
        )
        for caption, text in zip(self._captions, texts, strict=True):
            caption.setText(text)
        for person_type, box in self.types.items():
            box.setText(person_word(person_type))
            box.setAccessibleName(translate("Feed", "Show {person}").format(person=person_word(person_type)))
        self.camera.setAccessibleName(texts[1])
        self.percent.setAccessibleName(texts[2])
        self.ratio.setAccessibleName(texts[3])
        any_score = translate("Feed", "any")
        self.percent.setSpecialValueText(any_score)
        self.ratio.setSpecialValueText(any_score)
        self._note.setText(translate("Feed", "Scores of an unknown scale are kept and marked."))
        self.reset.setText(translate("Feed", "Show all events"))
        self.reset.setAccessibleName(translate("Feed", "Show all events"))
        self._list_cameras(self.wish().camera_key)
