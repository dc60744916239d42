"""Where to put a camera: from the distance to lens, height and angles, with a sketch (protocol.md 7.3)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.camera_siting import FARTHEST_M, LENSES_MM, NEAREST_M, CameraPlace, Siting, siting
from sophon_monitor.qtmodels import siting_words as words
from sophon_monitor.widgets.siting_sketch import SitingSketch
from sophon_monitor.widgets.style import give_room, level_labels, set_look
from sophon_monitor.widgets.text_room import resize_with_text, widen_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

FIRST_DISTANCE_M = 4.0
FIELD_PX = 150


class SitingDialog(QDialog):
    """Opened with `show()`: it may stay beside the window. Lives on the Qt thread; asks nothing of any box."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with an entrance of 4 m."""
        super().__init__(parent)
        self.intro, self.verdict, self.source = QLabel(self), QLabel(self), QLabel(self)
        self.distance, self.aside, self.height_field = (QDoubleSpinBox(self) for _ in range(3))
        self.own_height = QCheckBox(self)
        self.lens = QComboBox(self)
        self.sketch = SitingSketch(theme, self)
        self.results = {name: QLabel(self) for name in ("lens", "height", "tilt", "side", "width", "face")}
        self._labels = {name: QLabel(self) for name in ("distance", "aside", "lens_choice", *self.results)}
        self.close_button = QPushButton(self)
        self._prepare()
        self._lay_out()
        self._connect()
        self._retranslate()

    def _prepare(self) -> None:
        self.distance.setRange(NEAREST_M, FARTHEST_M)
        self.distance.setValue(FIRST_DISTANCE_M)
        self.aside.setRange(0.0, FARTHEST_M)
        self.height_field.setRange(1.0, 6.0)
        self.height_field.setEnabled(False)
        for field in (self.distance, self.aside, self.height_field):
            field.setSingleStep(0.1)
            field.setDecimals(1)
            give_room(field)
        for control in (self.distance, self.aside, self.height_field, self.lens):
            widen_with_text(control, FIELD_PX, FIELD_PX)
        self.lens.addItem("", None)
        for lens in LENSES_MM:
            self.lens.addItem("", lens)
        set_look(self.intro, "soft")
        set_look(self.source, "small")
        for label in (self.intro, self.verdict, self.source):
            label.setWordWrap(True)
        for label in self.results.values():
            set_look(label, "strong")
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        asked, told = QFormLayout(), QFormLayout()
        for form in (asked, told):
            form.setHorizontalSpacing(16)
            form.setVerticalSpacing(8)
        asked.addRow(self._labels["distance"], self.distance)
        asked.addRow(self._labels["aside"], self.aside)
        asked.addRow(self.own_height, self.height_field)
        asked.addRow(self._labels["lens_choice"], self.lens)
        for name, label in self.results.items():
            told.addRow(self._labels[name], label)
        level_labels(asked)
        sides = QHBoxLayout()
        sides.setSpacing(36)
        sides.addLayout(asked)
        sides.addLayout(told, 1)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(13)
        column.addWidget(self.intro)
        column.addLayout(sides)
        column.addWidget(self.sketch)
        column.addWidget(self.verdict)
        column.addStretch(1)
        column.addWidget(self.source)
        column.addLayout(bottom)
        for name, field in (("distance", self.distance), ("aside", self.aside), ("lens_choice", self.lens)):
            self._labels[name].setBuddy(field)
        resize_with_text(self, 760, 610)

    def _connect(self) -> None:
        for field in (self.distance, self.aside, self.height_field):
            field.valueChanged.connect(self._show)
        self.lens.currentIndexChanged.connect(self._show)
        self.own_height.toggled.connect(self._choose_height)
        self.close_button.clicked.connect(self.close)

    # -- what a person does ------------------------------------------------------------------------------------------

    def place(self) -> CameraPlace:
        """What was typed."""
        return CameraPlace(
            distance_m=self.distance.value(),
            aside_m=self.aside.value(),
            height_m=self.height_field.value() if self.own_height.isChecked() else None,
            lens_mm=self.lens.currentData(),
        )

    def _choose_height(self, own: bool) -> None:
        self.height_field.setEnabled(own)
        self._show()

    def _show(self) -> None:
        place = self.place()
        found = siting(place)
        if place.height_m is None:
            before = self.height_field.blockSignals(True)
            self.height_field.setValue(found.height_m)
            self.height_field.blockSignals(before)
        texts = {
            "lens": words.lens_text(found),
            "height": words.height_text(found),
            "tilt": words.tilt_text(found),
            "side": words.side_text(found),
            "width": words.width_text(found),
            "face": words.face_text(found),
        }
        for name, text in texts.items():
            self.results[name].setText(text)
        self._show_verdict(found)
        self.sketch.show_siting(place.distance_m, found)
        self.sketch.setAccessibleDescription(", ".join(texts.values()))

    def _show_verdict(self, found: Siting) -> None:
        set_look(self.verdict, "warn" if found.concerns else "good")
        lines = [f"• {words.concern_sentence(concern, found)}" for concern in found.concerns]
        sign = "!" if found.concerns else "✓"
        self.verdict.setText("\n".join([f"{sign} {words.verdict_sentence(found)}", *lines]))

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Siting", "Where to put a camera"))
        self.intro.setText(
            translate("Siting", "Measure from the camera to where people are recognised, along the floor.")
        )
        labels = {
            "distance": translate("Siting", "Distance"),
            "aside": translate("Siting", "Beside the way people walk"),
            "lens_choice": translate("Siting", "Lens"),
            "lens": translate("Siting", "Lens to take"),
            "height": translate("Siting", "Height"),
            "tilt": translate("Siting", "Tilt"),
            "side": translate("Siting", "From the side"),
            "width": translate("Siting", "Width watched"),
            "face": translate("Siting", "A face in the video"),
        }
        for name, text in labels.items():
            self._labels[name].setText(text)
        self.own_height.setText(translate("Siting", "Own height"))
        for field in (self.distance, self.aside, self.height_field):
            field.setSuffix(translate("Siting", " m"))
        self.height_field.setAccessibleName(translate("Siting", "Own height"))
        self.lens.setItemText(0, translate("Siting", "As recommended"))
        for place, lens in enumerate(LENSES_MM, 1):
            self.lens.setItemText(place, translate("Siting", "{lens} mm").format(lens=words.number_text(lens, 0)))
        self.sketch.setAccessibleName(translate("Siting", "Side view of the entrance"))
        self.source.setText(
            translate(
                "Siting",
                "After the vendor's rules: 2.8 mm of focal length a metre, 2 to 3 m high, 7° to 13° down, less than "
                "30° from the side, at most 2.5 m wide, 1080p. The size of a face is our estimate. Avoid light from "
                "behind.",
            )
        )
        self.close_button.setText(translate("Siting", "Close"))
        self._show()
