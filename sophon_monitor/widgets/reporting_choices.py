"""Two choices of borrowing: which address of this computer the box shall send to, and how often."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from sophon_monitor.domain.borrowing import BorrowPlan

translate = QCoreApplication.translate

PERIODS_S = (2, 5, 10, 20, 60)


class ReportingChoices(QWidget):
    """Lives on the Qt thread.

    Signals:
        address_chosen: A person chose another address of this computer.
    """

    address_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without addresses, the period left as it is."""
        super().__init__(parent)
        self._plan: BorrowPlan | None = None
        self._offered: tuple[tuple[str, str, bool], ...] = ()
        self.period, self.address = QComboBox(self), QComboBox(self)
        self._period_label, self._address_label = QLabel(self), QLabel(self)
        self._address_label.setBuddy(self.address)
        self._period_label.setBuddy(self.period)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for row, (label, choice) in enumerate(((self._address_label, self.address), (self._period_label, self.period))):
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
        grid.setColumnStretch(1, 1)
        self.address.activated.connect(self._tell_address)
        self._retranslate()

    @property
    def host(self) -> str | None:
        """The chosen address of this computer, None for the one on the route to the box."""
        chosen = self.address.currentData()
        return str(chosen) if chosen is not None else None

    @property
    def new_period_s(self) -> float | None:
        """Seconds between two reports, None to leave it."""
        chosen = self.period.currentData()
        return float(chosen) if chosen is not None else None

    def reset(self) -> None:
        """Forget everything: it was of another box."""
        self._plan, self._offered = None, ()
        self.period.setCurrentIndex(0)
        self._retranslate()

    def set_addresses(self, addresses: tuple[tuple[str, str, bool], ...]) -> None:
        """Offer addresses of this computer: host, network card, whether the box is in the same network."""
        self._offered = addresses
        self._fill_addresses()

    def show_plan(self, plan: BorrowPlan) -> None:
        """Show the address that the plan is for, and the period that was read."""
        self._plan = plan
        if plan.our_address is not None and (place := self.address.findData(plan.our_address[0])) >= 0:
            self.address.setCurrentIndex(place)
        self._fill_periods()

    def set_enabled(self, can: bool) -> None:
        """Let a person choose; a period that no report tells cannot be chosen."""
        self.address.setEnabled(can)
        self.period.setEnabled(can and bool(self._periods()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _tell_address(self) -> None:
        self.address_chosen.emit()

    def _periods(self) -> list[float]:
        reports = self._plan.reports if self._plan is not None else ()
        return [report.period_s for report in reports if report.period_s]

    def _retranslate(self) -> None:
        self._address_label.setText(translate("Borrowing", "This computer's address"))
        self._period_label.setText(translate("Borrowing", "Every"))
        self.address.setAccessibleName(translate("Borrowing", "This computer's address"))
        self.period.setAccessibleName(translate("Borrowing", "Time between two reports"))
        self._fill_addresses()
        self._fill_periods()

    def _fill_addresses(self) -> None:
        chosen = self.host
        if chosen is None and self._plan is not None and self._plan.our_address is not None:
            chosen = self._plan.our_address[0]
        self.address.clear()
        for host, card, same in self._offered:
            text = f"{card} {host}" if card else host
            if same:
                text = translate("Borrowing", "{address} (same network as the box)").format(address=text)
            self.address.addItem(text, host)
        self.address.setCurrentIndex(max(self.address.findData(chosen), 0))

    def _fill_periods(self) -> None:
        chosen, periods = self.new_period_s, self._periods()
        now = f"{min(periods):g} s" if periods else "–"
        self.period.clear()
        self.period.addItem(translate("Borrowing", "leave it as it is ({now})").format(now=now), None)
        for seconds in PERIODS_S:
            self.period.addItem(translate("Borrowing", "{n} s").format(n=seconds), float(seconds))
        self.period.setCurrentIndex(max(self.period.findData(chosen), 0) if chosen is not None else 0)
