"""Refuse every connection beyond this machine: the tests of an offline tool must not have a network."""

from __future__ import annotations

import functools
import ipaddress
import socket
from collections.abc import Callable
from typing import Any

_NAMES = {"localhost", "", None}


class NetworkRefused(RuntimeError):
    """Something tried to reach another machine."""


def is_local(host: Any) -> bool:
    """Tell whether a host name or address means this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in _NAMES:
        return True
    try:
        address = ipaddress.ip_address(str(host).split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _host_of(address: Any) -> Any:
    return address[0] if isinstance(address, tuple) and address else None  # a path: a socket of this machine


def _guarded(method: Callable[..., Any], position: int) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(self: socket.socket, *arguments: Any) -> Any:
        host = _host_of(arguments[position])
        if not is_local(host):
            raise NetworkRefused(f"The tests run without a network; something tried to reach {host}.")
        return method(self, *arguments)

    return call


def install() -> None:
    """Guard this process. Loopback and Unix sockets stay open: kernels and browsers talk through them."""
    if getattr(socket, "_cxresearch_guarded", False):
        return
    socket.socket.connect = _guarded(socket.socket.connect, 0)  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded(socket.socket.connect_ex, 0)  # type: ignore[method-assign]
    socket.socket.sendto = _guarded(socket.socket.sendto, -1)  # type: ignore[method-assign]
    look_up = socket.getaddrinfo

    @functools.wraps(look_up)
    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        if not is_local(host):
            raise NetworkRefused(f"The tests run without a network; something tried to look up {host!r}.")
        return look_up(host, *arguments, **options)

    socket.getaddrinfo = getaddrinfo
    socket._cxresearch_guarded = True  # type: ignore[attr-defined]
