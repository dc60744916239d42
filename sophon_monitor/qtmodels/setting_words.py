"""What each setting is called, what it does, and when a change of it takes effect."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from sophon_monitor.qtmodels.setting_rows import SettingGroup, SettingKind, SettingRow, SettingValue

translate = QCoreApplication.translate


def group_title(group: SettingGroup) -> str:
    """Heading of a group."""
    match group:
        case SettingGroup.LOOKS:
            return translate("Settings", "Language and colours")
        case SettingGroup.RECEIVER:
            return translate("Settings", "Receiver")
        case SettingGroup.KEEPING:
            return translate("Settings", "What is kept, and how long")
        case SettingGroup.NOTICES:
            return translate("Settings", "Notifications")
        case SettingGroup.SOUND:
            return translate("Settings", "Tones and quiet hours")


def setting_title(name: str) -> str:
    """What a setting is called."""
    return _TITLES[name]()


_TITLES = {
    "language": lambda: translate("Settings", "Language"),
    "theme": lambda: translate("Settings", "Light or dark"),
    "port": lambda: translate("Settings", "Port of the receiver"),
    "adapters": lambda: translate("Settings", "Network cards to listen on"),
    "pictures_days": lambda: translate("Settings", "Keep pictures"),
    "strangers_hours": lambda: translate("Settings", "Keep pictures of strangers"),
    "records_days": lambda: translate("Settings", "Keep records"),
    "picture_limit_mb": lambda: translate("Settings", "Room for pictures"),
    "notify_boxes": lambda: translate("Settings", "When a box goes offline or comes back"),
    "notify_blacklist": lambda: translate("Settings", "When somebody on a blacklist is recognised"),
    "notify_storage": lambda: translate("Settings", "When storage runs out"),
    "notify_sound": lambda: translate("Settings", "Tone with a notification"),
    "walk_sound": lambda: translate("Settings", "Tones of the walk test"),
    "quiet_from": lambda: translate("Settings", "Quiet hours from"),
    "quiet_until": lambda: translate("Settings", "Quiet hours until"),
}


def setting_effect(name: str) -> str:
    """What a setting does, and from when on, in a sentence or two."""
    return _EFFECTS[name]()


_EFFECTS = {
    "language": lambda: translate(
        "Settings", "The language of the window. Reports and exports ask for theirs. At once."
    ),
    "theme": lambda: translate("Settings", "Colours of the window, or those of the system as they change. At once."),
    "port": lambda: translate(
        "Settings",
        "Where boxes send their messages. Boxes that report here must be told the new one. From the next start on.",
    ),
    "adapters": lambda: translate(
        "Settings",
        "The receiver always listens on this computer and towards every box of the site; here it listens in addition. "
        "Ticked: at once. Unticked: from the next start on.",
    ),
    "pictures_days": lambda: translate(
        "Settings", "Older pictures are removed, records stay. A site may have times of its own. At once."
    ),
    "strangers_hours": lambda: translate(
        "Settings", "Faces of people whom the box does not know go earlier than others. At once."
    ),
    "records_days": lambda: translate(
        "Settings", "Who was recognised when, and the health of the boxes, without pictures. At once."
    ),
    "picture_limit_mb": lambda: translate(
        "Settings",
        "When all pictures together take more, the oldest scenes go first and judged events last. "
        "Automatic is 10 GB or a tenth of the free disk, the smaller. At once.",
    ),
    "notify_boxes": lambda: translate(
        "Settings", "A notification of the desktop. Boxes that go at the same time are told of together. At once."
    ),
    "notify_blacklist": lambda: translate(
        "Settings", "A notification with the camera, without the name. Repeats within a minute are left out. At once."
    ),
    "notify_storage": lambda: translate(
        "Settings", "This computer's disk is full, or a box's storage is over 90 %. At once."
    ),
    "notify_sound": lambda: translate("Settings", "Off by default: a site is no place for surprises. At once."),
    "walk_sound": lambda: translate(
        "Settings", "One tone for a match, another for a stranger, so that one person can walk the site. At once."
    ),
    "quiet_from": lambda: translate(
        "Settings",
        "From then on no tones and no notifications; what happens is told in one when the hours end. At once.",
    ),
    "quiet_until": lambda: translate("Settings", "The same time as the beginning: no quiet hours. At once."),
}


def unit_text(name: str) -> str:
    """What stands behind the number; empty for most."""
    match name:
        case "pictures_days" | "records_days":
            return translate("Settings", "days")
        case "strangers_hours":
            return translate("Settings", "hours")
        case "picture_limit_mb":
            return translate("Settings", "MB")
        case _:
            return ""


def choice_text(name: str, choice: str) -> str:
    """A choice in words. Languages speak their own."""
    match choice:
        case "en":
            return "English"
        case "zh_CN":
            return "简体中文"
        case "light":
            return translate("TopBar", "Light")
        case "dark":
            return translate("TopBar", "Dark")
        case _:
            del name
            return translate("TopBar", "As the system")


def automatic_text() -> str:
    """The size limit that follows the free disk."""
    return translate("Settings", "Automatic")


def value_text(row: SettingRow, value: SettingValue) -> str:
    """A value as a person reads it, for "Default: …"."""
    match row.kind:
        case SettingKind.CHOICE:
            return choice_text(row.name, str(value))
        case SettingKind.SWITCH:
            return translate("Settings", "yes") if value else translate("Settings", "no")
        case SettingKind.ADDRESSES:
            addresses = value if isinstance(value, tuple) else ()
            return ", ".join(addresses) or translate("Settings", "none")
        case SettingKind.NUMBER:
            if row.name == "picture_limit_mb" and not value:
                return automatic_text()
            return f"{QLocale().toString(float(value), 'g', 8)} {unit_text(row.name)}"  # type: ignore[arg-type]
        case _:
            return str(value)


def default_text(row: SettingRow) -> str:
    """What the setting is without anybody's doing."""
    return translate("Settings", "Default: {value}").format(value=value_text(row, row.default))
