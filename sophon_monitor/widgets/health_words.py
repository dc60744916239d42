"""The words and numbers of the Health page, made from values. No widgets."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.forecast import DiskForecast
from sophon_monitor.domain.health_curves import Figures, Gap
from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.domain.site import Box, Link, LinkState, Liveness
from sophon_monitor.qtmodels.curve_worker import BoxCurves

translate = QCoreApplication.translate

SEPARATOR = " · "
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400


def measurement_title(measurement: Measurement) -> str:
    """Title of a plot."""
    match measurement:
        case Measurement.CPU:
            return translate("Health", "CPU")
        case Measurement.TPU:
            return translate("Health", "TPU")
        case Measurement.MEMORY:
            return translate("Health", "Memory")
        case Measurement.DISK:
            return translate("Health", "Disk /data")
        case Measurement.TEMPERATURE:
            return translate("Health", "Temperature")
        case Measurement.INTERVAL:
            return translate("Health", "Heartbeat interval")


def duration(seconds: float) -> str:
    """A duration with at most two units: "48 s", "4 min", "1 h 20 min", "3 days"."""
    whole = round(seconds)
    if whole < 2 * MINUTE_S:
        return translate("Health", "{n} s").format(n=whole)
    minutes = round(whole / MINUTE_S)
    if minutes < 60:
        return translate("Health", "{n} min").format(n=minutes)
    if whole < DAY_S:
        hours, rest = divmod(minutes, 60)
        if rest:
            return translate("Health", "{h} h {m} min").format(h=hours, m=rest)
        return translate("Health", "{n} h").format(n=hours)
    return days(whole / DAY_S)


def days(count: float) -> str:
    """Days, whole ones from two on."""
    if count < 1:
        return translate("Health", "{n} h").format(n=max(round(count * 24), 1))
    whole = round(count)
    return translate("Health", "1 day") if whole == 1 else translate("Health", "{n} days").format(n=whole)


def value(measurement: Measurement, number: float | None) -> str:
    """One measured value with its unit; a dash where there is none."""
    if number is None:
        return "–"
    match measurement:
        case Measurement.TEMPERATURE:
            return translate("Health", "{n} °C").format(n=f"{number:.0f}")
        case Measurement.INTERVAL:
            return translate("Health", "{n} s").format(n=f"{number:.2f}")
        case _:
            return translate("Health", "{n} %").format(n=f"{number:.0f}")


def gap_text(gap: Gap) -> str:
    """What stands in a gap's band."""
    length = duration(gap.end_s - gap.start_s)
    if gap.watched:
        return translate("Health", "no heartbeat {length}").format(length=length)
    return translate("Health", "not watching {length}").format(length=length)


def not_sent(measurement: Measurement, boxes: int) -> str:
    """The line that stands for a folded plot."""
    title = measurement_title(measurement)
    if boxes == 1:
        return translate("Health", "{title}: not sent by this box").format(title=title)
    return translate("Health", "{title}: not sent by these boxes").format(title=title)


def summary(measurement: Measurement, box: Box | None, curves: BoxCurves) -> str:
    """What stands at the right of a plot's title, for one box."""
    figures = curves.curves[measurement].figures if measurement in curves.curves else Figures()
    match measurement:
        case Measurement.MEMORY:
            parts = _memory(box, figures)
        case Measurement.DISK:
            parts = _disk(box, figures, curves.forecast)
        case Measurement.INTERVAL:
            parts = _interval(box, figures, curves)
        case _:
            parts = _now_and_peak(measurement, figures)
    return SEPARATOR.join(parts)


def _now_and_peak(measurement: Measurement, figures: Figures) -> list[str]:
    if figures.newest is None:
        return [translate("Health", "nothing in this range")]
    return [
        translate("Health", "{value} now").format(value=value(measurement, figures.newest)),
        translate("Health", "{value} peak").format(value=value(measurement, figures.peak)),
    ]


def _gigabytes(number: float) -> str:
    return translate("Health", "{n} GB").format(n=f"{number:.1f}")


def _memory(box: Box | None, figures: Figures) -> list[str]:
    total = box.health.memory_total_gb if box is not None else None
    if figures.newest is None or not total:
        return _now_and_peak(Measurement.MEMORY, figures)
    return [
        translate("Health", "{value} of {total}").format(
            value=value(Measurement.MEMORY, figures.newest), total=_gigabytes(total)
        ),
        translate("Health", "{size} used").format(size=_gigabytes(total * figures.newest / 100)),
    ]


def _disk(box: Box | None, figures: Figures, forecast: DiskForecast | None) -> list[str]:
    if figures.newest is None:
        return _now_and_peak(Measurement.DISK, figures)
    parts = [translate("Health", "{value} used").format(value=value(Measurement.DISK, figures.newest))]
    health = box.health if box is not None else None
    if health is not None and health.disk_free_gb is not None and health.disk_total_gb is not None:
        parts.append(
            translate("Health", "{free} free of {total}").format(
                free=_gigabytes(health.disk_free_gb), total=_gigabytes(health.disk_total_gb)
            )
        )
    if forecast is not None:
        parts.append(forecast_text(forecast))
    return parts


def forecast_text(forecast: DiskForecast) -> str:
    """When the disk will be full."""
    if forecast.days is None:
        return translate("Health", "not filling")
    return translate("Health", "full in ~{time} at this rate").format(time=days(forecast.days))


def _interval(box: Box | None, figures: Figures, curves: BoxCurves) -> list[str]:
    parts: list[str] = []
    if not curves.has_pushes:
        parts.append(translate("Health", "polled by us, no pushes"))
    elif box is not None and box.period_s:
        parts.append(translate("Health", "{n} s expected").format(n=f"{box.period_s:.3g}"))
    if figures.median is not None:
        parts.append(translate("Health", "{value} median").format(value=value(Measurement.INTERVAL, figures.median)))
    silent = sum(gap.watched for gap in curves.push_gaps)
    parts.append(_gaps(silent))
    if box is not None and box.clock_skew_ms is not None:
        parts.append(clock_text(box.clock_skew_ms / 1000))
    return parts


def _gaps(count: int) -> str:
    if count == 0:
        return translate("Health", "no gaps")
    return translate("Health", "1 gap") if count == 1 else translate("Health", "{n} gaps").format(n=count)


def clock_text(skew_s: float) -> str:
    """How the box's clock stands to ours."""
    size = f"{abs(skew_s):.1f}" if abs(skew_s) < 120 else ""
    length = translate("Health", "{n} s").format(n=size) if size else duration(abs(skew_s))
    if abs(skew_s) < 0.05:
        return translate("Health", "box clock agrees")
    if skew_s > 0:
        return translate("Health", "box clock {length} ahead").format(length=length)
    return translate("Health", "box clock {length} behind").format(length=length)


def compared_summary(measurement: Measurement, boxes: tuple[BoxCurves, ...]) -> str:
    """What stands at the right of a plot's title when several boxes share it: lowest to highest."""
    figures = [b.curves[measurement].figures for b in boxes if measurement in b.curves]
    newest = [f.newest for f in figures if f.newest is not None]
    peaks = [f.peak for f in figures if f.peak is not None]
    if not newest or not peaks:
        return translate("Health", "nothing in this range")
    low, high = value(measurement, min(newest)), value(measurement, max(newest))
    now = low if low == high else translate("Health", "{low} to {high}").format(low=low, high=high)
    return SEPARATOR.join(
        (
            translate("Health", "{value} now").format(value=now),
            translate("Health", "{value} peak").format(value=value(measurement, max(peaks))),
        )
    )


def state_text(box: Box) -> str:
    """The liveness in a word."""
    match box.liveness:
        case Liveness.ONLINE:
            return translate("Health", "online")
        case Liveness.LATE:
            return translate("Health", "late")
        case Liveness.OFFLINE:
            return translate("Health", "offline")
        case Liveness.NEVER:
            return translate("Health", "never heard")


def abnormal_text(box: Box) -> str:
    """What the box itself says is wrong; "" when nothing is."""
    if not box.abnormal:
        return ""
    return translate("Health", "Abnormal: {text}").format(
        text=box.state_text or translate("Health", "the box does not say why")
    )


def link_text(link: Link) -> str:
    """The state of a connection in a word."""
    match link.state:
        case LinkState.UP:
            return translate("Health", "connected")
        case LinkState.CONNECTING:
            return translate("Health", "connecting")
        case LinkState.DOWN:
            return translate("Health", "down")
        case LinkState.ABSENT:
            return translate("Health", "not on this box")
        case LinkState.IDLE:
            return translate("Health", "not started")


def identity_line(box: Box) -> str:
    """SN, versions and MAC, as far as they are known."""
    parts = []
    if box.sn:
        parts.append(translate("Health", "SN {sn}").format(sn=box.sn))
    if box.software_version:
        parts.append(translate("Health", "software {version}").format(version=box.software_version))
    if box.sdk_version:
        parts.append(translate("Health", "algorithm {version}").format(version=box.sdk_version))
    if box.mac:
        parts.append(box.mac)
    return SEPARATOR.join(parts)


def clock(at_s: float, span_s: float) -> str:
    """Local time of a moment under the mouse; with the day when the window is longer than a day."""
    local = datetime.fromtimestamp(at_s).astimezone()
    return local.strftime("%m-%d %H:%M:%S" if span_s > DAY_S else "%H:%M:%S")
