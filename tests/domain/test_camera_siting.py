from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.camera_siting import LENSES_MM, CameraPlace, SitingConcern, siting

# protocol.md 7.3: distance in m, lens in mm, height in m
VENDORS_TABLE = [(2.5, 8, 2.0), (4, 12, 2.2), (6, 16, 2.5), (8, 25, 3.0)]


@pytest.mark.parametrize(("distance_m", "lens_mm", "height_m"), VENDORS_TABLE)
def test_that_the_vendors_table_comes_out(distance_m: float, lens_mm: float, height_m: float):
    found = siting(CameraPlace(distance_m))
    assert found.lens_mm == lens_mm
    assert found.height_m == pytest.approx(height_m, abs=0.1)
    assert found.tilt_deg == pytest.approx(10, abs=1.5)
    assert found.width_m == pytest.approx(2.5, abs=0.35)
    assert found.concerns == ()


@pytest.mark.parametrize(
    ("place", "concern"),
    [
        (CameraPlace(4, aside_m=2.4), SitingConcern.SIDEWAYS),
        (CameraPlace(2, height_m=2.6), SitingConcern.STEEP),
        (CameraPlace(8, height_m=3.2), SitingConcern.TOO_HIGH),
        (CameraPlace(4, height_m=1.8), SitingConcern.TOO_LOW),
        (CameraPlace(8, height_m=2.2), SitingConcern.FLAT),
        (CameraPlace(8, lens_mm=8), SitingConcern.WIDE),
        (CameraPlace(2.5, lens_mm=16), SitingConcern.NARROW),
        (CameraPlace(8, lens_mm=4), SitingConcern.FACE_SMALL),
    ],
)
def test_that_each_concern_is_named(place: CameraPlace, concern: SitingConcern):
    assert concern in siting(place).concerns


def test_that_just_below_thirty_degrees_is_still_from_the_front():
    assert siting(CameraPlace(4, aside_m=2.3)).concerns == ()


@given(st.floats(min_value=2.3, max_value=9.0))
def test_that_what_is_recommended_is_never_found_fault_with_for_its_height(distance_m: float):
    found = siting(CameraPlace(distance_m))
    assert found.lens_mm in LENSES_MM
    assert 2.0 <= found.height_m <= 3.0
    fault = {SitingConcern.TOO_HIGH, SitingConcern.TOO_LOW, SitingConcern.STEEP, SitingConcern.FLAT}
    assert not fault & set(found.concerns)


@pytest.mark.parametrize("place", [CameraPlace(0), CameraPlace(-1), CameraPlace(4, lens_mm=0)])
def test_that_nothing_is_computed_out_of_nothing(place: CameraPlace):
    with pytest.raises(ValueError, match="above zero"):
        siting(place)
