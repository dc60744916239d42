"""What every test gets: no warnings, no leftovers, no display needed."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import pytest


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> dict[str, object]:
    """Async tests that ask for `qapp` run on the Qt loop, all others on plain asyncio."""
    if "qapp" not in getattr(item, "fixturenames", ()):
        return {"asyncio": asyncio.new_event_loop}
    from PySide6.QtWidgets import QApplication

    from sophon_monitor.app.runtime import QtLoop

    return {"qt": lambda: QtLoop(QApplication.instance() or QApplication([]))}


def pytest_collection_finish() -> None:
    """What is there before the first test is no test's leftover, and need not be looked through after each of them.

    Without this the collector takes 60 ms after every test with a window, two minutes of a whole run.
    """
    gc.collect()
    gc.freeze()


# Threads that libraries keep for the process: pools of Qt are not Python threads and do not show here.
# Dummies stand for threads of the Qt loop's pool that have run Python once.
_LASTING_THREADS = ("asyncio_", "pytest_timeout", "ThreadPoolExecutor-", "Dummy-")


_RUNNER = "_function_scoped_runner"  # pytest-asyncio's; its version is locked, and a test of ours notices a new name
_LAST_STEPS_S = 0.5  # for tasks that the test has cancelled


@pytest.fixture(autouse=True)
def no_leftover_tasks(request: pytest.FixtureRequest) -> Iterator[None]:
    """A task that outlives its test, fixtures included, has no owner who ends it."""
    if _RUNNER not in request.fixturenames:
        yield
        return
    runner: asyncio.Runner = request.getfixturevalue(_RUNNER)
    yield
    left = runner.run(_tasks_left())
    assert not left, f"tasks left running: {left}"


async def _tasks_left() -> list[str]:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        _, others = await asyncio.wait(others, timeout=_LAST_STEPS_S)
    return [f"{task.get_name()}: {task.get_coro()}" for task in others]


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    """A thread that outlives its test is a service that does not end."""
    before = set(threading.enumerate())
    yield
    left = [
        t for t in threading.enumerate() if t not in before and t.is_alive() and not t.name.startswith(_LASTING_THREADS)
    ]
    for thread in left:
        thread.join(2.0)
    left = [t for t in left if t.is_alive()]
    assert not left, f"threads left running: {[t.name for t in left]}"


@pytest.fixture(autouse=True)
def no_leftover_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    """A QTimer that still ticks after its test belongs to a widget that nobody closed."""
    yield
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        return
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6.Shiboken import getAllValidWrappers

    app = QApplication.instance()
    if app is None:
        return
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    # Not `gc.get_objects()`: it holds tuples that a pool thread is just making, which then fails there.
    running = [o for o in getAllValidWrappers() if isinstance(o, QTimer) and _ticks(o)]
    assert not running, f"timers left running: {[(t.objectName(), t.parent()) for t in running]}"


@pytest.fixture(autouse=True, scope="session")
def pictures_of_the_style_sheet() -> None:
    """The program says at start where they lie."""
    from PySide6.QtCore import QDir

    QDir.setSearchPaths("icons", [str(Path(__file__).resolve().parents[1] / "resources/icons")])


@pytest.fixture(autouse=True)
def same_looks_for_the_next_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """The application is one for all tests: font, colours and style sheet go back to what they were."""
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("qapp")
    before = app.font(), app.palette(), app.styleSheet()
    yield
    if before != (app.font(), app.palette(), app.styleSheet()):
        app.setStyleSheet(before[2])
        app.setPalette(before[1])
        app.setFont(before[0])


def _ticks(timer: object) -> bool:
    try:
        return bool(timer.isActive())  # type: ignore[attr-defined]
    except RuntimeError:  # its C++ half is gone
        return False
