"""Every key of the program, with what it does, by place. A test holds it against the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Keys, as they are printed on them, and what they do."""

    keys: str
    text: Callable[[], str]


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one place."""

    title: Callable[[], str]
    lines: tuple[KeyLine, ...]


KEY_GROUPS = (
    KeyGroup(
        lambda: translate("Keys", "Everywhere"),
        (
            KeyLine("Ctrl+1 – Ctrl+4", lambda: translate("Keys", "Live, Health, Sign-off, History")),
            KeyLine("Ctrl+N", lambda: translate("Keys", "Add a box by its address")),
            KeyLine("Ctrl+Shift+F", lambda: translate("Keys", "Search the network for boxes")),
            KeyLine("Ctrl+D", lambda: translate("Keys", "No events? Find out why")),
            KeyLine("Ctrl+F", lambda: translate("Keys", "Filter boxes and cameras")),
            KeyLine("F11", lambda: translate("Keys", "Walk test on the whole screen, and back")),
            KeyLine("Ctrl+B", lambda: translate("Keys", "Hide all faces, or show them again")),
            KeyLine("Ctrl+L", lambda: translate("Keys", "What boxes have sent, message by message")),
            KeyLine("Ctrl+,", lambda: translate("Keys", "Settings")),
            KeyLine("F1", lambda: translate("Keys", "Ten-minute guide")),
            KeyLine("?", lambda: translate("Keys", "These keys")),
            KeyLine("Tab, Shift+Tab", lambda: translate("Keys", "Next control, previous control")),
            KeyLine("Esc", lambda: translate("Keys", "Close what is open, clear what is typed")),
        ),
    ),
    KeyGroup(
        lambda: translate("Keys", "Live"),
        (
            KeyLine("Y", lambda: translate("Keys", "Same person, or: rightly not recognised")),
            KeyLine("N", lambda: translate("Keys", "Wrong person, or: should have been recognised")),
            KeyLine("U", lambda: translate("Keys", "Unsure")),
            KeyLine("Backspace", lambda: translate("Keys", "Take the verdict back")),
            KeyLine("↑ ↓  Page ↑ ↓  Home End", lambda: translate("Keys", "Newer and older events")),
            KeyLine("Space", lambda: translate("Keys", "Hold the list, and let it run again")),
            KeyLine("Enter", lambda: translate("Keys", "The whole scene")),
            KeyLine("+  −  0", lambda: translate("Keys", "Both faces larger, smaller, whole")),
            KeyLine("Shift+← → ↑ ↓", lambda: translate("Keys", "Move both faces")),
        ),
    ),
    KeyGroup(
        lambda: translate("Keys", "Health and scores"),
        (
            KeyLine("← →", lambda: translate("Keys", "Along the time, or the line along the scores")),
            KeyLine("+  −", lambda: translate("Keys", "Shorter and longer time")),
            KeyLine("1 – 5", lambda: translate("Keys", "The last 10 minutes, up to all there is")),
            KeyLine("Shift+← →", lambda: translate("Keys", "Move the reading line")),
            KeyLine("Home", lambda: translate("Keys", "Back to now")),
        ),
    ),
    KeyGroup(
        lambda: translate("Keys", "History"),
        (
            KeyLine("Y  N  U  Backspace", lambda: translate("Keys", "Judge the chosen event, as on Live")),
            KeyLine("Enter", lambda: translate("Keys", "The chosen event, large")),
            KeyLine("← →  Home End", lambda: translate("Keys", "On the day strip: move the time")),
        ),
    ),
    KeyGroup(
        lambda: translate("Keys", "Walk test"),
        (
            KeyLine("Y  N  U  Backspace", lambda: translate("Keys", "Judge what is shown")),
            KeyLine("M", lambda: translate("Keys", "Tones on or off")),
            KeyLine("Esc", lambda: translate("Keys", "Back to the window")),
        ),
    ),
)
