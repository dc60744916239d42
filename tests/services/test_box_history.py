"""Reading a box's history: whatever unit it means, however it pages, it ends, and says what is not certain."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from sophon_monitor.domain.reconcile_outcome import HistoryNote
from sophon_monitor.domain.reconciliation import Span
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.history_reads import HistoryEvent, HistoryPicture
from sophon_monitor.protocol.messages import Generation, PictureState, Recognition
from sophon_monitor.services import box_history
from sophon_monitor.services.box_calls import BoxCalls, CallFailed
from sophon_monitor.services.box_history import HistoryFailed, read_history, read_picture
from tests.services.archive_samples import jpeg

T = 1_718_352_000_000
SPAN = Span(T, T + 3_600_000)
NOTHING: frozenset[HistoryNote] = frozenset()


class PagedBox:
    """A history of V6 or V5.7 with whims.

    Attributes:
        times_ms: Of its events, newest first.
        takes: "s", "ms", "both" or "nothing": what it understands as times.
        page_limit: Most events it puts on a page. repeats: it gives its first page for any number.
        total: What it says it has, None says nothing.
        asked: What came, oldest first.
    """

    def __init__(self, *times_ms: int) -> None:
        self.times_ms = list(times_ms)
        self.takes, self.page_limit, self.repeats, self.clamps = "both", 100, False, False
        self.total: object = "right"
        self.tells_ms = False
        self.asked: list[dict[str, object]] = []
        self.answers: list[web.Response] = []

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.answers:
            return self.answers.pop(0)
        is_v6 = request.path.startswith("/sophon/v2")
        if is_v6:
            said = json.loads(await request.read())
            asked = {"page": said["page_index"], "size": said["page_limit"], **said["filters"]}
        else:
            asked = {name: int(value) for name, value in request.query.items()}
            asked["size"] = asked.pop("per_page")
        self.asked.append(asked)
        found = [at_ms for at_ms in self.times_ms if self._holds(asked, at_ms)]
        size = min(int(asked["size"]), self.page_limit)
        page = 0 if self.repeats else int(asked["page"])
        if self.clamps:
            page = min(page, max(-(-len(found) // size) - 1, 0))
        listed = [self._event(at_ms, is_v6) for at_ms in found[page * size : (page + 1) * size]]
        pages = {"num_pages": 1, "total_count": len(found) if self.total == "right" else self.total}
        body = {"events": listed} if is_v6 else {"data": listed}
        return web.json_response(body | {"pagination": pages})

    def _holds(self, asked: dict[str, object], at_ms: int) -> bool:
        for name, sign in (("datetime_gte", 1), ("datetime_lte", -1)):
            limit = asked.get(name)
            if limit is None or self.takes == "nothing":
                continue
            assert isinstance(limit, int)
            is_seconds = self.takes == "s" or (self.takes == "both" and limit < 1e11)
            if sign * at_ms < sign * limit * (1000 if is_seconds else 1):
                return False
        return True

    def _event(self, at_ms: int, is_v6: bool) -> dict[str, object]:
        said: dict[str, object] = {"timestamp": at_ms if self.tells_ms else at_ms / 1000, "identity_id": str(at_ms)}
        if is_v6:
            return said | {"event_id": f"e{at_ms}"}
        return {"_id": f"e{at_ms}", "timestamp": said["timestamp"], "common": {"identity_id": str(at_ms)}}


@asynccontextmanager
async def served(serve):
    runner = web.ServerRunner(web.Server(serve), shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        async with BoxCalls(BoxAddress("127.0.0.1", api=port, system=port), read_timeout_s=0.5) as calls:
            yield calls
    finally:
        await runner.cleanup()


async def read(box, generation=Generation.V6, span=SPAN, told=None):
    async with served(box.serve) as calls:
        tell = (told if told is not None else []).append
        return await read_history(calls, generation, span, tell=lambda done, total: tell((done, total)))


def times(history):
    return sorted(event.occurred_at_ms for event in history.events)


EVENTS = [T + 1_000 * n + 137 for n in range(25)]


# -- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", [Generation.V5, Generation.V57, Generation.V6])
async def test_that_all_pages_are_read_by_what_comes(generation):
    box = PagedBox(*reversed(EVENTS))
    box.page_limit = 5  # as in the manual's sample: ten were asked for, five came
    told = []
    history = await read(box, generation, told=told)
    assert times(history) == EVENTS
    assert (history.notes, history.covered) == (NOTHING, SPAN)
    assert [asked["page"] for asked in box.asked] == [0, 1, 2, 3, 4, 5]
    assert told[0] == (5, 25)
    assert told[-1] == (25, 25)


@pytest.mark.parametrize("total", [None, 0, 3, 10**9, "many", -5])
async def test_that_counts_are_not_believed(total):
    box = PagedBox(*reversed(EVENTS))
    box.page_limit, box.total = 10, total
    history = await read(box)
    assert times(history) == EVENTS
    assert history.notes == NOTHING


@pytest.mark.parametrize(("total", "notes"), [("right", NOTHING), (None, frozenset({HistoryNote.PAGES_REPEAT}))])
async def test_that_a_box_that_gives_its_last_page_for_ever_is_left_in_time(total, notes):
    box = PagedBox(*reversed(EVENTS))
    box.page_limit, box.clamps, box.total = 10, True, total
    history = await read(box)
    assert times(history) == EVENTS
    assert history.notes == notes
    assert len(box.asked) == 5


async def test_that_a_box_that_repeats_its_first_page_is_left_in_time_and_said():
    box = PagedBox(*reversed(EVENTS))
    box.page_limit, box.repeats = 10, True
    history = await read(box)
    assert times(history) == EVENTS[15:]
    assert history.notes == {HistoryNote.PAGES_REPEAT}
    assert len(box.asked) == 3


async def test_that_an_event_that_moves_to_the_next_page_counts_once():
    box = PagedBox(*reversed(EVENTS))
    box.page_limit = 10
    serve = box.serve

    async def busy(request):
        answer = await serve(request)
        box.times_ms.insert(0, box.times_ms[0] + 1_000)  # somebody passes while pages are turned
        return answer

    box.serve = busy
    history = await read(box)
    assert set(EVENTS) <= set(times(history))
    assert len(times(history)) == len(set(times(history)))


async def test_that_too_many_events_are_cut_to_the_newest_whole_part(monkeypatch):
    monkeypatch.setattr(box_history, "MOST_EVENTS", 10)
    box = PagedBox(*reversed(EVENTS))
    box.page_limit = 6
    history = await read(box)
    assert history.notes == {HistoryNote.CUT}
    assert times(history) == EVENTS[14:]  # the oldest of the twelve that were read may not be alone in its millisecond
    assert history.covered == Span(EVENTS[13] + 1, SPAN.until_ms)


async def test_that_too_many_in_no_order_are_refused(monkeypatch):
    monkeypatch.setattr(box_history, "MOST_PAGES", 2)
    box = PagedBox(*EVENTS)
    box.page_limit = 6
    with pytest.raises(HistoryFailed) as failed:
        await read(box)
    assert failed.value.problem == "too_many"


async def test_that_events_without_a_time_are_left_out_and_said():
    box = PagedBox(*reversed(EVENTS))
    event = box._event

    def sometimes(at_ms, is_v6):
        return event(at_ms, is_v6) | ({"timestamp": None} if at_ms == EVENTS[3] else {})

    box._event = sometimes
    history = await read(box)
    assert times(history) == EVENTS[:3] + EVENTS[4:]
    assert history.notes == {HistoryNote.TIMELESS}


# -- units and spans -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", [Generation.V57, Generation.V6])
@pytest.mark.parametrize(("takes", "tells_ms"), [("s", False), ("ms", True), ("ms", False), ("both", True)])
async def test_that_the_unit_of_times_is_found_by_asking(generation, takes, tells_ms):
    box = PagedBox(T + 7_200_000, *reversed(EVENTS), T - 5_000)
    box.takes, box.tells_ms = takes, tells_ms
    history = await read(box, generation)
    assert times(history) == EVENTS
    assert history.notes == NOTHING
    assert (box.asked[-1]["datetime_gte"] > 1e11) == (takes == "ms")


async def test_that_a_box_that_heeds_no_times_is_read_until_the_span_is_behind():
    later = [T + 7_200_000 + n for n in range(30)]
    older = [T - 60_000 - 1_000 * n for n in range(500)]
    box = PagedBox(*reversed(later), *reversed(EVENTS), *older)
    box.takes, box.page_limit = "nothing", 10
    history = await read(box)
    assert times(history) == EVENTS
    assert history.notes == {HistoryNote.SPAN_IGNORED}
    assert len(box.asked) < 15  # not the 500 older ones


async def test_that_an_empty_span_is_believed_where_the_box_finds_other_events_by_their_time():
    box = PagedBox(*[T + 7_200_000 + 60_000 * n for n in range(300)])
    history = await read(box)
    assert (history.events, history.notes) == ((), NOTHING)
    assert len(box.asked) == 5  # seconds, milliseconds, without times, tomorrow, around the newest


async def test_that_an_empty_span_is_believed_where_all_events_are_older():
    box = PagedBox(T - 10_000, T - 20_000)
    box.takes = "nothing"
    assert (await read(box)).events == ()
    assert len(box.asked) == 3


async def test_that_a_box_without_events_has_none():
    box = PagedBox()
    history = await read(box)
    assert (history.events, history.notes) == ((), NOTHING)


async def test_that_it_is_said_where_nothing_can_be_told_of_the_unit():
    box = PagedBox(*[T + 7_200_000 + 1_000 * n for n in reversed(range(30))])
    box.takes, box.repeats, box.page_limit = "nothing", True, 10
    history = await read(box)
    assert history.events == ()
    assert history.notes == {HistoryNote.PAGES_REPEAT, HistoryNote.UNIT_UNSURE}


# -- failures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "problem", "detail"),
    [
        (401, b"{}", "access_refused", "HTTP 401"),
        (403, b"no", "access_refused", "HTTP 403"),
        (404, b'{"error": {"code": 40400, "status": "NOT_FOUND"}}', "no_history", "HTTP 404"),
        (405, b"", "no_history", "HTTP 405"),
        (500, b'{"error": {"code": "DEVICE_INIT_ERROR", "message": ""}}', "box_error", "device_init_error"),
        (
            200,
            b'{"error": {"code": 50072, "message": "x", "status": "DEVICE_INIT_ERROR"}}',
            "box_error",
            "device_init_error",
        ),
        (500, b"oops", "http_status", "HTTP 500 for /sophon/v2/face/getevents"),
        (200, b"<html>", "unreadable", "not_json"),
        (200, b'{"devices": []}', "unreadable", "unknown_shape"),
    ],
)
async def test_that_a_refusal_is_a_code(status, body, problem, detail):
    box = PagedBox(*EVENTS)
    box.answers = [web.Response(status=status, body=body)]
    with pytest.raises(HistoryFailed) as failed:
        await read(box)
    assert (failed.value.problem, failed.value.detail) == (problem, detail)
    assert box.asked == []


async def test_that_a_box_that_is_not_there_is_said_at_once():
    async with BoxCalls(BoxAddress("127.0.0.1", api=1)) as calls:
        with pytest.raises(HistoryFailed) as failed:
            await read_history(calls, Generation.V6, SPAN, tell=lambda *_: None)
    assert failed.value.problem == "refused"


async def test_that_a_page_that_is_too_slow_once_is_asked_for_again(monkeypatch):
    monkeypatch.setattr(box_history, "AGAIN_AFTER_S", 0.0)
    box = PagedBox(*reversed(EVENTS))
    asked = []
    call = BoxCalls.call

    async def slow_once(calls, request):
        asked.append(request)
        if len(asked) == 1:
            raise CallFailed("too_slow", "connected, but no answer in time")
        return await call(calls, request)

    monkeypatch.setattr(BoxCalls, "call", slow_once)
    assert times(await read(box)) == EVENTS
    assert asked[0] == asked[1]


# -- pictures --------------------------------------------------------------------------------------------------------


def event(**words):
    start = {"event_id": "1", "recognition": Recognition(), "timestamp": "1718352045.137", "live_id": "p-1"}
    return HistoryEvent(**(start | words))


async def picture(answer, one=None, which=HistoryPicture.LIVE):
    async def serve(request):
        return answer

    async with served(serve) as calls:
        return await read_picture(calls, Generation.V57, one or event(), which)


async def test_that_a_picture_comes_as_it_is():
    found = await picture(web.Response(body=jpeg(), content_type="image/jpeg"))
    assert (found.state, found.data) == (PictureState.PRESENT, jpeg())


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=404),
        web.Response(status=500),
        web.Response(body=b""),
        web.Response(body=b'{"error": {"code": 40400}}'),
    ],
)
async def test_that_what_is_no_picture_is_absent(answer):
    assert (await picture(answer)).state is PictureState.ABSENT


@pytest.mark.parametrize("words", [{"live_id": ""}, {"live_id": "../x"}, {"timestamp": ""}])
async def test_that_a_picture_without_id_or_time_is_not_asked_for(words):
    async with BoxCalls(BoxAddress("127.0.0.1", api=1)) as calls:  # nobody listens
        found = await read_picture(calls, Generation.V57, event(**words), HistoryPicture.LIVE)
    assert found.state is PictureState.ABSENT


async def test_that_a_box_that_went_away_is_no_absent_picture():
    async with BoxCalls(BoxAddress("127.0.0.1", api=1)) as calls:
        with pytest.raises(HistoryFailed) as failed:
            await read_picture(calls, Generation.V57, event(), HistoryPicture.LIVE)
    assert failed.value.problem == "refused"
