"""The command line: `sophon-monitor` opens the window, subcommands work without one (interfaces.md section 1).

Exit status: 0 fine; 2 wrong usage; 3 the environment does not allow it, with one plain sentence on standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sophon_monitor import __version__
from sophon_monitor.app import early_quit
from sophon_monitor.domain.site import API_PORT, STREAM_PORT, SYSTEM_PORT, BoxAddress

PAGES = ("live", "health", "signoff", "history", "diagnose", "settings", "guide")
NOT_ALLOWED = 3


def main(words: Sequence[str] | None = None) -> int:
    """Run the program; the words default to the command line's."""
    if words is None:
        early_quit.leave_at_once()
        words = sys.argv[1:]
    arguments = _parser(with_simulator="simulate" in words).parse_args(words)
    if arguments.command == "simulate":
        from sophon_monitor.simulator import command as simulate

        return simulate.run(arguments)
    if arguments.command is not None:
        early_quit.as_usual()
        return _run_command(arguments)
    from sophon_monitor.app import window_command

    return window_command.run(arguments)


def _run_command(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "export":
            from sophon_monitor.app import export_command

            return export_command.run(arguments)
        case "diagnose":
            from sophon_monitor.app import diagnose_command

            return diagnose_command.run(arguments)
        case "report":
            from sophon_monitor.app import report_command

            return report_command.run(arguments)
        case "verify":
            from sophon_monitor.app import verify_command

            return verify_command.run(arguments)
        case "support-bundle":
            from sophon_monitor.app import support_bundle_command

            return support_bundle_command.run(arguments)
        case _:
            from sophon_monitor.app import restore_command

            return restore_command.run(arguments)


def fail(sentence: str) -> int:
    """Say why the environment does not allow it, and return the status for that."""
    say(sentence)
    return NOT_ALLOWED


def say(sentence: str) -> None:
    """One sentence on standard error, where there is one: a Windows program without a console has none."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            print(f"sophon-monitor: {sentence}", file=sys.stderr, flush=True)  # noqa: T201 - the contract


class _Parser(argparse.ArgumentParser):
    """Also where nobody listens: a program with a window has no standard streams on Windows."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if (file or sys.stderr) is not None:
            super()._print_message(message, file)


def _parser(*, with_simulator: bool = False) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="sophon-monitor",
        description="Watch Sophon face-recognition boxes on site: their health and each recognition, live.",
    )
    parser.add_argument("--version", action="version", version=f"Sophon Monitor {__version__}")
    _add_profile(parser)
    parser.add_argument(
        "--listen",
        type=listen_address,
        metavar="[HOST:]PORT",
        help="where the receiver listens (default: port 9528 on loopback, the chosen adapter, the routes to the boxes)",
    )
    parser.add_argument(
        "--box",
        type=box_address,
        action="append",
        default=[],
        metavar="HOST[:API[:WS[:SYS]]]",
        help="add a box; repeatable; ports default to 5555, 5679, 8888",
    )
    parser.add_argument("--lang", choices=["en", "zh_CN"], help="language of the window (default: the system's)")
    parser.add_argument("--theme", choices=["system", "light", "dark"], help="colours of the window")
    parser.add_argument("--page", choices=PAGES, default="live", help="page that is open at start")
    parser.add_argument("--size", type=window_size, metavar="WxH", help="size of the window")
    parser.add_argument("--demo", action="store_true", help="a simulated site in a throw-away profile")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="grab the window as PNG just before leaving")
    parser.add_argument("--exit-after", type=seconds, metavar="SECONDS", help="leave cleanly after that time")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands without a window")
    _add_simulate(commands, with_simulator)
    _add_export(commands)
    _add_diagnose(commands)
    _add_restore(commands)
    _add_report(commands)
    _add_verify(commands)
    _add_support_bundle(commands)
    return parser


def _add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", type=Path, metavar="DIR", help="folder of everything the program keeps")
    parser.add_argument("--site", metavar="NAME", help="site within the profile (default: the one opened last)")


def _add_simulate(commands: argparse._SubParsersAction[argparse.ArgumentParser], whole: bool) -> None:
    parser = commands.add_parser("simulate", help="boxes that do not exist, for trying things out")
    if whole:  # the window shall not wait for the simulator's import
        from sophon_monitor.simulator.command import add_arguments

        add_arguments(parser)


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("export", help="events, heartbeats, cameras, boxes or checks as jsonl, csv or xlsx")
    parser.add_argument("what", choices=["events", "heartbeats", "cameras", "boxes", "checks"])
    _add_profile(parser)
    parser.add_argument("--format", choices=["jsonl", "csv", "xlsx"], default="jsonl")
    parser.add_argument("--since", metavar="ISO", help="received at this time or later")
    parser.add_argument("--until", metavar="ISO", help="received before this time")
    parser.add_argument("--out", default="-", metavar="FILE", help="file to write, - for standard output")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="write the events' pictures there")
    parser.add_argument("--full", action="store_true", help="whole names, ids and faces; needs --reason")
    parser.add_argument("--reason", metavar="TEXT", help="why --full is needed; it is logged")


def _add_diagnose(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("diagnose", help="why nothing comes from a box; changes nothing on it")
    parser.add_argument("--box", type=box_address, required=True, metavar="HOST[:API[:WS[:SYS]]]")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    _add_profile(parser)
    parser.add_argument("--listen", type=listen_address, metavar="[HOST:]PORT", help="where the window listens")
    parser.add_argument("--lang", choices=["en", "zh_CN"], help="language of the table (default: English)")


def _add_restore(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("restore", help="put back every box setting that was borrowed and not put back")
    _add_profile(parser)
    parser.add_argument("--box", metavar="HOST", help="only this box")


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("report", help="the acceptance report of a site, as a sealed PDF")
    _add_profile(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="file to write")
    parser.add_argument("--lang", choices=["en", "zh_CN"], help="language of the report (default: the settings')")
    parser.add_argument("--inspector", metavar="NAME", help="who judges (default: as named on the Sign-off page)")
    parser.add_argument("--full", action="store_true", help="whole names, ids and faces; needs --reason")
    parser.add_argument("--reason", metavar="TEXT", help="why --full is needed; it is logged, and in the report")
    parser.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)  # the window's
    parser.add_argument("--not-noted", action="store_true", help=argparse.SUPPRESS)  # the window notes it itself


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("verify", help="whether a report is unaltered, and who made it")
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="profile whose key is called its own")
    parser.add_argument("--lang", choices=["en", "zh_CN"], help="language of the answer (default: English)")


def _add_support_bundle(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("support-bundle", help="diagnostics without faces, names or secrets, as a ZIP")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip", help="file to write")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="folder of everything the program keeps")


# -- words with a form of their own ----------------------------------------------------------------------------------


def listen_address(text: str) -> tuple[str | None, int]:
    """`[HOST:]PORT`; a HOST of IPv6 stands in brackets."""
    host, _, port = text.rpartition(":")
    return (host.strip("[]") or None), _port(port, lowest=0)


def box_address(text: str) -> BoxAddress:
    """`HOST[:API[:WS[:SYS]]]`."""
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        parts = [host, *rest.lstrip(":").split(":")] if rest else [host]
    else:
        parts = text.split(":")
    if not parts[0].strip() or len(parts) > 4:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST[:API[:WS[:SYS]]]")
    defaults = (API_PORT, STREAM_PORT, SYSTEM_PORT)
    given = [_port(part) if part else default for part, default in zip(parts[1:], defaults, strict=False)]
    api, stream, system = (*given, *defaults[len(given) :])
    return BoxAddress(parts[0].strip(), api, stream, system)


def window_size(text: str) -> tuple[int, int]:
    """`WxH` in pixels of the screen."""
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 100 <= int(width) <= 20000 and 100 <= int(height) <= 20000):
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT, such as 1440x900")
    return int(width), int(height)


def seconds(text: str) -> float:
    """A time span of at least 0 s."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 10_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return value


def _port(text: str, lowest: int = 1) -> int:
    if not text.isdigit() or not lowest <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port ({lowest} to 65535)")
    return int(text)
