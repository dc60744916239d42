"""`sophon-monitor diagnose`: the ladder without a window (interfaces.md section 5)."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import replace

from sophon_monitor.app import settings
from sophon_monitor.app.profile import Profile, ProfileError, checked_site_name, default_folder
from sophon_monitor.domain.arrivals import is_ip
from sophon_monitor.domain.ladder import Diagnosis, Rung, RungId, RungState
from sophon_monitor.domain.site import BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.qtmodels import diagnosis_words as words
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import DATABASE, ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.diagnosis import Ladder
from sophon_monitor.services.diagnosis_climb import Known
from sophon_monitor.services.diagnosis_ear import DiagnosisEar, listening
from sophon_monitor.services.diagnosis_known import known_by_archive
from sophon_monitor.services.surroundings import ThisComputer

LISTEN_AT_LEAST_S = 6.0  # a box that reports every 5 s is heard
_MARKS = {RungState.OK: "+", RungState.FAILED: "x", RungState.UNKNOWN: "?", RungState.SKIPPED: "-"}


def run(arguments: argparse.Namespace) -> int:
    """Climb the ladder, print it, and return 0 whatever it found."""
    from sophon_monitor.app.command import fail

    try:
        known = _known(arguments)
    except ProfileError as cause:
        return fail(str(cause))
    except ArchiveTooNew:
        return fail("The archive was written by a newer version of Sophon Monitor. Update this program.")
    except (ArchiveDamaged, OSError) as cause:
        return fail(f"The archive cannot be read ({cause}).")
    if arguments.lang == "zh_CN":
        _speak_chinese()
    diagnosis = asyncio.run(_climb(arguments.box, known))
    text = json.dumps(as_json(diagnosis), ensure_ascii=False) if arguments.json else as_table(diagnosis)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    with suppress(BrokenPipeError):  # whoever reads has seen enough
        print(text, flush=True)  # noqa: T201 - the contract: standard output
    return 0


def as_json(diagnosis: Diagnosis) -> dict[str, object]:
    """The object of interfaces.md section 5."""
    first = diagnosis.first_failure
    return {
        "box": diagnosis.address.host,
        "first_failure": first.id if first is not None else None,
        "rungs": [
            {
                "id": rung.id,
                "state": rung.state,
                "tried": words.tried(rung),
                "result": words.result(rung),
                "ms": round(rung.elapsed_ms, 1) if rung.elapsed_ms is not None else None,
                "action": words.advice(rung) or None,
            }
            for rung in diagnosis.rungs
        ],
    }


def as_table(diagnosis: Diagnosis) -> str:
    """The cause in one sentence, what to do, and the ladder as proof."""
    lines = [words.headline(diagnosis, diagnosis.box_name), *(t for t in words.explanation(diagnosis) if t), ""]
    lines += [_line(rung) for rung in diagnosis.rungs]
    return "\n".join(lines)


def _line(rung: Rung) -> str:
    return f"{_MARKS[rung.state]} {words.title(rung.id)}: {words.result(rung)}"


async def _climb(address: BoxAddress, known: Known) -> Diagnosis:
    """Climb; where the box sends to this computer and no window is open, hear what it sends, and climb again."""
    around = ThisComputer()
    source = around.source_for(address.host) if is_ip(address.host) else None
    if source is None or await around.monitor_at(source, known.port):
        return await Ladder(around).climb(address, known, on_rung=_nobody)
    ear = DiagnosisEar(address.host)
    async with AsyncExitStack() as stack:
        opened = await stack.enter_async_context(listening(ear, source, known.port))
        diagnosis = await Ladder(around).climb(address, known, on_rung=_nobody)
        if not opened or not (_sends_here(diagnosis, source) or ear.heard):
            return diagnosis
        with suppress(TimeoutError):
            async with asyncio.timeout(LISTEN_AT_LEAST_S):
                await ear.enough.wait()
        heard = replace(
            known,
            heard=tuple(ear.heard),
            cameras=known.cameras or _cameras(ear),
            window_open=True,
            listening=((source, known.port),),
        )
        return await Ladder(around).climb(address, heard, on_rung=_nobody)


def _sends_here(diagnosis: Diagnosis, source: str) -> bool:
    return any(rung.id == RungId.REPORT_URL and source in rung.values.get("url", "") for rung in diagnosis.rungs)


def _cameras(ear: DiagnosisEar) -> tuple[Camera, ...]:
    return tuple(
        Camera(key=CameraKey(name), box_key=BoxKey(""), camera_id=name, name=name, reported_status=status)
        for name, status in ear.cameras.items()
    )


def _known(arguments: argparse.Namespace) -> Known:
    """What the profile knows of the box; nothing where there is none."""
    profile = Profile((arguments.profile or default_folder()).expanduser().resolve())
    remembered = settings.load(profile.settings_file).settings
    port = arguments.listen[1] if arguments.listen is not None else remembered.port
    if arguments.site is not None:
        names: tuple[str, ...] = (checked_site_name(arguments.site),)
        if not profile.site_folder(names[0]).joinpath(DATABASE).is_file():
            raise ProfileError(f"There is no archive of site {names[0]!r} in {profile.folder}.")
    else:
        names = profile.sites()
    for name in names:
        folder = profile.site_folder(name)
        if not folder.joinpath(DATABASE).is_file():
            continue
        reader = ArchiveReader(folder)
        try:
            known = known_by_archive(reader, arguments.box, reader.own_addresses(), port)
        finally:
            reader.close()
        if known.box is not None:
            return known
    return Known(port=port)


def _speak_chinese() -> None:
    from PySide6.QtCore import QCoreApplication

    from sophon_monitor.app.languages import Languages

    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    Languages(app).speak("zh_CN")


def _nobody(_diagnosis: Diagnosis) -> None:
    """Nobody watches the rungs one by one."""
