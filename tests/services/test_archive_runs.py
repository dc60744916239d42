"""When somebody watched: what lets a gap of the box be told from a gap of ours."""

from __future__ import annotations

import time
from pathlib import Path

from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.retention import Retention


def runs_after(folder: Path, clock: float) -> tuple[tuple[float, float], ...]:
    """Open the archive at that time, let it leave word, close it, and read."""
    archive = Archive(folder, on_kept=lambda _: None, clock=lambda: clock, retention=Retention(records_s=1000.0))
    for _ in range(200):
        reader = ArchiveReader(folder)
        found = reader.runs()
        reader.close()
        if found and found[-1][0] == clock:
            break
        time.sleep(0.01)
    archive.close()
    return found


def test_that_each_run_is_remembered_until_its_records_go(tmp_path):
    assert runs_after(tmp_path, 5000.0) == ((5000.0, 5000.0),)
    assert runs_after(tmp_path, 5600.0) == ((5000.0, 5000.0), (5600.0, 5600.0))
    archive = Archive(tmp_path, on_kept=lambda _: None, clock=lambda: 6300.0, retention=Retention(records_s=1000.0))
    for _ in range(300):
        reader = ArchiveReader(tmp_path)
        found = [began for began, _ in reader.runs()]
        reader.close()
        if found == [5600.0, 6300.0]:
            break
        time.sleep(0.01)
    archive.close()
    assert found == [5600.0, 6300.0]
