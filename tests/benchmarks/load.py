"""Sends distinct events to a receiver, one connection per push, and writes down how long each answer took.

A process of its own, so that it shares nothing with what it measures but the machine.
"""

from __future__ import annotations

import argparse
import base64
import http.client
import io
import json
import threading
import time

import numpy as np
from PIL import Image, ImageFilter


def jpeg_of_about(size_bytes: int, width: int, height: int, seed: int) -> bytes:
    """A noisy picture whose JPEG has about that many bytes."""
    noise = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    picture = Image.fromarray(noise).filter(ImageFilter.GaussianBlur(1.2))
    best = b""
    for quality in range(95, 4, -6):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        best = out.getvalue()
        if len(best) <= size_bytes:
            break
    return best


class Bodies:
    """Bodies of about `size_bytes`, each a different event. The pictures are the same, the ids and times are not."""

    def __init__(self, size_bytes: int, first_number: int = 0) -> None:
        scene = jpeg_of_about(int(size_bytes * 0.75 * 0.72), 1920, 1080, 1)
        registered = jpeg_of_about(int(size_bytes * 0.75 * 0.2), 480, 600, 2)
        live = jpeg_of_about(int(size_bytes * 0.75 * 0.05), 240, 280, 3)
        ext = {"device_ip": "127.0.0.1", "device_type": "3", "person_type": 1, "ep_id": "x__127.0.0.1"}
        ext |= {"spot_pic": _text(scene), "recognize_face": _text(live)}
        self._tail = json.dumps({"reg_pic": _text(registered), "ext_data": ext})[1:].encode()
        self._next = first_number
        self._lock = threading.Lock()

    def next(self) -> bytes:
        """The next body."""
        with self._lock:
            number = self._next
            self._next += 1
        head = {
            "identity_id": f"{number % 500:06d}",
            "identity_name": f"person {number % 500}",
            "group_name": "default_group",
            "timestamp": 1_718_352_045_000 + number * 7,
            "score": 0.5 + (number % 450) / 1000,
        }
        return json.dumps(head)[:-1].encode() + b", " + self._tail


def _text(picture: bytes) -> str:
    return base64.b64encode(picture).decode()


class Load:
    """Workers that push at a common rate; 0 means as fast as the answers come."""

    def __init__(self, host: str, port: int, bodies: Bodies, *, rate: float, count: int, seconds: float) -> None:
        self._place = (host, port)
        self._bodies, self._rate, self._count, self._seconds = bodies, rate, count, seconds
        self._taken = 0
        self._lock = threading.Lock()
        self.took_ms: list[float] = []
        self.refused = 0
        self.started = 0.0
        self.ended = 0.0

    def run(self, connections: int) -> None:
        """Push until `count` or `seconds` is reached."""
        self.started = time.monotonic()
        workers = [threading.Thread(target=self._work) for _ in range(connections)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.ended = time.monotonic()

    def _due(self) -> float | None:
        with self._lock:
            number = self._taken
            self._taken += 1
        due = self.started + (number / self._rate if self._rate else 0.0)
        if number >= self._count or max(due, time.monotonic()) - self.started > self._seconds:
            return None
        return due

    def _work(self) -> None:
        while (due := self._due()) is not None:
            body = self._bodies.next()
            time.sleep(max(0.0, due - time.monotonic()))
            started = time.monotonic()
            answer = self._push(body)
            took = (time.monotonic() - started) * 1000
            with self._lock:
                self.took_ms.append(took)
                self.refused += not answer

    def _push(self, body: bytes) -> bool:
        connection = http.client.HTTPConnection(*self._place, timeout=30)
        try:
            connection.request(
                "POST", "/RealTimeEvent", body, {"Content-Type": "application/json", "Connection": "close"}
            )
            answer = connection.getresponse()
            return answer.status == 200 and json.loads(answer.read()).get("status") == 0
        finally:
            connection.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--size", type=int, default=300_000)
    parser.add_argument("--rate", type=float, default=0.0)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--first", type=int, default=0)
    words = parser.parse_args()
    load = Load(
        words.host,
        words.port,
        Bodies(words.size, words.first),
        rate=words.rate,
        count=words.count,
        seconds=words.seconds,
    )
    load.run(words.connections)
    result = {"sent": len(load.took_ms), "refused": load.refused, "seconds": load.ended - load.started}
    print(json.dumps(result | {"took_ms": load.took_ms}))


if __name__ == "__main__":
    main()
