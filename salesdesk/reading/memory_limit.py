"""A process that ends itself rather than the machine's memory."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TOO_MUCH_MEMORY = 77  # the exit code of a process stopped by `watch`
_PAUSE = 0.1


def limit_memory(allowed: int) -> None:
    """From now on, this process may take ``allowed`` bytes more than it has."""
    if sys.platform == "linux":
        _limit_address_space(allowed)
    else:
        start = _resident()
        threading.Thread(target=watch, args=(start + allowed, _resident, os._exit), daemon=True).start()


def watch(most: int, resident: Callable[[], int], stop: Callable[[int], object]) -> None:
    """Calls ``stop`` once ``resident`` passes ``most``: for systems that do not enforce address-space limits."""
    while resident() <= most:
        time.sleep(_PAUSE)
    stop(TOO_MUCH_MEMORY)


def _limit_address_space(allowed: int) -> None:
    import resource  # not on Windows

    # Libraries mapped but never touched count as address space; only what comes on top says anything.
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * os.sysconf("SC_PAGE_SIZE") + allowed
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _resident() -> int:
    """Peak bytes of memory this process has held (Windows, macOS)."""
    if sys.platform == "win32":
        return _resident_on_windows()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


def _resident_on_windows() -> int:
    import ctypes

    class Counters(ctypes.Structure):  # PROCESS_MEMORY_COUNTERS
        _fields_ = (
            ("cb", ctypes.c_ulong),
            ("faults", ctypes.c_ulong),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "pagefile", "peak_pagefile")),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo(
        ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(counters), ctypes.c_ulong(counters.cb)
    )
    return int(counters.peak)
