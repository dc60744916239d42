"""What the program itself says in its log: the texts in its code. Whatever else stands in a log line is data.

A support bundle shows of a line only what is found here, so that no name can be in it, whoever logged it.
"""

from __future__ import annotations

import functools
import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from types import CodeType

import sophon_monitor

_PLACE = re.compile(r"%(?:[-+ #0]*\d*(?:\.\d+)?[sdrfgx%])")
_FORM = re.compile(
    r"^(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL) (?P<thread>.{1,60}?)"
    r" (?P<logger>[A-Za-z_][\w.]*): (?P<message>.*)$"
)
_FRAME = re.compile(
    r'^\s*(?:\|\s*)?File "(?P<file>[^"]*)", line (?P<line>\d{1,6}),? in (?P<name>[\w<>.]{1,80})$', re.ASCII
)
_ERROR = re.compile(r"^\s*(?:\|\s*)?(?P<kind>[A-Z]\w{2,60}(?:Error|Exception|Exit|Interrupt|Damaged|TooNew|Warning)|"
                    r"[a-z_]\w*(?:\.\w+){1,6})(?::.*)?$", re.ASCII)  # fmt: skip
_HEADS = (
    "Traceback (most recent call last):",
    "The above was the direct cause of this:",
    "While this was handled, another one came:",
)
_FAULTS = (
    r"Fatal Python error: [A-Za-z ]{1,60}",
    r"(?:Current thread|Thread) 0x[0-9a-f]+ (?:\[[\w ./-]{0,20}\] )?\(most recent call first\):",
    r"Timeout \(\d+:\d\d:\d\d(?:\.\d+)?\)!",
    r"  <no Python frame>",
    r"Windows fatal exception: [a-z ]+",
)
_FAULT = re.compile(f"^(?:{'|'.join(_FAULTS)})$", re.ASCII)
_QT_NAME = re.compile(r"\bQ[A-Z][A-Za-z]{2,40}(?:::[A-Za-z]{1,40})?\b")
_NUMBER = re.compile(r"-?\d{1,4}(?:\.\d{1,3})?")
_THREADS = re.compile(r"^(?:MainThread|intake|archive|asyncio_\d+|ThreadPoolExecutor-\d+_\d+|Dummy-\d+|demo \w+)$")
_WITHHELD = "…"
_NO_DATA = ("sophon_monitor.simulator",)  # its people have names


@functools.cache
def program_words() -> ProgramWords:
    """The words of this program; half a second, the first time."""
    return ProgramWords()


class ProgramWords:
    """The texts of each module. Any thread."""

    def __init__(self) -> None:
        """Look through the program's own code; works in a packaged build too."""
        self._templates: dict[str, tuple[re.Pattern[str], ...]] = {}
        self._constants: set[str] = set()
        for module, code in _modules():
            texts = set(_texts(code))
            self._templates[module] = tuple(
                _pattern(text) for text in sorted(texts, key=len, reverse=True) if " " in text or "%" in text
            )
            self._constants |= {text for text in texts if text.isidentifier() and text.isascii()}

    def lines(self, text: str) -> Iterator[str]:
        """The lines of a log, a crash report or a fault log with what the program itself has said."""
        for line in text.splitlines():
            if (found := _FORM.match(line)) is not None:
                yield self._record(found)
            elif (said := self._of_failure(line)) is not None:
                yield said

    def _record(self, found: re.Match[str]) -> str:
        logger, message = found["logger"], found["message"]
        thread = found["thread"] if _THREADS.match(found["thread"]) else _WITHHELD
        known = logger == "qt" or logger.partition(".")[0] in ("sophon_monitor", "asyncio", "aiohttp", "websockets")
        said = self._message(logger, message) if known else _WITHHELD
        return f"{found['time']} {found['level']} {thread} {logger if known else _WITHHELD}: {said}"

    def _message(self, logger: str, message: str) -> str:
        if logger == "qt":
            return f"{_WITHHELD} ".join(["", *(f"{name} " for name in _QT_NAME.findall(message))]).strip() or _WITHHELD
        for pattern in self._templates.get(logger, ()):
            if (found := pattern.fullmatch(message)) is not None:
                return self._filled(pattern, found, message)
        return _WITHHELD

    def _filled(self, pattern: re.Pattern[str], found: re.Match[str], message: str) -> str:
        """The message with a mark in the place of each value, unless it is a short number or a word of the program."""
        said, at = [], 0
        for group in range(1, pattern.groups + 1):
            start, end = found.span(group)
            value = message[start:end]
            safe = _NUMBER.fullmatch(value) is not None or value in self._constants
            said += [message[at:start], value if safe else _WITHHELD]
            at = end
        return "".join([*said, message[at:]])

    def _of_failure(self, line: str) -> str | None:
        if line.strip() in _HEADS or _FAULT.match(line):
            return line
        if (frame := _FRAME.match(line)) is not None:
            return f'  File "{_inside(frame["file"])}", line {frame["line"]}, in {frame["name"]}'
        if (error := _ERROR.match(line)) is not None and error["kind"].rpartition(".")[2][:1].isupper():
            return f"{error['kind']}: {_WITHHELD}"
        return None


def _inside(file: str) -> str:
    """A file of the program or of a library, without the folders before it: those may name a person."""
    parts = re.split(r"[\\/]", file)
    for place in range(len(parts) - 1, -1, -1):
        if parts[place] in ("sophon_monitor", "site-packages"):
            return "/".join(parts[place:])
    return parts[-1] if parts[-1].endswith(".py") else _WITHHELD


def _modules() -> Iterator[tuple[str, CodeType]]:
    for module in pkgutil.walk_packages(sophon_monitor.__path__, "sophon_monitor."):
        if module.name.startswith(_NO_DATA):
            continue
        found = importlib.util.find_spec(module.name)
        loader = found.loader if found is not None else None
        code = loader.get_code(module.name) if loader is not None and hasattr(loader, "get_code") else None
        if isinstance(code, CodeType):
            yield module.name, code


def _texts(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, str) and 2 < len(constant) <= 300 and "\n" not in constant:
            yield constant
        elif isinstance(constant, CodeType):
            yield from _texts(constant)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _PLACE.split(template)
    return re.compile("(.*?)".join(re.escape(piece) for piece in pieces), re.DOTALL)
