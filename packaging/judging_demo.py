"""The program's demo, with somebody who judges: for the pictures of Sign-off and History. Takes the program's words."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer

from sophon_monitor.app import window_session, wiring
from sophon_monitor.app.command import main
from sophon_monitor.domain.records import Verdict
from sophon_monitor.qtmodels.verdict_words import VerdictAsked

JUDGE_EVERY_MS = 400
WRONG_EVERY = 9  # one camera shall fail


class JudgingWiring(wiring.Wiring):
    """Judges every event as it comes, most of them right."""

    def complete(self) -> None:
        """Make the pages, and begin to judge."""
        super().complete()
        self._judged: set[int] = set()
        judging = QTimer(self)
        judging.setInterval(JUDGE_EVERY_MS)
        judging.timeout.connect(self._judge)
        judging.start()

    def _judge(self) -> None:
        feed = self._pages.feed_model
        for place in range(feed.rowCount()):
            row = feed.row_at(place)
            if row is not None and row.event_id and row.event_id not in self._judged:
                self._judged.add(row.event_id)
                verdict = Verdict.WRONG if len(self._judged) % WRONG_EVERY == 0 else Verdict.RIGHT
                self._acceptance.sign_off.judge(VerdictAsked(row.event_id, verdict))


if __name__ == "__main__":
    window_session.Wiring = JudgingWiring  # type: ignore[misc]
    sys.exit(main())
