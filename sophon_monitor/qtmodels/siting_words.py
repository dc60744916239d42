"""What a camera's place means, in words: numbers with their units, and what to do about each concern."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from sophon_monitor.domain.camera_siting import Siting, SitingConcern

translate = QCoreApplication.translate


def number_text(value: float, decimals: int = 1) -> str:
    """A number as the language writes it."""
    return QLocale().toString(value, "f", decimals)


def lens_text(found: Siting) -> str:
    """Which lens, and what the rule gives exactly."""
    text = translate("Siting", "{lens} mm (the rule gives {focal} mm)")
    return text.format(lens=number_text(found.lens_mm, 0), focal=number_text(found.focal_mm))


def height_text(found: Siting) -> str:
    """How high."""
    return translate("Siting", "{height} m above the floor").format(height=number_text(found.height_m, 2))


def tilt_text(found: Siting) -> str:
    """How far down it looks."""
    return translate("Siting", "{angle}° down from level").format(angle=number_text(found.tilt_deg, 0))


def side_text(found: Siting) -> str:
    """How far from the front it looks."""
    if found.side_deg < 0.5:
        return translate("Siting", "0°, straight from the front")
    return translate("Siting", "{angle}° from the front").format(angle=number_text(found.side_deg, 0))


def width_text(found: Siting) -> str:
    """How much is watched."""
    return translate("Siting", "about {width} m").format(width=number_text(found.width_m))


def face_text(found: Siting) -> str:
    """How large a face is in the video."""
    return translate("Siting", "about {pixels} px of 1920").format(pixels=QLocale().toString(found.face_px))


def verdict_sentence(found: Siting) -> str:
    """All in one sentence."""
    if not found.concerns:
        return translate("Siting", "A good place: size, height and angles are as the vendor asks.")
    return translate("Siting", "Better not like this:")


def concern_sentence(concern: SitingConcern, found: Siting) -> str:
    """What is wrong, and what to do about it."""
    match concern:
        case SitingConcern.SIDEWAYS:
            text = translate(
                "Siting", "Faces are seen from the side (30° or more). Hang it nearer to the way people walk."
            )
        case SitingConcern.STEEP:
            text = translate("Siting", "It looks down too steeply (over 13°). Go farther away, or lower.")
        case SitingConcern.TOO_HIGH:
            text = translate("Siting", "It hangs higher than 3 m. Hang it lower.")
        case SitingConcern.TOO_LOW:
            text = translate("Siting", "It hangs lower than 2 m: people in front cover those behind. Hang it higher.")
        case SitingConcern.FLAT:
            text = translate(
                "Siting", "It looks too level (under 7°): people in front cover those behind. Hang it higher."
            )
        case SitingConcern.WIDE:
            text = translate(
                "Siting", "More than 2.5 m are watched: take a lens of {focal} mm, so that faces are larger."
            )
        case SitingConcern.NARROW:
            text = translate("Siting", "Little more than a door is watched: take a lens of {focal} mm.")
        case SitingConcern.FACE_SMALL:
            text = translate("Siting", "Faces will be small (120 px are asked for). Go nearer, or take a longer lens.")
    return text.format(focal=number_text(found.focal_mm, 0))
