"""The site at the left: filter, headline and tree. Selecting a row filters every page to it."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.site import BoxKey
from sophon_monitor.qtmodels.site_model import BoxRow, CameraRow, NewBoxRow, SiteModel, SiteRole, SiteSelection
from sophon_monitor.widgets.site_delegate import SiteDelegate
from sophon_monitor.widgets.site_row_menu import SiteRowMenu
from sophon_monitor.widgets.site_tree import FilterField, SiteFilterModel, SiteTree
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import widen_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

LEAST_WIDTH_PX = 220


class SitePanel(QFrame):
    """Filter, headline, tree. Lives on the Qt thread.

    Signals:
        selection_changed: SiteSelection, when it is another one.
        new_box_accepted, new_box_dismissed: Id of a new box.
        rename_asked: BoxKey and its new name.
        remove_asked: BoxKey, after the person confirmed it.
        box_action_asked: What is to be done with a box, and its BoxKey: "details", "borrow", "diagnose", "trial" or
            "web_page".
    """

    selection_changed = Signal(object)
    new_box_accepted = Signal(str)
    new_box_dismissed = Signal(str)
    rename_asked = Signal(object, str)
    remove_asked = Signal(object)
    box_action_asked = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the panel; `set_model` fills it."""
        super().__init__(parent)
        self._theme = theme
        self._model: SiteModel | None = None
        self._selection = SiteSelection()
        self._filtering = False
        self._asked_about: BoxKey | None = None
        set_look(self, "panel")
        self.filter_field = FilterField(self)
        self.headline = QPushButton(self)
        self.headline.setCheckable(True)
        self.headline.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_look(self.headline, "section")
        self.tree = self._made_tree()
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        set_look(self._nothing, "soft")
        self._confirm = self._made_confirmation()
        self._lay_out()
        self._find_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        self._find_key.activated.connect(self.focus_filter)
        self._connect()
        self._retranslate()

    def set_model(self, model: SiteModel) -> None:
        """Show this site. Called once, by the main window."""
        self._model = model
        # Before the proxy hears of it: the selection must not jump to a neighbour of what is removed.
        model.rowsAboutToBeRemoved.connect(self._drop_selection)
        self._rows.setSourceModel(model)
        model.counts_changed.connect(self._show_counts)
        model.new_boxes_changed.connect(self._show_counts)
        model.boxes_changed.connect(self._hide_confirmation_of_gone)
        self.tree.expandAll()
        self._show_counts()

    @property
    def selection(self) -> SiteSelection:
        """What the pages are filtered to."""
        return self._selection

    def select(self, selection: SiteSelection) -> None:
        """Select a box, a camera or the whole site."""
        where = self._rows.mapFromSource(self._model.index_of(selection)) if self._model else QModelIndex()
        if where.isValid():
            self.tree.setCurrentIndex(where)
            self.tree.scrollTo(where)
        elif selection == SiteSelection():
            self._select_whole_site()

    def focus_filter(self) -> None:
        """Put the cursor into the filter field (Ctrl+F)."""
        self.filter_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_field.selectAll()

    # -- making ------------------------------------------------------------------------------------------------------

    def _made_tree(self) -> SiteTree:
        tree = SiteTree(self)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setMouseTracking(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        self._delegate = SiteDelegate(self._theme, tree)
        tree.setItemDelegate(self._delegate)
        self._rows = SiteFilterModel(self)
        tree.setModel(self._rows)
        return tree

    def _made_confirmation(self) -> QFrame:
        """A question at the panel's foot instead of a dialog: nothing is blocked while it stands there."""
        frame = QFrame(self)
        set_look(frame, "trouble")
        self._question = QLabel(frame)
        self._question.setWordWrap(True)
        self._remove_button, self._keep_button = QPushButton(frame), QPushButton(frame)
        set_look(self._remove_button, "bad")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._question)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove_button)
        buttons.addWidget(self._keep_button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        frame.hide()
        return frame

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(12, 11, 12, 4)
        top.setSpacing(8)
        top.addWidget(self.filter_field)
        top.addWidget(self.headline)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        self._nothing.setContentsMargins(14, 6, 12, 6)
        layout.addWidget(self._nothing)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._confirm)
        widen_with_text(self, LEAST_WIDTH_PX)

    def _connect(self) -> None:
        self.filter_field.textChanged.connect(self._filter)
        self.filter_field.left_downwards.connect(self._enter_tree)
        self.headline.clicked.connect(self._select_whole_site)
        self.tree.asked.connect(self._on_key)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.selectionModel().selectionChanged.connect(self._on_selection)
        self._rows.rowsInserted.connect(self._expand_new)
        self._delegate.new_box_accepted.connect(self.new_box_accepted)
        self._delegate.new_box_dismissed.connect(self.new_box_dismissed)
        self._delegate.name_given.connect(self.rename_asked)
        self._remove_button.clicked.connect(self._confirm_removal)
        self._keep_button.clicked.connect(self._hide_confirmation)
        self._theme.changed.connect(self.tree.viewport().update)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.filter_field.set_purpose(translate("SitePanel", "Filter boxes and cameras"))
        self.filter_field.setToolTip(translate("SitePanel", "Name, address or serial number (Ctrl+F)"))
        self.headline.setToolTip(translate("SitePanel", "Show the whole site on every page"))
        self.tree.setAccessibleName(translate("SitePanel", "Boxes and cameras of the site"))
        self._remove_button.setText(translate("SitePanel", "Remove"))
        self._keep_button.setText(translate("SitePanel", "Keep"))
        self._show_counts()

    def _show_counts(self) -> None:
        boxes, cameras = (self._model.box_count, self._model.camera_count) if self._model else (0, 0)
        parts = (
            translate("SitePanel", "Site"),
            translate("SitePanel", "%n boxes", "", boxes),
            translate("SitePanel", "%n cameras", "", cameras),
        )
        self.headline.setText(" · ".join(parts).upper())
        self.headline.setAccessibleName(
            translate("SitePanel", "Whole site: {boxes}, {cameras}").format(boxes=parts[1], cameras=parts[2])
        )
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        text = self.filter_field.text().strip()
        empty = self._rows.rowCount() == 0
        self._nothing.setVisible(empty)
        if text:
            sentence = translate("SitePanel", "Nothing here matches “{text}”. Escape shows all again.")
            self._nothing.setText(sentence.format(text=text))
        else:
            sentence = translate(
                "SitePanel", "No boxes yet. Find them (Ctrl+Shift+F) or add one by its address (Ctrl+N)."
            )
            self._nothing.setText(sentence)

    # -- filter and selection ----------------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        self._filtering = True
        self._rows.set_text(text)
        self._filtering = False
        if text.strip():
            self.tree.expandAll()
        self._show_selected()
        self._show_emptiness()

    def _show_selected(self) -> None:
        """Mark the row that the pages are filtered to, where the filter shows it; the pages stay as they are."""
        index = self._model.index_of(self._selection) if self._model else QModelIndex()
        where = self._rows.mapFromSource(index)
        self._filtering = True
        if where.isValid():
            self.tree.setCurrentIndex(where)
        else:
            self.tree.clearSelection()
            self.tree.setCurrentIndex(QModelIndex())
        self._filtering = False

    def _enter_tree(self) -> None:
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self._rows.index(0, 0))

    def _expand_new(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            for row in range(first, last + 1):
                self.tree.setExpanded(self._rows.index(row, 0), True)
        elif first == 0 and last == self._rows.rowCount(parent) - 1:
            self.tree.setExpanded(parent, True)
        self._show_emptiness()

    def _on_selection(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if self._filtering:
            return
        chosen = selected.indexes()
        selection = chosen[0].data(SiteRole.SELECTION) if chosen else None
        if isinstance(selection, SiteSelection):
            self._set_selection(selection)

    def _select_whole_site(self) -> None:
        self._filtering = True
        self.tree.clearSelection()
        self.tree.setCurrentIndex(QModelIndex())
        self._filtering = False
        self._set_selection(SiteSelection())

    def _set_selection(self, selection: SiteSelection) -> None:
        self.headline.setChecked(selection == SiteSelection())
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)

    def _drop_selection(self, parent: QModelIndex, first: int, last: int) -> None:
        assert self._model is not None
        for row in range(first, last + 1):
            leaving = self._model.index(row, 0, parent).data(SiteRole.SELECTION)
            if not isinstance(leaving, SiteSelection):
                continue
            if leaving == self._selection or (
                leaving.camera_key is None and leaving.box_key == self._selection.box_key
            ):
                self._select_whole_site()

    # -- asking ------------------------------------------------------------------------------------------------------

    def _on_key(self, what: str) -> None:
        row = self.tree.currentIndex().data(SiteRole.ROW)
        match what, row:
            case "accept", NewBoxRow():
                self.new_box_accepted.emit(row.id)
            case "accept", BoxRow():
                self.box_action_asked.emit("details", row.key)
            case "remove", NewBoxRow():
                self.new_box_dismissed.emit(row.id)
            case "remove", BoxRow():
                self._ask_removal(row)
            case "whole", _:
                self._select_whole_site()
            case "up", _:
                self.focus_filter()
            case _:
                return

    def _show_menu(self, position: QPoint) -> None:
        index = self.tree.indexAt(position)
        row = index.data(SiteRole.ROW)
        if isinstance(row, BoxRow | CameraRow | NewBoxRow):
            self.tree.setCurrentIndex(index)
            menu = SiteRowMenu(self._theme, row, self)
            menu.chosen.connect(self._on_chosen)
            menu.popup(self.tree.viewport().mapToGlobal(position))

    def _on_chosen(self, what: str) -> None:
        row = self.tree.currentIndex().data(SiteRole.ROW)
        match what:
            case "rename":
                self._rename_current()
            case "copy":
                self._copy_address()
            case "accept":
                self._on_key("accept")
            case "remove" | "dismiss":
                self._on_key("remove")
            case _ if isinstance(row, BoxRow):
                self.box_action_asked.emit(what, row.key)
            case _:
                return

    def _rename_current(self) -> None:
        self.tree.edit(self.tree.currentIndex())

    def _copy_address(self) -> None:
        row = self.tree.currentIndex().data(SiteRole.ROW)
        if isinstance(row, BoxRow):
            QGuiApplication.clipboard().setText(row.address)
        elif isinstance(row, CameraRow):
            QGuiApplication.clipboard().setText(row.name)

    def _ask_removal(self, row: BoxRow) -> None:
        self._asked_about = row.key
        question = translate("SitePanel", "Remove {name} from the site? Its events and heartbeats stay in the archive.")
        self._question.setText(question.format(name=row.name))
        self._confirm.show()
        self._remove_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _confirm_removal(self) -> None:
        key = self._asked_about
        self._hide_confirmation()
        if key is not None:
            self.remove_asked.emit(key)

    def _hide_confirmation(self) -> None:
        self._asked_about = None
        self._confirm.hide()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_confirmation_of_gone(self) -> None:
        gone = self._model is not None and not self._model.index_of(SiteSelection(self._asked_about)).isValid()
        if self._asked_about is not None and gone:
            self._hide_confirmation()
