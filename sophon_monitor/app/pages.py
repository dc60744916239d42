"""The pages and their models. Made after the first paint: plots and faces are not needed for the window's frame."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.health_store import HealthStore
from sophon_monitor.qtmodels.message_log_model import MessageLogModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.sign_off_model import SignOffModel
from sophon_monitor.widgets.diagnosis_page import DiagnosisPage
from sophon_monitor.widgets.guide_page import GuidePage
from sophon_monitor.widgets.health_page import HealthPage
from sophon_monitor.widgets.live_page import LivePage
from sophon_monitor.widgets.message_log_page import MessageLogPage
from sophon_monitor.widgets.settings_page import SettingsPage
from sophon_monitor.widgets.sign_off_page import SignOffPage
from sophon_monitor.widgets.theme import Theme


class Pages:
    """The pages, each with its model. Owned by the wiring; lives on the Qt thread."""

    def __init__(self, theme: Theme) -> None:
        """Make them; the wiring connects them."""
        self.decoder = PictureDecoder()
        self.feed_model = FeedModel(self.decoder)
        self.health_store = HealthStore()
        self.log_model = MessageLogModel()
        self.live = LivePage(theme, self.feed_model, self.decoder)
        self.health = HealthPage(theme, self.health_store)
        self.diagnosis = DiagnosisPage(theme)
        self.log = MessageLogPage(theme, self.log_model)
        self.sign_off_model = SignOffModel()
        self.sign_off = SignOffPage(theme, self.sign_off_model, self.decoder)
        self.settings = SettingsPage()
        self.guide = GuidePage(theme)

    def named(self) -> dict[str, QWidget]:
        """The pages by their names, as the window takes them; the message log goes beside them."""
        return {
            "live": self.live,
            "health": self.health,
            "signoff": self.sign_off,
            "diagnose": self.diagnosis,
            "settings": self.settings,
            "guide": self.guide,
        }
