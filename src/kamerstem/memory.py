"""A limit on memory where the system has none for a process: on Windows a thread looks how much is in use."""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

TOO_MUCH = 99
"""What a process ends with that took more than it may."""

_EVERY = 0.05  # seconds


@cache
def watched(most: int) -> None:
    """End this process from now on as soon as it holds more than so many bytes; asked once, it stays so."""
    threading.Thread(target=_watch, args=(most, in_use), daemon=True).start()


def _watch(most: int, used: Callable[[], int | None]) -> None:
    while (now := used()) is not None:
        if now > most:
            os._exit(TOO_MUCH)
        time.sleep(_EVERY)


def in_use() -> int | None:
    """Return how many bytes this process holds, ``None`` where the system does not tell."""
    try:
        return _by_windows() if sys.platform == "win32" else _by_proc()
    except (OSError, AttributeError, ValueError):
        return None


def _by_proc() -> int:
    return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of psapi.h."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


def _by_windows() -> int | None:
    """Return what is committed, by ``K32GetProcessMemoryInfo``."""
    kernel = ctypes.CDLL("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.POINTER(_Counters), ctypes.c_uint32)
    counters = _Counters(cb=ctypes.sizeof(_Counters))
    told = kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.PagefileUsage) if told else None
