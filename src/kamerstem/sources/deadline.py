"""An end to waiting for a server that gives a byte now and then, while its headers come too.

The limits of httpx2 are those of one read. A read here waits no longer than the question may take in all.
"""

import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

import httpcore2
import httpx2

Clock = Callable[[], float]

_END: ContextVar[tuple[float, Clock]] = ContextVar("end", default=(float("inf"), monotonic))


@contextmanager
def ends_at(moment: float, clock: Clock = monotonic) -> Iterator[None]:
    """Let nothing of this thread be read from a server after a moment of a clock."""
    before = _END.set((moment, clock))
    try:
        yield
    finally:
        _END.reset(before)


def keep(client: httpx2.Client) -> bool:
    """Make every connection of a client keep to :func:`ends_at`, those by way of a proxy as well.

    httpx2 has no public way to what reads from the network, so this goes by names that it keeps to itself. Return
    whether they are there; where they are not, the limits of httpx2 hold and no more.
    """
    pools = [*_pools(client)]
    for pool in pools:
        if pool is not None:
            pool._network_backend = _Backend(pool._network_backend)
    return bool(pools) and None not in pools


def _pools(client: httpx2.Client) -> Iterator[Any]:
    """Yield the connections of each transport that goes over the network, ``None`` where they are not found."""
    try:
        transports = (client._transport, *client._mounts.values())
    except AttributeError:
        yield None
        return
    for transport in transports:  # that of an address that goes by no proxy is None
        if isinstance(transport, httpx2.HTTPTransport):
            pool = getattr(transport, "_pool", None)
            yield pool if hasattr(pool, "_network_backend") else None


def _left(timeout: float | None) -> float | None:
    end, clock = _END.get()
    left = end - clock()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return left if timeout is None else min(timeout, left)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, inner: httpcore2.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        return _Stream(self._inner.connect_tcp(host, port, timeout, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._inner.connect_unix_socket(path, timeout, socket_options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
