"""The message log: what came in lately, as the installer reads it. In memory only (interfaces.md section 4).

It knows no sockets and decides nothing; who received a message says what it was.
"""

from __future__ import annotations

import itertools
import re
import sys
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence

from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import CameraListSync, CameraNotice, EventPath, Heartbeat, Message
from sophon_monitor.protocol.redaction import redacted

MAX_ENTRIES = 2_000
MAX_BODY_BYTES = 64 * 1024
MAX_ALL_BODIES_BYTES = 32 * 1024 * 1024
MAX_REJECTED = 20
MAX_REJECTED_BYTES = 1024 * 1024
_LOOKED_AT_BYTES = 4 * MAX_BODY_BYTES  # of what is left without pictures: 5 ms at worst
_LONG_BYTES = 2_000
_BASE64_HEAD = re.compile(rb"(?:[a-z_]{1,40}=)?(?:data:[\w/+.-]{1,40};base64,)?[A-Za-z0-9+/=_\\%-]{64}")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")


class MessageLog:
    """The last 2,000 messages. Written on the intake loop, read from any thread.

    A body is kept redacted: base64 and feature values give way to their length. A message of 700 kB takes 0.05 ms, so
    it is done at once; the receiver calls `add` when its answer is on its way. Text of long bodies is cut, the oldest
    texts are dropped first, and the entries outlive their texts.
    """

    def __init__(self, *, max_entries: int = MAX_ENTRIES, max_all_bodies_bytes: int = MAX_ALL_BODIES_BYTES) -> None:
        """Start empty. The limits are arguments so that tests reach them quickly."""
        self._lock = threading.Lock()
        self._max_bytes = max_all_bodies_bytes
        self._entries: deque[MessageLogEntry] = deque(maxlen=max_entries)
        self._bodies: OrderedDict[int, str] = OrderedDict()
        self._body_bytes = 0
        self._rejected: OrderedDict[int, bytes] = OrderedDict()
        self._last_number = 0

    def add(
        self,
        *,
        at_s: float,
        sender: str,
        way: str,
        kind: str,
        size_bytes: int,
        answer: str = "",
        box_key: BoxKey | None = None,
        path: str = "",
        error: ProtocolError | None = None,
        values: Sequence[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> int:
        """Note one message and return its number.

        `at_s` is UTC epoch seconds; `way`, `kind` and `answer` are codes of `MessageLogEntry`. `error` says why it was
        not understood; its body is then kept whole too, up to 1 MB. `values` is what else the entry says
        (`reason_values`), where there is no error. `body` is as received, b"" where there is nothing to show.
        """
        text = redacted(without_pictures(body)[:_LOOKED_AT_BYTES], limit=MAX_BODY_BYTES) if body else ""
        with self._lock:
            self._last_number = number = self._last_number + 1
            self._entries.append(
                MessageLogEntry(
                    number=number,
                    at_s=at_s,
                    sender=sender,
                    way=way,
                    kind=kind,
                    size_bytes=size_bytes,
                    answer=answer,
                    box_key=box_key,
                    path=path,
                    reason=error.code.value if error else "",
                    reason_values=tuple(error.values.items()) if error else tuple(values),
                )
            )
            if text:
                self._keep(number, text)
            if error is not None and body:
                self._rejected[number] = body[:MAX_REJECTED_BYTES]
                if len(self._rejected) > MAX_REJECTED:
                    self._rejected.popitem(last=False)
        return number

    @property
    def last_number(self) -> int:
        """Number of the newest entry, 0 before the first. Any thread."""
        with self._lock:
            return self._last_number

    def entries_after(self, number: int) -> tuple[MessageLogEntry, ...]:
        """Return the entries with a higher number, oldest first. Any thread."""
        with self._lock:
            new = min(self._last_number - number, len(self._entries))
            if new <= 0:
                return ()
            return tuple(itertools.islice(self._entries, len(self._entries) - new, None))

    def body(self, number: int) -> str | None:
        """Return the redacted text of a message, None where it was empty or is gone. Any thread."""
        with self._lock:
            return self._bodies.get(number)

    def raw_rejected(self, number: int) -> bytes | None:
        """Return a rejected body as it came (its first 1 MB), None where it is gone. Any thread."""
        with self._lock:
            return self._rejected.get(number)

    def clear(self) -> None:
        """Forget all messages; the numbers go on. Any thread."""
        with self._lock:
            self._entries.clear()
            self._bodies.clear()
            self._rejected.clear()
            self._body_bytes = 0

    def _keep(self, number: int, text: str) -> None:
        self._bodies[number] = text
        self._body_bytes += sys.getsizeof(text)
        gone_before = self._last_number - (self._entries.maxlen or 0)
        while self._bodies and (self._body_bytes > self._max_bytes or next(iter(self._bodies)) <= gone_before):
            _, dropped = self._bodies.popitem(last=False)
            self._body_bytes -= sys.getsizeof(dropped)


def kind_of(messages: Sequence[Message], *, is_array: bool) -> str:
    """Return the code of the message log for what was understood."""
    if is_array or len(messages) != 1:
        return "array"
    match messages[0]:
        case Heartbeat():
            return "heartbeat"
        case CameraListSync():
            return "camera_list"
        case CameraNotice():
            return "notice"
        case recognition:
            return "history" if recognition.path in (EventPath.HISTORY, EventPath.HISTORY_OLD) else "recognition"


def without_pictures(body: bytes) -> bytes:
    """Put its length in the place of each picture, quickly and roughly; `redacted` looks at the rest closely.

    Patterns take over 1 ms to walk through 700 kB of base64. Jumping from quote to quote takes a fortieth, and it
    does not matter whether a quote opens or closes: what stands between two and begins like a picture is one.
    """
    first = body[:16].lstrip(b"\xef\xbb\xbf \t\r\n")
    mark = b'"' if first[:1] in b'{["' else b"\r\n" if first[:2] == b"--" else b"&"
    kept: list[bytes] = []
    copied_to = at = 0
    while len(body) - at > _LONG_BYTES:
        found = body.find(mark, at)
        end = len(body) if found == -1 else found
        if end - at > _LONG_BYTES:
            if _BASE64_HEAD.match(body, at):
                label = b"<base64 %d kB>" % ((end - at) * 3 // 4000)
            elif mark != b'"' and _BINARY.search(body, at, at + 64):
                label = b"<binary %d kB>" % ((end - at) // 1000)
            else:
                label = b""
            if label:
                kept += [body[copied_to:at], label]
                copied_to = end
        at = end + len(mark)
    if not kept:
        return body
    kept.append(body[copied_to:])
    return b"".join(kept)
