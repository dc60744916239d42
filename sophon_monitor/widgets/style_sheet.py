"""The style sheet's text. `@name;` is a colour of the palette, `@px-small;` a size; `style.py` puts them in."""

from __future__ import annotations

SHEET = """
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 5px 7px; }

QFrame[look="card"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[look="panel"] { background: @surface; border: none; }
QFrame[look="top"] { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame[look="bottom"] { background: @surface; border: none; border-top: 1px solid @border; }
QFrame[look="trouble"] { background: @bad_soft; border: none; border-bottom: 1px solid @border; }

QDialog { background: @surface; }
QWidget[look="window"] { background: @window; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: @px-title; font-weight: 700; color: @text; }
QLabel[look="display"] { font-size: @px-large; font-weight: 700; color: @text; }
QLabel[look="heading"] { font-size: @px-heading; font-weight: 700; color: @text; }
QLabel[look="section"] { font-size: @px-small; font-weight: 700; color: @text_soft; letter-spacing: 0.6px; }
QLabel[look="small-bad"] { font-size: @px-small; color: @bad_text; }
QLabel[look="small-warn"] { font-size: @px-small; color: @warn_text; }
QLabel[look="strong"] { font-weight: 700; color: @text; }
QLabel[look="soft"] { color: @text_soft; }
QLabel[look="faint"] { color: @text_faint; }
QLabel[look="small"] { font-size: @px-small; color: @text_soft; }
QLabel[look="bad"] { color: @bad_text; }
QLabel[look="warn"] { color: @warn_text; }
QLabel[look="good"] { color: @good_text; }

QPushButton, QToolButton {
    background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 5px 12px;
    min-height: @px-least;
}
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed { background: @selected; }
QPushButton:disabled, QToolButton:disabled { color: @idle; border-color: @border_soft; }
QPushButton:focus, QToolButton:focus { border: 2px solid @focus; padding: 4px 11px; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0px; }

QPushButton[look="primary"], QToolButton[look="primary"] {
    background: @accent; color: @on_accent; border-color: @accent; font-weight: 700;
}
QPushButton[look="primary"]:disabled { background: @meter_track; color: @text_soft; border-color: @border; }
QPushButton[look="primary"]:hover { border-color: @text; }
QPushButton[look="primary"]:focus { border: 2px solid @text; }

QPushButton[look="page"] {
    background: transparent; border-color: transparent; color: @text_soft; font-weight: 700; padding: 6px 7px;
}
QPushButton[look="page"]:hover { background: @hover; color: @text; }
QPushButton[look="page"]:checked { background: @accent_soft; border-color: @accent_soft; color: @accent_text; }
QPushButton[look="page"]:focus { border: 2px solid @focus; padding: 5px 6px; }

QPushButton[look="choice"]:checked, QToolButton[look="choice"]:checked {
    background: @accent_soft; border-color: @accent_soft; color: @accent_text; font-weight: 700;
}
QPushButton[look="choice"]:checked:focus, QToolButton[look="choice"]:checked:focus { border-color: @focus; }

QPushButton[look="quiet"], QToolButton[look="quiet"] {
    background: transparent; border-color: transparent; padding: 4px 6px;
}
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: @hover; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border: 2px solid @focus; padding: 3px 5px; }

QPushButton[look="link"] {
    background: transparent; border: 1px solid transparent; padding: 0px 2px; min-height: 0px; color: @accent_text;
    text-decoration: underline;
}
QPushButton[look="link"]:hover { color: @text; }
QPushButton[look="link"]:focus { border: 1px solid @focus; border-radius: 3px; padding: 0px 2px; }

QPushButton[look="section"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 2px 2px; min-height: 0px;
    color: @text_soft; font-size: @px-small; font-weight: 700; letter-spacing: 0.6px; text-align: left;
}
QPushButton[look="small-link"] {
    background: transparent; border: 1px solid transparent; padding: 0px 2px; min-height: 0px; color: @accent_text;
    text-decoration: underline; font-size: @px-small;
}
QPushButton[look="small-link"]:hover { color: @text; }
QPushButton[look="small-link"]:focus { border: 1px solid @focus; border-radius: 3px; padding: 0px 2px; }

QPushButton[look="section"]:hover { color: @text; background: @hover; }
QPushButton[look="section"]:checked { color: @accent_text; }
QPushButton[look="section"]:focus { border: 1px solid @focus; padding: 2px 2px; }

QPushButton[look="good"] { color: @good_text; border-color: @good; font-weight: 700; }
QPushButton[look="good"]:hover { background: @good_soft; }
QPushButton[look="good"]:checked { background: @good_soft; }
QPushButton[look="bad"] { color: @bad_text; border-color: @bad; font-weight: 700; }
QPushButton[look="bad"]:hover { background: @bad_soft; }
QPushButton[look="bad"]:checked { background: @bad_soft; }
QPushButton[look="good"]:focus, QPushButton[look="bad"]:focus { border-color: @focus; }

QLineEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox {
    background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 5px 9px;
    min-height: @px-least; selection-background-color: @accent; selection-color: @on_accent;
    placeholder-text-color: @text_faint;
}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateTimeEdit:focus, QComboBox:focus {
    border: 2px solid @focus; padding: 4px 8px;
}
QLineEdit[invalid="true"] { border-color: @bad; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(icons:combo-arrow.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: @surface; color: @text; border: 1px solid @border; padding: 3px; outline: none;
    selection-background-color: @selected; selection-color: @text;
}
QPlainTextEdit, QTextEdit {
    background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 4px;
    selection-background-color: @accent; selection-color: @on_accent;
}
QPlainTextEdit[look="code"] { font-family: @mono; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus; padding: 3px; }

QTextEdit[look="guide"] { background: @surface; border: 1px solid @border; border-radius: 8px; padding: 4px; }
QTextEdit[look="guide"]:focus { border: 2px solid @focus; padding: 3px; }
QListView[look="guide"] { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QListView[look="guide"]:focus { border: 1px solid @focus; }
QListView[look="guide"]::item { padding: 6px 8px; border-radius: 5px; }
QListView[look="guide"]::item:selected { background: @selected; color: @text; }

QMenu { background: @surface; color: @text; border: 1px solid @border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 14px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @text_faint; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: @border_soft; margin: 5px 8px; }

QTreeView, QListView, QTableView {
    background: @surface; color: @text; border: none; outline: none; gridline-color: @border_soft;
    selection-background-color: @selected; selection-color: @text;
}
QTableView { border: 1px solid @border; border-radius: 8px; }
QTableView:focus { border: 1px solid @focus; }
QTableView[look="details"] { background: transparent; border: 1px solid transparent; border-radius: 4px; }
QTableView[look="details"]:focus { border: 1px solid @focus; }
QTableView::item { border: none; border-bottom: 1px solid @border_soft; padding: 0px 8px; }
QTableView::item:hover { background: @hover; }
QTableView::item:selected { background: @selected; color: @text; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section {
    background: @surface; color: @text_soft; border: none; border-bottom: 1px solid @border; padding: 6px 11px;
    font-size: @px-small; font-weight: 700;
}
QTableCornerButton::section { background: @surface; border: none; }

QProgressBar { background: @meter_track; border: none; border-radius: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }

QSplitter::handle { background: @border; }
QSplitter::handle:hover { background: @focus; }
QSplitter[look="gap"]::handle { background: transparent; }
QSplitter[look="gap"]::handle:hover { background: @border; }
QScrollArea { background: transparent; border: 1px solid transparent; border-radius: 4px; }
QScrollArea:focus { border: 1px solid @focus; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 1px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 1px; }
QScrollBar::handle { background: @border; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @idle; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    border: none; padding: 0px; min-height: 0px; background: transparent;
}
QAbstractSpinBox QLineEdit { padding: 0px 7px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 0px; border: none; }
QCheckBox::indicator, QRadioButton::indicator, QMenu::indicator {
    width: 8px; height: 8px; padding: 2px; border: 1px solid @text_faint; border-radius: 3px; background: @surface;
}
QRadioButton::indicator, QMenu::indicator:exclusive { border-radius: 6px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked, QMenu::indicator:checked {
    background: @accent; background-clip: content; background-origin: content; border-color: @accent;
}
QMenu::indicator { margin-left: 8px; }
QCheckBox, QRadioButton { color: @text; spacing: 7px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid @focus; }
"""
