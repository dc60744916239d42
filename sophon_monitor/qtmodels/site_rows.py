"""What the site tree shows, prepared: one frozen row per box, camera and new box; never edited."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimeZone
from PySide6.QtCore import QDateTime as Moment

from sophon_monitor.domain.site import (
    API_PORT,
    Box,
    BoxAddress,
    BoxKey,
    Camera,
    CameraKey,
    LinkState,
    Liveness,
    NewBox,
)
from sophon_monitor.protocol.messages import CameraStatus
from sophon_monitor.qtmodels import site_words as words

translate = QCoreApplication.translate

WARN_ABOVE_PERCENT = 80.0
BAD_ABOVE_PERCENT = 92.0


@dataclass(frozen=True, slots=True)
class SiteSelection:
    """What every page is filtered to. Both None: the whole site. A camera always comes with its box."""

    box_key: BoxKey | None = None
    camera_key: CameraKey | None = None


@dataclass(frozen=True, slots=True)
class Meter:
    """One thin meter.

    Attributes:
        percent: 0-100, None when unknown.
        text: "37%", or a dash.
        level: "" | "warn" (above 80) | "bad" (above 92).
    """

    percent: float | None
    text: str
    level: str


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One sentence under a box's name. `level`: "bad" | "warn" | "soft"."""

    text: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRow:
    """A box as the tree shows it. `meters` is empty while its figures are stale (offline, never)."""

    key: BoxKey
    name: str
    address: str
    liveness: Liveness
    state_word: str
    abnormal: bool
    meters: tuple[Meter, ...]
    lines: tuple[TreeLine, ...]
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraRow:
    """A camera as the tree shows it."""

    key: CameraKey
    box_key: BoxKey
    name: str
    kind: str
    status: CameraStatus
    state_word: str
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBoxRow:
    """A sender that is no box of this site yet.

    Attributes:
        title: Its name, else serial number, else address. detail: What else is known, in one line.
        hint: What is odd about it, a sentence or "". messages: "12 messages".
    """

    id: str
    title: str
    peer: str
    detail: str
    hint: str
    messages: str
    search: str


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The line above the new boxes."""

    text: str


SiteRow = BoxRow | CameraRow | NewBoxRow | HeadingRow


def meter(percent: float | None) -> Meter:
    """Prepare one meter; values outside 0-100 are drawn at the ends."""
    if percent is None:
        return Meter(None, words.UNKNOWN, "")
    level = "bad" if percent > BAD_ABOVE_PERCENT else "warn" if percent > WARN_ABOVE_PERCENT else ""
    return Meter(min(100.0, max(0.0, percent)), f"{percent:.0f}%", level)


def address_text(address: BoxAddress) -> str:
    """The host, with the API port where it is not the usual one: that is what tells such boxes apart."""
    return address.host if address.api == API_PORT else f"{address.host}:{address.api}"


def box_row(box: Box, now_at_s: float, now_mono_s: float) -> BoxRow:
    """Prepare a box's row for this moment; ages are counted on the monotonic clock."""
    health = box.health
    fresh = box.liveness in (Liveness.ONLINE, Liveness.LATE)
    name = box.name or box.address.host
    known_by = (name, box.address.host, box.sn, box.mac, box.host_name, box.license)
    return BoxRow(
        key=box.key,
        name=name,
        address=address_text(box.address),
        liveness=box.liveness,
        state_word=words.liveness_word(box.liveness),
        abnormal=box.abnormal,
        meters=tuple(meter(p) for p in (health.cpu_percent, health.memory_percent, health.disk_percent))
        if fresh
        else (),
        lines=_box_lines(box, now_at_s, now_mono_s),
        search=_search_text(*known_by),
    )


def _box_lines(box: Box, now_at_s: float, now_mono_s: float) -> tuple[TreeLine, ...]:
    lines: list[TreeLine] = []
    if box.liveness is not Liveness.ONLINE:
        level = {Liveness.OFFLINE: "bad", Liveness.LATE: "warn"}.get(box.liveness, "soft")
        lines.append(TreeLine(silence_sentence(box, now_at_s, now_mono_s), level))
    if box.abnormal:
        lines.append(TreeLine(abnormal_sentence(box), "bad"))
    if box.stream.state is LinkState.DOWN:
        reason = words.link_short(box.stream.problem, box.address.stream)
        if box.liveness is Liveness.ONLINE:
            lines.append(TreeLine(translate("Site", "No events: {reason}").format(reason=reason), "warn"))
        elif box.liveness is not Liveness.LATE:
            lines.append(TreeLine(translate("Site", "Event stream: {reason}").format(reason=reason), "soft"))
    return tuple(lines)


def silence_sentence(box: Box, now_at_s: float, now_mono_s: float) -> str:
    """How long nothing has been heard of a box."""
    if box.liveness is Liveness.NEVER:
        return translate("Site", "Waiting for the first sign of life")
    if box.last_sign_mono_s is not None:
        age_s = now_mono_s - box.last_sign_mono_s
    elif box.last_sign_at_s is not None:
        age_s = now_at_s - box.last_sign_at_s
    else:
        return translate("Site", "No heartbeat")
    return translate("Site", "No heartbeat for {age}").format(age=words.age_text(age_s))


def abnormal_sentence(box: Box) -> str:
    """What the box itself says is wrong."""
    if not box.state_text:
        return translate("Site", "Abnormal: the box does not say why")
    return translate("Site", "Abnormal: {text}").format(text=box.state_text)


def camera_row(camera: Camera) -> CameraRow:
    """Prepare a camera's row."""
    known_by = (camera.title, camera.camera_id, camera.ip, camera.url, camera.device_key, camera.group, camera.location)
    return CameraRow(
        key=camera.key,
        box_key=camera.box_key,
        name=camera.title,
        kind=words.camera_kind_word(camera.type),
        status=camera.status,
        state_word=words.camera_status_word(camera.status),
        search=_search_text(*known_by, *camera.aliases),
    )


def new_box_row(new_box: NewBox, known_name: str) -> NewBoxRow:
    """Prepare a new box's row; `known_name` is the box that its hint speaks of."""
    details = [new_box.peer, words.generation_word(new_box.generation), _labelled_sn(new_box.sn)]
    title = new_box.name or new_box.sn or new_box.peer
    count = new_box.messages  # lupdate loses a call whose number is no plain name
    return NewBoxRow(
        id=new_box.id,
        title=title,
        peer=new_box.peer,
        detail=" · ".join(part for part in details if part and part != title),
        hint=words.hint_sentence(new_box.hint, known_name),
        messages=translate("NewBox", "%n messages", "", count),
        search=_search_text(title, new_box.peer, new_box.sn, new_box.mac),
    )


def row_title(row: SiteRow) -> str:
    """What a row is called."""
    match row:
        case BoxRow() | CameraRow():
            return row.name
        case NewBoxRow():
            return row.title
        case HeadingRow():
            return row.text


def row_selection(row: SiteRow) -> SiteSelection | None:
    """What selecting the row filters every page to; None for what filters nothing."""
    match row:
        case BoxRow():
            return SiteSelection(row.key)
        case CameraRow():
            return SiteSelection(row.box_key, row.key)
        case _:
            return None


def spoken_row(row: SiteRow) -> str:
    """The row as a screen reader says it: state in words, then what is drawn."""
    match row:
        case BoxRow():
            names = (translate("Site", "CPU"), translate("Site", "Memory"), translate("Site", "Disk"))
            figures = [f"{name} {m.text}" for name, m in zip(names, row.meters, strict=False) if m.percent is not None]
            parts = [row.name, row.state_word, row.address, *(line.text for line in row.lines), *figures]
        case CameraRow():
            parts = [row.name, row.state_word, row.kind]
        case NewBoxRow():
            parts = [row.title, row.detail, row.messages, row.hint]
        case HeadingRow():
            parts = [row.text]
    return ", ".join(part for part in parts if part)


def box_tooltip(box: Box, now_at_s: float, now_mono_s: float) -> str:
    """Everything the tree has no room for, one fact a line."""
    lines = [f"{box.name} · {words.liveness_word(box.liveness)}"]
    if box.liveness is not Liveness.ONLINE:
        lines.append(silence_sentence(box, now_at_s, now_mono_s))
    if box.abnormal:
        lines.append(abnormal_sentence(box))
    if box.last_heartbeat_at_s is not None:
        moment = local_time_text(box.last_heartbeat_at_s)
        lines.append(translate("Site", "Last heartbeat: {time}").format(time=moment))
    lines.append(words.stream_sentence(box.stream, box.address, now_at_s))
    lines.append(words.system_sentence(box.system, box.address, now_at_s))
    facts = [_labelled_sn(box.sn), box.software_version or words.generation_word(box.generation), box.mac or ""]
    if known := " · ".join(part for part in facts if part):
        lines.append(known)
    if box.note:
        lines.append(box.note)
    return "\n".join(lines)


def camera_tooltip(camera: Camera) -> str:
    """Everything the tree has no room for, one fact a line."""
    kind = words.camera_kind_word(camera.type)
    head = " · ".join(part for part in (camera.title, kind, words.camera_status_word(camera.status)) if part)
    lines = [head]
    if camera.ip and camera.ip != camera.title:
        lines.append(translate("Site", "Address: {address}").format(address=camera.ip))
    if camera.location:
        lines.append(camera.location)
    if camera.last_event_at_s is not None:
        moment = local_time_text(camera.last_event_at_s)
        lines.append(translate("Site", "Last event: {time}").format(time=moment))
    lines.append(translate("Site", "Id: {id}").format(id=camera.camera_id))
    return "\n".join(lines)


def local_time_text(at_s: float) -> str:
    """Local date and time with the zone, for tooltips."""
    moment = Moment.fromMSecsSinceEpoch(int(at_s * 1000))
    zone = QTimeZone.systemTimeZone().displayName(moment, QTimeZone.NameType.OffsetName)
    text = QLocale().toString(moment.date(), QLocale.FormatType.ShortFormat)
    return f"{text} {moment.time().toString(Qt.DateFormat.ISODate)} ({zone})"


def _labelled_sn(sn: str | None) -> str:
    return f"SN {sn}" if sn else ""


def _search_text(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part).casefold()
