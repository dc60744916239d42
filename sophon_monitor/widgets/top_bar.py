"""The bar at the top: add and find boxes, the pages, the receiver's address, "No events?", language and looks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.more_menu import MoreMenu
from sophon_monitor.widgets.receiver_pill import ReceiverPill
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

PAGES = ("live", "health", "signoff", "history")


class TopBar(QFrame):
    """What is always in reach. Lives on the Qt thread.

    Signals:
        add_box_asked: "+ Add box" or Ctrl+N.
        find_asked: "Find boxes…" or Ctrl+Shift+F.
        diagnose_asked: "No events? Find out why" or Ctrl+D.
        page_asked: One of PAGES.
        language_asked: "en" or "zh_CN".
        theme_asked: "system", "light" or "dark".
        message_log_asked, walk_asked, hide_faces_asked: From the menu; the window has Ctrl+L, F11 and Ctrl+B.

    Attributes:
        more_menu: The menu behind the three dots; what else it asks for is taken from it.
    """

    add_box_asked = Signal()
    find_asked = Signal()
    diagnose_asked = Signal()
    page_asked = Signal(str)
    language_asked = Signal(str)
    theme_asked = Signal(str)
    message_log_asked = Signal()
    walk_asked = Signal()
    hide_faces_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the bar."""
        super().__init__(parent)
        self._theme = theme
        set_look(self, "top")
        self.add_button = QPushButton(self)
        set_look(self.add_button, "primary")
        self.find_button, self.diagnose_button = QPushButton(self), QPushButton(self)
        self.diagnose_button.setCheckable(True)
        self.page_buttons = {name: QPushButton(self) for name in PAGES}
        self._page = ""
        for name, button in self.page_buttons.items():
            button.setCheckable(True)
            button.setObjectName(name)
            set_look(button, "page")
        self.pill = ReceiverPill(theme, self)
        self.language_button = QPushButton(self)
        self.more_button = QToolButton(self)
        self.more_button.setIconSize(QSize(16, 16))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._make_menu()
        self._lay_out()
        self._connect()
        self._dress()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_listening(self, urls: tuple[str, ...]) -> None:
        """Show that the receiver listens on these addresses."""
        self.pill.set_listening(urls)

    def set_listening_problem(self, sentence: str) -> None:
        """Show in red why the receiver does not listen."""
        self.pill.set_problem(sentence)

    def set_page(self, name: str) -> None:
        """Mark the page that is open; no button is marked for the message log."""
        self._page = name
        self.diagnose_button.setChecked(name == "diagnose")
        for page, button in self.page_buttons.items():
            button.setChecked(page == name)

    def set_faces_hidden(self, hidden: bool) -> None:
        """Mark in the menu whether faces are hidden."""
        self.more_menu.set_faces_hidden(hidden)

    def set_theme_choice(self, choice: str) -> None:
        """Mark "system", "light" or "dark" in the menu."""
        self.more_menu.set_theme_choice(choice)

    # -- making ------------------------------------------------------------------------------------------------------

    def _make_menu(self) -> None:
        self.more_menu = MoreMenu(self._theme, self)
        self.site_menu = self.more_menu.site_menu
        self.more_button.setMenu(self.more_menu)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self.add_button)
        layout.addWidget(self.find_button)
        layout.addSpacing(4)
        for button in self.page_buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.pill)
        layout.addWidget(self.diagnose_button)
        layout.addWidget(self.language_button)
        layout.addWidget(self.more_button)
        asking = (self.add_button, self.find_button, self.diagnose_button)
        for control in (*asking, *self.page_buttons.values(), self.language_button, self.more_button):
            # A ring belongs to who walks by keyboard; a click needs none.
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._ask_for_box)
        self.find_button.clicked.connect(self._ask_to_find)
        self.diagnose_button.clicked.connect(self._ask_to_diagnose)
        slots = (self._ask_live, self._ask_health, self._ask_sign_off, self._ask_history)
        for number, (button, slot) in enumerate(zip(self.page_buttons.values(), slots, strict=True), 1):
            button.clicked.connect(slot)
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(slot)
        self.language_button.clicked.connect(self._ask_language)
        menu = self.more_menu
        menu.walk_asked.connect(self.walk_asked)
        menu.hide_faces_asked.connect(self.hide_faces_asked)
        menu.message_log_asked.connect(self.message_log_asked)
        menu.theme_asked.connect(self.theme_asked)
        self._theme.changed.connect(self._dress)
        keys = {
            "Ctrl+N": self._ask_for_box,
            "Ctrl+Shift+F": self._ask_to_find,
            "Ctrl+D": self._ask_to_diagnose,
        }
        for key, slot in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _dress(self) -> None:
        palette = self._theme.palette
        self.add_button.setIcon(icon("plus", palette.on_accent))
        self.find_button.setIcon(icon("search", palette.text))
        self.diagnose_button.setIcon(icon("question-mark", palette.text))
        self.more_button.setIcon(icon("dots", palette.text))

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.add_button.setText(translate("TopBar", "Add box"))
        self.add_button.setToolTip(translate("TopBar", "Add a box by its address (Ctrl+N)"))
        self.add_button.setAccessibleName(translate("TopBar", "Add box"))
        self.find_button.setText(translate("TopBar", "Find boxes…"))
        self.find_button.setToolTip(translate("TopBar", "Search the network for boxes (Ctrl+Shift+F)"))
        self.diagnose_button.setText(translate("TopBar", "No events? Find out why"))
        self.diagnose_button.setToolTip(
            translate("TopBar", "Check step by step why nothing comes from a box; changes nothing on it (Ctrl+D)")
        )
        self.more_menu.retranslate()
        self.page_buttons["live"].setText(translate("TopBar", "Live"))
        self.page_buttons["health"].setText(translate("TopBar", "Health"))
        self.page_buttons["signoff"].setText(translate("TopBar", "Sign-off"))
        self.page_buttons["signoff"].setToolTip(translate("TopBar", "Each camera against the site's rules (Ctrl+3)"))
        self.page_buttons["history"].setText(translate("TopBar", "History"))
        self.page_buttons["history"].setToolTip(translate("TopBar", "Find any event again (Ctrl+4)"))
        self.page_buttons["live"].setToolTip(translate("TopBar", "Each recognition as it happens (Ctrl+1)"))
        self.page_buttons["health"].setToolTip(
            translate("TopBar", "CPU, memory, disk and heartbeats over time (Ctrl+2)")
        )
        # The button speaks the language that it leads to, for whoever cannot read the present one.
        self.language_button.setText("English" if _speaks_chinese() else "中文")
        self.language_button.setAccessibleName("Switch to English" if _speaks_chinese() else "切换到中文")
        self.language_button.setToolTip(self.language_button.accessibleName())
        self.more_button.setAccessibleName(translate("TopBar", "More"))
        self.more_button.setToolTip(translate("TopBar", "Site, walk test, privacy, settings, guide and keys"))

    # -- what was pressed --------------------------------------------------------------------------------------------

    def _ask_for_box(self) -> None:
        self.add_box_asked.emit()

    def _ask_to_find(self) -> None:
        self.find_asked.emit()

    def _ask_to_diagnose(self) -> None:
        self.set_page(self._page)  # a click has turned the button; the page decides what is marked
        self.diagnose_asked.emit()

    # No exclusive group: in one, Tab would skip the pages that are not open.
    def _ask_live(self) -> None:
        self._ask_page("live")

    def _ask_health(self) -> None:
        self._ask_page("health")

    def _ask_sign_off(self) -> None:
        self._ask_page("signoff")

    def _ask_history(self) -> None:
        self._ask_page("history")

    def _ask_page(self, name: str) -> None:
        self.set_page(self._page)  # a click has turned the button; the page decides what is marked
        self.page_asked.emit(name)

    def _ask_language(self) -> None:
        self.language_asked.emit("en" if _speaks_chinese() else "zh_CN")


def _speaks_chinese() -> bool:
    return QLocale().language() is QLocale.Language.Chinese
