"""The real window; a hand that chooses everybody in the purge dialog and presses the button."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from sophon_monitor.app import window_command
from sophon_monitor.app.command import _parser


class Hand(QObject):
    """Waits for `count` events, purges their people, writes `done`, stays open."""

    def __init__(self, session, count: int, done: Path) -> None:
        super().__init__()
        self._session, self._count, self._done = session, count, done
        self._clicked = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(100)

    def _look(self) -> None:
        acceptance = getattr(self._session.wiring, "_acceptance", None)
        if acceptance is None:
            return
        privacy, pages = acceptance.privacy, self._session.wiring._pages
        dialog = privacy._purge
        if dialog is None:
            rows = [pages.feed_model.row_at(place) for place in range(pages.feed_model.rowCount())]
            if sum(row.count for row in rows) >= self._count:
                self._session.wiring.window.top_bar.more_menu.purge_asked.emit()
        elif not self._clicked and dialog.people.model.rowCount():
            self._clicked = True
            for row in range(dialog.people.model.rowCount()):
                dialog.people.model.turn(row)
            dialog.purge_button.click()
        elif dialog._done and not self._done.exists():
            self._done.write_text(dialog.state.text(), "utf-8")


def main() -> None:
    count, done, *words = sys.argv[1:]
    hands = []
    arguments = _parser().parse_args(words)
    sys.exit(window_command.run(arguments, lambda session: hands.append(Hand(session, int(count), Path(done)))))


if __name__ == "__main__":
    main()
