"""Whether this computer lets boxes in, as far as that can be read without more rights than we have."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

PATIENCE_S = 3.0
# Tools of Windows speak the console's code page (936 in China), whatever Python's own encoding is.
_SPOKEN = "oem" if sys.platform == "win32" else "utf-8"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would show a black one for each

Run = Callable[[Sequence[str]], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class FirewallState:
    """What was found.

    Attributes:
        verdict: "open" (a rule lets the port in) | "off" | "blocks" (a rule keeps it out) | "no_rule" (Windows: none
            for this program) | "unreadable".
        detail: The rule's name or the tool's line, English.
    """

    verdict: str
    detail: str = ""


async def firewall_state(port: int, *, platform: str = sys.platform, run: Run | None = None) -> FirewallState:
    """Look at the system's firewall; reads only.

    Args:
        port: TCP port of the receiver.
        platform: As `sys.platform`.
        run: Runs a command and gives its output, None where it cannot; for tests.
    """
    runner = run or output_of
    if platform == "win32":
        return await _windows(runner)
    if platform.startswith("linux"):
        return await _linux(port, runner)
    return FirewallState("unreadable")


async def _windows(run: Run) -> FirewallState:
    profiles = await run(("netsh", "advfirewall", "show", "currentprofile", "state"))
    if profiles is not None and re.search(r"\b(OFF|关闭)\b", profiles):
        return FirewallState("off")
    rules = await run(("netsh", "advfirewall", "firewall", "show", "rule", "name=Sophon Monitor", "dir=in"))
    if profiles is None and rules is None:
        return FirewallState("unreadable")
    if rules is None or not re.search(r"Sophon Monitor", rules):
        return FirewallState("no_rule", sys.executable)
    blocked = re.search(r":\s*(Block|阻止)\s*$", rules, re.MULTILINE)
    return FirewallState("blocks" if blocked else "open", "Sophon Monitor")


async def _linux(port: int, run: Run) -> FirewallState:
    ufw = await run(("ufw", "status"))
    if ufw is not None and "Status: inactive" not in ufw:
        allowed = re.search(rf"^{port}(/tcp)?\s+ALLOW", ufw, re.MULTILINE)
        return FirewallState("open" if allowed else "blocks", "ufw")
    rules = await run(("nft", "list", "ruleset"))
    if rules is None:
        return FirewallState("unreadable")
    chain = re.search(r"hook input[^{}]*policy (\w+);[^{}]*", rules)
    if chain is None:
        return FirewallState("off")
    named = re.search(rf"tcp dport [^\n]*\b{port}\b[^\n]*\baccept\b", chain[0])
    if chain[1] == "accept":
        kept_out = re.search(rf"tcp dport [^\n]*\b{port}\b[^\n]*\b(drop|reject)\b", chain[0])
        return FirewallState("blocks", "nft") if kept_out else FirewallState("open", "nft")
    return FirewallState("open", "nft") if named else FirewallState("blocks", "nft")


async def output_of(words: Sequence[str]) -> str | None:
    """Run a command that only reads; None where it is missing, not allowed or too slow."""
    try:
        process = await asyncio.create_subprocess_exec(
            *words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )
    except OSError:
        return None
    try:
        async with asyncio.timeout(PATIENCE_S):
            out, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return None
    return out.decode(_SPOKEN, "replace") if process.returncode == 0 else None
