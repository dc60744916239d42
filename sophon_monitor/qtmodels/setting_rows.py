"""The settings as the Settings page lists them: of which kind, within which bounds, in which group.

Where they are kept, and with which defaults, the application says (`settings.toml`); the words are in `setting_words`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sophon_monitor.domain.site_retention import MOST_DAYS, MOST_HOURS

SettingValue = str | int | float | bool | tuple[str, ...]


class SettingKind(StrEnum):
    """What kind of control a setting needs."""

    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    SWITCH = "switch"
    TIME = "time"
    ADDRESSES = "addresses"


class SettingGroup(StrEnum):
    """Under which heading a setting stands."""

    LOOKS = "looks"
    RECEIVER = "receiver"
    KEEPING = "keeping"
    NOTICES = "notices"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting.

    Attributes:
        name: As in `settings.toml`.
        value, default: Times are "HH:MM"; addresses a tuple.
        choices: Values of a CHOICE. lowest, highest: of a number, in the unit that the words name.
    """

    name: str
    kind: SettingKind
    group: SettingGroup
    value: SettingValue = ""
    default: SettingValue = ""
    choices: tuple[str, ...] = ()
    lowest: float = 0.0
    highest: float = 0.0

    @property
    def is_default(self) -> bool:
        """Whether there is nothing to reset."""
        return self.value == self.default


_K, _G = SettingKind, SettingGroup
ROWS = (
    SettingRow("language", _K.CHOICE, _G.LOOKS, choices=("system", "en", "zh_CN")),
    SettingRow("theme", _K.CHOICE, _G.LOOKS, choices=("system", "light", "dark")),
    SettingRow("port", _K.WHOLE, _G.RECEIVER, lowest=1, highest=65535),
    SettingRow("adapters", _K.ADDRESSES, _G.RECEIVER),
    SettingRow("pictures_days", _K.NUMBER, _G.KEEPING, highest=MOST_DAYS),
    SettingRow("strangers_hours", _K.NUMBER, _G.KEEPING, highest=MOST_HOURS),
    SettingRow("records_days", _K.NUMBER, _G.KEEPING, highest=MOST_DAYS),
    SettingRow("picture_limit_mb", _K.NUMBER, _G.KEEPING, highest=10_000_000),
    SettingRow("notify_boxes", _K.SWITCH, _G.NOTICES),
    SettingRow("notify_blacklist", _K.SWITCH, _G.NOTICES),
    SettingRow("notify_storage", _K.SWITCH, _G.NOTICES),
    SettingRow("notify_sound", _K.SWITCH, _G.SOUND),
    SettingRow("walk_sound", _K.SWITCH, _G.SOUND),
    SettingRow("quiet_from", _K.TIME, _G.SOUND),
    SettingRow("quiet_until", _K.TIME, _G.SOUND),
)
"""Every setting that a person sets, without values. What the window remembers by itself is none."""


def setting_rows(values: dict[str, SettingValue], defaults: dict[str, SettingValue]) -> tuple[SettingRow, ...]:
    """The rows with their values.

    Raises:
        KeyError: A setting has no value or no default.
    """
    return tuple(replace(row, value=values[row.name], default=defaults[row.name]) for row in ROWS)
