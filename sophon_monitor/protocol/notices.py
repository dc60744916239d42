"""What a box says about its camera list: P10 full sync, P11 notice of a change (protocol.md 2.10, 2.11)."""

from __future__ import annotations

from sophon_monitor.protocol.cameras import camera_entry, listed_cameras
from sophon_monitor.protocol.messages import BoxIdentity, CameraListSync, CameraNotice, NoticeAction
from sophon_monitor.protocol.values import Fields, fields_of, first, items_of, text

_PREVIEW = ("selected_device_list", "preview_device_list", "preview_mode", "last_set_name")
_ACTIONS = {
    "add": NoticeAction.ADD,
    "delete": NoticeAction.DELETE,
    "modify": NoticeAction.MODIFY,
    "update": NoticeAction.MODIFY,
}


def is_sync(fields: Fields) -> bool:
    """Whether this is P10."""
    return items_of(fields.get("deviceList")) is not None


def camera_list_sync(fields: Fields) -> CameraListSync:
    """Return P10. The code stands in each camera too."""
    items = [fields_of(item) for item in items_of(fields.get("deviceList")) or []]
    return CameraListSync(
        identity=BoxIdentity(license=text(first((fields, *items[:1]), "devSno"))),
        cameras=listed_cameras(fields.get("deviceList")) or (),
    )


def is_notice(fields: Fields) -> bool:
    """Whether this is P11."""
    return "modify_media_device" in fields or sum(name in fields for name in _PREVIEW) >= 2


def camera_notice(fields: Fields) -> CameraNotice:
    """Return P11."""
    change = fields_of(fields.get("modify_media_device"))
    info = fields_of(change.get("media_device_info"))
    return CameraNotice(
        action=_ACTIONS.get((text(change.get("action")) or "").lower(), NoticeAction.NONE),
        camera=camera_entry(info) if info else None,
        set_by=text(fields.get("last_set_name")),
    )
