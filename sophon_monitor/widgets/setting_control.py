"""The control of one setting, whatever its kind: a list, a number, a tick, a time, or ticks for addresses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTime, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.qtmodels.setting_rows import SettingKind, SettingRow, SettingValue
from sophon_monitor.qtmodels.setting_words import automatic_text, choice_text, setting_effect, setting_title, unit_text
from sophon_monitor.widgets.style import give_room

WIDTH_PX = 190
_TIME = "HH:mm"


class SettingControl(QWidget):
    """Shows a setting and lets it be changed. Lives on the Qt thread.

    Signals:
        changed: The new `SettingValue`; never for `show_row`.
    """

    changed = Signal(object)

    def __init__(self, row: SettingRow, parent: QWidget | None = None) -> None:
        """Make the control for that kind."""
        super().__init__(parent)
        self._row, self._offered = row, dict[str, str]()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.setMinimumWidth(WIDTH_PX)
        self._inner: list[QWidget] = []
        match row.kind:
            case SettingKind.CHOICE:
                self._put(self._choice())
            case SettingKind.WHOLE:
                self._put(self._whole())
            case SettingKind.NUMBER:
                self._put(self._number())
            case SettingKind.SWITCH:
                self._put(self._switch())
            case SettingKind.TIME:
                self._put(self._time())
            case SettingKind.ADDRESSES:
                pass  # a tick for each comes with `offer`
        self.show_row(row)

    # -- making ------------------------------------------------------------------------------------------------------

    def _put(self, control: QWidget) -> None:
        if isinstance(control, QAbstractSpinBox):
            give_room(control)
        self._inner.append(control)
        self._layout.addWidget(control)
        self.setFocusProxy(self._inner[0])

    def _choice(self) -> QComboBox:
        box = QComboBox(self)
        for choice in self._row.choices:
            box.addItem(choice_text(self._row.name, choice), choice)
        box.currentIndexChanged.connect(self._tell)
        return box

    def _whole(self) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(int(self._row.lowest), int(self._row.highest))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._tell)
        return box

    def _number(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setDecimals(1 if self._row.name != "picture_limit_mb" else 0)
        box.setRange(self._row.lowest, self._row.highest)
        if self._row.name == "picture_limit_mb":
            box.setSingleStep(1000)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._tell)
        return box

    def _switch(self) -> QCheckBox:
        box = QCheckBox(self)
        box.toggled.connect(self._tell)
        return box

    def _time(self) -> QTimeEdit:
        field = QTimeEdit(self)
        field.setDisplayFormat(_TIME)
        field.setKeyboardTracking(False)
        field.timeChanged.connect(self._tell)
        return field

    # -- values ------------------------------------------------------------------------------------------------------

    def offer(self, addresses: dict[str, str]) -> None:
        """Addresses of this computer that can be ticked, and the name of the network card of each."""
        if self._row.kind is SettingKind.ADDRESSES and addresses != self._offered:
            self._offered = dict(addresses)
            self.show_row(self._row)

    def show_row(self, row: SettingRow) -> None:
        """Show that value, and say nothing of it."""
        self._row = row
        before = self.blockSignals(True)
        try:
            self._show(row)
        finally:
            self.blockSignals(before)
        self._retranslate()

    def _show(self, row: SettingRow) -> None:
        value = row.value
        if row.kind is SettingKind.ADDRESSES:
            self._show_addresses(value if isinstance(value, tuple) else ())
            return
        match self._inner[0]:
            case QComboBox() as box:
                box.setCurrentIndex(max(0, box.findData(value)))
            case QSpinBox() as box:
                box.setValue(int(value))  # type: ignore[arg-type]
            case QDoubleSpinBox() as box:
                box.setValue(float(value))  # type: ignore[arg-type]
            case QCheckBox() as box:
                box.setChecked(bool(value))
            case QTimeEdit() as field:
                field.setTime(QTime.fromString(str(value), _TIME))

    def _show_addresses(self, chosen: tuple[str, ...]) -> None:
        wanted = [*self._offered, *(address for address in chosen if address not in self._offered)]
        if [box.property("address") for box in self._inner] != wanted:
            for old in self._inner:
                self._layout.removeWidget(old)
                old.deleteLater()
            self._inner = []
            for address in wanted:
                tick = QCheckBox(self)
                tick.setProperty("address", address)
                tick.toggled.connect(self._tell)
                self._put(tick)
        for inner in self._inner:
            assert isinstance(inner, QCheckBox)
            inner.setChecked(inner.property("address") in chosen)

    @property
    def value(self) -> SettingValue:
        """What the control shows."""
        if self._row.kind is SettingKind.ADDRESSES:
            boxes = [box for box in self._inner if isinstance(box, QCheckBox)]
            return tuple(str(box.property("address")) for box in boxes if box.isChecked())
        match self._inner[0]:
            case QComboBox() as box:
                return str(box.currentData())
            case QSpinBox() as box:
                return box.value()
            case QDoubleSpinBox() as box:
                return box.value()
            case QTimeEdit() as field:
                return field.time().toString(_TIME)
            case control:
                assert isinstance(control, QCheckBox)
                return control.isChecked()

    def _tell(self) -> None:
        if not self.signalsBlocked():
            self.changed.emit(self.value)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        name = self._row.name
        for control in self._inner:
            match control:
                case QComboBox():
                    for place, choice in enumerate(self._row.choices):
                        control.setItemText(place, choice_text(name, choice))
                case QDoubleSpinBox():
                    control.setSuffix(f" {unit_text(name)}")
                    control.setSpecialValueText(automatic_text() if name == "picture_limit_mb" else "")
                case QCheckBox() if address := control.property("address"):
                    card = self._offered.get(str(address), "")
                    control.setText(f"{address}  {card}".rstrip())
            own_words = control.text() if isinstance(control, QCheckBox) else ""
            control.setAccessibleName(own_words or setting_title(name))
            control.setAccessibleDescription(setting_effect(name))
