from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.widgets.compare_layout import places
from sophon_monitor.widgets.picture_pane import MOST_ZOOM, PicturePane, ZoomLink
from sophon_monitor.widgets.theme import Theme, palette_from


@pytest.fixture
def theme(qapp):
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def pair(qtbot, theme):
    link = ZoomLink()
    panes = PicturePane(theme, link), PicturePane(theme, link)
    for pane in panes:
        qtbot.addWidget(pane)
        pane.resize(300, 400)
    return panes


def picture(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    return image


def wheel(pane: PicturePane, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(pane.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane, event)


def test_that_two_faces_zoom_and_move_together(pair):
    left, right = pair
    left.show_picture(picture(184, 245), QSize(184, 245))
    right.show_picture(picture(480, 640), QSize(480, 640))
    for pane in pair:
        pane.set_fit_height(380.0)
    wheel(left, QPoint(200, 100), 3)
    assert left.picture_rect().height() == pytest.approx(right.picture_rect().height())
    assert left.picture_rect().height() == pytest.approx(380 * 1.25**3)
    assert left.picture_rect().center().y() == pytest.approx(right.picture_rect().center().y())


def test_that_the_point_under_the_wheel_stays(pair):
    left, _ = pair
    left.show_picture(picture(300, 400), QSize(300, 400))
    before = left.picture_rect()
    at = QPointF(180, 170)
    share = (at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height()
    wheel(left, at.toPoint(), 4)
    after = left.picture_rect()
    assert after.x() + share[0] * after.width() == pytest.approx(at.x())
    assert after.y() + share[1] * after.height() == pytest.approx(at.y())


def test_that_dragging_moves_both_and_a_double_click_shows_the_whole(pair, qtbot):
    left, right = pair
    for pane in pair:
        pane.show_picture(picture(300, 400), QSize(300, 400))
        pane.show()
    wheel(left, QPoint(150, 200), 5)
    before = right.picture_rect().center()
    clicks = []
    left.clicked.connect(lambda: clicks.append(1))
    qtbot.mousePress(left, Qt.MouseButton.LeftButton, pos=QPoint(150, 200))
    qtbot.mouseMove(left, QPoint(190, 230))
    qtbot.mouseMove(left, QPoint(200, 240))
    qtbot.mouseRelease(left, Qt.MouseButton.LeftButton, pos=QPoint(200, 240))
    moved = right.picture_rect().center() - before
    assert (moved.x(), moved.y()) == pytest.approx((50, 40))
    assert clicks == []
    qtbot.mouseDClick(right, Qt.MouseButton.LeftButton)
    assert left.picture_rect().height() == pytest.approx(400)


def test_that_zoom_has_bounds_and_pictures_cannot_be_lost(qapp):
    link = ZoomLink()
    changes = []
    link.changed.connect(lambda: changes.append(1))
    link.zoom_by(0.5)
    link.pan_by(QPointF(3, 3))
    assert (link.zoom, link.offset, changes) == (1.0, QPointF(), [])
    link.zoom_by(1000)
    assert link.zoom == MOST_ZOOM
    link.pan_by(QPointF(100, -100))
    most = (MOST_ZOOM - 1) / 2
    assert (link.offset.x(), link.offset.y()) == (most, -most)


def test_that_the_frame_lies_on_the_face_at_any_size_and_zoom(pair):
    pane, _ = pair
    pane.resize(480, 270)
    pane.show_picture(picture(480, 270), QSize(1920, 1080), QRectF(960, 540, 192, 108))
    assert pane.mark_rect() == QRectF(240, 135, 48, 27)
    wheel(pane, QPoint(240, 135), 2)
    mark, whole = pane.mark_rect(), pane.picture_rect()
    assert mark is not None
    assert (mark.x() - whole.x()) / whole.width() == pytest.approx(0.5)
    assert mark.width() / whole.width() == pytest.approx(0.1)
    assert not pane.grab().isNull()


def test_that_a_missing_picture_is_never_a_blank_square(pair):
    pane, _ = pair
    pane.show_text("Picture not sent by the box")
    assert pane.text == "Picture not sent by the box"
    assert pane.accessibleDescription() == "Picture not sent by the box"
    image = pane.grab().toImage()
    assert len({image.pixel(x, 200) for x in range(20, 280)}) > 3
    assert pane.height_that_fits() is None


def test_that_enter_is_a_click_and_other_keys_are_left_to_the_page(pair, qtbot):
    pane, _ = pair
    clicks = []
    pane.clicked.connect(lambda: clicks.append(1))
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    qtbot.keyClick(pane, Qt.Key.Key_Down)
    assert clicks == [1]


@pytest.mark.parametrize(
    "size", [QSize(380, 420), QSize(545, 560), QSize(735, 720), QSize(1240, 850), QSize(1600, 560), QSize(2200, 1200)]
)
def test_that_the_faces_are_of_one_size_and_nothing_overlaps(size):
    from PySide6.QtCore import QRect

    room = QRect(QPoint(10, 20), size)
    laid = places(room, 16, 40)
    assert laid.live.size() == laid.registered.size()
    assert laid.live.top() == laid.registered.top()
    parts = [laid.live, laid.registered, laid.score, laid.scene, laid.details]
    for number, part in enumerate(parts):
        assert room.contains(part), part
        assert not any(part.intersects(other) for other in parts[number + 1 :])
    assert laid.live.width() * laid.live.height() >= 0.12 * size.width() * size.height()
