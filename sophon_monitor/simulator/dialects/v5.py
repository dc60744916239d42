"""SE5, V5.5 and V5.6: flat (P1) or nested (P3) heartbeat, events by WebSocket (P8), history of V5.4+ (P9 e)."""

from __future__ import annotations

from sophon_monitor.simulator.dialects.moments import Json, Moment, Recognised, Wants, gigabytes, pool
from sophon_monitor.simulator.dialects.se3 import DEVICE_TYPES, flat_status, numbered_cameras, quality
from sophon_monitor.simulator.facts import BoxFacts

MEMORY_GB = 11.51
POOLS_GB = {"system": 3.71, "tpu": 3.92, "video": 3.88}
DISK_GB = 30.54
LAN_SOCKET = "192.168.150.1"


def cpu(moment: Moment) -> Json:
    """cpu_info: a ratio."""
    info = {"cpu_type": "A53", "cpu_freq": "2.3Ghz", "cpu_count": "8"}
    return {"cpu_rate": round(moment.vitals.cpu_percent / 100, 4), "info": info}


def memory(moment: Moment) -> Json:
    """memory_info: sizes as text with a unit."""
    percent = moment.vitals.memory_percent
    used = MEMORY_GB * percent / 100
    return {
        "hardware_total_memory": "12.0G",
        "total_memory": gigabytes(MEMORY_GB),
        "total_free_memory": gigabytes(MEMORY_GB - used),
        "total_used_memory": gigabytes(used),
        "total_memory_scale": round(percent / 100, 3),
        **{name: pool(size, percent, MEMORY_GB, name) for name, size in POOLS_GB.items()},
    }


def disk(moment: Moment) -> Json:
    """disk_info."""
    used = DISK_GB * moment.vitals.disk_percent / 100
    return {
        "hardware_total_disk": "32.0G",
        "total_disk": gigabytes(DISK_GB),
        "free_disk": gigabytes(DISK_GB - used),
        "used_disk": gigabytes(used),
        "disk_rate": round(moment.vitals.disk_percent / 100, 4),
    }


def identity_info(event: Recognised) -> Json:
    """Form (b) of protocol.md 2.7; {} for strangers."""
    person = event.sighting.announced
    if not person.is_registered:
        return {}
    return {
        "image_id": f"{person.identity_id}-reg",
        "permission_ids": [event.camera.permission_id],
        "type": int(person.standing),
        "user_id": person.identity_id,
        "face_ids": [f"face-{person.identity_id}"],
        "name": person.name,
        "ext_info": {"building_no": "2", "room": "1104", "address": "", "floor": "11"},
    }


def landmarks(event: Recognised) -> list[int]:
    """Five points, first all x, then all y: eyes, nose, corners of the mouth."""
    x1, y1, x2, y2 = event.pictures.face_box
    width, height = x2 - x1, y2 - y1
    xs = [round(x1 + width * part) for part in (0.3, 0.7, 0.5, 0.34, 0.66)]
    return xs + [round(y1 + height * part) for part in (0.42, 0.42, 0.62, 0.8, 0.8)]


class V5:
    """The dialect."""

    api_version: str | None = None

    def box_status(self, moment: Moment) -> Json:
        """P3 on V5.6, else P1; versions have a leading blank."""
        box = moment.box
        if not box.nested:
            return flat_status(moment, MEMORY_GB, DISK_GB, f" {box.software}")
        return {
            "gateway_ip": f"{box.host} {LAN_SOCKET}",
            "gateway_port": 80,
            "gateway_name": box.name,
            "gateway_sn": box.sn,
            "gateway_status": "online",
            "dev_sno": box.license,
            "gateway_ext_data": {
                "gateway_mac": box.mac,
                "sw_version": f" {box.software}",
                "sdk_version": f" {box.sdk}",
                "temperature": round(moment.vitals.core_c),
                "box_usage": None,
                "cpu_info": cpu(moment),
                "memory_info": memory(moment),
                "disk_info": disk(moment),
            },
            "sub_devices": numbered_cameras(moment),
        }

    def camera_status(self, moment: Moment) -> Json | None:
        """None: P1 and P3 have the cameras."""
        del moment
        return None

    def realtime(self, box: BoxFacts, event: Recognised, wants: Wants) -> Json:
        """P8, with event_id and video_id, which the vendor's sample client prints."""
        del box
        announced, pictures = event.sighting.announced, event.pictures
        more: Json = {
            "device_ip": event.camera.ip,
            "device_type": DEVICE_TYPES[event.camera.kind],
            "person_type": int(announced.standing),
            "spot_pic": pictures.scene,
            "grab_fiqa_info": {},
            "box_fiqa_info": quality(event),
        }
        if wants.live:
            more["recognize_face"] = pictures.live
        said: Json = {
            "event_id": event.event_id,
            "video_id": event.video_id,
            "identity_id": announced.identity_id or event.stranger_id,
            "device_id": event.camera.device_id,
            "identity_name": announced.name,
            "group_name": "default_group",
            "identity_info": identity_info(event),
            "timestamp": event.at_ms,
            "score": event.sighting.score_percent,
            "ext_data": more,
        }
        if wants.registered:
            said["reg_pic"] = pictures.registered
        return said

    def history(self, box: BoxFacts, event: Recognised) -> Json:
        """P9 of V5.4 and later; V5.7 adds api_version."""
        announced, pictures, camera = event.sighting.announced, event.pictures, event.camera
        info = identity_info(event)
        said: Json = {} if self.api_version is None else {"api_version": self.api_version}
        return said | {
            "identity_id": announced.identity_id or event.stranger_id,
            "identity_name": announced.name,
            "identity_info": {name: info[name] for name in ("face_ids", "image_id") if name in info},
            "timestamp": event.at_ms,
            "out_timestamp": event.at_ms + 3100,
            "score": event.sighting.score_percent,
            "want_action": "0",
            "person_type": int(announced.standing),
            "reg_pic": pictures.registered,
            "spot_pic": pictures.scene,
            "ir_pic": "",
            "recognize_face": pictures.live,
            "dev_sno": box.license,
            "ep_info": {
                "ep_id": box.ep_id(camera),
                "ep_type": "rtsp" if camera.is_video else "photo",
                "ep_ip": camera.ip,
                "ep_name": camera.name,
                "device_id": camera.device_id,
            },
            "recognize_face_attr": {
                "point": landmarks(event),
                "box": list(event.pictures.face_box),
                "age": event.sighting.seen.age_word,
                "gender": "female" if event.sighting.seen.look.is_female else "male",
                "glasses": "yes" if pictures.glasses else "no",
                "mask": "1" if pictures.mask else "0",
                "hat": None,
                "expression": None,
                "feature": [],
            },
        }


DIALECT = V5()
