"""The rungs about reports: where the box sends them, whether we hear there, what came."""

from __future__ import annotations

from sophon_monitor.domain.ladder import Rung, RungAction, RungId
from sophon_monitor.domain.report_urls import OurPlace, UrlMeaning, host_of, meaning_of, port_of
from sophon_monitor.protocol import report_settings as settings
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.redaction import masked_credentials
from sophon_monitor.services.diagnosis_climb import Climb, failed, ok, seconds_text, skipped, unknown
from sophon_monitor.services.report_values import NotReadable, read_values

QUIET_PERIODS = 3.0
DUE_S = 65.0  # the longest period that manuals name, and a little

# The worst first: one bad address among good ones is worth naming.
_WORST = (
    UrlMeaning.MALFORMED,
    UrlMeaning.OLD_ADDRESS,
    UrlMeaning.ANOTHER_MONITOR,
    UrlMeaning.OURS_OTHER_PORT,
)


async def report_url(climb: Climb) -> Rung:
    """The addresses that are set on the box for its reports."""
    urls = await _read_urls(climb)
    if urls is None:
        return unknown(RungId.REPORT_URL, "unreadable")
    climb.report_urls = urls
    needs_post = climb.generation is Generation.SE3
    if not urls:
        if not needs_post:
            return ok(RungId.REPORT_URL, "none_needed")
        if not _is_heard(climb):
            return unknown(RungId.REPORT_URL, "not_listening", RungAction.BORROW)
        return failed(RungId.REPORT_URL, "none", RungAction.BORROW)
    meanings = {url: await _meaning(climb, url) for url in urls}
    ours = next((u for u, m in meanings.items() if m in (UrlMeaning.OURS, UrlMeaning.OURS_OTHER_TOKEN)), None)
    for wanted in _WORST:
        for url, meaning in meanings.items():
            # Beside ours another port of this computer is another program's business.
            if meaning is wanted and not (ours is not None and meaning is UrlMeaning.OURS_OTHER_PORT):
                return _bad(climb, meaning, url)
    if ours is not None:
        return ok(RungId.REPORT_URL, "ours", url=masked_credentials(ours))
    if UrlMeaning.BOX_ITSELF in meanings.values():
        return unknown(RungId.REPORT_URL, "box_itself")
    url = masked_credentials(urls[0])
    if needs_post:
        return failed(RungId.REPORT_URL, "somebody_else", RungAction.BORROW, url=url)
    return ok(RungId.REPORT_URL, "somebody_else_too", url=url)


def _bad(climb: Climb, meaning: UrlMeaning, url: str) -> Rung:
    shown = masked_credentials(url)
    port = next((port for _, port in climb.known.listening), climb.known.port)
    match meaning:
        case UrlMeaning.OURS_OTHER_PORT:
            return failed(RungId.REPORT_URL, meaning.value, RungAction.BORROW, url=shown, port=str(port))
        case UrlMeaning.OLD_ADDRESS | UrlMeaning.ANOTHER_MONITOR:
            return failed(RungId.REPORT_URL, meaning.value, RungAction.BORROW, url=shown, address=host_of(url))
        case _:
            return failed(RungId.REPORT_URL, meaning.value, RungAction.BORROW, url=shown)


async def report_url_is_box_itself(climb: Climb) -> Rung:
    """None of the addresses is the box's own: the vendor's example is copied that way."""
    if climb.report_urls is None:
        return unknown(RungId.REPORT_URL_IS_BOX_ITSELF, "unreadable")
    for url in climb.report_urls:
        if await _meaning(climb, url) is UrlMeaning.BOX_ITSELF:
            return failed(RungId.REPORT_URL_IS_BOX_ITSELF, "itself", RungAction.BORROW, url=masked_credentials(url))
    return ok(RungId.REPORT_URL_IS_BOX_ITSELF, "no")


async def receiver(climb: Climb) -> Rung:
    """Our receiver listens on this computer's address towards the box."""
    known, source = climb.known, climb.source or ""
    url = _url(source, known.port)
    if not known.window_open:
        if climb.source is not None and await climb.around.monitor_at(source, known.port):
            return ok(RungId.RECEIVER, "listens", url=url)
        return skipped(RungId.RECEIVER, "window_closed", url=url)
    for host, port in known.listening:
        if host in (source, "0.0.0.0", "::"):  # noqa: S104 - compared, not bound
            return ok(RungId.RECEIVER, "listens", url=_url(source, port))
    if known.listening:
        host, port = known.listening[0]
        return failed(RungId.RECEIVER, "other_address", RungAction.LISTEN, url=_url(host, port), address=source)
    return failed(RungId.RECEIVER, "not_listening", RungAction.LISTEN, url=url)


async def reached(climb: Climb) -> Rung:
    """Something has reached the receiver, if only a browser."""
    pushed = [message for message in climb.known.heard if message.way == "http"]
    if pushed:
        return ok(RungId.REACHED, "by_the_box", ago=seconds_text(climb.now_s - pushed[-1].at_s))
    if not climb.known.window_open:
        return skipped(RungId.REACHED, "window_closed")
    if climb.known.received:
        return ok(RungId.REACHED, "by_others", count=str(climb.known.received))
    return unknown(RungId.REACHED, "by_nobody", url=_url(climb.source or "", climb.known.port))


async def firewall(climb: Climb) -> Rung:
    """This computer's firewall lets the box in, as far as it can be read."""
    if any(message.way == "http" for message in climb.known.heard):
        return ok(RungId.FIREWALL, "open", detail="")
    if (climb.source or "").startswith("127."):
        return skipped(RungId.FIREWALL, "not_here")
    state = await climb.around.firewall(climb.known.port)
    match state.verdict:
        case "open":
            return ok(RungId.FIREWALL, "open", detail=state.detail)
        case "off":
            return ok(RungId.FIREWALL, "off")
        case "blocks" if _sends_here(climb):
            return failed(RungId.FIREWALL, "blocks", detail=state.detail)
        case "no_rule" if _sends_here(climb):
            return failed(RungId.FIREWALL, "no_rule", program=state.detail)
        case _:
            return unknown(RungId.FIREWALL, "unreadable")


async def box_message(climb: Climb) -> Rung:
    """A message of the box has come and was understood."""
    heard = climb.heard
    recent = heard[-10:]
    if recent and all(message.reason for message in recent) and not any(m.too_large for m in recent):
        return failed(RungId.BOX_MESSAGE, "rejected", RungAction.MESSAGE_LOG, reason=recent[-1].reason)
    if climb.known.other_sn is not None:
        return failed(RungId.BOX_MESSAGE, "unknown_sender", sn=climb.known.other_sn)
    good = [message for message in heard if not message.reason]
    if good:
        ago = seconds_text(max(climb.now_s - good[-1].at_s, 0.0))
        return ok(RungId.BOX_MESSAGE, "by_stream" if good[-1].way == "websocket" else "accepted", ago=ago)
    if climb.stream_up:
        return unknown(RungId.BOX_MESSAGE, "none_yet")
    if not climb.known.window_open:
        return skipped(RungId.BOX_MESSAGE, "window_closed")
    box = climb.known.box
    waited_s = climb.now_s - box.added_at_s if box is not None else 0.0
    if _sends_here(climb) and waited_s > DUE_S:
        return failed(RungId.BOX_MESSAGE, "none")
    return unknown(RungId.BOX_MESSAGE, "none_yet")


async def message_size(climb: Climb) -> Rung:
    """Its messages are not larger than what can be taken (32 MiB)."""
    large = [message for message in climb.heard[-20:] if message.too_large]
    if large:
        return failed(RungId.MESSAGE_SIZE, "too_large", size=str(large[-1].size_bytes))
    if not climb.heard:
        return unknown(RungId.MESSAGE_SIZE, "none")
    return ok(RungId.MESSAGE_SIZE, "fits", size=str(max(message.size_bytes for message in climb.heard)))


# -- how ------------------------------------------------------------------------------------------------------------


async def _read_urls(climb: Climb) -> tuple[str, ...] | None:
    """All addresses of the reports that may be read, each once; None where not even one setting can be read."""
    assert climb.generation is not None
    urls: list[str] = []
    readable = False
    for names in settings.candidates(climb.generation):
        for name in names:
            try:
                values = await read_values(climb.calls, name)
            except NotReadable:
                continue
            readable = True
            urls += settings.urls_of(name, values)
            break
    return tuple(dict.fromkeys(urls)) if readable else None


async def _meaning(climb: Climb, url: str) -> UrlMeaning:
    known = climb.known
    hosts = tuple(dict.fromkeys([*([climb.source] if climb.source else []), *_own_hosts(climb)]))
    ports = {port for _, port in known.listening} or {known.port}
    box_hosts = {climb.address.host, *([climb.ip] if climb.ip else [])}
    place = OurPlace(
        hosts=hosts,
        ports=ports,
        former_hosts=set(known.own_addresses) - set(hosts),
        token=known.box.token if known.box is not None else None,
        box_hosts=box_hosts,
    )
    meaning = meaning_of(url, place)
    ambiguous = meaning in (UrlMeaning.OURS, UrlMeaning.OURS_OTHER_PORT, UrlMeaning.BOX_ITSELF)
    if ambiguous and not known.window_open and host_of(url) in hosts:
        # No window of this profile tells where it listens: ask the address itself.
        if await climb.around.monitor_at(host_of(url), port_of(url)):
            return UrlMeaning.OURS
        return UrlMeaning.BOX_ITSELF if host_of(url) in box_hosts else meaning
    return meaning


def _own_hosts(climb: Climb) -> list[str]:
    return [card.address for card in climb.around.adapters()]


def _is_heard(climb: Climb) -> bool:
    return climb.known.window_open


def _sends_here(climb: Climb) -> bool:
    """Whether the box is told to send to this computer, so that silence means something."""
    return any(host_of(url) == climb.source for url in climb.report_urls or ())


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
