"""Single fields from anybody: nothing raises."""

from __future__ import annotations

import pytest

from sophon_monitor.protocol.identity import ip_texts
from sophon_monitor.protocol.values import epoch_ms, measure, number, percent, size_gb, text


@pytest.mark.parametrize("value", [10**5000, -(10**5000)], ids=["huge", "as small"])
def test_that_a_number_beyond_all_bounds_is_absent(value: int) -> None:
    assert text(value) is None
    assert number(value) is None
    assert size_gb(value) is None
    assert percent(value, 1.0) is None
    assert epoch_ms(value) is None


def test_that_a_unit_comes_with_its_number() -> None:
    assert measure(" 4470r/min ") == (4470.0, "r/min")
    assert measure("1e3") == (1000.0, "")
    assert measure(".5 G") == (0.5, "G")
    assert measure("min") is None


def test_that_only_addresses_are_taken_for_addresses() -> None:
    assert ip_texts(["10.0.0.1", 0.5, "fe80::1%eth0", "0.25"]) == ("10.0.0.1", "fe80::1%eth0")
    assert ip_texts(["10.0.0.1"] * 99) == ("10.0.0.1",) * 16
