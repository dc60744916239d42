"""What a whole site says and does leaves no name, number, face, password or code in log files and crash reports.

Boxes of each generation are simulated, with their people, camera passwords and authorisation codes; everything is
logged, at the lowest level.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from sophon_monitor.app import logs
from sophon_monitor.app.crash_report import CrashReport
from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.services.intake import Intake, IntakeEars
from sophon_monitor.services.listening import ListenPlan
from sophon_monitor.services.retention import Retention
from sophon_monitor.simulator.people import REGISTERED, STRANGERS
from sophon_monitor.simulator.sightings import Sighting
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.services.archive_samples import event
from tests.services.markers import CHINESE, NAME, PERSON_ID, where
from tests.services.test_borrow_errands import known, until
from tests.services.test_borrowing import free_host
from tests.simulator.conftest import PlainGallery

__all__ = ["free_host"]

FEATURE = [0.731902 + n / 1000 for n in range(256)]
PASSWORDS = ("hunter2", "invented-mq-password")


class Ground:
    """A profile that logs everything, an intake in it, and one simulated box."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.crash = CrashReport(folder / "crash")
        self.intake: Intake
        self.box = None

    @property
    def secrets(self) -> list[str]:
        facts = self.box.facts
        of_cameras = [urlsplit(camera.url).password for camera in facts.cameras if "@" in camera.url]
        people = [word for person in REGISTERED for word in (person.name, person.identity_id) if len(word) > 3]
        codes = [facts.license] if facts.license else []
        faces = [self.box_picture_text[:60], "0.731902"]
        return [*of_cameras, *people, *codes, *faces, *PASSWORDS, NAME, PERSON_ID, CHINESE]

    @property
    def box_picture_text(self) -> str:
        return asyncio.run(PlainGallery().registered(REGISTERED[0])).text


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    (tmp_path / "crash").mkdir()
    root = logging.getLogger()
    before = list(root.handlers), root.level
    logs.to_file(tmp_path / "logs", level=logging.DEBUG)
    made = Ground(tmp_path)
    made.crash.install()
    yield made
    made.crash.uninstall()
    for handler in [one for one in root.handlers if one not in before[0]]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])


@asynccontextmanager
async def opened(ground: Ground, generation: str, bind: str):
    asyncio.get_running_loop().set_exception_handler(ground.crash.in_loop)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    faults = frozenset({"configs-by-dump"}) if generation in ("v57", "v6") else frozenset()
    plan = SimulationPlan(
        boxes=2,  # the second one of some generations has an authorisation code
        cameras=4,
        events_per_second=0,
        generation=generation,
        bind=bind,
        push=f"http://127.0.0.1:{port}/push",
        faults=faults,
        heartbeat_s=0.3,
        history=True,
    )
    ground.intake = Intake(
        folder=ground.folder / "sites" / "Site",
        plan=ListenPlan("127.0.0.1", port),
        ears=IntakeEars(
            changes=lambda _: None, figures=lambda _: None, listening=lambda _: None, failed=ground.crash.report
        ),
        new_token=lambda: "AbCdEfGhIjKlMnOp",
        new_key=iter([f"b-{n:08x}" for n in range(9)]).__next__,
        retention=Retention(),
        version="0",
    )
    life = asyncio.create_task(ground.intake.run())
    await asyncio.wait_for(ground.intake.ready.wait(), 5)
    async with Simulation(plan, PlainGallery()) as simulation:
        ground.box = simulation.boxes[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            life.cancel()
            await asyncio.wait([life], timeout=5)


async def people_pass(ground: Ground) -> None:
    for number, person in enumerate((*REGISTERED[:6], STRANGERS[0])):
        cameras = ground.box.facts.cameras
        await ground.box.recognise(cameras[number % len(cameras)], Sighting(person, person, 91.5))
        await asyncio.sleep(0.01)


async def odd_messages(url: str) -> None:
    """Bodies that are refused, cut off, or named with what must not be repeated."""
    whole = json.dumps({"identity_name": NAME, "identity_id": PERSON_ID, "feature": FEATURE, "password": "hunter2"})
    bodies = [
        whole,
        whole[:40],
        "",
        "[" * 3000,
        json.dumps({"code": "4", "identity_name": CHINESE, "ep_url": "rtsp://u:hunter2@10.0.0.1/x?password=hunter2"}),
        json.dumps([{"identity_name": NAME}, 7]),
        f"identity_name={NAME}&password=hunter2",
        json.dumps({"gateway_sn": 5, "gateway_ip": NAME, "mq_license_key": "RIVER0000111122223333"}),
    ]
    async with httpx.AsyncClient(trust_env=False) as client:
        for body in bodies:
            for path in ("/x", f"/Login/{NAME}?password=hunter2"):
                await client.post(url + path, content=body.encode())
        await client.post(url + "/x", content=b"\xff\xfe\x00" + NAME.encode("utf-16"))


async def borrow_and_give_back(ground: Ground, key: str) -> None:
    plan = await ground.intake.borrowing.plan(key)
    kinds = {report.kind for report in plan.reports}
    await ground.intake.borrowing.borrow(plan, kinds=kinds, agreed=kinds, new_period_s=1.0, tell=lambda _step: None)
    await ground.intake.borrowing.give_back()


def break_something(ground: Ground) -> None:
    """Failures of our own, whose errors quote what they were about."""
    ground.intake._post((RecognitionSeen(event(person_name=NAME, score=object(), person_id=PERSON_ID)),))
    for error in (KeyError(NAME), ValueError(f"no {CHINESE!r} in rtsp://u:hunter2@h/"), RuntimeError(f"'{PERSON_ID}'")):
        try:
            raise error
        except (KeyError, ValueError, RuntimeError) as caught:
            ground.crash.report("a task", caught)


@pytest.mark.parametrize("generation", ["se3", "v5", "v57", "v6"])
async def test_that_logs_and_crash_reports_name_nobody_and_no_secret(
    ground: Ground, generation: str, free_host: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with opened(ground, generation, free_host) as url:
        at, intake = ground.box.address, ground.intake
        key = await intake.add_box(BoxAddress(at.host, at.api, at.ws, at.sys))
        if generation != "se3":
            await known(intake, key)
            await until(lambda: any(client.wants is not None for client in ground.box._outbox.stream.clients))
        await people_pass(ground)
        await until(lambda: intake._archive.figures.kept >= 7)
        await odd_messages(url)
        await borrow_and_give_back(ground, key)
        break_something(ground)
        assert await asyncio.to_thread(intake._archive.flush, 10.0)
        assert intake.log.last_number > 20
    await asyncio.to_thread(_assert_nothing_leaked, ground, caplog.text)


def _assert_nothing_leaked(ground: Ground, captured: str) -> None:
    secrets = ground.secrets
    assert len(secrets) > 10
    assert where(ground.folder / "logs", secrets) == {}
    assert where(ground.folder / "crash", secrets) == {}
    assert list((ground.folder / "crash").glob("*.txt"))
    assert "could not be archived" in (ground.folder / "logs" / "sophon-monitor.log").read_text("utf-8")
    assert [secret for secret in secrets if secret in captured] == []
    # The archive does know them, or the search itself would be blind.
    assert where(ground.folder / "sites", [REGISTERED[0].name])
