"""A person is purged by hand in the real window: nothing of them is in the profile, while it is open and afterwards."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.e2e.conftest import PATIENCE_S, ROOT, export, log_of, post, troubles_in
from tests.services.archive_samples import jpeg
from tests.services.markers import NAME, PERSON_ID, marked_jpeg, where

DRIVER = Path(__file__).with_name("purge_driver.py")


def message(number: int) -> dict:
    picture = base64.b64encode(marked_jpeg(NAME, number)).decode()
    return {
        "code": "4",
        "ep_id": "cam-1",
        "identity_id": PERSON_ID,
        "identity_name": NAME,
        "occurred_at": f"2024-06-14 08:00:{number:02d}.123",
        "recognize_score": 91.5,
        "reg_pic": base64.b64encode(jpeg(seed=9)).decode(),
        "spot_pic": picture,
        "remark": f"seen with {NAME}",
    }


def test_that_a_person_is_gone_while_the_window_is_open_and_after_it(tmp_path):
    done, profile = tmp_path / "done", tmp_path / "profile"
    words = ["3", str(done), "--profile", str(profile), "--listen", "127.0.0.1:0", "--box", "127.0.0.1:1:1:1"]
    process = subprocess.Popen(
        [sys.executable, str(DRIVER), *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        url = process.stdout.readline().strip().removeprefix("listening ")
        for number in range(3):
            assert post(url + "/RealTimeEvent", message(number))["status"] == 0
        assert post(url + "/x", b'{"broken": "' + NAME.encode())["status"] == 400
        until = time.monotonic() + PATIENCE_S
        while not done.exists():
            assert time.monotonic() < until, (process.poll(), log_of(profile))
            time.sleep(0.1)
        assert where(profile, (NAME, PERSON_ID)) == {}
        said = done.read_text("utf-8")
        assert said.startswith("3 events and 6 pictures of 1 ")
        assert said.endswith(" gone.")
        assert export(profile, "events") == []
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_S)
        process.stdout.close()
    assert process.returncode == 0
    assert where(profile, (NAME, PERSON_ID)) == {}
    assert [line for line in troubles_in(log_of(profile)) if "propagateSizeHints" not in line] == []
