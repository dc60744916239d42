"""The Sign-off page: every camera against the rules of the site, and what is still missing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sophon_monitor.domain.checks import CameraChecks, CheckState
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.sign_off_model import SignOffModel
from sophon_monitor.qtmodels.sign_off_words import site_sentence
from sophon_monitor.widgets.camera_card import CameraCard
from sophon_monitor.widgets.rules_card import RulesCard
from sophon_monitor.widgets.score_card import ScoreCard
from sophon_monitor.widgets.sign_off_table import SignOffTable
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

MARGIN, GAP = 12, 12
LEAST_TABLE_ROWS = 7  # below that the page scrolls, not the table
SCORES_PX = 230


class SignOffPage(QWidget):
    """Acceptance of the site. Lives on the Qt thread; filled by its wiring.

    Signals:
        shown: The page became visible: its checks are wanted.
        rules_asked, report_asked: The buttons.
        trial_asked: BoxKey of the chosen camera, or of the first one: a test photo is to be sent.
        camera_chosen: CameraKey of the row that a person chose.
    """

    shown = Signal()
    rules_asked = Signal()
    report_asked = Signal()
    trial_asked = Signal(object)
    camera_chosen = Signal(object)

    def __init__(
        self, theme: Theme, model: SignOffModel, decoder: PictureDecoder, parent: QWidget | None = None
    ) -> None:
        """Show what the model has; model and decoder belong to the caller."""
        super().__init__(parent)
        self._model = model
        self._site_name = ""
        self._chosen: CameraKey | None = None
        self._sign_off = SignOff()
        self._failing: dict[CameraKey, tuple[EventRecord, ...]] = {}
        self.title, self.summary, self.note = QLabel(self), QLabel(self), QLabel(self)
        set_look(self.title, "title")
        for label in (self.summary, self.note):
            set_look(label, "soft")
        for label in (self.title, self.summary, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.rules_button, self.photo_button, self.report_button = (QPushButton(self) for _ in range(3))
        set_look(self.report_button, "primary")
        self.rules = RulesCard(self)
        self.table = SignOffTable(theme, model, self)
        self.camera = CameraCard(theme, decoder, self)
        self.camera.hide()
        self.scores = ScoreCard(theme, self)
        self.scores.fit(SCORES_PX)
        self._lay_out()
        self._connect()
        self._retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.summary, 1)
        for button in (self.rules_button, self.photo_button, self.report_button):
            head.addWidget(button)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.rules)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addWidget(self.camera)
        column.addWidget(self.scores)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        page.setSpacing(GAP)
        page.addLayout(head)
        page.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self.rules_button.clicked.connect(self.rules_asked)
        self.report_button.clicked.connect(self.report_asked)
        self.photo_button.clicked.connect(self._ask_trial)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)
        self._model.rowsInserted.connect(self._keep_chosen)
        self._model.rowsRemoved.connect(self._keep_chosen)

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_site_name(self, name: str) -> None:
        """Name of the site, for the title."""
        self._site_name = name
        self._retranslate()

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Show the cameras of one box, or one camera."""
        self._model.set_selection(box_key, camera_key)
        if camera_key is not None:
            self._choose(camera_key)
        self._refresh()

    def show_checks(self, sign_off: SignOff, failing: dict[CameraKey, tuple[EventRecord, ...]]) -> None:
        """The model has new checks; these are the rules, and the events that made cameras fail."""
        self._sign_off, self._failing = sign_off, failing
        self.rules.show_rules(sign_off.rules, sign_off.inspector)
        self._refresh()

    @property
    def chosen(self) -> CameraChecks | None:
        """The camera that is chosen; the first failed one, else the first, where nobody chose."""
        place = self._model.place_of(self._chosen)
        row = self._model.row_at(place) if place is not None else None
        if row is None:
            rows = self._model.rows
            row = next((r for r in rows if r.checks.state is CheckState.FAILED), rows[0] if rows else None)
        return row.checks if row is not None else None

    # -- inside ------------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        checks = self._model.checks
        self.summary.setText(site_sentence(checks))
        self.note.setVisible(checks.unplaced > 0)
        if checks.unplaced:
            text = translate("SignOff", "Judged events that name no camera of this site, and count for none: {count}.")
            self.note.setText(text.format(count=checks.unplaced))
        self.report_button.setEnabled(bool(checks.cameras))
        self.photo_button.setEnabled(bool(checks.cameras))
        chosen = self.chosen
        ticked = self._sign_off.ticked(chosen.camera_key) if chosen is not None else ()
        self.camera.show_camera(
            chosen,
            self._failing.get(chosen.camera_key, ()) if chosen is not None else (),
            frozenset(tick.condition for tick in ticked),
            tuple(person.name for person in self._sign_off.people),
        )
        self.scores.set_scope(chosen.box_key if chosen is not None else None, chosen.camera_key if chosen else None)
        self._size_table()

    def _choose(self, key: CameraKey) -> None:
        self._chosen = key
        self._keep_chosen()

    def _keep_chosen(self) -> None:
        place = self._model.place_of(self._chosen)
        if place is not None and self.table.currentIndex().row() != place:
            self.table.selectRow(place)

    def _on_chosen(self, current: QModelIndex, _former: QModelIndex) -> None:
        row = self._model.row_at(current.row())
        if row is not None and row.camera_key != self._chosen:
            self._chosen = row.camera_key
            self._refresh()
            self.camera_chosen.emit(row.camera_key)

    def _ask_trial(self) -> None:
        if (chosen := self.chosen) is not None:
            self.trial_asked.emit(chosen.box_key)

    def _size_table(self) -> None:
        row = self.table.verticalHeader().defaultSectionSize()
        least = self.table.horizontalHeader().height() + LEAST_TABLE_ROWS * row
        whole = self.table.content_height()
        self.table.setMinimumHeight(min(least, max(whole, row)))
        self.table.setMaximumHeight(max(whole, row))

    # -- Qt's events -------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what there is now."""
        super().showEvent(event)
        self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The table takes what is left."""
        super().resizeEvent(event)
        self._size_table()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._model.retranslate()
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("SignOff", "Sign-off"))
        self.title.setText(translate("SignOff", "Acceptance of {site}").format(site=self._site_name))
        self.rules_button.setText(translate("SignOff", "Rules…"))
        self.rules_button.setToolTip(translate("SignOff", "What each camera has to show, and who walks past"))
        self.photo_button.setText(translate("SignOff", "Send test photo…"))
        self.photo_button.setToolTip(translate("SignOff", "Let the box recognise a photo, without any door"))
        self.report_button.setText(translate("SignOff", "Make report…"))
        self.report_button.setToolTip(translate("SignOff", "Acceptance report as a sealed PDF"))
        self.table.setAccessibleName(translate("SignOff", "Cameras and their checks"))
        self._refresh()
