"""Where the parts of the compare view lie. The faces come first: they get as much room as the window has."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF

from sophon_monitor.domain.records import EventRecord

GAP = 14
CAPTION_GAP = 4
FACE_TALL = 1.25  # height by width: between a registered portrait and a face as boxes cut it out
TALLEST = 1.5
LEAST_SIDE_PX = 270
LEAST_BELOW_PX, MOST_BELOW_PX, BELOW_SHARE = 128, 260, 0.22
CLEARLY_LARGER = 1.05
SCENE_ASPECT = 16 / 9


@dataclass(frozen=True, slots=True)
class Places:
    """Rectangles of the parts; captions lie above their pictures."""

    live: QRect
    registered: QRect
    score: QRect
    scene: QRect
    details: QRect

    def caption_of(self, pane: QRect, caption_px: int) -> QRect:
        """Room for the caption above a pane."""
        return QRect(pane.left(), pane.top() - caption_px - CAPTION_GAP, pane.width(), caption_px)


def places(room: QRect, caption_px: int, score_px: int) -> Places:
    """Lay the parts out in `room`: scene and details below, or at the right where that makes the faces larger."""
    head = caption_px + CAPTION_GAP
    tall = room.height() - head - GAP - score_px
    side = max(LEAST_SIDE_PX, min(round(room.width() - 2 * GAP - 2 * tall / FACE_TALL), round(room.width() * 0.42)))
    wide_right = (room.width() - side - 2 * GAP) // 2
    tall_right = min(tall, round(wide_right * TALLEST))
    wide_below = (room.width() - GAP) // 2
    below = min(max(round(room.height() * BELOW_SHARE), LEAST_BELOW_PX), MOST_BELOW_PX)
    tall_below = min(tall - GAP - head - below, round(wide_below * FACE_TALL))
    if min(tall_right, wide_right * FACE_TALL) >= tall_below * CLEARLY_LARGER:
        return _beside(room, head, wide_right, tall_right, score_px)
    return _below(room, head, wide_below, max(tall_below, 60), score_px)


def _beside(room: QRect, head: int, wide: int, tall: int, score_px: int) -> Places:
    top = room.top() + head
    live = QRect(room.left(), top, wide, tall)
    registered = QRect(room.left() + wide + GAP, top, wide, tall)
    left = registered.right() + 1 + GAP
    width = room.right() + 1 - left
    scene = QRect(left, top, width, min(round(width / SCENE_ASPECT), room.height() // 2))
    details_top = scene.bottom() + 1 + GAP + head
    return Places(
        live,
        registered,
        QRect(room.left(), live.bottom() + 1 + GAP // 2, 2 * wide + GAP, score_px),
        scene,
        QRect(left, details_top, width, room.bottom() + 1 - details_top),
    )


def _below(room: QRect, head: int, wide: int, tall: int, score_px: int) -> Places:
    top = room.top() + head
    live = QRect(room.left(), top, wide, tall)
    registered = QRect(room.right() + 1 - wide, top, wide, tall)
    score = QRect(room.left(), live.bottom() + 1 + GAP // 2, room.width(), score_px)
    scene_top = score.bottom() + 1 + GAP // 2 + head
    height = max(room.bottom() + 1 - scene_top, 40)
    scene_wide = min(round(height * SCENE_ASPECT), round(room.width() * 0.5))
    scene = QRect(room.left(), scene_top, scene_wide, height)
    left = scene.right() + 1 + GAP
    details = QRect(left, scene_top, room.right() + 1 - left, height)
    return Places(live, registered, score, scene, details)


def face_mark(record: EventRecord) -> QRectF | None:
    """Where the face is in the scene, in pixels of the scene; None where the box does not say."""
    box = record.face_box
    return None if box is None else QRectF(QPointF(box[0], box[1]), QPointF(box[2], box[3])).normalized()
