"""Ports: the recorded one before the usual one before any that is free."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from dev.ports import HOST, USUAL, any_free, choose, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_somebody_listens_on_is_not_free(taken: int):
    assert not is_free(taken)


def test_the_recorded_port_is_kept():
    recorded, usual = any_free(), any_free()
    assert choose(recorded, usual) == recorded


def test_the_usual_port_serves_when_none_is_recorded():
    usual = any_free()
    assert choose(None, usual) == usual


def test_the_usual_port_serves_when_the_recorded_one_is_taken(taken: int):
    usual = any_free()
    assert choose(taken, usual) == usual


def test_another_port_serves_when_both_are_taken(taken: int):
    port = choose(taken, taken)
    assert port != taken
    assert is_free(port)


def test_a_port_of_another_service_of_ours_is_avoided():
    usual = any_free()
    assert choose(usual, usual, avoid=[usual]) != usual


def test_portal_and_tests_do_not_want_the_same_ports():
    assert not set(USUAL["run"].values()) & set(USUAL["test"].values())
    assert USUAL["run"].keys() == USUAL["test"].keys()
