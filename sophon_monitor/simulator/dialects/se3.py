"""SE3, V2.2-V2.4: flat heartbeat with cameras (P1), realtime events by POST (P7), old history (P9 b/d)."""

from __future__ import annotations

from sophon_monitor.simulator.dialects.moments import Json, Moment, Recognised, Wants
from sophon_monitor.simulator.facts import BoxFacts, CameraFacts

DEVICE_TYPES = {"gate": "0", "snapshot": "1", "video": "3", "door": "4"}
MEMORY_GB = 1.55
DISK_GB = 10.39


def flat_status(moment: Moment, memory_gb: float, disk_gb: float, version: str) -> Json:
    """P1. The CPU is in percent, memory a ratio; the address has a trailing blank."""
    box, vitals = moment.box, moment.vitals
    return {
        "dev_sno": box.license,
        "gateway_ip": f"{box.host} ",
        "gateway_name": box.name,
        "gateway_status": "online",
        "gateway_sn": box.sn,
        "gateway_ext_data": {
            "sw_version": version,
            "sdk_version": box.sdk,
            "gateway_mac": box.mac,
            "cpu_usage": vitals.cpu_percent,
            "memory_size": memory_gb,
            "memory_usage": round(vitals.memory_percent / 100, 3),
            "disk_size": disk_gb,
            "disk_free_size": round(disk_gb * (1 - vitals.disk_percent / 100), 3),
            "temperature": round(vitals.core_c),
        },
        "sub_devices": numbered_cameras(moment),
    }


def numbered_cameras(moment: Moment) -> list[Json]:
    """The cameras of P1 and P3: type as a number in text, URL in video mode only."""
    return [_camera(moment, camera) for camera in moment.box.cameras]


def _camera(moment: Moment, camera: CameraFacts) -> Json:
    entry: Json = {
        "ep_id": moment.box.ep_id(camera),
        "ep_name": camera.name,
        "ep_ip": camera.ip,
        "ep_status": moment.status_of(camera),
        "ep_location": camera.permission_id,
        "ep_type": DEVICE_TYPES[camera.kind],
    }
    if camera.is_video:
        entry["ep_url"] = camera.url
    return entry


def quality(event: Recognised) -> Json:
    """box_fiqa_info: the box's own picture check."""
    x1, _, x2, _ = event.pictures.face_box
    return {
        "age": event.sighting.seen.look.age,
        "sex": int(event.sighting.seen.look.is_female),
        "fiqa_result": True,
        "success": ["face_size", "clarity", "headpose"],
        "fails": [],
        "info": {
            "face_size": float(x2 - x1),
            "clarity": 1.21,
            "headpose": {"roll_angle": 2.1, "pitch_angle": -4.0, "yaw_angle": 6.3},
            "partial": False,
            "brightness": 0.62,
        },
    }


class Se3:
    """The dialect."""

    def box_status(self, moment: Moment) -> Json:
        """P1, with the three-line version of the old builds."""
        version = f"build.date=2019-09-20\nbuild.user=release\nVERSION: {moment.box.software}"
        return flat_status(moment, MEMORY_GB, DISK_GB, version)

    def camera_status(self, moment: Moment) -> Json | None:
        """None: P1 has the cameras."""
        del moment
        return None

    def realtime(self, box: BoxFacts, event: Recognised, wants: Wants) -> Json:
        """P7: no identity of the box, score 0 to 1."""
        del box
        announced, pictures = event.sighting.announced, event.pictures
        return {
            "identity_id": announced.identity_id or "stranger",
            "identity_name": announced.name,
            "group_name": "default_group",
            "reg_pic": pictures.registered if wants.registered else "",
            "timestamp": event.at_ms,
            "score": event.score_ratio,
            "ext_data": {
                "device_ip": event.camera.ip,
                "device_type": DEVICE_TYPES[event.camera.kind],
                "person_type": int(announced.standing),
                "spot_pic": pictures.scene,
                "recognize_face": pictures.live,
                "grab_fiqa_info": {},
                "box_fiqa_info": quality(event),
            },
        }

    def history(self, box: BoxFacts, event: Recognised) -> Json:
        """P9 of V2.3 and V2.4."""
        announced, pictures = event.sighting.announced, event.pictures
        return {
            "identity_id": announced.identity_id or "stranger",
            "identity_name": announced.name,
            "group_name": "default_group",
            "reg_pic": pictures.registered,
            "timestamp": event.at_ms,
            "score": event.score_ratio,
            "want_action": "0",
            "ext_data": {
                "device_ip": event.camera.ip,
                "ep_id": box.ep_id(event.camera),
                "device_type": DEVICE_TYPES[event.camera.kind],
                "person_type": int(announced.standing),
                "dev_sno": box.license,
                "spot_pic": pictures.scene,
                "recognize_face": pictures.live,
                "grab_fiqa_info": {},
                "box_fiqa_info": quality(event),
            },
        }


DIALECT = Se3()
