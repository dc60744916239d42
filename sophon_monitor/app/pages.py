"""The pages and their models. Made after the first paint: plots and faces are not needed for the window's frame."""

from __future__ import annotations

from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.health_store import HealthStore
from sophon_monitor.qtmodels.message_log_model import MessageLogModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.widgets.diagnosis_page import DiagnosisPage
from sophon_monitor.widgets.health_page import HealthPage
from sophon_monitor.widgets.live_page import LivePage
from sophon_monitor.widgets.message_log_page import MessageLogPage
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
