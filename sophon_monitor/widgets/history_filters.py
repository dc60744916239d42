"""The buttons above the history: when, who, where, which type, score, verdict, and which picture is missing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from sophon_monitor.domain.history_query import HistoryQuery, MissingPicture, Span, dates_ms, person_text, span_ms
from sophon_monitor.domain.records import Verdict
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_words import person_word
from sophon_monitor.qtmodels.history_row import short
from sophon_monitor.qtmodels.history_words import (
    missing_word,
    score_word,
    span_word,
    types_word,
    verdict_wish_word,
)
from sophon_monitor.widgets.flow_layout import FlowLayout
from sophon_monitor.widgets.history_camera_menu import CameraMenu, cut
from sophon_monitor.widgets.history_popups import DatesPopup, ScorePopup
from sophon_monitor.widgets.site_tree import FilterField
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import widen_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

TYPING_REST_MS = 250  # after the last letter of a name the search begins
CAMERA_CHARACTERS = 22
PERSON_PX = 130
JUDGED: frozenset[Verdict | None] = frozenset(Verdict)
VERDICT_WISHES: tuple[frozenset[Verdict | None], ...] = (
    frozenset(),
    frozenset({Verdict.RIGHT}),
    frozenset({Verdict.WRONG}),
    frozenset({Verdict.UNSURE}),
    JUDGED,
    frozenset({None}),
)


class HistoryFilters(QWidget):
    """Holds what is looked for. Lives on the Qt thread.

    Signals:
        changed: What is looked for is something else; `query` says what.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, clock: Callable[[], float] = time.time) -> None:
        """Look for everything of today. `clock` tells UTC epoch seconds."""
        super().__init__(parent)
        self._clock = clock
        self._span = Span.TODAY
        self._dates: tuple[date, date] | None = None
        self._query = HistoryQuery()
        self._selection: tuple[BoxKey | None, CameraKey | None] = (None, None)
        self.span_button, self.camera_button, self.type_button, self.score_button = (
            QPushButton(self) for _ in range(4)
        )
        self.verdict_button, self.missing_button, self.clear_button = (QPushButton(self) for _ in range(3))
        set_look(self.clear_button, "link")
        self.person = FilterField(self)
        self.person.setMaxLength(400)
        self.dates_popup = DatesPopup(self)
        self.score_popup = ScorePopup(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_REST_MS)
        self._make_menus()
        self._lay_out()
        self._connect()
        self._retranslate()
        theme.changed.connect(self.update)

    def _make_menus(self) -> None:
        self.camera_menu = CameraMenu(self)
        self._spans, self._types, self._verdicts, self._missing = (QMenu(self) for _ in range(4))
        self._span_group = _fill(self._spans, Span)
        self._verdict_group = _fill(self._verdicts, VERDICT_WISHES)
        self._missing_group = _fill(self._missing, (None, *MissingPicture))
        for person_type in PersonType:
            action = self._types.addAction("")
            action.setCheckable(True)
            action.setData(person_type)
        for button, menu in (
            (self.span_button, self._spans),
            (self.camera_button, self.camera_menu),
            (self.type_button, self._types),
            (self.verdict_button, self._verdicts),
            (self.missing_button, self._missing),
        ):
            button.setMenu(menu)

    def _lay_out(self) -> None:
        row = FlowLayout(self, spacing=6)
        widen_with_text(self.person, PERSON_PX, PERSON_PX)
        buttons = self.camera_button, self.type_button, self.score_button, self.verdict_button, self.missing_button
        for widget in (self.span_button, self.person, *buttons, self.clear_button):
            row.addWidget(widget)

    def _connect(self) -> None:
        self._spans.triggered.connect(self._on_span)
        self.camera_menu.chosen.connect(self._on_camera)
        self._types.triggered.connect(self._on_type)
        self._verdicts.triggered.connect(self._on_verdict)
        self._missing.triggered.connect(self._on_missing)
        self.score_button.clicked.connect(self._open_score)
        self.score_popup.chosen.connect(self._on_score)
        self.dates_popup.chosen.connect(self._on_dates)
        self.person.textChanged.connect(self._typing.start)
        self.person.returnPressed.connect(self._on_person)
        self._typing.timeout.connect(self._on_person)
        self.clear_button.clicked.connect(self.clear)

    # -- what others say ---------------------------------------------------------------------------------------------

    def query(self) -> HistoryQuery:
        """What is looked for now; a day by its name is the day of this moment."""
        box_key, camera_key = self._selection
        query = self._query
        return HistoryQuery(
            since_ms=self.times()[0],
            until_ms=self.times()[1],
            box_key=box_key,
            camera_key=camera_key or query.camera_key,
            person=query.person,
            person_types=query.person_types,
            least_score=query.least_score,
            most_score=query.most_score,
            verdicts=query.verdicts,
            missing=query.missing,
        )

    def times(self) -> tuple[int | None, int | None]:
        """From and to of the chosen span, UTC epoch ms."""
        if self._span is Span.DATES and self._dates is not None:
            return dates_ms(*self._dates)
        return span_ms(self._span, round(self._clock() * 1000))

    @property
    def span(self) -> Span:
        """The chosen stretch of time."""
        return self._span

    @property
    def filters(self) -> int:
        """How many filters are set, the time and the tree's selection aside."""
        query = self._query
        score = query.least_score is not None or query.most_score is not None
        return sum(
            map(bool, (query.person, query.camera_key, query.person_types, score, query.verdicts, query.missing))
        )

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Follow the site's tree; a camera that was chosen here and is none of that box is let go."""
        if (box_key, camera_key) == self._selection:
            return
        self._selection = (box_key, camera_key)
        chosen = self.camera_menu.camera(self._query.camera_key)
        if camera_key is not None or (chosen is not None and box_key not in (None, chosen.box_key)):
            self._set(camera_key=None)
        self._retranslate()
        self.changed.emit()

    def set_site(self, boxes: tuple[Box, ...], cameras: tuple[Camera, ...]) -> None:
        """Boxes and cameras that can be chosen."""
        self.camera_menu.set_site(boxes, cameras)
        self._retranslate()

    def choose_span(self, span: Span) -> None:
        """Look at another time."""
        self._span = span
        self._retranslate()
        self.changed.emit()

    def clear(self) -> None:
        """Look for everything of that time."""
        self._typing.stop()
        self._query = HistoryQuery()
        self.person.blockSignals(True)
        self.person.clear()
        self.person.blockSignals(False)
        self.score_popup.show_limits(None, None)
        self._retranslate()
        self.changed.emit()

    # -- what a person does ------------------------------------------------------------------------------------------

    def _on_span(self, action: QAction) -> None:
        span = Span(action.data())
        if span is Span.DATES:
            self._retranslate()
            self.dates_popup.open_at(*self._below(self.span_button))
        else:
            self.choose_span(span)

    def _on_dates(self, first: object, last: object) -> None:
        if isinstance(first, date) and isinstance(last, date):
            self._dates = (first, last)
            self.choose_span(Span.DATES)

    def _on_camera(self, key: object) -> None:
        self._set(camera_key=key)
        self._tell()

    def _on_type(self, _action: QAction) -> None:
        chosen = frozenset(PersonType(a.data()) for a in self._types.actions() if a.isChecked())
        self._set(person_types=frozenset() if len(chosen) == len(PersonType) else chosen)
        self._tell()

    def _on_verdict(self, action: QAction) -> None:
        self._set(verdicts=VERDICT_WISHES[self._verdict_group.actions().index(action)])
        self._tell()

    def _on_missing(self, action: QAction) -> None:
        self._set(missing=(None, *MissingPicture)[self._missing_group.actions().index(action)])
        self._tell()

    def _open_score(self) -> None:
        self._mark_set()  # the click has turned the button; the limits decide
        self.score_popup.open_at(*self._below(self.score_button))

    def _on_score(self, least: object, most: object) -> None:
        self._set(
            least_score=least if isinstance(least, float) else None,
            most_score=most if isinstance(most, float) else None,
        )
        self._tell()

    def _on_person(self) -> None:
        self._typing.stop()
        text = person_text(self.person.text())
        if text != self._query.person:
            self._set(person=text)
            self._tell()

    def _set(self, **values: object) -> None:
        fields = {name: getattr(self._query, name) for name in HistoryQuery.__dataclass_fields__}
        self._query = HistoryQuery(**(fields | values))

    def _tell(self) -> None:
        self._retranslate()
        self.changed.emit()

    def _below(self, button: QPushButton) -> tuple[QPoint, QWidget]:
        return button.mapToGlobal(QPoint(0, button.height() + 4)), button

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        query, any_word = self._query, translate("History", "any")
        camera = self.camera_menu.camera(self._selection[1] or query.camera_key)
        self.camera_menu.set_choice(self._selection[0], query.camera_key)
        camera_text = cut(short(camera.title), CAMERA_CHARACTERS) if camera is not None else any_word
        missing = missing_word(query.missing) if query.missing is not None else translate("History", "Picture missing")
        texts = {
            self.span_button: f"{self._span_text()} ▾",
            self.camera_button: translate("History", "Camera: {camera}").format(camera=f"{camera_text} ▾"),
            self.type_button: translate("History", "Type: {type}").format(type=f"{types_word(query)} ▾"),
            self.score_button: score_word(query.least_score, query.most_score),
            self.verdict_button: translate("History", "Verdict: {verdict}").format(
                verdict=f"{verdict_wish_word(query.verdicts)} ▾"
            ),
            self.missing_button: missing,
            self.clear_button: translate("History", "Clear"),
        }
        for button, text in texts.items():
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(text.replace(" ▾", ""))
        self.camera_button.setEnabled(self._selection[1] is None)
        self.person.set_purpose(translate("History", "Person: any"))
        self.person.setAccessibleName(translate("History", "Part of a name, or a whole person id"))
        self.person.setToolTip(self.person.accessibleName())
        self.clear_button.setToolTip(translate("History", "Remove all filters; the time stays"))
        self.clear_button.setVisible(self.filters > 0)
        self._mark_set()
        self._retranslate_menus()

    def _mark_set(self) -> None:
        query = self._query
        for button, is_set in (
            (self.camera_button, query.camera_key is not None),
            (self.type_button, bool(query.person_types)),
            (self.score_button, query.least_score is not None or query.most_score is not None),
            (self.verdict_button, bool(query.verdicts)),
            (self.missing_button, query.missing is not None),
        ):
            button.setCheckable(True)
            button.setChecked(is_set)
            set_look(button, "choice")

    def _retranslate_menus(self) -> None:
        for action, span in zip(self._span_group.actions(), Span, strict=True):
            action.setText(span_word(span))
            action.setChecked(span is self._span)
        for action in self._types.actions():
            action.setText(person_word(PersonType(action.data())))
            action.setChecked(PersonType(action.data()) in self._query.person_types)
        for action, wish in zip(self._verdict_group.actions(), VERDICT_WISHES, strict=True):
            action.setText(verdict_wish_word(wish))
            action.setChecked(wish == self._query.verdicts)
        for action, missing in zip(self._missing_group.actions(), (None, *MissingPicture), strict=True):
            action.setText(missing_word(missing) if missing is not None else translate("History", "any"))
            action.setChecked(missing is self._query.missing)

    def _span_text(self) -> str:
        if self._span is not Span.DATES or self._dates is None:
            return span_word(self._span)
        first, last = min(self._dates), max(self._dates)
        return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"


def _fill(menu: QMenu, choices: Iterable[object]) -> QActionGroup:
    group = QActionGroup(menu)
    for choice in choices:
        action = menu.addAction("")
        action.setCheckable(True)
        action.setData(choice if isinstance(choice, str) else None)
        group.addAction(action)
    return group
