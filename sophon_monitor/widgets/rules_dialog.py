"""What each camera of the site has to show, and who walks past."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.sign_off import Rules, SignOff
from sophon_monitor.widgets.style import give_room, level_labels, set_look
from sophon_monitor.widgets.test_people import TestPeople
from sophon_monitor.widgets.text_room import resize_with_text

translate = QCoreApplication.translate

MOST = 99
MOST_PX = 1000
MOST_LATENCY_S = 60.0


class RulesDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread.

    Signals:
        saved: The SignOff with other rules and people.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog; `show_sign_off` fills it."""
        super().__init__(parent)
        self._sign_off = SignOff()
        self.intro = QLabel(self)
        self.intro.setWordWrap(True)
        set_look(self.intro, "soft")
        self.correct, self.people, self.wrong, self.strangers, self.face = (QSpinBox(self) for _ in range(5))
        self.latency = QDoubleSpinBox(self)
        self.score = QCheckBox(self)
        self.test_people = TestPeople(self)
        self._labels = {field: QLabel(self) for field in self._fields()}
        for box in (self.correct, self.people, self.wrong, self.strangers):
            box.setRange(0, MOST)
        self.face.setRange(0, MOST_PX)
        for field in (self.correct, self.people, self.wrong, self.strangers, self.face, self.latency):
            give_room(field)
        self.latency.setRange(0.0, MOST_LATENCY_S)
        self.latency.setDecimals(1)
        self.latency.setSingleStep(0.5)
        self.defaults_button, self.cancel_button, self.save_button = (QPushButton(self) for _ in range(3))
        set_look(self.save_button, "primary")
        self.save_button.setDefault(True)
        self._lay_out()
        self.defaults_button.clicked.connect(self._set_defaults)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)
        self._retranslate()

    def _fields(self) -> tuple[QWidget, ...]:
        return (self.correct, self.people, self.wrong, self.strangers, self.face, self.latency, self.score)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(7)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for field in self._fields():
            label = self._labels[field]
            label.setBuddy(field)
            if field is not self.score:
                field.setMaximumWidth(110)
            form.addRow(label, field)
        level_labels(form)
        bottom = QHBoxLayout()
        bottom.addWidget(self.defaults_button)
        bottom.addStretch(1)
        bottom.addWidget(self.cancel_button)
        bottom.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(self.intro)
        column.addLayout(form)
        column.addWidget(self.test_people, 1)
        column.addLayout(bottom)
        resize_with_text(self, 600, 640)

    def show_sign_off(self, sign_off: SignOff) -> None:
        """Fill in what holds now."""
        self._sign_off = sign_off
        self._show_rules(sign_off.rules)
        self.test_people.show_people(sign_off.people)

    def _show_rules(self, rules: Rules) -> None:
        self.correct.setValue(rules.correct)
        self.people.setValue(rules.people)
        self.wrong.setValue(rules.wrong_allowed)
        self.strangers.setValue(rules.strangers)
        self.face.setValue(rules.face_px)
        self.latency.setValue(rules.latency_s)
        self.score.setChecked(rules.score)

    def _set_defaults(self) -> None:
        self._show_rules(Rules())

    @property
    def rules(self) -> Rules:
        """The rules as filled in."""
        return Rules(
            correct=self.correct.value(),
            people=self.people.value(),
            wrong_allowed=self.wrong.value(),
            strangers=self.strangers.value(),
            face_px=self.face.value(),
            latency_s=round(self.latency.value(), 1),
            score=self.score.isChecked(),
        )

    def _save(self) -> None:
        self.saved.emit(replace(self._sign_off, rules=self.rules, people=self.test_people.people()))
        self.accept()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Rules", "Rules of this site"))
        self.intro.setText(
            translate("Rules", "A camera passes when all of this was seen and judged. 0 switches a rule off.")
        )
        texts = {
            self.correct: translate("Rules", "Correct recognitions"),
            self.people: translate("Rules", "Different people among them"),
            self.wrong: translate("Rules", "Wrong matches allowed"),
            self.strangers: translate("Rules", "Unregistered people seen as strangers"),
            self.face: translate("Rules", "Smallest face, pixels wide"),
            self.latency: translate("Rules", "Slowest event, seconds after capture"),
            self.score: translate("Rules", "Lowest score"),
        }
        for field, text in texts.items():
            self._labels[field].setText(text)
            field.setAccessibleName(text)
        self.score.setText(translate("Rules", "No right match below the box's threshold"))
        self.defaults_button.setText(translate("Rules", "Defaults"))
        self.defaults_button.setToolTip(translate("Rules", "Put the rules, not the people, back to how they came"))
        self.cancel_button.setText(translate("Rules", "Cancel"))
        self.save_button.setText(translate("Rules", "Save"))
        for box in (*self._fields()[:-1],):
            box.setToolTip(translate("Rules", "0 switches this rule off") if box is not self.wrong else "")
        self.save_button.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
