"""The menus of the site's rows: what can be done with a box, a camera, a new box."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sophon_monitor.qtmodels.site_model import BoxRow, CameraRow, NewBoxRow
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class SiteRowMenu(QMenu):
    """One menu for one row; it deletes itself when it closes. Lives on the Qt thread.

    Signals:
        chosen: What was chosen: for a box "details", "rename", "copy", "borrow", "diagnose", "trial", "web_page" or
            "remove"; for a camera "copy"; for a new box "accept" or "dismiss".
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, row: BoxRow | CameraRow | NewBoxRow, parent: QWidget) -> None:
        """Make the menu of this row; `popup` shows it."""
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        match row:
            case BoxRow():
                self._add("details", translate("SitePanel", "Details, note, addresses…"), "info-circle", "Return")
                self._add("rename", translate("SitePanel", "Rename"), "pencil", "F2")
                self._add("copy", translate("SitePanel", "Copy address"), "copy")
                self._add("web_page", translate("SitePanel", "Open its web page"), "external-link")
                self.addSeparator()
                self._add("borrow", translate("SitePanel", "Send its heartbeats here…"), "activity-heartbeat")
                self._add("diagnose", translate("SitePanel", "No events? Find out why"), "question-mark")
                self._add("trial", translate("SitePanel", "Try a recognition…"), "test-pipe")
                self.addSeparator()
                self._add("remove", translate("SitePanel", "Remove from the site…"), "trash", "Del")
            case CameraRow():
                self._add("copy", translate("SitePanel", "Copy name"), "copy")
            case NewBoxRow():
                self._add("accept", translate("NewBox", "Add to site"), "plus", "Return")
                self._add("dismiss", translate("NewBox", "Dismiss"), "x", "Del")
        self.triggered.connect(self._choose)

    def _add(self, what: str, text: str, icon_name: str, key: str = "") -> None:
        shown = f"{text}\t{key}" if key else text
        action = self.addAction(icon(icon_name, self._theme.palette.text_soft), shown)
        action.setData(what)

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
