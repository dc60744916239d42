"""The life of the intake thread: the site's archive is opened, a damaged one put aside, and boxes are served."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from sophon_monitor import __version__
from sophon_monitor.app.crash_report import CrashReport
from sophon_monitor.app.profile import is_disk_full, profile_problem
from sophon_monitor.app.screen_feed import ScreenFeed
from sophon_monitor.app.start_problem import QT_TRANSLATE_NOOP, StartProblem

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.app.window_session import IntakeVoice
    from sophon_monitor.services.intake import Intake

log = logging.getLogger(__name__)


class IntakeLife:
    """Made on the Qt thread; `run` is the root of the intake thread."""

    def __init__(
        self, start: Start, feed: ScreenFeed, voice: IntakeVoice, crash: CrashReport, made: Callable[[Intake], None]
    ) -> None:
        """`made` hears on the intake thread of each intake that begins: a second one follows a damaged archive."""
        self._start, self._feed, self._voice, self._crash, self._made = start, feed, voice, crash, made

    async def run(self) -> None:
        """The life of the intake thread. A damaged archive is put aside, once, and a new one begun."""
        from sophon_monitor.services.archive import ArchiveDamaged, ArchiveTooNew
        from sophon_monitor.services.archive_rescue import begin_anew, finish_rescue

        asyncio.get_running_loop().set_exception_handler(self._crash.in_loop)
        profile, site = self._start.profile, self._start.site
        try:
            await asyncio.to_thread(finish_rescue, profile.folder)
            try:
                await self._new_intake().run()
            except ArchiveDamaged as cause:
                log.warning("the archive is damaged: %s", cause)
                rescue = await asyncio.to_thread(begin_anew, profile.folder, site)
                self._voice.archive_rescued.emit(rescue)
                await self._new_intake().run()
        except ArchiveDamaged as cause:
            text = QT_TRANSLATE_NOOP(
                "Start",
                "The archive of site {site!r} is damaged ({reason}) and cannot be put aside. Nothing was changed.",
            )
            self._voice.intake_ended.emit(StartProblem(text, site=site, reason=cause))
        except ArchiveTooNew:
            text = QT_TRANSLATE_NOOP(
                "Start",
                "The archive of site {site!r} was written by a newer version. Update this program or use --site.",
            )
            self._voice.intake_ended.emit(StartProblem(text, site=site))
        except OSError as cause:
            self._voice.intake_ended.emit(self._archive_problem(cause))

    def _archive_problem(self, cause: OSError) -> StartProblem:
        if is_disk_full(cause):
            return profile_problem(self._start.profile.folder, cause)
        text = QT_TRANSLATE_NOOP(
            "Start",
            "The archive of site {site!r} cannot be opened: {reason}. Mend the permissions of {folder}, "
            "or use another --profile.",
        )
        folder = self._start.profile.site_folder(self._start.site)
        return StartProblem(text, site=self._start.site, reason=cause.strerror or cause, folder=folder)

    def _new_intake(self) -> Intake:
        import secrets

        from sophon_monitor.services.intake import Intake, IntakeEars
        from sophon_monitor.services.listening import ListenPlan
        from sophon_monitor.services.retention import Retention

        start, arguments = self._start, self._start.arguments
        host, port = arguments.listen or (None, 0 if start.demo else start.settings.port)
        limit_mb = start.settings.picture_limit_mb
        intake = Intake(
            folder=start.profile.site_folder(start.site),
            plan=ListenPlan(host, port, tuple(start.settings.adapters) if not start.demo else ()),
            ears=IntakeEars(
                changes=self._feed.post,
                figures=self._voice.figures_taken.emit,
                listening=self._voice.listening_changed.emit,
                failed=self._crash.report,
                borrowed=self._voice.borrowed_changed.emit,
                returned=self._voice.returned.emit,
                paused=self._voice.paused.emit,
                clock_jumped=self._voice.clock_jumped.emit,
            ),
            new_token=lambda: secrets.token_urlsafe(12),
            new_key=lambda: f"b-{secrets.token_hex(4)}",
            retention=Retention(
                pictures_s=start.settings.pictures_days * 86400,
                stranger_pictures_s=start.settings.strangers_hours * 3600,
                records_s=start.settings.records_days * 86400,
                picture_limit_bytes=int(limit_mb * 1_000_000) or None,
            ),
            version=__version__,
            first_boxes=arguments.box,
        )
        intake.count_drops_with(lambda: self._feed.dropped)
        self._made(intake)
        return intake
