"""`python3 packaging/dev.py bench [-- --quick] [-- --only NAME ...]`: prints the table, exit 1 when a bar is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tests.benchmarks import figures, history
from tests.benchmarks.figures import Row


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--quick", action="store_true", help="short runs; the sustained load takes 1 min instead of 9")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    words = parser.parse_args()
    seconds = 8.0 if words.quick else 30.0
    events = 6_000 if words.quick else 50_000
    steps: dict[str, Callable[[], list[Row]]] = {
        "pixels": lambda: figures.event_to_pixels(seconds),
        "flask": lambda: figures.against_flask(seconds),
        "blocked": lambda: figures.blocked_window(seconds),
        "sustained": lambda: figures.sustained(events),
        "health": figures.health_frame,
        "start": figures.start_time,
        "query": figures.newest_of_a_million,
        "history": history.search_a_million,
        "writing": history.cost_of_writing,
    }
    rows: list[Row] = []
    for name, step in steps.items():
        if not words.only or name in words.only:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            found = step()
            rows += found
            for row in found:
                print(f"  {row.figure}: {row.measured}", file=sys.stderr, flush=True)
    print(f"\n{figures.machine()}\n")
    print("| figure | bar | measured | held |\n| --- | --- | --- | --- |")
    for row in rows:
        print(f"| {row.figure} | {row.bar} | {row.measured} | {'yes' if row.held else 'NO'} |")
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
