"""One window per profile: who starts a second one gets the first one raised (docs/decisions/0015)."""

from __future__ import annotations

import getpass
import hashlib
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

PATIENCE_MS = 3000
_ASK, _ANSWER = b"raise", b"raised\n"
# What a desktop gives to a program that it starts, so that its window may come to the front.
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_LONGEST = 500


class FirstWindow(QObject):
    """Answers second starts. Owned by the window's session; lives on the Qt thread, while the profile is locked."""

    def __init__(self, profile: Path, show: Callable[[str], None]) -> None:
        """`show` raises the window; it gets the desktop's token for that, or an empty text."""
        super().__init__()
        self._show = show
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        name = server_name(profile)
        QLocalServer.removeServer(name)  # the name survives a kill; we hold the lock, so it is nobody else's
        if not self._server.listen(name):
            log.warning("a second start will not find this window: %s", self._server.errorString())

    def close(self) -> None:
        """Be found no more."""
        self._server.close()

    @Slot()
    def _take(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(self._answer)
            if caller.canReadLine():
                self._reply(caller)

    @Slot()
    def _answer(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket) and caller.canReadLine():
            self._reply(caller)

    def _reply(self, caller: QLocalSocket) -> None:
        word, _, token = bytes(caller.readLine(_LONGEST).data()).strip().partition(b" ")
        if word == _ASK:
            self._show(token.decode("utf-8", "replace"))
            caller.write(_ANSWER)
            caller.flush()


def server_name(profile: Path) -> str:
    """What the first window of this user and profile is called: short, because sockets have short names."""
    whose = f"{getpass.getuser()} {profile}"
    return f"sophon-monitor-{hashlib.sha256(whose.encode('utf-8', 'surrogateescape')).hexdigest()[:20]}"


def raise_first(profile: Path, lock: QLockFile) -> bool:
    """Ask the window that holds the profile to come to the front. False if it does not answer within 3 s."""
    _let_it_come_forward(lock)
    caller = QLocalSocket()
    caller.connectToServer(server_name(profile))
    if not caller.waitForConnected(PATIENCE_MS):
        return False
    token = next((os.environ[name] for name in _TOKENS if os.environ.get(name)), "")
    caller.write(_ASK + b" " + token.encode()[: _LONGEST - 20] + b"\n")
    answered = caller.waitForReadyRead(PATIENCE_MS) and bytes(caller.readLine(_LONGEST).data()) == _ANSWER
    caller.disconnectFromServer()
    return answered


def _let_it_come_forward(lock: QLockFile) -> None:
    """Windows lets only the program in front hand the place in front on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(lock.getLockInfo()[0])
