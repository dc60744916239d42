"""Lists of boxes as people have them: every spelling of a CSV, and broken rows that are named and cost no other."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sophon_monitor.domain.box_list_file import MOST_BYTES, MOST_ROWS, RowErrorCode, read_box_list
from sophon_monitor.domain.site import BoxAddress

TWO = ((BoxAddress("192.168.1.5"), "前门", "by the door"), (BoxAddress("192.168.1.6"), "Lobby, left", None))


def problems(text: str) -> list[tuple[int, RowErrorCode]]:
    return [(p.line, p.code) for p in read_box_list(text.encode()).problems]


def hosts(text: str) -> list[str]:
    return [address.host for address, _, _ in read_box_list(text.encode()).entries]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "，", "；"])
@pytest.mark.parametrize("header", ["address{0}name{0}note", "IP地址{0}名称{0}备注", "Host{0}Name{0}Notes", None])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_a_list_is_read_in_every_spelling(encoding, sign, header, end):
    rows = [f"192.168.1.5{sign}前门{sign}by the door", f'192.168.1.6{sign}"Lobby, left"{sign}']
    text = end.join([header.format(sign), *rows] if header else rows) + end
    read = read_box_list(text.encode(encoding))
    assert read.entries == TWO
    assert read.problems == ()


def test_that_columns_may_come_in_any_order_with_others_between_and_ports():
    read = read_box_list(b"No,Name,API port,Port of nothing,IP Address,ws,SYS\n1,Gate,15555,9,10.0.0.1,,18888\n")
    assert read.entries == ((BoxAddress("10.0.0.1", api=15555, system=18888), "Gate", None),)


def test_that_of_two_columns_of_one_name_the_first_counts():
    assert hosts("ip,address\n10.0.0.1,10.0.0.2") == ["10.0.0.1"]


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("box-1.site", BoxAddress("box-1.site")),
        ("10.0.0.1:15555", BoxAddress("10.0.0.1", api=15555)),
        ("10.0.0.1:15555:15679:18888", BoxAddress("10.0.0.1", 15555, 15679, 18888)),
        ("10.0.0.1::15679", BoxAddress("10.0.0.1", stream=15679)),
        ("http://10.0.0.1:80/#/home", BoxAddress("10.0.0.1")),
        ("https://admin:word@10.0.0.1:8886/", BoxAddress("10.0.0.1")),
        ("fe80::1", BoxAddress("fe80::1")),
        ("[fe80::1]:1:2:3", BoxAddress("fe80::1", 1, 2, 3)),
        ("１０．０．０．１", BoxAddress("10.0.0.1")),
    ],
)
def test_that_an_address_is_read_as_it_is_typed(cell, address):
    assert read_box_list(cell.encode()).entries == ((address, None, None),)
    assert read_box_list(f"name,address\nGate,{cell}".encode()).entries == ((address, "Gate", None),)


def test_that_pasted_lines_need_no_columns():
    assert hosts("10.0.0.1\n\n  10.0.0.2  \n# the yard\n10.0.0.3") == ["10.0.0.1", "10.0.0.2", "10.0.0.3"]
    assert hosts("10.0.0.1, 10.0.0.2, 10.0.0.3") == ["10.0.0.1", "10.0.0.2", "10.0.0.3"]
    assert hosts("10.0.0.1 10.0.0.2 10.0.0.3") == ["10.0.0.1", "10.0.0.2", "10.0.0.3"]
    named = read_box_list("10.0.0.1 East Gate\n10.0.0.2 门".encode()).entries
    assert [name for _, name, _ in named] == ["East Gate", "门"]


def test_that_ports_without_a_header_stand_behind_the_address():
    read = read_box_list(b"10.0.0.1,1,2,3,Gate,note\n10.0.0.2,17,Second\n")
    assert read.entries == ((BoxAddress("10.0.0.1", 1, 2, 3), "Gate", "note"), (BoxAddress("10.0.0.2"), "17", "Second"))


def test_that_excels_own_first_line_says_the_delimiter():
    assert read_box_list(b"sep=;\r\nip;name\r\n10.0.0.1;a,b,c\r\n").entries == (
        (BoxAddress("10.0.0.1"), "a,b,c", None),
    )


def test_that_a_broken_row_is_named_by_its_line_and_the_others_are_kept():
    text = "\n".join(
        (
            "address,name,note,api",
            "10.0.0.1,Gate",
            "10.0.0.300,Hall",
            ",Yard",
            "",
            "10.0.0.2,Door,,70000",
            "10.0.0.1,Gate again",
            '10.0.0.3,"Dock',
            "a b,Spaces",
            "224.0.0.1,Many",
            "0.0.0.0,None",
            "10.0.0.4:1:2:3:4,Colons",
            '10.0.0.5,"x" y',
            "10.0.0.6,Last",
        )
    )
    assert hosts(text) == ["10.0.0.1", "10.0.0.6"]
    assert problems(text) == [
        (3, RowErrorCode.NOT_AN_ADDRESS),
        (4, RowErrorCode.NO_ADDRESS),
        (6, RowErrorCode.BAD_PORT),
        (7, RowErrorCode.TWICE),
        (8, RowErrorCode.BROKEN_QUOTES),
        (9, RowErrorCode.NOT_AN_ADDRESS),
        (10, RowErrorCode.NOT_A_HOST),
        (11, RowErrorCode.NOT_A_HOST),
        (12, RowErrorCode.TOO_MANY_COLONS),
        (13, RowErrorCode.BROKEN_QUOTES),
    ]


def test_that_a_problem_says_what_is_wrong_and_shows_the_row():
    [bad_port, twice] = read_box_list(b"10.0.0.1:0, a\n10.0.0.2\n10.0.0.2, b").problems
    assert (dict(bad_port.values), bad_port.text) == ({"port": "0"}, "10.0.0.1:0, a")
    assert dict(twice.values) == {"line": "2", "address": "10.0.0.2"}


def test_that_a_note_may_have_line_breaks_and_lines_are_still_counted():
    text = 'address,name,note\n10.0.0.1,"a ""b""","one\ntwo\n\nthree"\n10.0.0.999,x\n10.0.0.2,y\n'
    assert read_box_list(text.encode()).entries == (
        (BoxAddress("10.0.0.1"), 'a "b"', "one\ntwo\n\nthree"),
        (BoxAddress("10.0.0.2"), "y", None),
    )
    assert problems(text) == [(6, RowErrorCode.NOT_AN_ADDRESS)]


def test_that_a_stray_quotation_mark_does_not_swallow_the_rest():
    text = '10.0.0.1,"Gate\n' + "".join(f"10.0.1.{n},x\n" for n in range(100)) + '10.0.0.3,"Yard\n10.0.0.4,z'
    assert len(hosts(text)) == 101
    assert problems(text) == [(1, RowErrorCode.BROKEN_QUOTES), (102, RowErrorCode.BROKEN_QUOTES)]


def test_that_a_header_without_an_address_is_named_once():
    assert problems("name,note\nGate,x\nDoor,y") == [(1, RowErrorCode.NO_ADDRESS)]
    assert hosts("name,note\nGate,x\nDoor,y") == []


def test_that_long_names_are_cut():
    [(_, name, note)] = read_box_list(f"10.0.0.1,{'n' * 5000},{'m' * 5000}".encode()).entries
    assert (len(name), len(note)) == (100, 1000)


def test_that_at_most_a_thousand_rows_are_read():
    text = "address\n" + "".join(f"10.0.{n // 250}.{n % 250}\n" for n in range(MOST_ROWS + 5))
    assert len(hosts(text)) == MOST_ROWS
    assert problems(text) == [(MOST_ROWS + 2, RowErrorCode.TOO_MANY_ROWS)]
    assert problems(text[: text.rindex("10.0.4.0")]) == []


def test_that_broken_rows_count_towards_the_thousand():
    assert len(problems("x y\n" * 50_000)) == MOST_ROWS + 1


def test_that_too_large_a_file_is_not_read():
    read = read_box_list(b"10.0.0.1\n" * (MOST_BYTES // 9 + 1))
    assert read.entries == ()
    assert [(p.line, p.code, dict(p.values)) for p in read.problems] == [
        (0, RowErrorCode.TOO_LARGE, {"most": "1000000"})
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"\xff\xff\xff\xff", b"\xff\xfe\x00", b"10.0.0.1\0"])
def test_that_what_is_no_text_is_said_so(data):
    read = read_box_list(data)
    assert (read.entries, [p.code for p in read.problems]) == ((), [RowErrorCode.NOT_TEXT])


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"# nothing\n", b"address,name\n"])
def test_that_an_empty_list_is_empty(data):
    read = read_box_list(data)
    assert (read.entries, read.problems) == ((), ())


@given(st.one_of(st.binary(max_size=200), st.text('0123456789.:,;"\n\t\r 门ab#', max_size=200).map(str.encode)))
@example(b'"')
@example(b'sep=";\n"')
@example(b'sep="')
@example("10.0.0.1,²,³,¹".encode())
def test_that_nothing_makes_it_fail(data):
    read = read_box_list(data)
    assert len(read.entries) + len(read.problems) <= 201
