from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.services import box_session, intake
from sophon_monitor.services.intake import Intake, IntakeEars
from sophon_monitor.services.listening import Listening, ListenPlan
from sophon_monitor.services.retention import Retention

HEARTBEAT = {"gateway_ip": "127.0.0.1", "gateway_sn": "SZCCKQRAIJCE0117", "gateway_status": "online"}
NO_SERVICES = BoxAddress("127.0.0.1", 1, 1, 1)


class Site:
    """A running intake and what it told."""

    def __init__(self, folder: Path, **options: object) -> None:
        self.failed: list[tuple[str, str]] = []
        self.listenings: list[Listening] = []
        self.figures: list[object] = []
        keys = iter(range(1, 100))
        self.intake = Intake(
            folder=folder,
            plan=ListenPlan(None, 0),
            ears=IntakeEars(
                changes=lambda _: None,
                figures=self.figures.append,
                listening=self.listenings.append,
                failed=lambda name, error: self.failed.append((name, str(error))),
            ),
            new_token=lambda: f"token-{next(keys)}",
            new_key=lambda: f"b-{next(keys)}",
            retention=Retention(),
            version="0",
            **options,
        )

    @property
    def url(self) -> str:
        host, port = self.listenings[-1].addresses[0]
        return f"http://{host}:{port}"

    async def push(self) -> int:
        async with httpx.AsyncClient(trust_env=False) as client:
            return (await client.post(self.url + "/x", json=HEARTBEAT)).json()["status"]


@contextlib.asynccontextmanager
async def running(site: Site):
    life = asyncio.create_task(site.intake.run())
    try:
        await asyncio.wait_for(site.intake.ready.wait(), 5)
        yield site
    finally:
        began = time.monotonic()
        life.cancel()
        await asyncio.wait([life], timeout=5)
        assert life.cancelled()
        assert time.monotonic() - began < 2


async def soon(what: Callable[[], object], patience_s: float = 5.0) -> None:
    until = time.monotonic() + patience_s
    while not what():
        assert time.monotonic() < until, "it did not come"
        await asyncio.sleep(0.01)


@pytest.fixture
def quick(monkeypatch):
    """What has failed begins anew at once."""
    monkeypatch.setattr(intake, "RESTART_AFTER_S", 0.0)


async def test_that_a_receiver_that_breaks_listens_again_where_it_did(tmp_path, quick, monkeypatch):
    site = Site(tmp_path)
    whole, broken = intake.Receiver.run, asyncio.Event()

    async def breaks_once(receiver) -> None:
        if broken.is_set():
            return await whole(receiver)
        serving = asyncio.create_task(whole(receiver))
        await broken.wait()
        serving.cancel()
        await asyncio.wait([serving])
        raise KeyError("port")

    monkeypatch.setattr(intake.Receiver, "run", breaks_once)
    async with running(site):
        url = site.url
        assert await site.push() == 0
        broken.set()
        await soon(lambda: len(site.listenings) == 2)
        assert site.failed == [("receiver", "'port'")]
        assert site.url == url
        assert await site.push() == 0


async def test_that_the_ticks_go_on_after_a_failure(tmp_path, quick, monkeypatch):
    monkeypatch.setattr(intake, "TICK_EVERY_S", 0.01)
    site = Site(tmp_path)
    ticks = []

    def tick(*, now_mono_s: float) -> tuple:
        ticks.append(now_mono_s)
        if len(ticks) == 1:
            raise ZeroDivisionError("age")
        return ()

    site.intake.registry.tick = tick  # type: ignore[method-assign]
    async with running(site):
        await soon(lambda: len(site.figures) > 1)
    assert site.failed == [("tick", "age")]


async def test_that_a_box_whose_connection_breaks_by_our_mistake_is_connected_anew(tmp_path, quick, monkeypatch):
    lives = []

    class Session(box_session.BoxSession):
        async def run(self) -> None:
            lives.append(self.name)
            if len(lives) == 1:
                raise KeyError("sn")
            await asyncio.Event().wait()

    monkeypatch.setattr(intake, "BoxSession", Session)
    site = Site(tmp_path, first_boxes=(NO_SERVICES,))
    async with running(site):
        await soon(lambda: len(lives) == 2)
        [box] = site.intake.registry.boxes
        assert lives == [f"box {box.key}"] * 2
        assert site.failed == [(f"box {box.key}", "'sn'")]


async def test_that_two_wishes_at_once_to_listen_do_not_get_into_each_others_way(tmp_path):
    site = Site(tmp_path)
    async with running(site):
        await asyncio.gather(*(site.intake.listen_on((f"127.0.0.{n}", "127.0.0.9")) for n in (7, 8)))
        await site.intake.listen_on(("127.0.0.7", "127.0.0.8", "127.0.0.9"))
    assert all(listening.failed == () for listening in site.listenings)
    addresses = site.listenings[-1].addresses
    assert {host for host, _ in addresses} == {"127.0.0.1", "127.0.0.7", "127.0.0.8", "127.0.0.9"}
    assert len({port for _, port in addresses}) == 1


async def test_that_a_host_name_is_looked_up_for_as_long_as_the_box_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "LOOK_UP_EVERY_S", 0.01)
    asked = []

    async def addresses_of(host: str) -> list[str]:
        asked.append(host)
        if len(asked) == 1:
            raise OSError("unknown yet")
        return ["127.0.0.7"]

    site = Site(tmp_path, addresses_of=addresses_of)
    async with running(site):
        key = await site.intake.add_box(BoxAddress("box.site", 1, 1, 1))
        await soon(lambda: "127.0.0.7" in site.intake.registry.resolved_ips(key))
        await site.intake.remove_box(key)
        await asyncio.sleep(0.02)
        before = len(asked)
        await asyncio.sleep(0.05)
        assert len(asked) == before
    assert set(asked) == {"box.site"}
    assert site.failed == []


async def test_that_an_archive_that_cannot_be_opened_ends_it_with_the_reason(tmp_path):
    (tmp_path / "file").write_text("")
    site = Site(tmp_path / "file" / "site")
    with pytest.raises(OSError):
        await site.intake.run()
