"""Host names of boxes, looked up where a resolver that hangs can hang.

The system's resolver may take half a minute over a name that nobody knows, and cannot be interrupted. A thread of an
executor that waits for it would keep the process alive at its end; a daemon thread does not.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

if sys.platform == "win32":
    from asyncio import ProactorEventLoop as SystemLoop
else:
    from asyncio import SelectorEventLoop as SystemLoop

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Found = list[tuple[Any, Any, int, str, Any]]


class PatientLoop(SystemLoop):
    """The system's event loop, but looking up names for libraries (httpx, websockets) in daemon threads.

    A question that is under way is not asked again: however often a connection is retried, a name costs one thread.
    """

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._asked: dict[tuple[Any, ...], asyncio.Future[Found]] = {}

    async def getaddrinfo(
        self,
        host: ReadableBuffer | str | None,
        port: ReadableBuffer | str | int | None,
        *,
        family: int = 0,
        type: int = 0,  # noqa: A002 - asyncio's name
        proto: int = 0,
        flags: int = 0,
    ) -> Found:
        """Look up a name as `socket.getaddrinfo` does.

        Raises:
            OSError: Nobody knows it.
            UnicodeError: It is no host name.
        """
        question = (host, port, family, type, proto, flags)
        if (answer := self._asked.get(question)) is None:
            answer = self._asked[question] = self.create_future()
            threading.Thread(
                target=_resolve, args=(question, self, answer), name=f"look up {host!r}", daemon=True
            ).start()
            answer.add_done_callback(lambda _: self._asked.pop(question, None))
        # Who gives up waiting must not end it for the others.
        return await asyncio.shield(answer)


async def addresses_of(host: str) -> list[str]:
    """IPv4 addresses of a host name.

    Raises:
        OSError: Nobody knows it.
        UnicodeError: It is no host name.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, None, family=socket.AF_INET)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def _resolve(question: tuple[Any, ...], loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Found]) -> None:
    found: Found | OSError | UnicodeError
    try:
        found = socket.getaddrinfo(*question)
    except (OSError, UnicodeError) as cause:
        found = cause
    with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
        loop.call_soon_threadsafe(_settle, answer, found)


def _settle(answer: asyncio.Future[Found], found: Found | OSError | UnicodeError) -> None:
    if answer.done():
        return
    if isinstance(found, list):
        answer.set_result(found)
    else:
        answer.set_exception(found)
        answer.exception()  # those who asked may all have given up
