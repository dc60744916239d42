"""The page "No events? Find out why": the cause on top, the ladder below it as proof."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from sophon_monitor.domain.ladder import Diagnosis, RungAction, RungId
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.qtmodels import diagnosis_words as words
from sophon_monitor.qtmodels.diagnosis_findings import checked_sentence, findings_text, local_start
from sophon_monitor.qtmodels.feed_words import zone_text
from sophon_monitor.widgets.diagnosis_card import DiagnosisCard, Tone
from sophon_monitor.widgets.diagnosis_chooser import DiagnosisChooser
from sophon_monitor.widgets.rung_list import RungList
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

MARGIN_PX = 12


class DiagnosisPage(QWidget):
    """Asks for a box, then shows its ladder as it is climbed. Lives on the Qt thread.

    It belongs to one box at a time: what is shown of another one's ladder is passed over, so late news of a check that
    was left do no harm.

    Signals:
        run_asked: BoxAddress to check. The page shows it as running from then on.
        stop_asked: The check that runs is not wanted any more.
        action_asked: RungAction and the Diagnosis that offers it.
        copied: The findings were put on the clipboard.
    """

    run_asked = Signal(object)
    stop_asked = Signal()
    action_asked = Signal(object, object)
    copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start by asking for a box."""
        super().__init__(parent)
        set_look(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._address: BoxAddress | None = None
        self._name = ""
        self._diagnosis: Diagnosis | None = None
        self._problem = ""
        self._is_running = False
        self._is_stopped = False
        self._our_url: str | None = None
        self.chooser = DiagnosisChooser(self)
        self.card = DiagnosisCard(theme, self)
        self.rungs = RungList(theme, self)
        self.footer = QLabel(self)
        set_look(self.footer, "soft")
        self.footer.setWordWrap(True)
        self._scroll = QScrollArea(self)
        # A row has its right place only after the layout has run.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal_row: QWidget | None = None
        self._lay_out()
        self._connect()
        self._show()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_boxes(self, boxes: tuple[tuple[BoxKey, str, BoxAddress], ...]) -> None:
        """Offer the boxes of the site."""
        self.chooser.set_boxes(boxes)

    def set_box(self, address: BoxAddress, name: str) -> None:
        """Turn to this box. Its ladder starts with "Find out why", or when the wiring shows one.

        A check of another box that still runs is not shown any more; whoever runs it ends it.
        """
        if address != self._address:
            self._diagnosis, self._problem = None, ""
            self._is_running = False
            self.rungs.close_rows()
        self._address, self._name = address, name
        self._is_stopped = False
        self._show()

    def set_our_url(self, url: str | None) -> None:
        """Name the address that a box is to send to, None while nothing listens."""
        if url != self._our_url:
            self._our_url = url
            self.rungs.set_our_url(url)
            self._show()

    def show_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Show a ladder as far as it has come. Rungs in it are in order; `done` ends the check."""
        if self._address is None:
            self._address, self._name = diagnosis.address, diagnosis.box_name
        if diagnosis.address != self._address or (self._is_stopped and not diagnosis.done):
            return
        was_failed = self._diagnosis is not None and self._diagnosis.first_failure is not None
        self._diagnosis, self._problem = diagnosis, ""
        self._is_running = not diagnosis.done
        self._is_stopped = self._is_stopped and not diagnosis.done
        self._show()
        if (cause := diagnosis.first_failure) is not None and not was_failed:
            self._bring_into_view(self.rungs.rows[cause.id])

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot be checked; the sentence is translated."""
        self._problem = sentence
        self._is_running = False
        self._show()

    # -- what a person does ------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Ask for a check of the box that the page is about; nothing without one, or while one runs."""
        if self._address is None or self._is_running:
            return
        self._diagnosis = Diagnosis(address=self._address, box_name=self._name)
        self._problem, self._is_stopped, self._is_running = "", False, True
        self.rungs.close_rows()
        self._scroll.verticalScrollBar().setValue(0)
        self._show()
        self.run_asked.emit(self._address)

    def choose_another(self) -> None:
        """Ask for a box again; what runs is stopped."""
        if self._is_running:
            self._stop()
        self._address, self._name, self._diagnosis, self._problem = None, "", None, ""
        self.rungs.close_rows()
        self._show()
        self.chooser.focus_first()

    def copy(self) -> None:
        """Put every rung as text on the clipboard."""
        if self._diagnosis is not None and self._diagnosis.rungs:
            QGuiApplication.clipboard().setText(findings_text(self._diagnosis, self._name))
            self.card.tell_copied()
            self.copied.emit()

    def _choose(self, address: BoxAddress, name: str) -> None:
        self.set_box(address, name)
        self.run()
        self.card.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        if self._is_running:
            self._is_running, self._is_stopped = False, True
            self._show()
            self.stop_asked.emit()

    def _ask_for_cause(self) -> None:
        cause = self._diagnosis.first_failure if self._diagnosis is not None else None
        if cause is not None:
            self._ask(cause.action)

    def _ask(self, action: RungAction) -> None:
        if self._diagnosis is not None:
            self.action_asked.emit(action, self._diagnosis)

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        page = QWidget(self._scroll)
        set_look(page, "window")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.rungs)
        inner.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the rows have it
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(MARGIN_PX)
        column.addWidget(self.chooser)
        column.addWidget(self.card)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.footer)
        column.addStretch(0)

    def _connect(self) -> None:
        self.chooser.chosen.connect(self._choose)
        self.card.run_asked.connect(self.run)
        self.card.stop_asked.connect(self._stop)
        self.card.copy_asked.connect(self.copy)
        self.card.action_asked.connect(self._ask_for_cause)
        self.card.other_box_asked.connect(self.choose_another)
        self.rungs.action_asked.connect(self._ask)
        self.rungs.row_focused.connect(self._bring_into_view)
        self._reveal.timeout.connect(self._scroll_to_row)

    def _bring_into_view(self, row: QWidget) -> None:
        self._reveal_row = row
        self._reveal.start()

    def _scroll_to_row(self) -> None:
        if self._reveal_row is not None:
            self._scroll.ensureWidgetVisible(self._reveal_row, 0, 8)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Diagnosis", "No events? Find out why"))
        self._show_card()
        self._show_footer()

    def _show(self) -> None:
        has_box, diagnosis = self._address is not None, self._diagnosis
        has_rungs = diagnosis is not None and (self._is_running or bool(diagnosis.rungs))
        self.chooser.setVisible(not has_box)
        self.card.setVisible(has_box)
        self._scroll.setVisible(has_rungs)
        self.footer.setVisible(has_rungs)
        if diagnosis is not None:
            self.rungs.show_rungs(diagnosis, is_running=self._is_running)
        self._retranslate()

    def _show_card(self) -> None:
        diagnosis, box = self._diagnosis, self._box_title()
        cause = diagnosis.first_failure if diagnosis is not None else None
        action = cause.action if cause is not None and not self._problem else RungAction.NONE
        self.card.show_buttons(
            action_text=words.action_text(action, self._our_url),
            is_running=self._is_running,
            has_findings=bool(diagnosis is not None and diagnosis.rungs and not self._is_running),
            has_run=diagnosis is not None or bool(self._problem),
        )
        if self._problem:
            heading = translate("Diagnosis", "{box} could not be checked").format(box=box)
            self.card.show_words(Tone.FAULT, heading, meaning=self._problem)
        elif diagnosis is None:
            heading = translate("Diagnosis", "No events from {box}?").format(box=box)
            means = translate(
                "Diagnosis",
                "The way from the box to this computer is checked step by step, in a few seconds. "
                "Nothing is changed on the box.",
            )
            self.card.show_words(Tone.READY, heading, meaning=means)
        else:
            self._show_findings(diagnosis, box)

    def _show_findings(self, diagnosis: Diagnosis, box: str) -> None:
        progress = self._progress(diagnosis) if self._is_running else ""
        means, advice = words.explanation(diagnosis)
        if diagnosis.first_failure is not None:
            heading = words.headline(diagnosis, box)
            self.card.show_words(Tone.FAULT, heading, meaning=means, advice=advice, progress=progress)
        elif self._is_running:
            heading = translate("Diagnosis", "Checking {box}…").format(box=box)
            self.card.show_words(Tone.RUNNING, heading, progress=progress)
        elif not diagnosis.done:
            heading = translate("Diagnosis", "Stopped: {box} was not checked to the end").format(box=box)
            means = translate("Diagnosis", "No fault was found in {count} of {total} steps.").format(
                count=len(diagnosis.rungs), total=len(RungId)
            )
            self.card.show_words(Tone.STOPPED, heading, meaning=means)
        else:
            self.card.show_words(Tone.IN_ORDER, words.headline(diagnosis, box), meaning=means, advice=advice)

    def _progress(self, diagnosis: Diagnosis) -> str:
        done, order = len(diagnosis.rungs), list(RungId)
        following = words.title(order[min(done, len(order) - 1)])
        text = translate("Diagnosis", "Step {number} of {total}: {step}…")
        return text.format(number=min(done + 1, len(order)), total=len(order), step=following)

    def _show_footer(self) -> None:
        diagnosis = self._diagnosis
        if diagnosis is None or not diagnosis.at_s:
            self.footer.setText("")
            return
        at = local_start(diagnosis)
        if diagnosis.done:
            text = checked_sentence(diagnosis, self._box_title())
        else:
            text = translate("Diagnosis", "Begun at {time}. Nothing is changed on the box.").format(
                time=f"{at:%H:%M:%S}"
            )
        self.footer.setText(text)
        self.footer.setToolTip(f"{at:%Y-%m-%d %H:%M:%S} {zone_text(at)}")

    def _box_title(self) -> str:
        if self._name:
            return self._name
        return self._address.host if self._address is not None else ""
