from __future__ import annotations

from dataclasses import replace

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, CameraChanged, RecognitionSeen
from sophon_monitor.domain.notices import FOLDED_S, REPEATED_S, Notice, NoticeKind, Notices
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey, Health, Liveness
from sophon_monitor.protocol.messages import PersonType

ON, OFF, LATE = Liveness.ONLINE, Liveness.OFFLINE, Liveness.LATE


def box(key: str, liveness: Liveness, disk: float | None = None) -> BoxChanged:
    return BoxChanged(
        Box(
            key=BoxKey(key),
            address=BoxAddress("10.0.0.1"),
            token="t",
            name=f"Box {key}",
            liveness=liveness,
            health=Health(disk_percent=disk),
        )
    )


def listed(camera: str | None, person: PersonType = PersonType.BLACKLIST, *, late: bool = False) -> RecognitionSeen:
    key = CameraKey(camera) if camera is not None else None
    record = EventRecord(
        received_at_ms=0, box_key=BoxKey("a"), camera_key=key, person_name="Nobody Real", person_type=person
    )
    return RecognitionSeen(record, late=late)


def told(notices: Notices, now_s: float, *, quiet: bool = False) -> list[tuple[NoticeKind, tuple[str, ...], int]]:
    return [(one.kind, one.subjects, one.times) for one in notices.due(now_s, quiet=quiet)]


def site(*keys: str) -> Notices:
    notices = Notices()
    notices.apply(tuple(box(key, ON) for key in keys), 0)
    return notices


def test_that_a_start_says_nothing_of_boxes_that_are_not_there_yet():
    notices = Notices()
    notices.apply((box("a", Liveness.NEVER), box("b", OFF), box("c", ON)), 0)
    assert told(notices, 100) == []


def test_that_boxes_that_go_at_once_are_told_of_together():
    notices = site("a", "b", "c")
    notices.apply((box("a", OFF),), 10)
    notices.apply((box("c", OFF),), 12)
    assert told(notices, 10 + FOLDED_S - 0.1) == []
    assert told(notices, 10 + FOLDED_S) == [(NoticeKind.OFFLINE, ("Box a", "Box c"), 2)]
    assert told(notices, 30) == []


def test_that_late_is_neither_gone_nor_back():
    notices = site("a")
    for liveness in (LATE, ON, LATE):
        notices.apply((box("a", liveness),), 5)
    assert told(notices, 20) == []
    notices.apply((box("a", OFF),), 20)
    assert told(notices, 30) == [(NoticeKind.OFFLINE, ("Box a",), 1)]
    notices.apply((box("a", LATE), box("a", ON)), 100)
    assert told(notices, 110) == [(NoticeKind.ONLINE, ("Box a",), 1)]


def test_that_gone_and_back_within_the_folding_is_not_told():
    notices = site("a")
    notices.apply((box("a", OFF),), 10)
    notices.apply((box("a", ON),), 12)
    assert told(notices, 60) == []


def test_that_a_box_that_comes_and_goes_is_told_of_once_a_minute():
    notices = site("a")
    heard = []
    for second in range(300):
        if second % 10 == 0:
            notices.apply((box("a", OFF if second % 20 == 0 else ON),), second)
        heard += told(notices, second)
    assert 1 <= len(heard) <= 300 / (REPEATED_S - 2 * FOLDED_S)


def test_that_a_blacklist_is_told_of_by_camera_without_a_name_and_repeats_are_left_out():
    notices = site("a")
    notices.apply((CameraChanged(Camera(key=CameraKey("1"), box_key=BoxKey("a"), camera_id="1", name="Gate")),), 0)
    for second in (10, 11, 12):
        notices.apply((listed("1"),), second)
    assert told(notices, 14) == [(NoticeKind.BLACKLIST, ("Gate",), 3)]
    notices.apply((listed("1"),), 30)
    assert told(notices, 60) == []
    notices.apply((listed("1"),), 14 + REPEATED_S)
    heard = notices.due(14 + REPEATED_S + FOLDED_S, quiet=False)
    assert "Nobody" not in str(heard)
    assert [one.kind for one in heard] == [NoticeKind.BLACKLIST]


def test_that_others_and_late_events_are_no_blacklist():
    notices = site("a")
    notices.apply((listed("1", PersonType.EMPLOYEE), listed("1", PersonType.STRANGER), listed("1", late=True)), 10)
    assert told(notices, 20) == []


def test_that_a_full_box_is_told_of_once_until_it_has_room_again():
    notices = site("a")
    for second, percent in ((1, 91.0), (20, 93.0), (40, 89.0), (60, 91.0)):
        notices.apply((box("a", ON, percent),), second)
    assert told(notices, 70) == [(NoticeKind.STORAGE_BOX, ("Box a",), 1)]
    for second, percent in ((80, 60.0), (100, 95.0)):
        notices.apply((box("a", ON, percent),), second)
    assert told(notices, 110) == [(NoticeKind.STORAGE_BOX, ("Box a",), 1)]


def test_that_a_full_disk_here_is_told_of_once():
    notices = Notices()
    for second in range(10):
        notices.storage("disk_full", second)
    assert told(notices, 10) == [(NoticeKind.STORAGE_HERE, ("disk_full",), 1)]
    notices.storage("", 20)
    notices.storage("disk_full", 30)
    assert told(notices, 40) == [(NoticeKind.STORAGE_HERE, ("disk_full",), 1)]


def test_that_quiet_hours_hold_everything_and_tell_it_together_afterwards():
    notices = site("a", "b")
    notices.apply((box("a", OFF),), 10)
    assert told(notices, 100, quiet=True) == []
    notices.apply((box("b", OFF),), 4000)
    assert told(notices, 5000, quiet=True) == []
    assert notices.due(9000, quiet=False) == (
        Notice(NoticeKind.OFFLINE, ("Box a", "Box b"), times=2, after_quiet=True),
    )


def test_that_a_removed_box_is_not_told_of():
    notices = site("a")
    notices.apply((box("a", OFF), BoxRemoved(BoxKey("a"))), 10)
    assert told(notices, 20) == []


def test_that_what_waits_is_bounded_by_the_site():
    notices = site("a")
    event = listed("1")
    for number in range(2000):
        notices.apply((replace(event),), 1 + number / 1000)
    assert sum(len(waiting) for waiting in notices._waiting.values()) == 1
