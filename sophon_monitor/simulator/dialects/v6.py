"""V6.1 and V6.2: everything renamed (P4, P6, P8, P9 f), data-URI pictures, textual person types."""

from __future__ import annotations

from sophon_monitor.simulator.dialects.moments import Json, Moment, Recognised, Wants, gigabytes, pool
from sophon_monitor.simulator.dialects.v5 import DISK_GB, MEMORY_GB, POOLS_GB, landmarks
from sophon_monitor.simulator.dialects.v57 import TPU_WORDS
from sophon_monitor.simulator.facts import BoxFacts, CameraFacts
from sophon_monitor.simulator.people import Person

DATA_URI = "data:image/jpeg;base64,"
NO_DRIVE: Json = {
    "mount_status": False,
    "nominal_capacity": "0M",
    "total_disk": "0M",
    "used_disk": "0M",
    "free_disk": "0M",
    "disk_usage": 0.0,
}


def cpu(moment: Moment) -> Json:
    """CPU: a ratio of all eight cores."""
    usage = round(moment.vitals.cpu_percent / 100, 4)
    return {"cpu_arch": "A53", "cpu_freq": "2.3Ghz", "cpu_cores": "8", "cur_cpu_usage": usage}


def tpu(moment: Moment) -> Json:
    """TPU: a ratio."""
    return {"tpu_usage": round(moment.vitals.tpu_percent / 100, 4), "tpu_description": TPU_WORDS}


def memory(moment: Moment) -> Json:
    """Memory: total_memory is the board's here, svt_memory what is usable."""
    percent = moment.vitals.memory_percent
    used = MEMORY_GB * percent / 100
    return {
        "total_memory": "12.0G",
        "svt_memory": gigabytes(MEMORY_GB),
        "svt_free_memory": gigabytes(MEMORY_GB - used),
        "svt_used_memory": gigabytes(used),
        "svt_memory_usage": round(percent / 100, 3),
        **{name: pool(size, percent, MEMORY_GB, name) for name, size in POOLS_GB.items()},
    }


def emmc(moment: Moment) -> Json:
    """The built-in disk."""
    used = DISK_GB * moment.vitals.disk_percent / 100
    return {
        "mount_status": True,
        "nominal_capacity": "32.0G",
        "total_disk": gigabytes(DISK_GB),
        "used_disk": gigabytes(used),
        "free_disk": gigabytes(DISK_GB - used),
        "disk_usage": round(moment.vitals.disk_percent / 100, 4),
    }


def uptime(uptime_s: float) -> str:
    """V6's spelling of the uptime."""
    days, rest = divmod(int(uptime_s), 86_400)
    hours, minutes = rest // 3600, rest % 3600 // 60
    return f"{days}days,{hours}hours" if days else f"{hours}hours,{minutes}minutes"


def device(camera: CameraFacts) -> Json:
    """What V6 says about a camera anywhere."""
    return {
        "media_device_id": camera.device_id,
        "media_device_name": camera.name,
        "media_device_ip": camera.ip,
        "media_device_type": "rtsp" if camera.is_video else "photo",
        "media_device_url": camera.url,
    }


def device_or_nothing(camera: CameraFacts) -> Json:
    """The same in an event; {} for a photo that was tried in no camera's name."""
    return device(camera) if camera.device_id else {}


def relay(camera: CameraFacts) -> Json:
    """What opens a door when somebody passes there; {} where nothing does."""
    return {"ip": camera.relay, "port": 6000, "channel": 1, "delay_time": 5} if camera.relay else {}


def identity(person: Person) -> Json:
    """A registered person."""
    return {
        "identity_id": person.identity_id,
        "identity_name": person.name,
        "user_type": person.standing.name.lower(),
        "permission_ids": [],
        "ext_user_info": {},
        "face_ids": [],
        "register_image_ids": [f"{person.identity_id}-reg"],
    }


def notice(facts: BoxFacts, camera: CameraFacts) -> Json:
    """P11: a camera was changed."""
    ids = [c.device_id for c in facts.cameras]
    return {
        "selected_device_list": ids,
        "preview_device_list": ids[:1],
        "preview_mode": "1",
        "last_set_name": "WEBUI",
        "modify_media_device": {
            "action": "modify",
            "media_device_info": {
                **device(camera),
                "permission_id": camera.permission_id,
                "net_relay": relay(camera),
                "addtime": 1718351990.4,
                "media_device_attr": {
                    "do_feature": True,
                    "do_attribute": True,
                    "do_detect": True,
                    "do_fast_mode": False,
                    "do_match": True,
                },
            },
        },
    }


def attributes(event: Recognised) -> Json:
    """What the box reads in the face."""
    look = event.sighting.seen.look
    return {
        "gender": "female" if look.is_female else "male",
        "age": event.sighting.seen.age_word,
        "glasses": "yes" if event.pictures.glasses else "no",
        "mask": "yes" if event.pictures.mask else "no",
        "hat": None,
        "expression": None,
    }


class V6:
    """The dialect."""

    def box_status(self, moment: Moment) -> Json:
        """P4: the MAC at top level, no software version, no cameras."""
        box, vitals = moment.box, moment.vitals
        return {
            "gateway_ip": box.host,
            "gateway_port": 80,
            "gateway_name": box.name,
            "gateway_sn": box.sn,
            "gateway_status": "online",
            "gateway_mac": box.mac,
            "reporter_id": box.reporter_id,
            "gateway_ext_data": {
                "fan_speed": vitals.fan_rpm,
                "core_temperature": vitals.core_c,
                "board_temperature": vitals.board_c,
                "uptime": uptime(vitals.uptime_s),
                "cpu_info": cpu(moment),
                "tpu_info": tpu(moment),
                "memory_info": memory(moment),
                "emmc": emmc(moment),
                "hdd": NO_DRIVE,
            },
        }

    def camera_status(self, moment: Moment) -> Json | None:
        """P6 under the name that the samples use, sub_devices."""
        return {
            "mq_license_key": moment.box.license,
            "sub_devices": [
                device(camera)
                | {"media_device_status": moment.status_of(camera), "permission_id": camera.permission_id}
                for camera in moment.box.cameras
            ],
        }

    def realtime(self, box: BoxFacts, event: Recognised, wants: Wants) -> Json:
        """P8: no scene; pictures as data URIs."""
        del box
        announced, pictures, camera = event.sighting.announced, event.pictures, event.camera
        said: Json = {
            "event_id": event.event_id,
            "identity_id": announced.identity_id or event.stranger_id,
            "identity_name": announced.name,
            "media_device_id": camera.device_id,
            "media_device_ip": camera.ip,
            "media_device_type": "rtsp" if camera.is_video else "photo",
            "user_type": announced.standing.name.lower(),
            "timestamp": event.at_ms,
            "score": event.sighting.score_percent,
        }
        if wants.registered and announced.is_registered and pictures.registered:
            said["register_image"] = DATA_URI + pictures.registered
        if wants.live:
            said["recognize_face_image"] = DATA_URI + pictures.live if pictures.live else ""
            said["recognize_face_attr"] = attributes(event)
        return said

    def history(self, box: BoxFacts, event: Recognised) -> Json:
        """P9 f."""
        announced, pictures = event.sighting.announced, event.pictures
        points = landmarks(event)
        return {
            "api_version": "2.0",
            "identity_id": announced.identity_id or event.stranger_id,
            "identity_name": announced.name,
            "timestamp": event.at_ms,
            "in_timestamp": event.at_ms - 720,
            "out_timestamp": event.at_ms + 2930,
            "score": event.sighting.score_percent,
            "post_action": "0",
            "user_type": announced.standing.name.lower(),
            "reg_image": pictures.registered,
            "spot_image": pictures.scene,
            "ir_image": "",
            "recognize_face_image": pictures.live,
            "mq_license_key": box.license,
            "media_device_info": device_or_nothing(event.camera),
            "recognize_face_attr": {
                "point": [float(part) for pair in zip(points[:5], points[5:], strict=True) for part in pair],
                "box": list(pictures.face_box),
                **attributes(event),
            },
        }


DIALECT = V6()
