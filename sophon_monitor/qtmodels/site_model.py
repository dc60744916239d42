"""The site as a tree: boxes with their cameras, then senders that are no box of this site yet.

Takes the registry's changes as they come; knows neither who sends them nor who looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    CameraRemoved,
    Change,
    NewBoxGone,
    NewBoxSeen,
)
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey, Liveness, NewBox
from sophon_monitor.qtmodels.site_rows import (
    BoxRow,
    CameraRow,
    HeadingRow,
    NewBoxRow,
    SiteRow,
    SiteSelection,
    box_row,
    box_tooltip,
    camera_row,
    camera_tooltip,
    new_box_row,
    row_selection,
    row_title,
    spoken_row,
)

__all__ = ["BoxRow", "CameraRow", "HeadingRow", "NewBoxRow", "SiteModel", "SiteRole", "SiteSelection"]

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SiteRole(IntEnum):
    """What `data()` gives beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the frozen row object
    SEARCH = Qt.ItemDataRole.UserRole + 2  # case-folded text that the filter looks in
    SELECTION = Qt.ItemDataRole.UserRole + 3  # SiteSelection


@dataclass(slots=True, eq=False)
class _Node:
    id: int
    parent: _Node | None
    row: SiteRow | None
    place: int = 0
    thing: Box | Camera | NewBox | None = None
    children: list[_Node] = field(default_factory=list)


class SiteModel(QAbstractItemModel):
    """The tree of the site. Lives on the Qt thread; never reset while running.

    Signals:
        counts_changed: Boxes, cameras, or boxes online changed in number; after the rows did.
        boxes_changed: A box came, went or got another name; after the rows did.
        new_boxes_changed: The list under "New boxes" changed; after the rows did.
    """

    counts_changed = Signal()
    boxes_changed = Signal()
    new_boxes_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with an empty site."""
        super().__init__(parent)
        self._next_id = 1
        self._root = _Node(0, None, None)
        self._by_id: dict[int, _Node] = {0: self._root}
        self._boxes: dict[BoxKey, _Node] = {}
        self._cameras: dict[CameraKey, _Node] = {}
        self._new_boxes: dict[str, _Node] = {}
        self._heading: _Node | None = None
        self._waiting: dict[CameraKey, Camera] = {}  # cameras heard of before their box
        self._now_at_s = self._now_mono_s = 0.0
        self._touched: dict[int, _Node] = {}
        self._told = (0, 0, 0)
        self._names_changed = self._new_changed = False

    # -- what others ask ---------------------------------------------------------------------------------------------

    @property
    def box_count(self) -> int:
        """Boxes of the site."""
        return len(self._boxes)

    @property
    def camera_count(self) -> int:
        """Cameras of the site."""
        return len(self._cameras)

    @property
    def boxes_online(self) -> int:
        """Boxes that give signs of life; a late one still counts."""
        alive = (Liveness.ONLINE, Liveness.LATE)
        return sum(1 for node in self._boxes.values() if isinstance(node.thing, Box) and node.thing.liveness in alive)

    def boxes(self) -> tuple[Box, ...]:
        """All boxes, in the order in which they are shown."""
        return tuple(node.thing for node in self._boxes.values() if isinstance(node.thing, Box))

    def cameras(self) -> tuple[Camera, ...]:
        """All cameras, in no particular order."""
        return tuple(node.thing for node in self._cameras.values() if isinstance(node.thing, Camera))

    def new_boxes(self) -> tuple[NewBox, ...]:
        """Senders that are no box of the site, as they stand."""
        things = (node.thing for node in self._new_boxes.values())
        return tuple(thing for thing in things if isinstance(thing, NewBox))

    def new_box_rows(self) -> tuple[NewBoxRow, ...]:
        """What stands under "New boxes"."""
        return tuple(node.row for node in self._new_boxes.values() if isinstance(node.row, NewBoxRow))

    def index_of(self, selection: SiteSelection) -> QModelIndex:
        """Where a selection stands; invalid for the whole site and for what is gone."""
        if selection.camera_key is not None:
            node = self._cameras.get(selection.camera_key)
        elif selection.box_key is not None:
            node = self._boxes.get(selection.box_key)
        else:
            node = None
        return _NOWHERE if node is None else self._index(node)

    # -- what happens ------------------------------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change]) -> None:
        """Take a batch of changes in; rows come and go at once, values are announced once at the end."""
        for change in changes:
            match change:
                case BoxChanged(box):
                    self._put_box(box)
                case BoxRemoved(key):
                    self._remove_box(key)
                case CameraChanged(camera):
                    self._put_camera(camera)
                case CameraRemoved(key, _):
                    self._waiting.pop(key, None)
                    if (node := self._cameras.pop(key, None)) is not None:
                        self._remove(node)
                case NewBoxSeen(new_box):
                    self._put_new_box(new_box)
                case NewBoxGone(identity):
                    self._remove_new_box(identity)
                case _:
                    continue  # recognitions and heartbeats belong to the pages
        self._announce()

    def tick(self, now_at_s: float, now_mono_s: float) -> None:
        """Let the ages tick; called once a second with both clocks."""
        self._now_at_s, self._now_mono_s = now_at_s, now_mono_s
        for node in self._boxes.values():
            self._refresh(node)
        self._announce()

    def retranslate(self) -> None:
        """Make all words anew, after the language changed."""
        for node in self._by_id.values():
            self._refresh(node)
        self._announce()

    def _put_box(self, box: Box) -> None:
        node = self._boxes.get(box.key)
        if node is None:
            node = self._boxes[box.key] = self._fresh(self._root, box)
            place = len(self._boxes) - 1  # before the heading of the new boxes
            self._insert(node, place)
            self._names_changed = True
            for camera in [c for c in self._waiting.values() if c.box_key == box.key]:
                del self._waiting[camera.key]
                self._put_camera(camera)
            return
        former = node.thing
        node.thing = box
        if isinstance(former, Box) and former.name != box.name:
            self._names_changed = True
            for new_node in self._new_boxes.values():  # their hints name boxes
                self._refresh(new_node)
        self._refresh(node)

    def _remove_box(self, key: BoxKey) -> None:
        for camera_key in [k for k, c in self._waiting.items() if c.box_key == key]:
            del self._waiting[camera_key]
        node = self._boxes.pop(key, None)
        if node is None:
            return
        for child in node.children:
            if isinstance(child.thing, Camera):
                self._cameras.pop(child.thing.key, None)
        self._remove(node)
        self._names_changed = True

    def _put_camera(self, camera: Camera) -> None:
        node = self._cameras.get(camera.key)
        if node is not None and isinstance(node.thing, Camera) and node.thing.box_key == camera.box_key:
            node.thing = camera
            self._refresh(node)
            return
        if node is not None:  # it belongs to another box now
            self._remove(self._cameras.pop(camera.key))
        parent = self._boxes.get(camera.box_key)
        if parent is None:
            self._waiting[camera.key] = camera
            return
        node = self._cameras[camera.key] = self._fresh(parent, camera)
        self._insert(node, len(parent.children))

    def _put_new_box(self, new_box: NewBox) -> None:
        self._new_changed = True
        if (node := self._new_boxes.get(new_box.id)) is not None:
            node.thing = new_box
            self._refresh(node)
            return
        if self._heading is None:
            self._heading = self._fresh(self._root, None)
            self._insert(self._heading, len(self._root.children))
        node = self._new_boxes[new_box.id] = self._fresh(self._heading, new_box)
        self._insert(node, len(self._heading.children))
        self._refresh(self._heading)

    def _remove_new_box(self, identity: str) -> None:
        node = self._new_boxes.pop(identity, None)
        if node is None or self._heading is None:
            return
        self._new_changed = True
        self._remove(node)
        if self._new_boxes:
            self._refresh(self._heading)
        else:
            heading, self._heading = self._heading, None
            self._remove(heading)

    # -- rows --------------------------------------------------------------------------------------------------------

    def _fresh(self, parent: _Node, thing: Box | Camera | NewBox | None) -> _Node:
        node = _Node(self._next_id, parent, None, thing=thing)
        self._next_id += 1
        node.row = self._row_of(node)
        return node

    def _row_of(self, node: _Node) -> SiteRow | None:
        match node.thing:
            case Box() as box:
                return box_row(box, self._now_at_s, self._now_mono_s)
            case Camera() as camera:
                return camera_row(camera)
            case NewBox() as new_box:
                known = self._boxes.get(new_box.known_key) if new_box.known_key is not None else None
                return new_box_row(new_box, known.thing.name if known and isinstance(known.thing, Box) else "")
            case None:
                if node is self._root:
                    return None
                return HeadingRow(translate("NewBox", "New boxes · {count}").format(count=len(self._new_boxes)))

    def _refresh(self, node: _Node) -> None:
        row = self._row_of(node)
        if row != node.row:
            node.row = row
            self._touched[node.id] = node

    def _insert(self, node: _Node, place: int) -> None:
        parent = node.parent or self._root
        self.beginInsertRows(self._index(parent), place, place)
        parent.children.insert(place, node)
        self._by_id[node.id] = node
        for later in range(place, len(parent.children)):
            parent.children[later].place = later
        self.endInsertRows()

    def _remove(self, node: _Node) -> None:
        parent = node.parent or self._root
        self.beginRemoveRows(self._index(parent), node.place, node.place)
        del parent.children[node.place]
        for gone in (node, *node.children):
            del self._by_id[gone.id]
            self._touched.pop(gone.id, None)
        for later in range(node.place, len(parent.children)):
            parent.children[later].place = later
        self.endRemoveRows()

    def _announce(self) -> None:
        touched, self._touched = self._touched, {}
        by_parent: dict[int, list[_Node]] = {}
        for node in touched.values():
            by_parent.setdefault((node.parent or self._root).id, []).append(node)
        for nodes in by_parent.values():
            nodes.sort(key=_place)
            first = nodes[0]
            for node, following in zip(nodes, [*nodes[1:], None], strict=True):
                if following is None or following.place != node.place + 1:
                    self.dataChanged.emit(self._index(first), self._index(node))
                    first = following or first
        self._tell()

    def _tell(self) -> None:
        counts = (self.box_count, self.camera_count, self.boxes_online)
        if counts != self._told:
            self._told = counts
            self.counts_changed.emit()
        if self._names_changed:
            self._names_changed = False
            self.boxes_changed.emit()
        if self._new_changed:
            self._new_changed = False
            self.new_boxes_changed.emit()

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def _index(self, node: _Node) -> QModelIndex:
        return _NOWHERE if node is self._root else self.createIndex(node.place, 0, node.id)

    def _node(self, index: Index) -> _Node | None:
        # An index that outlived its row finds nothing: ids are never used again.
        return self._by_id.get(index.internalId()) if index.isValid() else self._root

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Place of a row under its parent."""
        node = self._node(parent)
        if node is None or column != 0 or not 0 <= row < len(node.children):
            return QModelIndex()
        return self._index(node.children[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() too
        """Box of a camera, heading of a new box."""
        node = self._node(index) if index.isValid() else None
        if node is None or node.parent is None:
            return QModelIndex()
        return self._index(node.parent)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Children of a row."""
        node = self._node(parent)
        return len(node.children) if node is not None and parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802, ARG002 - Qt's name
        """Everything stands in one column; the delegate lays it out."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but the heading can be selected; a box's name can be edited, but only the delegate hears of it."""
        node = self._node(index) if index.isValid() else None
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        if node is self._heading:
            return Qt.ItemFlag.ItemIsEnabled
        editable = Qt.ItemFlag.ItemIsEditable if isinstance(node.row, BoxRow) else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | editable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Prepared values; only tooltips and spoken texts are made when asked for."""
        node = self._node(index) if index.isValid() else None
        if node is None or node.row is None:
            return None
        if role == SiteRole.ROW:
            return node.row
        if role == SiteRole.SEARCH:
            return "" if isinstance(node.row, HeadingRow) else node.row.search
        if role == SiteRole.SELECTION:
            return row_selection(node.row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row_title(node.row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(node.row)
        return None

    def _tooltip(self, node: _Node) -> str:
        match node.thing:
            case Box() as box:
                return box_tooltip(box, self._now_at_s, self._now_mono_s)
            case Camera() as camera:
                return camera_tooltip(camera)
            case _:
                return spoken_row(node.row) if isinstance(node.row, NewBoxRow) else ""


def _place(node: _Node) -> int:
    return node.place
