"""Where to put a camera and which lens it needs (protocol.md 7.3). Pure arithmetic.

The vendor's rules: focal length 2.8 mm for each metre of distance, height 0.18 of the distance above 1.5 m and between
2 and 3 m, tilt about 10 degrees (7 to 13), less than 30 degrees from the side, at most 2.5 m of width watched.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

NEAREST_M, FARTHEST_M = 1.5, 10.0
LENSES_MM = (4.0, 6.0, 8.0, 12.0, 16.0, 25.0)
"""What cameras for entrances are sold with; the vendor's table names 8, 12, 16 and 25."""
MM_PER_M = 2.8
RISE, EYES_M = 0.18, 1.5
LOWEST_M, HIGHEST_M = 2.0, 3.0
LEAST_TILT_DEG, BEST_TILT_DEG, MOST_TILT_DEG = 7.0, 10.0, 13.0
MOST_SIDE_DEG = 30.0
MOST_WIDTH_M = 2.5
FACE_M = 0.16  # breadth of a head, for the estimate of its picture
VIDEO_PX = 1920
LEAST_FACE_PX = 120  # of snapshot cameras


class SitingConcern(StrEnum):
    """What is against a place."""

    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    FLAT = "flat"
    STEEP = "steep"
    SIDEWAYS = "sideways"
    WIDE = "wide"
    NARROW = "narrow"
    FACE_SMALL = "face_small"


@dataclass(frozen=True, slots=True)
class CameraPlace:
    """Where a camera is to hang.

    Attributes:
        distance_m: Horizontally from the camera to where faces are recognised.
        aside_m: How far the camera hangs beside the way people walk, horizontally.
        height_m: Of the camera above the floor; None: as recommended.
        lens_mm: Focal length; None: as recommended.
    """

    distance_m: float
    aside_m: float = 0.0
    height_m: float | None = None
    lens_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Siting:
    """What follows from a place.

    Attributes:
        focal_mm: By the vendor's rule. lens_mm: The lens that is sold and comes nearest, or the one given.
        height_m: As recommended, or as given. tilt_deg: Down from level, towards a face at 1.5 m.
        side_deg: From the way people walk. width_m: Watched at that distance.
        face_px: Breadth of a face in 1080p video, an estimate.
        concerns: What is against it, most serious first; none: it is fine.
    """

    focal_mm: float
    lens_mm: float
    height_m: float
    tilt_deg: float
    side_deg: float
    width_m: float
    face_px: int
    concerns: tuple[SitingConcern, ...] = ()


def recommended_height_m(distance_m: float) -> float:
    """Between 2 and 3 m."""
    return min(HIGHEST_M, max(LOWEST_M, RISE * distance_m + EYES_M))


def nearest_lens_mm(focal_mm: float) -> float:
    """The lens on sale that comes nearest; of two the longer one, as in the vendor's table."""
    return min(reversed(LENSES_MM), key=lambda lens: abs(lens - focal_mm))


def siting(place: CameraPlace) -> Siting:
    """What follows from a place.

    Raises:
        ValueError: The distance is not above zero, or a lens has no length.
    """
    if place.distance_m <= 0 or (place.lens_mm is not None and place.lens_mm <= 0):
        raise ValueError("distance and lens are above zero")
    focal_mm = MM_PER_M * place.distance_m
    lens_mm = nearest_lens_mm(focal_mm) if place.lens_mm is None else place.lens_mm
    height_m = recommended_height_m(place.distance_m) if place.height_m is None else place.height_m
    # By the rule the watched width is 2.5 m; another lens watches more or less in proportion.
    width_m = MOST_WIDTH_M * focal_mm / lens_mm
    result = Siting(
        focal_mm=focal_mm,
        lens_mm=lens_mm,
        height_m=height_m,
        tilt_deg=math.degrees(math.atan2(height_m - EYES_M, place.distance_m)),
        side_deg=math.degrees(math.atan2(abs(place.aside_m), place.distance_m)),
        width_m=width_m,
        face_px=round(VIDEO_PX * FACE_M / width_m),
    )
    return replace(result, concerns=_concerns(result))


def _concerns(found: Siting) -> tuple[SitingConcern, ...]:
    concerns = (
        (found.side_deg >= MOST_SIDE_DEG, SitingConcern.SIDEWAYS),
        (found.tilt_deg > MOST_TILT_DEG + 0.05, SitingConcern.STEEP),
        (found.height_m > HIGHEST_M, SitingConcern.TOO_HIGH),
        (found.height_m < LOWEST_M, SitingConcern.TOO_LOW),
        (found.tilt_deg < LEAST_TILT_DEG - 0.05, SitingConcern.FLAT),
        (found.width_m > MOST_WIDTH_M * 1.25, SitingConcern.WIDE),
        (found.width_m < MOST_WIDTH_M * 0.6, SitingConcern.NARROW),
        (found.face_px < LEAST_FACE_PX * 0.8, SitingConcern.FACE_SMALL),
    )
    return tuple(concern for holds, concern in concerns if holds)
