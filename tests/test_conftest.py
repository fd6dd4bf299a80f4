"""The ground under the tests holds."""

import socket
from pathlib import Path

import pytest

from salesdesk import paths


def test_that_no_test_reaches_the_network(network_attempts: list[str]) -> None:
    with pytest.raises(RuntimeError, match="network"):
        socket.create_connection(("127.0.0.1", 9))
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
        pytest.raises(RuntimeError, match="network"),
    ):
        sender.sendto(b"", ("127.0.0.1", 9))
    assert len(network_attempts) == 2
    network_attempts.clear()


def test_that_processes_of_this_machine_may_talk(network_attempts: list[str]) -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"x")
        assert right.recv(1) == b"x"
    assert not network_attempts


def test_that_the_users_folders_are_the_tests_own(own_home: Path) -> None:
    assert Path.home() == own_home
    assert paths.workspace_folder().is_relative_to(own_home)
    assert paths.log_folder().is_relative_to(own_home)
