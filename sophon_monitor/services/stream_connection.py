"""How a connection to a box's WebSocket is opened: to that box and to nobody else."""

from __future__ import annotations

from websockets.asyncio.client import connect


class ConnectOnce(connect):
    """A handshake that follows no redirect: that would be a connection to somebody else."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        """Say that it failed."""
        return exc
