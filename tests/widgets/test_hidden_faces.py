"""Ctrl+B: no pixel of a face anywhere on the screen, until it is pressed again."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.live_page import LivePage
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.pair_strip import PairStrip
from sophon_monitor.widgets.theme import Theme, palette_from
from sophon_monitor.widgets.trial_pictures import TrialPictures
from sophon_monitor.widgets.walk_view import WalkView
from tests.qtmodels.feed_material import event
from tests.widgets.frame_site import icon_bytes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def marker() -> bytes:
    """A picture in a colour that nothing else on the screen has."""
    out = io.BytesIO()
    Image.new("RGB", (120, 150), (255, 0, 255)).save(out, "PNG")
    return out.getvalue()


def marked(image: QImage) -> int:
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    found = 0
    for y in range(0, small.height(), 3):
        for x in range(0, small.width(), 3):
            colour = small.pixelColor(x, y)
            found += colour.red() > 200 and colour.green() < 90 and colour.blue() > 200
    return found


FACE = Picture(PictureState.PRESENT, marker())


@pytest.fixture
def theme(qapp):
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def decoder(qapp):
    decoder = PictureDecoder()
    yield decoder
    decoder.close()


def hide(theme, decoder, hides):
    decoder.set_hides(hides)
    theme.set_hides_faces(hides)


def test_that_no_face_is_left_on_live_and_that_they_come_back(qtbot, theme, decoder):
    model = FeedModel(decoder)
    page = LivePage(theme, model, decoder)
    qtbot.addWidget(page)
    page.resize(1100, 720)
    page.show()
    model.apply((RecognitionSeen(event(1, live=FACE, registered=FACE, scene=FACE)),))
    qtbot.waitUntil(lambda: marked(page.grab().toImage()) > 2000)
    hide(theme, decoder, True)
    assert marked(page.grab().toImage()) == 0
    page.open_scene()
    assert marked(page.grab().toImage()) == 0
    model.apply((RecognitionSeen(event(2, live=FACE, registered=FACE, scene=FACE)),))
    qtbot.wait(300)  # what is decoded meanwhile stays hidden
    assert marked(page.grab().toImage()) == 0
    page.overlay.close_scene()
    hide(theme, decoder, False)
    qtbot.waitUntil(lambda: marked(page.grab().toImage()) > 2000)


def test_that_pairs_and_trial_hide_too(qtbot, theme, decoder):
    pairs = PairStrip(theme, decoder)
    qtbot.addWidget(pairs)
    pairs.resize(600, 90)
    pairs.show_events((event(1, live=FACE, registered=FACE),))
    pairs.show_pictures(1, FACE.data, FACE.data)
    trial = TrialPictures(theme, decoder)
    qtbot.addWidget(trial)
    trial.resize(500, 300)
    trial.show_photo(FACE.data, "photo.png")
    for widget in (pairs, trial):
        qtbot.waitUntil(lambda w=widget: marked(w.grab().toImage()) > 100)
    hide(theme, decoder, True)
    assert [marked(w.grab().toImage()) for w in (pairs, trial)] == [0, 0]
    hide(theme, decoder, False)
    for widget in (pairs, trial):
        qtbot.waitUntil(lambda w=widget: marked(w.grab().toImage()) > 100)


def test_that_the_decoder_gives_no_face_to_anybody_while_they_are_hidden(qtbot, decoder):
    told = []
    decoder.decoded.connect(lambda key, image: told.append((key, QImage(image))))
    decoder.set_hides(True)
    decoder.request("a", FACE.data, QSize(60, 60), 2.0)
    qtbot.waitUntil(lambda: bool(told))
    assert marked(told[0][1]) == 0
    image = decoder.image("a")
    assert (marked(image), image.devicePixelRatio()) == (0, 2.0)
    assert decoder.image("a").cacheKey() == image.cacheKey()  # rows drawn by it are not drawn again
    decoder.set_hides(False)
    assert marked(told[-1][1]) > 100
    assert marked(decoder.image("a")) > 100


def test_that_the_walk_test_hides_them_what_comes_meanwhile_too(qtbot, theme, decoder):
    model = FeedModel(decoder)
    view = WalkView(theme, model, decoder)
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.show()
    model.apply((RecognitionSeen(event(1, live=FACE, registered=FACE)),))
    qtbot.waitUntil(lambda: marked(view.grab().toImage()) > 2000)
    hide(theme, decoder, True)
    assert marked(view.grab().toImage()) == 0
    model.apply((RecognitionSeen(event(2, live=FACE, registered=FACE)),))
    qtbot.waitUntil(lambda: view.live.aspect is not None)
    assert marked(view.grab().toImage()) == 0
    view.resize(1000, 600)
    qtbot.wait(250)  # decoded anew, larger or smaller
    assert marked(view.grab().toImage()) == 0
    hide(theme, decoder, False)
    qtbot.waitUntil(lambda: marked(view.grab().toImage()) > 2000)


@pytest.fixture
def window(qtbot, theme):
    install_icons(icon_bytes)
    window = MainWindow(theme, SiteModel())
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    window.pressed = []
    window.hide_faces_asked.connect(lambda: window.pressed.append(1))
    window.show()
    return window


def press(qtbot, widget):
    qtbot.keyClick(widget, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


def test_that_the_key_is_heard_in_the_window_in_dialogs_and_in_the_walk_test(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, window)
    assert len(window.pressed) == 1
    second = QWidget(window, Qt.WindowType.Window)
    second.show()
    second.activateWindow()
    qtbot.waitUntil(second.isActiveWindow)
    press(qtbot, second)
    assert len(window.pressed) == 2
    second.close()
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    press(qtbot, field)
    assert len(window.pressed) == 3
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    press(qtbot, dialog)  # once each, also when a window comes to the front again
    assert len(window.pressed) == 5
    dialog.close()
