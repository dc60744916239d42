"""A site as a file: what goes in, what stays out, what is refused."""

from __future__ import annotations

import json

import pytest

from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.domain.site_file import SiteFileBox, SiteFileError, read_site, site_text

BOX = Box(
    key=BoxKey("SN1"),
    address=BoxAddress("192.168.1.180", 5555, 5679, 8889),
    token="secrettoken12345",
    name="东门 East Gate",
    given_name="东门 East Gate",
    note="behind the door",
    sn="SN1",
    license="LICENSE-CODE-1",
)
CAMERA = Camera(
    key=CameraKey("SN1-1"), box_key=BOX.key, camera_id="c1", name="大厅", url="rtsp://viewer:opensesame@192.168.1.9/ch1"
)


def test_that_a_site_comes_back_as_it_was_saved():
    found = read_site(site_text("滨河园区", (BOX,), (CAMERA,)).encode())
    assert found.name == "滨河园区"
    assert found.boxes == (SiteFileBox(BOX.address, "东门 East Gate", "behind the door", "SN1"),)


def test_that_no_secret_goes_into_the_file():
    text = site_text("Site", (BOX,), (CAMERA,))
    assert "大厅" in text
    for secret in ("secrettoken12345", "LICENSE-CODE-1", "opensesame"):
        assert secret not in text


def good() -> dict:
    return json.loads(site_text("Site", (BOX,), ()))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "something else"}, "not_a_site"),
        ({"version": 99}, "too_new"),
        ({"version": "1"}, "damaged"),
        ({"name": "  "}, "damaged"),
        ({"boxes": {}}, "damaged"),
        ({"boxes": [{"host": ""}]}, "damaged"),
        ({"boxes": [{"host": "10.0.0.1", "ports": [0, 1, 2]}]}, "damaged"),
        ({"boxes": [{"host": "10.0.0.1"}] * 1001}, "damaged"),
    ],
)
def test_that_what_is_no_site_is_refused_with_its_reason(change, code):
    with pytest.raises(SiteFileError) as refused:
        read_site(json.dumps(good() | change).encode())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff\xfe", "not_a_site"), (b"[]", "not_a_site"), (b" " * 3_000_000, "too_large")]
)
def test_that_no_json_is_no_site(data, code):
    with pytest.raises(SiteFileError) as refused:
        read_site(data)
    assert refused.value.code == code


def test_that_what_a_later_version_adds_is_ignored():
    said = good() | {"rules": {"people": 2}}
    assert read_site(json.dumps(said).encode()).name == "Site"
