"""What the archive does besides writing: removing what is too old, too much, forgotten, purged, or left by a kill.

One slice at a time, on the writer thread; when, and how much in a row, decides the archive.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from sophon_monitor.domain.changes import Change
from sophon_monitor.domain.purge import PurgeOrder
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.domain.site_retention import SiteRetention, problem_of
from sophon_monitor.services.archive_forget import Mark, forget_slice, mark, marks_of
from sophon_monitor.services.archive_pictures import PictureFiles
from sophon_monitor.services.archive_purge import Purge, Purges
from sophon_monitor.services.archive_retention import keep_retention, kept_retention
from sophon_monitor.services.archive_schema import PICTURES
from sophon_monitor.services.archive_sweep import sweep
from sophon_monitor.services.retention import Keeper, Retention, default_choice, picture_limit, retention_of


@dataclass(frozen=True, slots=True)
class Before:
    """What housekeeping knew before a transaction that may fail."""

    to_forget: dict[BoxKey, Mark]
    pending: tuple[Purge, ...]
    chosen: SiteRetention | None


class Housekeeping:
    """Owned by the archive's writer.

    Attributes:
        keeper: Counts and removes pictures. purges: people whose records go.
        picture_limit_bytes: What pictures may take now.
        chosen: How long this site keeps what; None: as the profile says.
    """

    def __init__(self, connection: sqlite3.Connection, files: PictureFiles, folder: Path, retention: Retention) -> None:
        """Read what an earlier run has left to do. `retention` is the profile's."""
        self._connection, self._files, self._folder, self._default = connection, files, folder, retention
        self.keeper = Keeper(connection, files)
        self.purges = Purges(connection, files, self.keeper, folder)
        self.chosen = kept_retention(connection)
        self.to_forget: dict[BoxKey, Mark] = marks_of(connection)
        self.to_sweep: list[int] = []
        self.picture_limit_bytes = 0
        self.measure()

    # -- limits -------------------------------------------------------------------------------------------------------

    @property
    def retention(self) -> Retention:
        """What holds now."""
        return retention_of(self.chosen, self._default)

    def set_default(self, retention: Retention) -> None:
        """Let other limits of the profile hold from the next write or purge on."""
        self._default = retention
        self.measure()

    def choose(self, chosen: SiteRetention | None) -> bool:
        """Keep in the open transaction what a person chose. False for what is not allowed: nothing changes."""
        if chosen is not None and problem_of(chosen, default_choice(self._default)) is not None:
            return False
        keep_retention(self._connection, chosen)
        self.chosen = chosen
        return True

    def keep_unnamed(self, order: PurgeOrder) -> bool:
        """Let the choice name none of these people, in the open transaction. False if it named none."""
        chosen = self.chosen
        if chosen is None:
            return False
        unnamed = replace(chosen, by=order.unnamed(chosen.by), reason=order.without_names(chosen.reason))
        if unnamed == chosen:
            return False
        keep_retention(self._connection, unnamed)
        self.chosen = unnamed
        return True

    def measure(self) -> None:
        """Look at the free disk again, where the limit depends on it; and try again what could not be removed."""
        taken = self.keeper.picture_bytes
        self.picture_limit_bytes = picture_limit(self.retention, self._folder / PICTURES, taken)
        self.to_sweep += self._files.unswept
        self._files.unswept.clear()

    # -- what is about to go ------------------------------------------------------------------------------------------

    def forget(self, box_key: BoxKey, last_id: int) -> None:
        """Say in the open transaction that all records which the box has by now are to go."""
        self.to_forget[box_key] = mark(self._connection, box_key, last_id)

    def is_going(self, row: sqlite3.Row) -> bool:
        """Whether an event is about to go: one that comes again is a new one."""
        until = self.to_forget.get(BoxKey(row["box_key"]))
        return (until is not None and row["id"] <= until.event_id) or self.purges.is_going(row)

    def before(self) -> Before:
        """What is known before a transaction begins."""
        return Before(dict(self.to_forget), self.purges.pending, self.chosen)

    def undo(self, before: Before) -> None:
        """The transaction has failed."""
        self.to_forget, self.purges.pending, self.chosen = before.to_forget, before.pending, before.chosen

    # -- slices -------------------------------------------------------------------------------------------------------

    @property
    def has_errands(self) -> bool:
        """Whether something is still to be done that a person asked for."""
        return bool(self.to_forget) or self.purges.is_under_way

    def slice(self, now_ms: int, *, by_age: bool = True) -> bool:
        """Do one slice, at most a few tens of milliseconds, apart from making the database anew. False at the end.

        `by_age`: also what is too old.
        """
        if self.to_forget:
            box_key, until = next(iter(self.to_forget.items()))
            if not forget_slice(self._connection, self._files, self.keeper, box_key, until):
                del self.to_forget[box_key]
            return True
        if self.purges.pending:
            self.purges.remove_slice()
            return True
        if self.to_sweep:
            sweep(self._connection, self._files, self.keeper, self.to_sweep.pop())
            return True
        if self.purges.is_cleaning:
            # After the sweep: a file that a kill has left, or that somebody held open, is of somebody, too.
            self.to_sweep += self._files.unswept
            self._files.unswept.clear()
            if not self.to_sweep and self.purges.clean():
                return True
        if self.keeper.picture_bytes > self.picture_limit_bytes:
            return self.keeper.make_room(0, self.picture_limit_bytes)
        return by_age and self.keeper.purge_slice(self.retention, now_ms)

    def take_news(self) -> tuple[Change, ...]:
        """What may be told of it, once."""
        news = tuple(self.purges.news)
        self.purges.news.clear()
        return news
