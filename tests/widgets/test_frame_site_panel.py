from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, CameraChanged, CameraRemoved
from sophon_monitor.domain.site import BoxKey, CameraKey, Liveness
from sophon_monitor.protocol.messages import Health
from sophon_monitor.qtmodels.site_model import SiteModel, SiteRole, SiteSelection
from sophon_monitor.widgets.site_panel import SitePanel
from sophon_monitor.widgets.state_shapes import paint_state, state_colour
from tests.widgets.frame_site import NOW_AT_S, NOW_MONO_S, box, camera, drawn_site, new_box, theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WHOLE = SiteSelection()
GATE = SiteSelection(BoxKey("A"), CameraKey("a1"))


@pytest.fixture
def model(qapp: QApplication) -> SiteModel:
    model = SiteModel()
    model.tick(NOW_AT_S, NOW_MONO_S)
    model.apply(drawn_site())
    return model


@pytest.fixture
def panel(qtbot: QtBot, model: SiteModel) -> SitePanel:
    panel = SitePanel(theme())
    qtbot.addWidget(panel)
    panel.set_model(model)
    panel.resize(280, 760)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return panel


def shown(panel: SitePanel) -> list[str]:
    rows, index = [], panel.tree.model().index(0, 0)
    while index.isValid():
        rows.append(str(index.data()))
        index = panel.tree.indexBelow(index)
    return rows


def selections(panel: SitePanel) -> list[SiteSelection]:
    seen: list[SiteSelection] = []
    panel.selection_changed.connect(seen.append)
    return seen


def test_that_the_headline_counts_boxes_and_cameras(panel: SitePanel, model: SiteModel):
    assert panel.headline.text() == "SITE · 3 BOXES · 4 CAMERAS"
    model.apply((CameraRemoved(CameraKey("a1"), BoxKey("A")),))
    assert "3 CAMERAS" in panel.headline.text()


def test_that_every_box_shows_its_cameras_at_first(panel: SitePanel):
    assert shown(panel) == [
        *("East Gate SE5", "前门闸机 Gate 1", "Lobby cam"),
        *("Warehouse SE3", "Snap-01"),
        *("Block C", "Gate 4"),
    ]


def test_that_selecting_rows_filters_and_the_headline_shows_the_whole_site(panel: SitePanel, qtbot: QtBot):
    seen = selections(panel)
    panel.select(SiteSelection(BoxKey("B")))
    panel.select(GATE)
    qtbot.mouseClick(panel.headline, Qt.MouseButton.LeftButton)
    assert seen == [SiteSelection(BoxKey("B")), GATE, WHOLE]
    assert panel.headline.isChecked()
    assert panel.tree.selectionModel().selectedIndexes() == []


def test_that_escape_in_the_tree_shows_the_whole_site(panel: SitePanel, qtbot: QtBot):
    panel.select(GATE)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Escape)
    assert panel.selection == WHOLE


def test_that_the_filter_finds_names_addresses_and_keeps_the_box_above_its_camera(panel: SitePanel):
    panel.filter_field.setText("gate 4")
    assert shown(panel) == ["Block C", "Gate 4"]
    panel.filter_field.setText("192.168.1.19")
    assert shown(panel) == ["Warehouse SE3", "Snap-01"]
    panel.filter_field.setText("闸机")
    assert shown(panel) == ["East Gate SE5", "前门闸机 Gate 1"]


def test_that_an_empty_result_says_so_and_escape_brings_all_back(panel: SitePanel, qtbot: QtBot):
    panel.filter_field.setText("nobody")
    assert shown(panel) == []
    assert panel._nothing.isVisible()
    assert "nobody" in panel._nothing.text()
    qtbot.keyClick(panel.filter_field, Qt.Key.Key_Escape)
    assert len(shown(panel)) == 7
    assert not panel._nothing.isVisible()


@pytest.mark.parametrize("chosen", [GATE, SiteSelection(BoxKey("A")), SiteSelection(BoxKey("C"))])
def test_that_filtering_away_the_selected_row_leaves_the_pages_alone(panel: SitePanel, chosen: SiteSelection):
    panel.select(chosen)
    seen = selections(panel)
    panel.filter_field.setText("warehouse")
    panel.filter_field.setText("")
    assert (seen, panel.selection) == ([], chosen)
    assert panel.tree.currentIndex().data(SiteRole.SELECTION) == chosen


def test_that_a_removed_box_gives_the_whole_site_and_not_its_neighbour(panel: SitePanel, model: SiteModel):
    panel.select(GATE)
    seen = selections(panel)
    model.apply((BoxRemoved(BoxKey("A")),))
    assert seen == [WHOLE]


def test_that_another_box_can_go_without_a_change_of_the_selection(panel: SitePanel, model: SiteModel):
    panel.select(GATE)
    seen = selections(panel)
    model.apply((BoxRemoved(BoxKey("B")),))
    assert (seen, panel.selection) == ([], GATE)


def test_that_ctrl_f_reaches_the_filter_and_down_reaches_the_tree(panel: SitePanel, qtbot: QtBot):
    panel.tree.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel.filter_field.hasFocus()
    qtbot.keyClick(panel.filter_field, Qt.Key.Key_Down)
    assert panel.tree.hasFocus()
    assert panel.tree.currentIndex().data() == "East Gate SE5"
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up)
    assert panel.filter_field.hasFocus()


def test_that_f2_renames_and_a_tick_does_not_undo_what_is_typed(panel: SitePanel, model: SiteModel, qtbot: QtBot):
    asked: list[tuple[str, str]] = []
    panel.rename_asked.connect(lambda key, name: asked.append((key, name)))
    panel.select(SiteSelection(BoxKey("C")))
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    field = panel.tree.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "Block C"
    field.setText("Block D")
    model.tick(NOW_AT_S + 1, NOW_MONO_S + 1)
    assert field.text() == "Block D"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))  # Qt commits an editor from its queue
    assert asked == [("C", "Block D")]
    assert panel.tree.currentIndex().data() == "Block C"  # until the registry says otherwise


def test_that_a_camera_cannot_be_renamed(panel: SitePanel, qtbot: QtBot):
    panel.select(GATE)
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    assert panel.tree.findChild(QLineEdit) is None


def test_that_delete_asks_before_it_removes(panel: SitePanel, qtbot: QtBot):
    removed: list[str] = []
    panel.remove_asked.connect(removed.append)
    panel.select(SiteSelection(BoxKey("C")))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert panel._confirm.isVisible()
    assert "Block C" in panel._question.text()
    qtbot.mouseClick(panel._keep_button, Qt.MouseButton.LeftButton)
    assert (removed, panel._confirm.isVisible()) == ([], False)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    qtbot.mouseClick(panel._remove_button, Qt.MouseButton.LeftButton)
    assert removed == ["C"]


def test_that_the_question_goes_when_its_box_is_gone(panel: SitePanel, model: SiteModel, qtbot: QtBot):
    panel.select(SiteSelection(BoxKey("C")))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    model.apply((BoxRemoved(BoxKey("C")),))
    assert not panel._confirm.isVisible()


def new_box_index(panel: SitePanel) -> QModelIndex:
    rows = panel.tree.model()
    return rows.index(0, 0, rows.index(rows.rowCount() - 1, 0))


def test_that_a_new_box_is_accepted_and_dismissed_by_keyboard(panel: SitePanel, model: SiteModel, qtbot: QtBot):
    said: list[tuple[str, str]] = []
    panel.new_box_accepted.connect(lambda identity: said.append(("accept", identity)))
    panel.new_box_dismissed.connect(lambda identity: said.append(("dismiss", identity)))
    model.apply((new_box(),))
    seen = selections(panel)
    panel.tree.setCurrentIndex(new_box_index(panel))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert said == [("accept", "n1"), ("dismiss", "n1")]
    assert seen == []  # a new box filters nothing


def test_that_the_links_of_a_new_box_can_be_clicked(panel: SitePanel, model: SiteModel, qtbot: QtBot):
    said: list[tuple[str, str]] = []
    panel.new_box_accepted.connect(lambda identity: said.append(("accept", identity)))
    panel.new_box_dismissed.connect(lambda identity: said.append(("dismiss", identity)))
    model.apply((new_box(hint="ambiguous"),))
    rect = panel.tree.visualRect(new_box_index(panel))
    accept, dismiss = panel._delegate._link_areas(rect)
    for place in (accept.center(), dismiss.center(), QPoint(accept.center().x(), rect.top() + 4)):
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said == [("accept", "n1"), ("dismiss", "n1")]


def test_that_the_triangle_folds_the_cameras_away(panel: SitePanel, qtbot: QtBot):
    rect = panel.tree.visualRect(panel.tree.model().index(0, 0))
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(7, rect.top() + 14))
    assert shown(panel)[:2] == ["East Gate SE5", "Warehouse SE3"]


def test_that_a_folded_box_stays_folded_when_a_camera_comes(panel: SitePanel, model: SiteModel):
    panel.tree.collapse(panel.tree.model().index(0, 0))
    model.apply((CameraChanged(camera("a9", "A", "Roof cam")),))
    assert shown(panel)[:2] == ["East Gate SE5", "Warehouse SE3"]


def test_that_a_sentence_that_appears_gets_its_room_at_once(panel: SitePanel, model: SiteModel):
    where = panel.tree.model().index(0, 0)
    before = panel.tree.visualRect(where).height()
    model.apply((BoxChanged(box("A", "East Gate SE5", "192.168.1.180", state_code="-1", state_text="x")),))
    assert panel.tree.visualRect(where).height() > before
    below = panel.tree.visualRect(panel.tree.model().index(0, 0, where))
    assert below.top() == panel.tree.visualRect(where).bottom() + 1


@pytest.mark.parametrize("is_dark", [False, True])
def test_that_states_differ_in_shape_and_not_in_colour_alone(qapp: QApplication, is_dark: bool):
    pictures = []
    for state in Liveness:
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_state(painter, QPointF(12, 12), 9, state, theme(is_dark=is_dark).palette)
        painter.end()
        pictures.append({(x, y) for x in range(24) for y in range(24) if _is_painted(image, x, y, state, is_dark)})
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert len(one ^ other) > 30  # of the 254 pixels of the disc; mere edges differ by fewer


def _is_painted(image: QImage, x: int, y: int, state: Liveness, is_dark: bool) -> bool:
    wanted, found = state_colour(state, theme(is_dark=is_dark).palette), image.pixelColor(x, y)
    return sum(abs(a - b) for a, b in zip(wanted.getRgb()[:3], found.getRgb()[:3], strict=True)) < 40


def test_that_meters_are_drawn_in_the_colour_of_their_level(panel: SitePanel, model: SiteModel):
    full = Health(cpu_percent=85.0, memory_percent=95.0, disk_percent=50.0)
    model.apply((BoxChanged(box("A", "East Gate SE5", "192.168.1.180", health=full)),))
    rect = panel.tree.visualRect(panel.tree.model().index(0, 0))
    image = panel.tree.viewport().grab(rect).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    palette = theme().palette
    assert {palette.warn.name(), palette.bad.name(), palette.meter.name(), palette.meter_track.name()} <= seen


def test_that_who_walks_by_keyboard_sees_a_ring_and_selects_nothing_by_arriving(panel: SitePanel, qtbot: QtBot):
    seen = selections(panel)
    panel.headline.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(panel.headline, Qt.Key.Key_Tab)
    assert panel.tree.hasFocus()
    rect = panel.tree.visualRect(panel.tree.currentIndex())
    image = panel.tree.viewport().grab(rect).toImage()
    assert image.pixelColor(rect.width() // 2, 0) == theme().palette.focus
    assert seen == []
