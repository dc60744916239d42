"""Plans and borrowed settings made by hand, for the screens of borrowing."""

from __future__ import annotations

from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    BorrowPlan,
    EntryState,
    ReportKind,
    ReportPlan,
    ReportProblem,
    SettingName,
    Way,
)
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Generation

KEY, OTHER_KEY = BoxKey("A"), BoxKey("B")
TOKEN = "k3f9abcdefgh1234"
OURS = f"http://192.168.1.63:9528/DeviceStatus/{TOKEN}"
THEIRS = "http://10.0.0.8/box/status"
SETTINGS = {
    ReportKind.STATUS: SettingName.SE3_STATUS,
    ReportKind.CAMERAS: SettingName.V57_CAMERAS,
    ReportKind.EVENTS: SettingName.SE3_EVENTS,
}


def report(kind: ReportKind = ReportKind.STATUS, way: Way = Way.ADDED, **more: object) -> ReportPlan:
    now = () if way is Way.SET else (OURS,) if way is Way.OURS_ALREADY else (THEIRS,)
    values: dict[str, object] = {
        "kind": kind,
        "setting": SETTINGS[kind],
        "now": now,
        "meanwhile": (*now, OURS) if way is Way.ADDED else (OURS,),
        "afterwards": now if way is not Way.OURS_ALREADY else (),
        "way": way,
        "our_url": OURS,
        "period_s": 20.0,
    }
    return ReportPlan(**{**values, **more})  # type: ignore[arg-type]


def plan(*reports: ReportPlan, problems: tuple[ReportProblem, ...] = (), **more: object) -> BorrowPlan:
    values: dict[str, object] = {
        "box_key": KEY,
        "generation": Generation.V57,
        "reports": reports,
        "problems": problems,
        "our_address": ("192.168.1.63", 9528),
    }
    return BorrowPlan(**{**values, **more})  # type: ignore[arg-type]


def entry(number: int = 1, state: EntryState = EntryState.BORROWED, **more: object) -> BorrowedSetting:
    kind = more.get("kind", ReportKind.STATUS)
    values: dict[str, object] = {
        "id": number,
        "box_key": KEY,
        "box_name": "East Gate SE5",
        "box_sn": None,
        "address": BoxAddress("192.168.1.180"),
        "kind": kind,
        "setting": SETTINGS[kind],  # type: ignore[index]
        "original": {},
        "written": ({},),
        "our_url": OURS,
        "state": state,
        "began_at_s": 1_790_000_000.0,
        "changed_at_s": 1_790_000_060.0,
    }
    return BorrowedSetting(**{**values, **more})  # type: ignore[arg-type]
