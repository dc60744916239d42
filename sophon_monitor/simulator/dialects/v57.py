"""SE5, V5.7: two heartbeats, the box (P4) and its cameras (P5); events and history nearly as before."""

from __future__ import annotations

from sophon_monitor.simulator.dialects.moments import Json, Moment, uptime_words
from sophon_monitor.simulator.dialects.v5 import LAN_SOCKET, V5, cpu, disk, memory

TPU_WORDS = "INT8 17.6TOP;FP32 2.2TFLOPS"
EXTERNAL_DISK: Json = {
    "external_hard_state": "0",
    "external_hard_disk_rate": 0.0,
    "external_hard_total_disk": "0M",
    "external_hard_free_disk": "0M",
    "external_hard_used_disk": "0M",
}


def tpu(moment: Moment) -> Json:
    """tpu_info: a ratio."""
    return {"tpu_rate": round(moment.vitals.tpu_percent / 100, 4), "info": {"detail": TPU_WORDS}}


class V57(V5):
    """The dialect."""

    api_version = "1.0"

    def box_status(self, moment: Moment) -> Json:
        """P4: no cameras; fan with its unit, uptime as text for people."""
        box, vitals = moment.box, moment.vitals
        return {
            "gateway_ip": f"{box.host} {LAN_SOCKET}",
            "gateway_port": 80,
            "gateway_name": box.name,
            "gateway_sn": box.sn,
            "gateway_status": "online",
            "dev_sno": box.license,
            "gateway_ext_data": {
                "gateway_mac": box.mac,
                "sw_version": box.software,
                "sdk_version": f" {box.sdk}",
                "nnsdk_version": "2.3.0_20210120_101500",
                "temperature": round(vitals.core_c),
                "board_temperature": round(vitals.board_c),
                "fan_speed": f"{vitals.fan_rpm:.0f}r/min",
                "uptime": uptime_words(vitals.uptime_s),
                "box_usage": "normal",
                "cpu_info": cpu(moment),
                "tpu_info": tpu(moment),
                "memory_info": memory(moment),
                "disk_info": disk(moment),
                "external_hard_drives_info": EXTERNAL_DISK,
            },
        }

    def camera_status(self, moment: Moment) -> Json | None:
        """P5: cameras only; the authorisation code, often empty, is the only identity."""
        box = moment.box
        return {
            "dev_sno": box.license,
            "sub_devices": [
                {
                    "ep_id": box.ep_id(camera),
                    "ep_name": camera.name,
                    "ep_ip": camera.ip,
                    "ep_status": moment.status_of(camera),
                    "ep_location": camera.permission_id,
                    "ep_type": "rtsp" if camera.is_video else "photo",
                }
                for camera in box.cameras
            ],
        }


DIALECT = V57()
