"""Where a box sends its reports: reading, changing and putting back those settings (protocol.md 3.2)."""

from __future__ import annotations

from enum import StrEnum


class ReportKind(StrEnum):
    """A report that may be borrowed. History is none of them: our 200 would mark its events as delivered."""

    STATUS = "status"  # the box's heartbeat; on SE3 and V5.2-V5.6 with its cameras
    CAMERAS = "cameras"  # the cameras' heartbeat of V5.7 and V6
    EVENTS = "events"  # recognitions by HTTP POST, SE3 only


class SettingName(StrEnum):
    """One setting on one generation. The journal names them so; never rename one."""

    SE3_STATUS = "se3.MonitorServerUrl"
    SE3_EVENTS = "se3.EventServerUrl"
    V57_STATUS = "v57.monitor"
    V57_CAMERAS = "v57.WEB_HEART"
    V6_STATUS = "v6.systemmonitorconfig"
    V6_CAMERAS = "v6.MEDIA_DEVICE_MONITOR"
    V6_CAMERAS_WEB_HEART = "v6.WEB_HEART"
