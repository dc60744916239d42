"""A site as a file: what goes in, what stays out, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

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
    assert found.boxes == (SiteFileBox(BOX.address, "东门 East Gate", "behind the door", "SN1", "SN1"),)


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
        ({"boxes": [{"host": "http://10.0.0.1/"}]}, "damaged"),
        ({"boxes": [{"host": "user@10.0.0.1"}]}, "damaged"),
        ({"boxes": [{"host": "10.0.0.1\n10.0.0.2"}]}, "damaged"),
        ({"boxes": [{"host": "a" * 254}]}, "damaged"),
        ({"boxes": [{"host": 10}]}, "damaged"),
        ({"boxes": ["10.0.0.1"]}, "damaged"),
        ({"boxes": [{"host": "10.0.0.1", "ports": [1, 2]}]}, "damaged"),
        ({"boxes": [{"host": "10.0.0.1", "ports": [1, 2, True]}]}, "damaged"),
        ({"name": "\x00"}, "damaged"),
        ({"version": True}, "damaged"),
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


@pytest.mark.parametrize("host", ["10.0.0.1", "fe80::1%eth0", "box-7.lan", "box_7", "盒子.local"])
def test_that_every_kind_of_address_comes_back(host):
    box = replace(BOX, address=BoxAddress(host), given_name=None, note="", sn=None, key=BoxKey("b-12345678"))
    [found] = read_site(site_text("Site", (box,), ()).encode()).boxes
    assert found == SiteFileBox(BoxAddress(host), key="b-12345678")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("rtsp://viewer:opensesame@192.168.1.9:554/ch1", "rtsp://192.168.1.9:554"),
        ("rtsp://192.168.1.9/user=admin_password=opensesame_channel=1", "rtsp://192.168.1.9"),
        ("rtsp://192.168.1.9/ch1?password=opensesame", "rtsp://192.168.1.9"),
        ("rtsp://opensesame@[fe80::9]/ch1", "rtsp://[fe80::9]"),
        ("rtsp://viewer:open/sesame@192.168.1.9/ch1", None),
        ("rtsp://viewer:123/opensesame@192.168.1.9/ch1", None),
        ("rtsp://[192.168.1.9/opensesame", None),
        ("viewer:opensesame@192.168.1.9", None),
        ("", None),
        (None, None),
    ],
)
def test_that_of_a_camera_s_url_only_the_place_goes_into_the_file(url, place):
    text = site_text("Site", (BOX,), (replace(CAMERA, url=url),))
    assert json.loads(text)["boxes"][0]["cameras"][0]["url"] == place
    assert "sesame" not in text


def test_that_letters_that_no_database_takes_are_replaced_and_long_texts_cut():
    entry = {"host": " 10.0.0.1 ", "name": "\ud800 Gate\x00", "note": "n" * 5000, "sn": "s" * 500, "key": 7}
    found = read_site(json.dumps(good() | {"name": "滨" * 100, "boxes": [entry]}).encode())
    [box] = found.boxes
    assert (found.name, box.name, len(box.note or ""), len(box.sn or "")) == ("滨" * 60, "? Gate", 2000, 60)
    assert (box.address, box.key) == (BoxAddress("10.0.0.1"), None)


def test_that_a_file_with_a_byte_order_mark_is_read():
    assert read_site(b"\xef\xbb\xbf" + site_text("Site", (), ()).encode()).name == "Site"


def test_that_nesting_without_end_is_no_site():
    with pytest.raises(SiteFileError) as refused:
        read_site(b"[" * 100_000)
    assert refused.value.code == "not_a_site"
