"""Colours, frame and sizes of the walk test: letters to be read from five metres, whatever the window's height."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from sophon_monitor.qtmodels.walk_words import WalkKind
from sophon_monitor.widgets.theme import Palette

# Shares of the window's height.
NAME_SHARE, WORD_SHARE, SMALL_SHARE = 0.10, 0.055, 0.028
PANE_SHARE = 0.045  # "Not registered", and why a picture is missing
FRAME_SHARE, MARGIN_SHARE = 0.014, 0.035
LEAST_FRAME_PX = 4


def walk_colours(kind: WalkKind, palette: Palette) -> tuple[QColor, QColor, QColor]:
    """Frame, ground of the head, and letters on it."""
    match kind:
        case WalkKind.MATCH:
            return palette.good, palette.good_soft, palette.good_text
        case WalkKind.STRANGER:
            return palette.warn, palette.warn_soft, palette.warn_text
        case WalkKind.BLACKLIST:
            return palette.bad, palette.bad_soft, palette.bad_text


def frame_edges(rect: QRect) -> tuple[QRect, ...]:
    """The four bars of the frame around a window."""
    wide = max(round(rect.height() * FRAME_SHARE), LEAST_FRAME_PX)
    return (
        QRect(rect.left(), rect.top(), rect.width(), wide),
        QRect(rect.left(), rect.bottom() + 1 - wide, rect.width(), wide),
        QRect(rect.left(), rect.top(), wide, rect.height()),
        QRect(rect.right() + 1 - wide, rect.top(), wide, rect.height()),
    )
