"""Pictures of a box's history may be asked for, by a strict id and nothing else; nothing that deletes or searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.protocol.history_reads import HistoryQuestion, history_request
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import Request, Service
from sophon_monitor.services.box_permissions import NotAllowed, refuse_unless_permitted_write, refuse_unless_read

EVENT_IMAGE, IMAGE = "/SophonFace/api/event_images/", "/SophonFace/api/images/"
SPOT, REGISTERED = "/sophon/v2/face/getspotimage/", "/sophon/v2/face/getregisterimage/"
V5_MOMENT, V6_MOMENT = "?datetime=1718352045.137", "?timestamp=1718352045.137"


def is_read(method, path, service=Service.FACE):
    try:
        refuse_unless_read(Request(method, service, path))
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize(
    "path",
    [
        f"{EVENT_IMAGE}5f0c2d1e7b64{V5_MOMENT}",
        f"{EVENT_IMAGE}p_1.jpg?datetime=1718352045137",
        f"{IMAGE}i-77",
        f"{SPOT}5f0c2d1e7b64{V6_MOMENT}",
        f"{REGISTERED}i-77",
    ],
)
def test_that_a_picture_may_be_asked_for_by_its_id(path):
    assert is_read("GET", path)
    assert not is_read("GET", path, Service.SYSTEM)
    for method in ("POST", "DELETE", "PUT", "HEAD"):
        assert not is_read(method, path)
    with pytest.raises(NotAllowed):
        refuse_unless_permitted_write(Request("POST", Service.FACE, path, b"{}"))


@pytest.mark.parametrize(
    "path",
    [
        EVENT_IMAGE,
        IMAGE,
        f"{EVENT_IMAGE}5f0c",  # the event's time is mandatory
        f"{EVENT_IMAGE}5f0c?datetime=",
        f"{EVENT_IMAGE}5f0c?datetime=now",
        f"{EVENT_IMAGE}5f0c{V5_MOMENT}&image_id_list=5f0c",
        f"{EVENT_IMAGE}5f0c{V5_MOMENT}#x",
        f"{EVENT_IMAGE}..{V5_MOMENT}",
        f"{EVENT_IMAGE}../events{V5_MOMENT}",
        f"{EVENT_IMAGE}%2e%2e{V5_MOMENT}",
        f"{EVENT_IMAGE}a/b{V5_MOMENT}",
        f"{IMAGE}i-77?x=1",
        f"{IMAGE}i-77/",
        f"{IMAGE}i 77",
        f"{IMAGE}i-77\n",
        f"{SPOT}5f0c",
        f"{SPOT}5f0c{V5_MOMENT}",
        f"{REGISTERED}i-77{V6_MOMENT}",
        "/sophon/v2/face/getspotimages/5f0c?timestamp=1",
        "/sophon/v2/face/searchbyimage",
        "/SophonMatch/api/picturesearch",
    ],
)
def test_that_anything_else_is_refused(path):
    for method in ("GET", "POST", "DELETE"):
        assert not is_read(method, path)


@pytest.mark.parametrize("generation", [Generation.V5, Generation.V6])
def test_that_a_history_may_be_read_and_never_deleted(generation):
    request = history_request(generation, HistoryQuestion(0, 1))
    assert is_read(request.method, request.path)
    assert not is_read("DELETE", request.path)
    assert not is_read("DELETE", "/SophonFace/api/events?event_id_list=1")


@given(st.text(max_size=30))
def test_that_no_id_leads_to_another_page(name):
    for begin, moment in ((EVENT_IMAGE, V5_MOMENT), (IMAGE, ""), (SPOT, V6_MOMENT), (REGISTERED, "")):
        if is_read("GET", f"{begin}{name}{moment}"):
            assert name.isascii()
            assert not set(name) & set("/?#%&\\ \t\n")
            assert name.strip(".")
