"""What a start knows of the run before, and what is written down of an end that takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from sophon_monitor.app.last_end import KEPT, EndingWatch, LastEnd, begin_run, end_run

SLOW = """
import sys, time
from pathlib import Path
from sophon_monitor.app.last_end import EndingWatch
watch = EndingWatch(Path(sys.argv[1]), patience_s=0.3)
watch.begin()
def held_up():
    time.sleep(float(sys.argv[2]))
held_up()
"""


def test_that_an_end_in_order_leaves_nothing_to_say(tmp_path):
    assert begin_run(tmp_path) is None
    end_run(tmp_path)
    assert begin_run(tmp_path) is None


def test_that_a_run_that_was_cut_off_is_said_once(tmp_path):
    begin_run(tmp_path)
    assert begin_run(tmp_path) == LastEnd("cut off")
    end_run(tmp_path)
    assert begin_run(tmp_path) is None


def test_that_a_crash_is_said_once_and_its_text_is_put_aside(tmp_path):
    begin_run(tmp_path)
    (tmp_path / "faults.log").write_text("Fatal Python error: Segmentation fault\n")
    found = begin_run(tmp_path)
    assert found is not None
    assert found.how == "crashed"
    assert found.file is not None
    assert found.file.read_text().startswith("Fatal")
    end_run(tmp_path)
    assert begin_run(tmp_path) is None


def test_that_an_empty_fault_log_is_no_crash(tmp_path):
    (tmp_path / "faults.log").touch()
    assert begin_run(tmp_path) is None


def test_that_only_the_newest_faults_are_kept(tmp_path):
    for day in range(10, 20):
        (tmp_path / f"faults-202601{day}-000000.log").write_text("x")
    begin_run(tmp_path)
    assert [p.name[13:15] for p in sorted(tmp_path.glob("faults-*"))] == ["15", "16", "17", "18", "19"][-KEPT:]


def test_that_a_folder_that_cannot_be_written_stops_no_start(tmp_path):
    assert begin_run(tmp_path / "missing") is None
    EndingWatch(tmp_path / "missing").begin()


def run(folder, seconds: float) -> None:
    subprocess.run([sys.executable, "-c", SLOW, str(folder), str(seconds)], check=True, env=os.environ)


def test_that_what_holds_up_an_end_is_written_down(tmp_path):
    run(tmp_path, 0.8)
    text = (tmp_path / "ending.log").read_text()
    assert "in held_up" in text
    assert text.startswith("Timeout")


def test_that_an_end_in_time_leaves_no_file(tmp_path):
    run(tmp_path, 0.0)
    assert not (tmp_path / "ending.log").exists()


def test_that_asking_again_begins_the_time_again(tmp_path):
    watch = EndingWatch(tmp_path, patience_s=0.4)
    watch.begin()
    for _ in range(3):
        time.sleep(0.2)
        watch.begin()
    watch.end()
    assert not (tmp_path / "ending.log").exists()
