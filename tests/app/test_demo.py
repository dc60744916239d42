from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import pytest

from sophon_monitor.app import demo
from sophon_monitor.app.demo import Demo
from sophon_monitor.domain.site import BoxAddress

LINE = '{"host": "127.77.1.1", "api": 5555, "ws": 5679, "sys": 8888, "sn": "x"}'
SPEAKS = f"import time; print({LINE!r}, flush=True); time.sleep(60)"
RAMBLES = f"import time; print('[]\\nhello', flush=True); print({LINE!r}, flush=True); time.sleep(60)"
IGNORES = (
    f"import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print({LINE!r}, flush=True); time.sleep(60)"
)


class Found(list):
    """Addresses as they are found."""

    def __init__(self, wanted: int) -> None:
        super().__init__()
        self._wanted, self.enough = wanted, threading.Event()

    def __call__(self, address: BoxAddress) -> None:
        self.append(address)
        if len(self) == self._wanted:
            self.enough.set()


@pytest.mark.parametrize("script", [SPEAKS, RAMBLES])
def test_that_each_box_is_found_whatever_else_is_said(script, caplog):
    found = Found(len(demo.SITE))
    site = Demo(found, (sys.executable, "-c", script))
    site.start("http://127.0.0.1:1/demo")
    try:
        assert found.enough.wait(10)
    finally:
        assert site.stop()
    assert set(found) == {BoxAddress("127.77.1.1", 5555, 5679, 8888)}


def test_that_boxes_that_do_not_listen_are_killed_in_time():
    found = Found(len(demo.SITE))
    site = Demo(found, (sys.executable, "-c", IGNORES))
    site.start("http://127.0.0.1:1/demo")
    assert found.enough.wait(10)
    processes: list[subprocess.Popen[str]] = list(site._processes)
    began = time.monotonic()
    assert site.stop(0.3)
    assert time.monotonic() - began < 1.5
    assert {process.returncode for process in processes} == {-signal.SIGKILL}
    assert site.stop()
