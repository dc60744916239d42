"""The walk test on the whole screen, its tones, hidden faces, and staying awake while somebody works."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sophon_monitor.app.archive_reads import ArchiveReads
from sophon_monitor.app.settings import Settings
from sophon_monitor.domain.quiet_hours import quiet_hours
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import Picture
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.walk_words import WalkKind, may_sleep, sound_sentence
from sophon_monitor.services.awake import AwakeKeeper, Inhibitor, system_inhibitor
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.tones import TonePlayer
from sophon_monitor.widgets.walk_view import WalkView

JUDGING_S = 600.0  # after a verdict the computer stays awake so long
BORROWING, JUDGING, WALKING = "borrowing", "judging", "walking"


class WalkWiring(QObject):
    """Made after the first paint; the view at the first F11. Owned by the acceptance wiring; lives on the Qt thread.

    Signals:
        verdict_asked: VerdictAsked, from the view.
    """

    verdict_asked = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        feed: FeedModel,
        decoder: PictureDecoder,
        reads: ArchiveReads,
        settings: Settings,
        *,
        tasks: TaskOwner,
        inhibitor: Inhibitor | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Connect the keys. `clock` gives UTC epoch seconds."""
        super().__init__(window)
        self._window, self._theme, self._feed, self._decoder = window, theme, feed, decoder
        self._reads, self._settings, self._tasks, self._clock = reads, settings, tasks, clock
        self._awake = AwakeKeeper(inhibitor if inhibitor is not None else system_inhibitor())
        self._judged = QTimer(self)
        self._judged.setSingleShot(True)
        self._judged.setInterval(round(JUDGING_S * 1000))
        self._judged.timeout.connect(self._stop_judging)
        self._selection: tuple[BoxKey | None, CameraKey | None] = (None, None)
        self._view: WalkView | None = None
        self._player: TonePlayer | None = None
        self._sound: bool | None = None  # as chosen by hand for now; None: by settings and quiet hours
        window.walk_asked.connect(self.toggle)
        window.hide_faces_asked.connect(self.toggle_faces)

    # -- the view ----------------------------------------------------------------------------------------------------

    @Slot()
    def toggle(self) -> None:
        """Open the walk test on the screen where the window is, or close it."""
        view = self._view
        if view is None:
            view = self._view = WalkView(self._theme, self._feed, self._decoder, self._window)
            view.arrived.connect(self._play)
            view.verdict_asked.connect(self.verdict_asked)
            view.pictures_wanted.connect(self._load)
            view.sound_asked.connect(self._switch_sound)
            view.left.connect(self._left)
        if view.isVisible():
            view.close()
            return
        if (screen := self._window.screen()) is not None:
            view.setGeometry(screen.geometry())
        view.set_selection(*self._selection)
        view.showFullScreen()
        view.begin()
        self._awake.hold(WALKING)
        self._made_player().find()
        self._say_sound()

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """The tree's selection filters the walk test, too."""
        self._selection = (box_key, camera_key)
        if self._view is not None:
            self._view.set_selection(box_key, camera_key)

    def look_anew(self) -> None:
        """Show the newest event that is still there; a hidden view lets go of its last one."""
        if self._view is not None:
            self._view.set_selection(*self._selection)

    @Slot()
    def _left(self) -> None:
        self._awake.release(WALKING)
        self._sound = None

    @Slot(int)
    def _load(self, event_id: int) -> None:
        self._tasks.start(self._show(event_id), name="walk pictures")

    async def _show(self, event_id: int) -> None:
        live, registered, scene = await self._reads.pictures(event_id)
        self.take_pictures(event_id, live, registered, scene)

    def take_pictures(self, event_id: int, live: Picture, registered: Picture, scene: Picture) -> None:
        """Pictures out of the archive; the feed keeps them and tells the view."""
        self._feed.take_pictures(event_id, live, registered, scene)

    # -- tones -------------------------------------------------------------------------------------------------------

    @property
    def sounds(self) -> bool:
        """Whether a tone would be played now."""
        return self._sound if self._sound is not None else self._settings.walk_sound and not self._is_quiet()

    def _is_quiet(self) -> bool:
        now = datetime.fromtimestamp(self._clock()).astimezone().time()
        return quiet_hours(self._settings.quiet_from, self._settings.quiet_until).holds(now)

    @Slot(object)
    def _play(self, kind: WalkKind) -> None:
        self._say_sound()
        if self.sounds:
            self._made_player().play(kind)

    def _made_player(self) -> TonePlayer:
        if self._player is None:
            self._player = TonePlayer(self)
            self._player.way_changed.connect(self._say_sound)
        return self._player

    @Slot()
    def _switch_sound(self) -> None:
        self._sound = not self.sounds
        self._say_sound()

    @Slot()
    def _say_sound(self) -> None:
        if self._view is None:
            return
        sound = sound_sentence(is_on=self.sounds, is_quiet=self._is_quiet(), way=self._made_player().way)
        self._view.set_sound(f"{may_sleep()} · {sound}" if self._awake.is_unable else sound)

    # -- faces -------------------------------------------------------------------------------------------------------

    @Slot()
    def toggle_faces(self) -> None:
        """Hide all faces on the screen, or show them again."""
        hides = not self._theme.hides_faces
        self._decoder.set_hides(hides)
        self._theme.set_hides_faces(hides)
        self._window.top_bar.set_faces_hidden(hides)

    # -- awake -------------------------------------------------------------------------------------------------------

    @Slot(object)
    def borrowed_changed(self, entries: tuple[object, ...]) -> None:
        """Settings are borrowed, or not any more."""
        if entries:
            self._awake.hold(BORROWING)
        else:
            self._awake.release(BORROWING)

    @Slot()
    def judged(self) -> None:
        """A verdict was given: somebody works here."""
        self._awake.hold(JUDGING)
        self._judged.start()

    @Slot()
    def _stop_judging(self) -> None:
        self._awake.release(JUDGING)

    def close(self) -> None:
        """Let the computer sleep, end the tones."""
        self._judged.stop()
        self._awake.close()
        if self._player is not None:
            self._player.close()
        if self._view is not None:
            self._view.close()
