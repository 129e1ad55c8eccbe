"""The guard that keeps the network out of the tests, seen to work."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading

import pytest

from tests.offline.guard import is_local


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.1.1", "::1", "::", "", None, b"localhost"])
def test_this_machine_is_local(host: object) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", "10.0.0.1", "2001:db8::1", "localhost.example.org"])
def test_other_machines_are_not(host: str) -> None:
    assert not is_local(host)


def test_no_connection_leaves_this_machine() -> None:
    with socket.socket() as one, pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        one.connect(("192.0.2.1", 80))
    with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(RuntimeError, match="without a network"):
        one.sendto(b"x", ("192.0.2.1", 53))
    with pytest.raises(RuntimeError, match=r"example\.org"):
        socket.create_connection(("example.org", 80))


def test_child_processes_are_guarded_too() -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "NetworkRefused" in done.stderr


def test_kernels_and_browsers_may_talk_on_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard: list[bytes] = []

        def listen() -> None:
            peer, _ = server.accept()
            with peer:
                heard.append(peer.recv(5))

        thread = threading.Thread(target=listen)
        thread.start()
        with socket.create_connection(server.getsockname()) as client:
            client.sendall(b"hello")
        thread.join(10)
    assert heard == [b"hello"]
