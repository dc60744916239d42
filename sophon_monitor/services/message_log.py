"""The message log: what came in lately, as the installer reads it. In memory only (interfaces.md section 4).

It knows no sockets and decides nothing; who received a message says what it was.
"""

from __future__ import annotations

import itertools
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


class MessageLog:
    """The last 2,000 messages. Written on the intake loop, read from any thread.

    A body is kept redacted: base64 and feature values give way to their length. Redacting a message of 700 kB takes
    well under a millisecond, so it is done at once; the receiver calls `add` after it has handed over its answer.
    Text of long bodies is cut, the oldest texts are dropped first, and the entries outlive their texts.
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
        text = redacted(body, limit=MAX_BODY_BYTES) if body else ""
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
