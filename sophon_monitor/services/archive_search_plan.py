"""How a search through the archive goes: along minutes, cameras or people, whichever leads to few rows.

Knows the tables of `archive_search_schema`. Every way walks backwards in time in windows, so that a search can be
stopped, or show what it has, between any two of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sophon_monitor.domain.history_query import HistoryQuery, MissingPicture, Position, has_name
from sophon_monitor.domain.records import Verdict
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.services.archive_rows import text
from sophon_monitor.services.archive_search_schema import (
    KIND_MASK,
    LIVE,
    MINUTE_MS,
    REGISTERED,
    REPEATED,
    SCENE,
    TYPES,
    VERDICT_SHIFT,
    VERDICTS,
)

NAME_FUNCTION = "name_has"
MOST_NAMES = 2_000  # that are looked up one by one
FEW_BY_NAME = 5_000  # events that are fetched and sorted at once, for each page anew: 11 ms
SOME = 20_000  # events that are looked at one by one, where a search along minutes would not be shorter: 45 ms
FEW_BY_PLACE = 50_000  # entries of an index that are read at once, 2 ms
FEW_MINUTES = 300
PAGE_EVENTS, TALLY_EVENTS = 60_000, 200_000  # in the minutes of one window
FIRST_WINDOW_MS, WIDER = 10 * MINUTE_MS, 8

Value = str | int | float | None
Query = tuple[str, tuple[Value, ...]]

_MISSING = {
    MissingPicture.LIVE: LIVE,
    MissingPicture.REGISTERED: REGISTERED,
    MissingPicture.SCENE: SCENE,
    MissingPicture.ANY: LIVE | REGISTERED | SCENE,
}
_COUNTS = (
    f"count(*), sum((s.facts >> {VERDICT_SHIFT}) & 3 > 0), sum((s.facts >> {VERDICT_SHIFT}) & 3 = 2),"
    f" sum(s.facts & {REPEATED} > 0)"
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time to look into: UTC epoch ms, from inclusive, to exclusive.

    Attributes:
        minutes: The only ones in it that may hold a hit, where that was found out and they are few; empty: any.
    """

    low_ms: int
    high_ms: int
    is_last: bool = False
    minutes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows have to be like, and the values of its question marks."""

    sql: str = ""
    values: tuple[Value, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(self.sql + other.sql, self.values + other.values)


class Search:
    """One way through the archive. Subclasses say along what."""

    def __init__(self, connection: sqlite3.Connection, bounds_ms: tuple[int, int], rest: Condition) -> None:
        """Search from and to `bounds_ms` (the oldest and the newest event), for rows `s` that fulfil `rest`."""
        self._connection, self.bounds_ms, self._rest = connection, bounds_ms, rest

    def windows(self, after: Position | None) -> Iterator[Window]:
        """Stretches to look into for a page, newest first, without gaps between them."""
        yield from self._widening(self._high_ms(after))

    def tally_windows(self) -> Iterator[Window]:
        """The same for counting."""
        return self.windows(None)

    def page_sql(self, window: Window, after: Position | None, limit: int) -> Query:
        """Query for time and id of the newest hits of a window."""
        source = self._source(window)
        keyset = (
            Condition(" AND (+s.received_at_ms, s.id) < (?, ?)", tuple(after)) if after is not None else Condition()
        )
        where = source & self._rest & keyset
        return f"SELECT s.received_at_ms, s.id FROM {where.sql} {self._order} LIMIT ?", (*where.values, limit)  # noqa: S608 - ours

    def tally_sql(self, window: Window, grain: int) -> Iterator[Query]:
        """Queries for counts of a window: begin in UTC ms, events, judged, wrong, repeated, `grain` minutes a row."""
        where = self._source(window) & self._rest
        step = grain * MINUTE_MS
        yield (
            f"SELECT s.received_at_ms / {step} * {step} AS at_ms, {_COUNTS} FROM {where.sql} GROUP BY at_ms",  # noqa: S608 - ours
            where.values,
        )

    _order = "ORDER BY s.received_at_ms DESC, s.id DESC"

    def _source(self, window: Window) -> Condition:
        raise NotImplementedError

    def _high_ms(self, after: Position | None) -> int:
        high_ms = self.bounds_ms[1] + 1
        return min(high_ms, after.received_at_ms + 1) if after is not None else high_ms

    def _whole(self, high_ms: int) -> Iterator[Window]:
        yield Window(self.bounds_ms[0], high_ms, is_last=True)

    def _widening(self, high_ms: int) -> Iterator[Window]:
        """A short stretch first and ever longer ones: whatever is looked for, few rows more than needed are read."""
        width, oldest = FIRST_WINDOW_MS, self.bounds_ms[0]
        while high_ms > oldest:
            low_ms = max(high_ms - width, oldest)
            yield Window(low_ms, high_ms, is_last=low_ms == oldest)
            high_ms, width = low_ms, width * WIDER


class Nothing(Search):
    """No event can be what is looked for."""

    def __init__(self) -> None:
        self.bounds_ms = (0, -1)

    def windows(self, after: Position | None) -> Iterator[Window]:  # noqa: ARG002 - there are none
        """None."""
        return iter(())


class ByTime(Search):
    """Everything, or everything of a time: the rows stand in that order."""

    def windows(self, after: Position | None) -> Iterator[Window]:
        """All at once."""
        return self._whole(self._high_ms(after))

    def tally_sql(self, window: Window, grain: int) -> Iterator[Query]:
        """Whole minutes are counted already; what stands out at both ends is counted by rows."""
        low, high = -(-window.low_ms // MINUTE_MS), window.high_ms // MINUTE_MS
        if low >= high:
            yield from super().tally_sql(window, grain)
            return
        step = grain * MINUTE_MS
        sql = (
            f"SELECT minute / {grain} * {step} AS at_ms, sum(events), sum(judged), sum(wrong), sum(repeated)"  # noqa: S608 - ours
            " FROM event_minutes WHERE minute >= ? AND minute < ? GROUP BY at_ms"
        )
        yield sql, (low, high)
        for ends in (Window(window.low_ms, low * MINUTE_MS), Window(high * MINUTE_MS, window.high_ms)):
            if ends.low_ms < ends.high_ms:
                yield from super().tally_sql(ends, grain)

    def _source(self, window: Window) -> Condition:
        sql = "event_search AS s WHERE s.received_at_ms >= ? AND s.received_at_ms < ?"
        return Condition(sql, (window.low_ms, window.high_ms))


class ByMinutes(Search):
    """Along the minutes that may hold a hit."""

    _order = "ORDER BY m.minute DESC, s.received_at_ms DESC, s.id DESC"

    def __init__(
        self,
        connection: sqlite3.Connection,
        bounds_ms: tuple[int, int],
        rest: Condition,
        minutes: Condition,
        person: Condition,
    ) -> None:
        """As Search; `minutes` is what a minute has to be like, `person` what the row `e` of `events` has to be."""
        super().__init__(connection, bounds_ms, rest)
        self._minutes, self._person = minutes, person

    def windows(self, after: Position | None) -> Iterator[Window]:
        """Minutes until there are enough events in them."""
        return self._by_events(after, PAGE_EVENTS)

    def tally_windows(self) -> Iterator[Window]:
        """The same, more at once."""
        return self._by_events(None, TALLY_EVENTS)

    def tally_sql(self, window: Window, grain: int) -> Iterator[Query]:
        """Minutes come in their order, so that nothing has to be sorted."""
        where = self._source(window) & self._rest
        inner = f"SELECT m.minute * {MINUTE_MS}, {_COUNTS} FROM {where.sql} GROUP BY m.minute"  # noqa: S608 - ours
        if grain == 1:
            yield inner, where.values
            return
        step = grain * MINUTE_MS
        columns = "at, events, judged, wrong, repeated"
        sql = (
            f"WITH by_minute ({columns}) AS ({inner}) SELECT at / {step} * {step} AS at_ms, sum(events), sum(judged),"  # noqa: S608 - ours
            " sum(wrong), sum(repeated) FROM by_minute GROUP BY at_ms"
        )
        yield sql, where.values

    def _by_events(self, after: Position | None, enough: int) -> Iterator[Window]:
        sql = f"SELECT minute, events FROM event_minutes AS m WHERE m.minute BETWEEN ? AND ?{self._minutes.sql}"  # noqa: S608 - ours
        sql += " ORDER BY m.minute DESC LIMIT ?"
        oldest, high_ms, most = self.bounds_ms[0], self._high_ms(after), 256
        while high_ms > oldest:
            span = (oldest // MINUTE_MS, (high_ms - 1) // MINUTE_MS)
            found = self._connection.execute(sql, (*span, *self._minutes.values, most)).fetchall()
            if not found:
                return
            events = taken = 0
            while taken < len(found) and events < enough:
                events += found[taken][1]
                taken += 1
            low_ms = max(found[taken - 1][0] * MINUTE_MS, oldest)
            is_last = taken == len(found) < most
            few = tuple(row[0] for row in found[:taken]) if taken <= FEW_MINUTES else ()
            yield Window(low_ms, high_ms, is_last, few)
            if is_last:
                return
            high_ms, most = low_ms, 4096

    def _source(self, window: Window) -> Condition:
        # The plus signs keep the database from walking the whole window anew for each minute.
        source = Condition(
            "event_minutes AS m CROSS JOIN event_search AS s"
            f" ON s.received_at_ms >= m.minute * {MINUTE_MS} AND s.received_at_ms < (m.minute + 1) * {MINUTE_MS}"
        )
        minutes = (window.low_ms // MINUTE_MS, (window.high_ms - 1) // MINUTE_MS)
        where = Condition(" WHERE m.minute BETWEEN ? AND ?", minutes) & self._minutes
        if window.minutes:
            where = Condition(f" WHERE {_in('m.minute', window.minutes)}")
        span = Condition(" AND +s.received_at_ms >= ? AND +s.received_at_ms < ?", (window.low_ms, window.high_ms))
        return source & _joined(self._person) & where & span


class ByPlaces(Search):
    """Along the rows of some cameras."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        bounds_ms: tuple[int, int],
        rest: Condition,
        places: tuple[int, ...],
        person: Condition = Condition(),
    ) -> None:
        """As Search, of these places; `person` is what the row `e` of `events` has to be."""
        super().__init__(connection, bounds_ms, rest)
        self._places, self._person = places, person

    def windows(self, after: Position | None) -> Iterator[Window]:
        """One camera's rows stand in order; those of several have to be sorted, a stretch at a time."""
        high_ms = self._high_ms(after)
        return self._whole(high_ms) if len(self._places) == 1 else self._widening(high_ms)

    def _source(self, window: Window) -> Condition:
        source = Condition("event_search AS s INDEXED BY search_by_place") & _joined(self._person)
        sql = f" WHERE {_in('s.place', self._places)} AND s.received_at_ms >= ? AND s.received_at_ms < ?"
        return source & Condition(sql, (window.low_ms, window.high_ms))


class ByPeople(Search):
    """Along the rows of some names and of one id."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        bounds_ms: tuple[int, int],
        rest: Condition,
        names: tuple[str, ...],
        person_id: str | None,
        *,
        is_few: bool,
    ) -> None:
        """As Search; `is_few` if all events of these people may be sorted at once."""
        super().__init__(connection, bounds_ms, rest)
        self._names, self._person_id, self._is_few = names, person_id, is_few

    def windows(self, after: Position | None) -> Iterator[Window]:
        """At once, or a stretch at a time."""
        high_ms = self._high_ms(after)
        return self._whole(high_ms) if self._is_few else self._widening(high_ms)

    def _source(self, window: Window) -> Condition:
        parts: list[str] = []
        values: list[Value] = []
        select = "SELECT received_at_ms AS at_ms, id AS event_id FROM events INDEXED BY"
        span = "received_at_ms >= ? AND received_at_ms < ?"
        if self._names:
            parts.append(f"{select} events_by_name WHERE person_name IN (SELECT value FROM json_each(?)) AND {span}")  # noqa: S608 - ours
            values += (json.dumps(self._names), window.low_ms, window.high_ms)
        if self._person_id is not None:
            parts.append(f"{select} events_by_person WHERE person_id = ? AND {span}")
            values += (self._person_id, window.low_ms, window.high_ms)
        sql = f"({' UNION '.join(parts)}) AS p CROSS JOIN event_search AS s"
        return Condition(f"{sql} ON s.received_at_ms = p.at_ms AND s.id = p.event_id WHERE TRUE", tuple(values))


def _joined(person: Condition) -> Condition:
    return Condition(" CROSS JOIN events AS e ON e.id = s.id") & person if person.sql else Condition()


# -- choosing ------------------------------------------------------------------------------------------------------


def plan(connection: sqlite3.Connection, query: HistoryQuery, *, is_tally: bool = False) -> Search:
    """The way that reads the fewest rows, as far as a few quick questions can tell."""
    bounds_ms = bounds(connection, query)
    places = _places(connection, query)
    if bounds_ms is None or places == ():
        return Nothing()
    facts = _facts(query)
    here = Condition(f" AND {_in('s.place', places)}") if places is not None else Condition()
    if query.person:
        people = _people(connection, query.person)
        if people is None:
            return Nothing()
        names, person_id, events = people
        if len(names) <= MOST_NAMES:
            is_few = events <= FEW_BY_NAME
            if is_few or is_tally or not (facts.sql or here.sql):
                return ByPeople(connection, bounds_ms, facts & here, names, person_id, is_few=is_few)
            there = _count_of(connection, places, bounds_ms, SOME) if places is not None else SOME + 1
            if there <= min(events, SOME) and places is not None:
                return ByPlaces(connection, bounds_ms, facts, places, _person(query.person))
            if events <= SOME:
                return ByPeople(connection, bounds_ms, facts & here, names, person_id, is_few=False)
        return ByMinutes(connection, bounds_ms, facts & here, _minutes(query), _person(query.person))
    if places is not None:
        is_few = _count_of(connection, places, bounds_ms, FEW_BY_PLACE) <= FEW_BY_PLACE
        if is_few or not (facts.sql or is_tally):
            return ByPlaces(connection, bounds_ms, facts, places)
    if places is None and not facts.sql:
        return ByTime(connection, bounds_ms, facts)
    return ByMinutes(connection, bounds_ms, facts & here, _minutes(query), Condition())


def bounds(connection: sqlite3.Connection, query: HistoryQuery) -> tuple[int, int] | None:
    """Received time of the oldest and the newest event within the query's time; None where there is none."""
    low, high = query.since_ms if query.since_ms is not None else -(2**62), query.until_ms
    span, values = "received_at_ms >= ? AND received_at_ms < ?", (low, high if high is not None else 2**62)
    sql = f"SELECT received_at_ms FROM event_search WHERE {span} ORDER BY received_at_ms"  # noqa: S608 - ours
    oldest = connection.execute(f"{sql} LIMIT 1", values).fetchone()
    newest = connection.execute(f"{sql} DESC LIMIT 1", values).fetchone()
    return (oldest[0], newest[0]) if oldest is not None and newest is not None else None


def _in(column: str, numbers: tuple[int, ...]) -> str:
    return f"{column} IN ({', '.join(str(number) for number in numbers)})"


def _places(connection: sqlite3.Connection, query: HistoryQuery) -> tuple[int, ...] | None:
    """Numbers of the cameras that are looked for; None for any, empty where there are none."""
    if query.box_key is None and query.camera_key is None:
        return None
    sql = "SELECT place FROM event_places WHERE (?1 IS NULL OR box_key = ?1) AND (?2 IS NULL OR camera_key = ?2)"
    values = tuple(text(key) for key in (query.box_key, query.camera_key))
    return tuple(row[0] for row in connection.execute(sql, values))


def _count_of(connection: sqlite3.Connection, places: tuple[int, ...], bounds_ms: tuple[int, int], most: int) -> int:
    """Events of these places; one more than `most` where there are more."""
    inner = f"SELECT 1 FROM event_search INDEXED BY search_by_place WHERE {_in('place', places)}"  # noqa: S608 - ours
    sql = f"SELECT count(*) FROM ({inner} AND received_at_ms BETWEEN ? AND ? LIMIT ?)"  # noqa: S608 - ours
    return int(connection.execute(sql, (*bounds_ms, most + 1)).fetchone()[0])


def _people(connection: sqlite3.Connection, typed: str) -> tuple[tuple[str, ...], str | None, int] | None:
    """Names that have the text in them, the id if it is one, and how many events that is at most."""
    where = _name_condition(typed, "name")
    sql = f"SELECT name, events FROM person_names WHERE TRUE{where.sql} LIMIT ?"  # noqa: S608 - ours
    found = connection.execute(sql, (*where.values, MOST_NAMES + 1)).fetchall()
    sql = "SELECT count(*) FROM (SELECT 1 FROM events INDEXED BY events_by_person WHERE person_id = ? LIMIT ?)"
    by_id = connection.execute(sql, (text(typed), FEW_BY_NAME + 1)).fetchone()[0]
    if not found and not by_id:
        return None
    return tuple(row[0] for row in found), text(typed) if by_id else None, sum(row[1] for row in found) + by_id


def _person(typed: str) -> Condition:
    where = _name_condition(typed, "e.person_name")
    return Condition(f" AND (e.person_id = ? OR (TRUE{where.sql}))", (text(typed), *where.values))


def _name_condition(typed: str, column: str) -> Condition:
    if all(c.isascii() or c.casefold() == c == c.upper() for c in typed):
        escaped = "".join(f"\\{c}" if c in "\\%_" else c for c in text(typed) or "")
        return Condition(f" AND {column} LIKE ? ESCAPE '\\'", (f"%{escaped}%",))
    return Condition(f" AND {NAME_FUNCTION}({column}, ?)", (text(typed),))  # the database knows no case of ours


def name_has(name: object, typed: object) -> bool:
    """As SQL function: whether a name has that text in it."""
    return isinstance(name, str) and isinstance(typed, str) and has_name(name, typed)


def _kinds(query: HistoryQuery) -> int | None:
    """One bit for each combination of type and missing pictures that is looked for; None for all."""
    if not query.person_types and query.missing is None:
        return None
    wanted = 0
    for kind in range(KIND_MASK + 1):
        type_place = kind & 7
        is_type = not query.person_types or (type_place < len(TYPES) and TYPES[type_place] in query.person_types)
        if type_place < len(TYPES) and is_type and (query.missing is None or kind & _MISSING[query.missing]):
            wanted |= 1 << kind
    return wanted


def _verdicts(query: HistoryQuery) -> int | None:
    if not query.verdicts or len(query.verdicts) == len(Verdict) + 1:
        return None
    return sum(1 << VERDICTS.index(verdict) for verdict in query.verdicts)


def _facts(query: HistoryQuery) -> Condition:
    """What a row of `event_search` has to be like."""
    found = Condition()
    if (kinds := _kinds(query)) is not None:
        found &= Condition(f" AND (? >> (s.facts & {KIND_MASK})) & 1", (kinds,))
    if (verdicts := _verdicts(query)) is not None:
        found &= Condition(f" AND (? >> ((s.facts >> {VERDICT_SHIFT}) & 3)) & 1", (verdicts,))
    if query.least_score is not None:
        found &= Condition(" AND s.points >= ?", (query.least_score,))
    if query.most_score is not None:
        found &= Condition(" AND s.points <= ?", (query.most_score,))
    return found


def _minutes(query: HistoryQuery) -> Condition:
    """What a minute has to be like to hold a hit."""
    found = Condition()
    if (kinds := _kinds(query)) is not None:
        found &= Condition(" AND m.kinds & ?", (kinds,))
    if (verdicts := _verdicts(query)) is not None:
        found &= Condition(" AND m.verdicts & ?", (verdicts,))
    if query.least_score is None and query.most_score is None:
        return found
    types = query.person_types or frozenset(PersonType)
    who = [
        *(["stranger"] if PersonType.STRANGER in types else []),
        *(["known"] if types - {PersonType.STRANGER} else []),
    ]
    least, most = query.least_score, query.most_score
    ranges: list[str] = []
    values: list[Value] = []
    for name in who:
        part = f"m.{name}_most >= ?" if least is not None else "TRUE"
        part += f" AND m.{name}_least <= ?" if most is not None else ""
        ranges.append(f"({part})")
        values += [limit for limit in (least, most) if limit is not None]
    return found & Condition(f" AND ({' OR '.join(ranges)})", tuple(values))
