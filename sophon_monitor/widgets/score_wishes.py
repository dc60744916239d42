"""When the card of the scores asks for them: soon after a choice, once a second for what comes, never unseen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from sophon_monitor.domain.score_statistics import ScoreScope

SOON_MS = 120  # somebody walks through the tree with the keys
RELOAD_MS = 1000
PATIENCE = 5  # reloads that wait for an answer before it is asked for again


class ScoreWishes(QObject):
    """Whose scores are wanted, and whether those shown are the last. Lives on the Qt thread.

    Signals:
        wanted: A `ScoreScope`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scope = ScoreScope()
        self._is_seen, self._is_stale = False, True
        self._waits = 0  # reloads since it was asked without an answer; 0: answered
        self._soon = self._timer(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._reload = self._timer(RELOAD_MS)
        self._reload.timeout.connect(self._ask_again)

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer

    def choose(self, scope: ScoreScope) -> bool:
        """Want the scores of this scope; False where they are wanted already."""
        if scope == self.scope:
            return False
        self.scope = scope
        self._is_stale, self._waits = True, 0
        if self._is_seen:
            self._soon.start()
        return True

    def note_changed(self) -> None:
        """What is shown is not the last any more."""
        self._is_stale = True
        if self._is_seen and not self._reload.isActive():
            self._reload.start()

    def take_answer(self, scope: ScoreScope) -> bool:
        """Whether an answer is still wanted."""
        if scope != self.scope:
            return False
        self._waits = 0
        return True

    def set_seen(self, *, is_seen: bool) -> None:
        """The card is looked at, or not any more."""
        self._is_seen = is_seen
        if is_seen:
            if self._is_stale:
                self._soon.start()
            return
        self._is_stale = self._is_stale or self._waits > 0
        self._soon.stop()
        self._reload.stop()

    def _ask(self) -> None:
        self._is_stale, self._waits = False, 1
        self._reload.start()  # not again before it fires
        self.wanted.emit(self.scope)

    def _ask_again(self) -> None:
        if not self._is_stale:
            return
        if 0 < self._waits <= PATIENCE:  # the archive is busy: asking twice would make it slower
            self._waits += 1
            self._reload.start()
        else:
            self._ask()
